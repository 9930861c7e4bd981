//! The model of the Go deaggregator of awslabs/kinesis-aggregation: `DeaggregateRecords` in `go/v2`. The one in `go/`
//! does the same.

use super::{
    Emitted, EmittedKey, Given, OutcomeReason,
    dialect::GO,
    handed_over::payload,
    message::{DecodedMessage, RecordFields, entry},
    model::{Decoder, Model, ReceivedRecord, Ruling},
};

const PLAIN: &str = "awslabs/kinesis-aggregation go/v2/deaggregator/deaggregator.go:34-45, 54-55, 73-75";
const PARSE: &str = "awslabs/kinesis-aggregation go/v2/deaggregator/deaggregator.go:58-62";
const LOOP: &str = "awslabs/kinesis-aggregation go/v2/deaggregator/deaggregator.go:84-93";

pub struct Go;

impl Model for Go {
    fn judge<'a>(&self, received: &ReceivedRecord<'a>) -> Ruling<'a> {
        if let Some(plain) = received.plain() {
            return Ruling::whole(plain, PLAIN);
        }
        let message = match self.decode(received) {
            Ok(message) => message,
            Err(fault) => return Ruling::error(OutcomeReason::Unreadable(fault), PARSE),
        };
        let entries = message.partition_keys.len();
        for (record, &span) in message.records.iter().enumerate() {
            let fields = self.fields(received, span).unwrap_or_default();
            let index = fields.partition_key_index.unwrap_or_default();
            if entry(&message.partition_keys, index).is_none() {
                return Ruling::crash(OutcomeReason::PartitionKeyIndex { record, index, entries }, LOOP);
            }
        }
        Ruling::all(message, LOOP)
    }

    fn decoder(&self, _: &ReceivedRecord<'_>) -> Decoder {
        Decoder::Strict(&GO)
    }

    fn give<'a>(
        &self,
        received: &ReceivedRecord<'a>,
        message: &DecodedMessage<'a>,
        fields: &RecordFields,
        _: usize,
    ) -> Option<Emitted<'a>> {
        let entry = entry(&message.partition_keys, fields.partition_key_index?)?;
        let key = match EmittedKey::of(entry) {
            EmittedKey::Replaced(bytes) => EmittedKey::Bytes(bytes),
            key => key,
        };
        Some(Emitted {
            // A Go string holds any bytes, so a key that is not UTF-8 loses nothing.
            partition_key: Given { key, right: entry.is_utf8() },
            explicit_hash_key: Given {
                key: EmittedKey::Absent,
                right: fields.explicit_hash_key_index.is_none(),
            },
            sub_sequence_number: None,
            data: payload(received.data, fields),
        })
    }
}
