//! One record of a JSON shape: its data, and what its envelope says.

use super::{
    data,
    entry::{Entry, Fields, string},
};
use crate::capture::{Envelope, KinesisRecord, finding::Code, reading::Reading, timestamp};
use kpl_format::bytes::json::JsonKind;

/// Adds the record, with findings where something is not as it should be.
pub(super) fn read(reading: &mut Reading<'_>, entry: &Entry<'_>, fields: &Fields<'_>) {
    let text = entry.text;
    if !entry.value.whole && fields.data.is_none_or(|value| data::is_cut_to_nothing(text, value)) {
        // The text ends before the record's data does: the finding about the cut says so.
        return;
    }
    let index = Some(reading.next_index());
    let (data, source) = data::read(reading, text, entry.value, fields.data);
    let envelope = Envelope {
        partition_key: string(text, fields.partition_key),
        explicit_hash_key: string(text, fields.explicit_hash_key),
        sequence_number: string(text, fields.sequence_number),
        sub_sequence_number: string(text, fields.sub_sequence_number),
        shard_id: fields.shard_id.clone(),
        approximate_arrival_timestamp: string(text, fields.timestamp)
            .and_then(|text| timestamp::normalise(&text)),
        encryption_type: string(text, fields.encryption_type),
        message_alone: false,
    };
    let timestamp = fields.timestamp.filter(|value| value.kind != JsonKind::Null && value.whole);
    if let (Some(value), None) = (timestamp, &envelope.approximate_arrival_timestamp) {
        reading.find(index, value.span, Code::TimestampUnreadable);
    }
    reading.push(KinesisRecord { data, envelope, source });
}
