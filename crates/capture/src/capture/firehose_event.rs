//! What Firehose hands to a transform function. The stream's own records stand in `kinesisRecordMetadata`,
//! and are taken apart already.

use super::{
    Shape,
    get_records::{ARRIVAL, DATA, PARTITION_KEY, SEQUENCE_NUMBER, SUB_SEQUENCE_NUMBER},
    json::{Entry, Fields, ShapeOf},
};

pub(super) const SHAPE: ShapeOf = ShapeOf { shape: Shape::FirehoseEvent, is, fields };

fn is(entry: &Entry<'_>) -> bool {
    entry.has(&["recordId"]) && entry.has(DATA)
}

fn fields<'v>(entry: &Entry<'v>) -> Fields<'v> {
    with_metadata(entry, "kinesisRecordMetadata")
}

/// The fields of a record that keeps those of the stream under a name of its own.
pub(super) fn with_metadata<'v>(entry: &Entry<'v>, name: &str) -> Fields<'v> {
    let metadata = entry.inner(&[name]);
    let field = |names: &[&str]| metadata.and_then(|metadata| metadata.field(names));
    Fields {
        data: entry.field(DATA),
        partition_key: field(PARTITION_KEY),
        sequence_number: field(SEQUENCE_NUMBER),
        sub_sequence_number: field(SUB_SEQUENCE_NUMBER),
        timestamp: field(ARRIVAL).or_else(|| entry.field(ARRIVAL)),
        shard_id: metadata.and_then(|metadata| metadata.string(&["shardId"])),
        ..Fields::default()
    }
}
