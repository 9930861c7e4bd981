//! Shards: which range of hash keys each has, where a record lands, and which partition key lands where it is wanted.
//! Pure; knows the format and nothing of consumers or of the page.

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
