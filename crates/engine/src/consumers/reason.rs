//! The reasons for what a consumer does with a Kinesis record.

use super::DecodeFault;

/// What decided the outcome of a consumer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OutcomeReason {
    /// Nothing went wrong: the application gets every user record that was found.
    Read,
    /// The record does not begin with the magic.
    NoMagic,
    /// The record is too short for an aggregate: most consumers ask for more bytes than the magic and the MD5 have.
    TooShort {
        /// How many bytes the record has.
        had: usize,
    },
    /// The record begins with the magic, but there is no room for an MD5 after it.
    NoRoomForDigest {
        /// How many bytes the record has.
        had: usize,
    },
    /// The last 16 bytes are not the MD5 of the message.
    Digest,
    /// The consumer's decoder cannot read the message.
    Unreadable(DecodeFault),
    /// The partition key index of a user record points past the table. `record` counts from 0.
    PartitionKeyIndex { record: usize, index: u64, entries: usize },
    /// The explicit hash key index of a user record points past the table. `record` counts from 0.
    ExplicitHashKeyIndex { record: usize, index: u64, entries: usize },
    /// The explicit hash key of a user record is not a decimal number. `record` counts from 0.
    HashKeyNotANumber { record: usize },
    /// The effective hash key of a user record lies outside of the shard. `record` counts from 0.
    OutsideOfShard { record: usize, problem: HashKeyProblem },
    /// The aggregate holds no user record.
    NoRecords,
    /// This consumer does not take aggregates apart.
    NotDeaggregated,
    /// The record is not sound, and it is not documented what this consumer does in that case.
    NotDocumented,
}

/// Why a hash key lies outside of a shard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HashKeyProblem {
    /// The explicit hash key is below 0, so it is outside of every shard.
    Negative,
    /// The explicit hash key is 2^128 or more, so it is outside of every shard.
    TooLarge,
    /// The hash key belongs to another shard.
    OtherShard,
}
