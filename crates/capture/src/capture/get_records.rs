//! `aws kinesis get-records`, and what SDKs make of the same answer: records with data and sequence number.

use super::{
    Shape,
    json::{Entry, Fields, ShapeOf},
};

pub(super) const DATA: &[&str] = &["Data", "data"];
pub(super) const SEQUENCE_NUMBER: &[&str] = &["SequenceNumber", "sequenceNumber"];
pub(super) const PARTITION_KEY: &[&str] = &["PartitionKey", "partitionKey"];
pub(super) const ARRIVAL: &[&str] = &["ApproximateArrivalTimestamp", "approximateArrivalTimestamp"];
pub(super) const SUB_SEQUENCE_NUMBER: &[&str] =
    &["subSequenceNumber", "SubSequenceNumber", "subsequenceNumber"];

pub(super) const SHAPE: ShapeOf = ShapeOf { shape: Shape::GetRecords, is, fields };

/// Whether the entry is such a record. The answer of put-records has sequence numbers too, but no keys.
pub(super) fn is(entry: &Entry<'_>) -> bool {
    let data = entry.has_data(DATA) || (entry.listed && (entry.has(DATA) || entry.has(PARTITION_KEY)));
    data && (entry.has(SEQUENCE_NUMBER) || (entry.listed && !entry.value.whole))
}

/// Its fields. No read ever returns an explicit hash key; what the page exported has those of user records.
pub(super) fn fields<'v>(entry: &Entry<'v>) -> Fields<'v> {
    Fields {
        data: entry.field(DATA),
        partition_key: entry.field(PARTITION_KEY),
        sequence_number: entry.field(SEQUENCE_NUMBER),
        sub_sequence_number: entry.field(SUB_SEQUENCE_NUMBER),
        timestamp: entry.field(ARRIVAL),
        encryption_type: entry.field(&["EncryptionType", "encryptionType"]),
        shard_id: entry.string(&["ShardId", "shardId"]),
        explicit_hash_key: entry.field(&["ExplicitHashKey", "explicitHashKey"]),
    }
}
