//! Lines that Firehose writes to S3 where a transform or a format conversion failed: the record is `rawData`.

use super::{
    Shape,
    get_records::{SEQUENCE_NUMBER, SUB_SEQUENCE_NUMBER},
    json::{Entry, Fields, ShapeOf},
};

const DATA: &[&str] = &["rawData", "RawData"];

pub(super) const SHAPE: ShapeOf = ShapeOf { shape: Shape::FirehoseFailed, is, fields };

fn is(entry: &Entry<'_>) -> bool {
    entry.has(DATA) || (entry.has(&["attemptsMade"]) && entry.has(&["attemptEndingTimestamp"]))
}

fn fields<'v>(entry: &Entry<'v>) -> Fields<'v> {
    Fields {
        data: entry.field(DATA),
        sequence_number: entry.field(SEQUENCE_NUMBER),
        sub_sequence_number: entry.field(SUB_SEQUENCE_NUMBER),
        timestamp: entry.field(&["arrivalTimestamp"]),
        ..Fields::default()
    }
}
