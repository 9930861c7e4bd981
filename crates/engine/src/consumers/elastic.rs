//! The model of elastic-serverless-forwarder, made by reading its source, without running it. It skips user records
//! that it cannot read and keeps the others.

use super::{
    Emitted, EmittedKey, Given, OutcomeReason,
    dialect::ELASTIC,
    handed_over::payload,
    message::{DecodedMessage, RecordFields, entry},
    model::{Decoder, Model, ReceivedRecord, Ruling},
};

const PLAIN: &str =
    "elastic/elastic-serverless-forwarder handlers/aws/kinesis_deaggregation.py, _aggregated_message";
const RECORDS: &str =
    "elastic/elastic-serverless-forwarder handlers/aws/kinesis_deaggregation.py, _user_records";

pub struct Elastic;

impl Model for Elastic {
    fn judge<'a>(&self, received: &ReceivedRecord<'a>) -> Ruling<'a> {
        if let Some(plain) = received.plain() {
            return Ruling::whole(plain, PLAIN);
        }
        let message = match self.decode(received) {
            Ok(message) => message,
            Err(fault) => return Ruling::whole(OutcomeReason::Unreadable(fault), RECORDS),
        };
        let (mut kept, mut skipped) = (0, None);
        for (record, &span) in message.records.iter().enumerate() {
            let reason = match self.fields(received, span) {
                Err(fault) => OutcomeReason::Unreadable(fault),
                Ok(fields) => {
                    let index = fields.partition_key_index.unwrap_or_default();
                    if entry(&message.partition_keys, index).is_some() {
                        kept += 1;
                        continue;
                    }
                    let entries = message.partition_keys.len();
                    OutcomeReason::PartitionKeyIndex { record, index, entries }
                }
            };
            skipped = skipped.or(Some(reason));
        }
        match (kept, skipped) {
            (0, skipped) => Ruling::whole(skipped.unwrap_or(OutcomeReason::NoRecords), RECORDS),
            (_, Some(reason)) => Ruling::some(kept, message, reason, RECORDS),
            (_, None) => Ruling::all(message, RECORDS),
        }
    }

    fn decoder(&self, _: &ReceivedRecord<'_>) -> Decoder {
        Decoder::Strict(&ELASTIC)
    }

    fn give<'a>(
        &self,
        received: &ReceivedRecord<'a>,
        message: &DecodedMessage<'a>,
        fields: &RecordFields,
        index: usize,
    ) -> Option<Emitted<'a>> {
        let entry = entry(&message.partition_keys, fields.partition_key_index.unwrap_or_default())?;
        Some(Emitted {
            partition_key: Given { key: EmittedKey::of(entry), right: fields.partition_key_index.is_some() },
            explicit_hash_key: Given {
                key: EmittedKey::Absent,
                right: fields.explicit_hash_key_index.is_none(),
            },
            // This is the record's place in the message, so skipped records leave gaps.
            sub_sequence_number: Some(index),
            data: payload(received.data, fields),
        })
    }
}
