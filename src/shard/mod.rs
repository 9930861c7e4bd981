//! Shards: which range of hash keys each has, and where a record lands. Knows nothing of consumers or of the page.

mod range;

pub use range::HashKeyRange;
