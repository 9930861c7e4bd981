//! Looks for a partition key that lands in a wanted range of hash keys.

use super::{HashKeyRange, SearchFault};
use crate::kpl;

/// The most characters of a partition key (Kinesis API, `PartitionKey`).
const MOST_CHARACTERS: usize = 256;

/// The first of `prefix0`, `prefix1`, `prefix2` … whose hash key lies in `range`; the same input gives the same key.
/// For one of n even shards it takes n tries on average.
///
/// # Errors
/// Where none of `tries` does, or the prefix leaves no room.
pub fn find_partition_key(range: HashKeyRange, prefix: &str, tries: u64) -> Result<String, SearchFault> {
    let room = MOST_CHARACTERS.saturating_sub(prefix.chars().count());
    for counter in 0..tries {
        let key = format!("{prefix}{counter}");
        if key.len() - prefix.len() > room {
            return Err(SearchFault::PrefixTooLong);
        }
        if range.contains(kpl::hash_of_partition_key(key.as_bytes())) {
            return Ok(key);
        }
    }
    Err(SearchFault::NotFound { tries, hash_key: range.start() })
}
