//! What EventBridge Pipes hands to its target: an array of Lambda's records, with nothing between the fields.

use super::{
    Shape,
    get_records::{self, DATA},
    json::{Entry, Fields, ShapeOf},
    lambda_event,
};

pub(super) const SHAPE: ShapeOf = ShapeOf { shape: Shape::Pipes, is, fields };

fn is(entry: &Entry<'_>) -> bool {
    let of_kinesis = entry.string(&["eventSource"]).is_some_and(|source| source == "aws:kinesis");
    (of_kinesis || entry.has(&["kinesisSchemaVersion"])) && entry.has(DATA)
}

fn fields<'v>(entry: &Entry<'v>) -> Fields<'v> {
    Fields { shard_id: lambda_event::shard(entry), ..get_records::fields(entry) }
}
