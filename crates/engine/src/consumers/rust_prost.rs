//! The model of Disney's Kinesis client for Rust: `aggregated.rs`, over prost. Other readers that use prost are
//! similar.

use super::{
    Emitted, EmittedKey, OutcomeReason,
    dialect::PROST,
    handed_over::{first_bad_index, looked_up, payload},
    message::{DecodedMessage, RecordFields},
    model::{Decoder, FRAME, Model, ReceivedRecord, Ruling},
};

const DEAGGREGATE: &str = "dmitrysobolev/disney-kinesis-client-rust src/aggregated.rs:52-85";

pub struct RustProst;

impl Model for RustProst {
    fn judge<'a>(&self, received: &ReceivedRecord<'a>) -> Ruling<'a> {
        let whole = |reason| Ruling::whole(reason, DEAGGREGATE);
        if !received.has_magic() {
            return whole(OutcomeReason::NoMagic);
        }
        if received.data.len() <= FRAME {
            return whole(OutcomeReason::TooShort { had: received.data.len() });
        }
        // The MD5 is not compared. The client's source says: "We could validate the checksum, but it is superfluous."
        let message = match self.decode(received) {
            Ok(message) => message,
            Err(fault) => return whole(OutcomeReason::Unreadable(fault)),
        };
        if message.records.is_empty() {
            return whole(OutcomeReason::NoRecords);
        }
        if let Some(reason) = first_bad_index(self, received, &message) {
            return whole(reason);
        }
        Ruling::all(message, DEAGGREGATE)
    }

    fn decoder(&self, _: &ReceivedRecord<'_>) -> Decoder {
        Decoder::Strict(&PROST)
    }

    fn give<'a>(
        &self,
        received: &ReceivedRecord<'a>,
        message: &DecodedMessage<'a>,
        fields: &RecordFields,
        index: usize,
    ) -> Option<Emitted<'a>> {
        let (partition_key, explicit_hash_key) = looked_up(message, fields, EmittedKey::Null)?;
        let data = payload(received.data, fields);
        Some(Emitted { partition_key, explicit_hash_key, sub_sequence_number: Some(index), data })
    }
}
