//! Searches for a partition key whose hash key lies in a given range.

use super::{HashKeyRange, SearchFault};
use crate::kpl;

/// The most characters that a partition key may have (Kinesis API, `PartitionKey`).
const MOST_CHARACTERS: usize = 256;

/// Finds the first of `prefix0`, `prefix1`, `prefix2` … whose hash key lies in `range`. The same input always gives
/// the same key. To hit one of n even shards takes n tries on average; at most `tries` are made.
///
/// # Errors
/// Fails where none of the keys tried lies in the range, and where the prefix leaves no room for a number.
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
