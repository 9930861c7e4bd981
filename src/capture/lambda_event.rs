//! The event that Lambda hands to a function: everything about the record lies under `kinesis`.

use super::json::{Entry, Fields};

const FIELDS: &[&str] = &["data", "partitionKey", "sequenceNumber"];

fn inner<'v>(entry: &Entry<'v>) -> Option<Entry<'v>> {
    Some(Entry { value: entry.field(&["kinesis", "Kinesis"])?, ..*entry })
}

/// Whether the entry is such a record.
pub(super) fn is(entry: &Entry<'_>) -> bool {
    inner(entry).is_some_and(|kinesis| !kinesis.value.whole || FIELDS.iter().any(|name| kinesis.has(&[name])))
}

/// Its fields. The shard stands only in the event id, `shardId-…:sequence number`; an event of a time
/// window names it for all records.
pub(super) fn fields<'v>(entry: &Entry<'v>) -> Fields<'v> {
    let event_id = entry.string(&["eventID"]);
    let shard = event_id.as_deref().and_then(|id| id.split_once(':')).map(|(shard, _)| shard.to_owned());
    let shard_id = shard.filter(|shard| shard.starts_with("shardId-")).or_else(|| entry.shard_of_all());
    let Some(kinesis) = inner(entry) else {
        return Fields { shard_id, ..Fields::default() };
    };
    Fields {
        data: kinesis.field(&["data"]),
        partition_key: kinesis.field(&["partitionKey"]),
        explicit_hash_key: None,
        sequence_number: kinesis.field(&["sequenceNumber"]),
        timestamp: kinesis.field(&["approximateArrivalTimestamp"]),
        encryption_type: kinesis.field(&["encryptionType"]),
        shard_id,
    }
}
