//! The model of aiokpl for Python: `decode_aggregated`. It has its own protobuf reader, and raises an error for any
//! record that is not a sound aggregate.

use super::{
    Emitted, EmittedKey, OutcomeReason,
    dialect::AIOKPL,
    handed_over::{first_bad_index, looked_up, payload},
    message::{DecodedMessage, RecordFields},
    model::{Decoder, FRAME, Model, ReceivedRecord, Ruling},
};

const DECODE: &str = "DevArKaDiA/aiokpl aiokpl/aggregation.py:309-360";
const RECORD: &str = "DevArKaDiA/aiokpl aiokpl/aggregation.py:254-306";

pub struct Aiokpl;

impl Model for Aiokpl {
    fn judge<'a>(&self, received: &ReceivedRecord<'a>) -> Ruling<'a> {
        if received.data.len() < FRAME {
            return Ruling::error(OutcomeReason::TooShort { had: received.data.len() }, DECODE);
        }
        if !received.has_magic() {
            return Ruling::error(OutcomeReason::NoMagic, DECODE);
        }
        if !received.md5_holds {
            return Ruling::error(OutcomeReason::Digest, DECODE);
        }
        let message = match self.decode(received) {
            Ok(message) => message,
            Err(fault) => return Ruling::error(OutcomeReason::Unreadable(fault), DECODE),
        };
        if let Some(reason) = first_bad_index(self, received, &message) {
            return Ruling::error(reason, RECORD);
        }
        Ruling::all(message, DECODE)
    }

    fn decoder(&self, _: &ReceivedRecord<'_>) -> Decoder {
        Decoder::Strict(&AIOKPL)
    }

    fn give<'a>(
        &self,
        received: &ReceivedRecord<'a>,
        message: &DecodedMessage<'a>,
        fields: &RecordFields,
        _: usize,
    ) -> Option<Emitted<'a>> {
        let (partition_key, explicit_hash_key) = looked_up(message, fields, EmittedKey::Null)?;
        let data = payload(received.data, fields);
        Some(Emitted { partition_key, explicit_hash_key, sub_sequence_number: None, data })
    }
}
