//! Shards: which hash keys each owns, in which one a user record belongs, and a partition key that lands in a given
//! one.

mod fault;
mod map;
mod parse;
mod placement;
mod range;
mod search;
mod sentences;

pub use fault::{MapNote, SearchFault, ShardFault};
pub use map::{MOST_SHARDS, Shard, ShardMap};
pub use parse::parse;
pub use placement::{Placement, place};
pub use range::HashKeyRange;
pub use search::find_partition_key;
