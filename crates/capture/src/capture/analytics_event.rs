//! What Kinesis Analytics hands to a preprocessing function, or delivers to one. Aggregates are still whole.

use super::{
    Shape,
    firehose_event::with_metadata,
    get_records::DATA,
    json::{Entry, Fields, ShapeOf},
};

const STREAM: &str = "kinesisStreamRecordMetadata";
const FIREHOSE: &str = "kinesisFirehoseRecordMetadata";

pub(super) const SHAPE: ShapeOf = ShapeOf { shape: Shape::AnalyticsEvent, is, fields };

fn is(entry: &Entry<'_>) -> bool {
    let here = entry.around.application && entry.listed;
    entry.has(&["recordId"]) && entry.has(DATA) && (here || entry.has(&[STREAM, FIREHOSE]))
}

fn fields<'v>(entry: &Entry<'v>) -> Fields<'v> {
    with_metadata(entry, if entry.has(&[FIREHOSE]) { FIREHOSE } else { STREAM })
}
