//! Why a consumer does what it does with a Kinesis record.

use super::Fault;

/// What decided how a consumer ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Nothing: all that it found is handed over.
    Read,
    /// It does not begin with the magic.
    NoMagic,
    /// It has no more bytes than magic and MD5 take.
    TooShort {
        /// Its bytes.
        had: usize,
    },
    /// It begins with the magic, and there is no room for an MD5 after it.
    NoRoomForDigest {
        /// Its bytes.
        had: usize,
    },
    /// The MD5 does not hold.
    Digest,
    /// The consumer's decoder cannot read the message.
    Unreadable(Fault),
    /// A record's partition key index points past the table.
    PartitionKeyIndex {
        /// The record, counted from 0.
        record: usize,
        /// Its index.
        index: u64,
        /// Entries of the table.
        entries: usize,
    },
    /// A record's explicit hash key index points past the table.
    ExplicitHashKeyIndex {
        /// The record, counted from 0.
        record: usize,
        /// Its index.
        index: u64,
        /// Entries of the table.
        entries: usize,
    },
    /// A record's explicit hash key is not a decimal number.
    HashKeyNotANumber {
        /// The record, counted from 0.
        record: usize,
    },
    /// A record's effective hash key lies outside of the shard.
    OutsideOfShard {
        /// The record, counted from 0.
        record: usize,
        /// In which way.
        problem: HashKeyProblem,
    },
    /// There is no user record in it.
    NoRecords,
    /// This consumer does not de-aggregate.
    NotDeaggregated,
    /// Something does not hold, and nobody says what this consumer does then.
    NotDocumented,
}

/// Why a hash key lies outside of a shard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HashKeyProblem {
    /// It is an explicit one below 0: outside of every shard.
    Negative,
    /// It is an explicit one of 2^128 or more: outside of every shard.
    TooLarge,
    /// It belongs to another shard.
    OtherShard,
}
