//! What can be wrong with a shard map, or with the search for a partition key.

use super::HashKeyRange;
use crate::bytes::Place;

/// Why there is no shard map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShardFault {
    /// The text is not JSON: where reading stopped.
    NotJson(Place),
    /// The text ends within the JSON.
    CutShort(Place),
    /// It is JSON without a list of shards.
    NoShards,
    /// `describe-stream-summary` counts shards and does not list them.
    SummaryOnly {
        /// What it counts, where it does.
        open: Option<u64>,
    },
    /// The list of shards is empty.
    Empty,
    /// A shard has no `ShardId`.
    NoId {
        /// Its place in the list, from 0.
        shard: usize,
    },
    /// Two shards have the same id.
    SameId {
        /// That id.
        id: String,
    },
    /// A shard has no `HashKeyRange` with both ends.
    NoRange {
        /// Its id.
        id: String,
    },
    /// An end of a range is not a number from 0 to 2^128 - 1.
    NotAHashKey {
        /// The shard's id.
        id: String,
        /// What is written.
        text: String,
    },
    /// A range begins after its end.
    Backwards {
        /// The shard's id.
        id: String,
    },
    /// So many even shards cannot be made.
    Count {
        /// How many were asked for.
        asked: u32,
    },
}

/// What is odd about a shard map that can be used all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MapNote {
    /// The service had more shards to list: `NextToken` or `HasMoreShards`.
    MorePages,
    /// No open shard has these hash keys.
    Hole(HashKeyRange),
    /// Two open shards have the same hash keys.
    Overlap {
        /// The one that begins first.
        first: String,
        /// The other.
        second: String,
    },
    /// All shards are closed.
    AllClosed,
}

/// Why no partition key was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchFault {
    /// None of so many lands in the range.
    NotFound {
        /// How many were tried.
        tries: u64,
        /// A hash key that does: as an explicit one it needs no search.
        hash_key: u128,
    },
    /// With the prefix there is no room left in a partition key's 256 characters.
    PrefixTooLong,
}
