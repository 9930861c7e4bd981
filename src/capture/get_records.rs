//! `aws kinesis get-records`, and what SDKs make of the same answer: records with data and sequence number.

use super::json::{Entry, Fields};
use crate::bytes::json::Kind;

const DATA: &[&str] = &["Data", "data"];
const SEQUENCE_NUMBER: &[&str] = &["SequenceNumber", "sequenceNumber"];
const PARTITION_KEY: &[&str] = &["PartitionKey", "partitionKey"];

/// Whether the entry is such a record. The answer of put-records has sequence numbers too, but no keys.
pub(super) fn is(entry: &Entry<'_>) -> bool {
    let has_text = entry.field(DATA).is_some_and(|data| data.kind == Kind::String);
    let data = if entry.listed { entry.has(DATA) || entry.has(PARTITION_KEY) } else { has_text };
    data && entry.has(SEQUENCE_NUMBER)
}

/// Its fields. There is never an explicit hash key: no read ever returns one.
pub(super) fn fields<'v>(entry: &Entry<'v>) -> Fields<'v> {
    Fields {
        data: entry.field(DATA),
        partition_key: entry.field(PARTITION_KEY),
        sequence_number: entry.field(SEQUENCE_NUMBER),
        timestamp: entry.field(&["ApproximateArrivalTimestamp", "approximateArrivalTimestamp"]),
        encryption_type: entry.field(&["EncryptionType", "encryptionType"]),
        shard_id: entry.string(&["ShardId", "shardId"]),
        explicit_hash_key: None,
    }
}
