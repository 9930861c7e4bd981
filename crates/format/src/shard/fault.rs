//! What can be wrong with a shard map, or with the search for a partition key.

use super::HashKeyRange;
use crate::bytes::Place;

/// Why a shard map could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShardFault {
    /// The text is not JSON. The place is where reading stopped.
    NotJson(Place),
    /// The text ends before the JSON does. The place is where it ends.
    CutShort(Place),
    /// The JSON holds no list of shards.
    NoShards,
    /// The JSON comes from `describe-stream-summary`, which counts the shards but does not list them.
    SummaryOnly {
        /// The number of open shards that it states.
        open: Option<u64>,
    },
    /// The list of shards is empty.
    Empty,
    /// A shard has no `ShardId`.
    NoId {
        /// The shard's place in the list, counted from 0.
        shard: usize,
    },
    /// Two shards have the same id.
    SameId {
        /// The id that stands twice.
        id: String,
    },
    /// A shard has no `HashKeyRange` with both ends.
    NoRange {
        /// The shard's id.
        id: String,
    },
    /// An end of a range is not a number from 0 to 2^128 - 1.
    NotAHashKey {
        /// The shard's id.
        id: String,
        /// The text that stands in place of the number.
        text: String,
    },
    /// A range begins after its end.
    Backwards {
        /// The shard's id.
        id: String,
    },
    /// The number of even shards that was asked for is 0 or more than [`super::MOST_SHARDS`].
    Count {
        /// The number that was asked for.
        asked: u32,
    },
}

/// Something unusual about a shard map that can be used nevertheless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MapNote {
    /// The stream has more shards than the list: its last page has a `NextToken`, or `HasMoreShards` is true.
    MorePages,
    /// No open shard covers these hash keys.
    Hole(HashKeyRange),
    /// Two open shards share hash keys.
    Overlap {
        /// The id of the shard whose range begins first.
        first: String,
        /// The id of the other shard.
        second: String,
    },
    /// All shards are closed.
    AllClosed,
}

/// Why the search for a partition key failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchFault {
    /// None of the partition keys that were tried has its hash key in the range.
    NotFound {
        /// The number of keys that were tried.
        tries: u64,
        /// A hash key in the range. Used as an explicit hash key, it needs no search.
        hash_key: u128,
    },
    /// The prefix leaves no room for a number within the 256 characters of a partition key.
    PrefixTooLong,
}
