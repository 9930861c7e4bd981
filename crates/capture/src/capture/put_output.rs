//! The answer of `put-record` and `put-records`: where the records went, but not the records.

use super::{
    Shape,
    finding::Code,
    get_records::{DATA, PARTITION_KEY, SEQUENCE_NUMBER},
    json::{Entry, Fields, ShapeOf},
};

pub(super) const SHAPE: ShapeOf = ShapeOf { shape: Shape::PutRecords, is, fields: |_| Fields::default() };

fn is(entry: &Entry<'_>) -> bool {
    let stored = entry.has(&["ShardId"]) && entry.has(SEQUENCE_NUMBER);
    let refused = entry.listed && entry.has(&["ErrorCode"]);
    entry.value.whole && (stored || refused) && !entry.has(DATA) && !entry.has(PARTITION_KEY)
}

/// What it says instead of data.
pub(super) fn no_data(first: &Entry<'_>, records: usize) -> (Code, String) {
    let text = |names: &[&str]| first.string(names);
    let detail = match (text(&["ShardId"]), text(SEQUENCE_NUMBER)) {
        (Some(shard), Some(number)) => format!("{shard}, sequence number {number}"),
        _ => text(&["ErrorCode"]).unwrap_or_default(),
    };
    (Code::PutAnswer { records }, detail)
}
