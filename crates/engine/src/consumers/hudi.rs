//! The model of Apache Hudi's `KinesisDeaggregator`, made by reading its source, without running it. It works like the
//! KCL, but fails where the KCL loses a user record.

use super::{
    Emitted, EmittedKey, Given, OutcomeReason,
    dialect::HUDI,
    handed_over::{first_bad_index, looked_up, payload},
    message::{DecodedMessage, RecordFields},
    model::{Decoder, Model, ReceivedRecord, Ruling},
};

const PLAIN: &str = "apache/hudi KinesisDeaggregator.java, isAggregated";
const EXPAND: &str = "apache/hudi KinesisDeaggregator.java, expand";
const RECORD: &str = "apache/hudi KinesisDeaggregator.java, toRecord";

pub struct Hudi;

impl Model for Hudi {
    fn judge<'a>(&self, received: &ReceivedRecord<'a>) -> Ruling<'a> {
        if let Some(plain) = received.plain() {
            return Ruling::whole(plain, PLAIN);
        }
        let message = match self.decode(received) {
            Ok(message) => message,
            Err(fault) => return Ruling::error(OutcomeReason::Unreadable(fault), EXPAND),
        };
        if let Some(reason) = first_bad_index(self, received, &message) {
            return Ruling::error(reason, RECORD);
        }
        Ruling::all(message, EXPAND)
    }

    fn decoder(&self, _: &ReceivedRecord<'_>) -> Decoder {
        Decoder::Strict(&HUDI)
    }

    fn give<'a>(
        &self,
        received: &ReceivedRecord<'a>,
        message: &DecodedMessage<'a>,
        fields: &RecordFields,
        _: usize,
    ) -> Option<Emitted<'a>> {
        let (partition_key, explicit) = looked_up(message, fields, EmittedKey::Absent)?;
        let right = explicit.key == EmittedKey::Absent;
        Some(Emitted {
            partition_key,
            explicit_hash_key: Given { key: EmittedKey::Absent, right },
            sub_sequence_number: None,
            data: payload(received.data, fields),
        })
    }
}
