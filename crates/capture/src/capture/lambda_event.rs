//! The event that Lambda hands to a function: everything about the record lies under `kinesis`.

use super::{
    Shape,
    json::{Entry, Fields, ShapeOf},
};

const KINESIS: &[&str] = &["kinesis", "Kinesis"];
const FIELDS: &[&str] = &["data", "partitionKey", "sequenceNumber"];

pub(super) const SHAPE: ShapeOf = ShapeOf { shape: Shape::LambdaEvent, is, fields };

/// Whether the entry is such a record.
pub(super) fn is(entry: &Entry<'_>) -> bool {
    entry.inner(KINESIS).is_some_and(|kinesis| !kinesis.value.whole || kinesis.has(FIELDS))
}

/// The shard of an event id, `shardId-…:sequence number`; an event of a time window names it for all records.
pub(super) fn shard(entry: &Entry<'_>) -> Option<String> {
    let event_id = entry.string(&["eventID"]);
    let shard = event_id.as_deref().and_then(|id| id.split_once(':')).map(|(shard, _)| shard.to_owned());
    shard.filter(|shard| shard.starts_with("shardId-")).or_else(|| entry.shard_of_all())
}

/// Its fields.
pub(super) fn fields<'v>(entry: &Entry<'v>) -> Fields<'v> {
    let shard_id = shard(entry);
    let Some(kinesis) = entry.inner(KINESIS) else {
        return Fields { shard_id, ..Fields::default() };
    };
    Fields { shard_id, ..super::get_records::fields(&kinesis) }
}
