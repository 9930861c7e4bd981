//! What a Firehose transform function answers: each record with its result.

use super::{
    Shape,
    get_records::DATA,
    json::{Entry, Fields, ShapeOf},
};

pub(super) const SHAPE: ShapeOf = ShapeOf { shape: Shape::FirehoseResponse, is, fields };

fn is(entry: &Entry<'_>) -> bool {
    entry.has(&["recordId"]) && entry.has(&["result"])
}

fn fields<'v>(entry: &Entry<'v>) -> Fields<'v> {
    Fields { data: entry.field(DATA), ..Fields::default() }
}
