//! The input of `aws kinesis put-records` and `put-record`: data and keys, no sequence number yet.

use super::json::{Entry, Fields};
use crate::bytes::json::Kind;

const DATA: &[&str] = &["Data", "data"];
const PARTITION_KEY: &[&str] = &["PartitionKey", "partitionKey"];

/// Whether the entry is such a record: listed for a stream, or without the number that a stream gives.
pub(super) fn is(entry: &Entry<'_>) -> bool {
    let sequenced = entry.has(&["SequenceNumber", "sequenceNumber"]);
    let has_text = entry.field(DATA).is_some_and(|data| data.kind == Kind::String);
    if entry.for_stream {
        return entry.has(DATA) || (entry.listed && entry.has(PARTITION_KEY));
    }
    // Outside of a list named Records, any JSON with a field called data would do: ask for the key as well.
    let named = if entry.listed { entry.has(DATA) } else { has_text && entry.has(PARTITION_KEY) };
    named && !sequenced
}

/// Its fields.
pub(super) fn fields<'v>(entry: &Entry<'v>) -> Fields<'v> {
    Fields {
        data: entry.field(DATA),
        partition_key: entry.field(PARTITION_KEY),
        explicit_hash_key: entry.field(&["ExplicitHashKey", "explicitHashKey"]),
        ..Fields::default()
    }
}
