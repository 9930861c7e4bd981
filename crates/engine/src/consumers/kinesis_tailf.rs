//! The model of fujiwara/kinesis-tailf, a Go command that prints the payloads of a stream, without keys.

use super::{
    Emitted, EmittedKey, Given, OutcomeReason,
    dialect::GO,
    handed_over::payload,
    message::{DecodedMessage, RecordFields},
    model::{Decoder, FRAME, Model, ReceivedRecord, Ruling},
};

const UNMARSHAL: &str = "fujiwara/kinesis-tailf kpl/kpl.go:16-34";
const PRINT: &str = "fujiwara/kinesis-tailf kinesis.go:133-140";

pub struct KinesisTailf;

impl Model for KinesisTailf {
    fn judge<'a>(&self, received: &ReceivedRecord<'a>) -> Ruling<'a> {
        if !received.has_magic() {
            return Ruling::whole(OutcomeReason::NoMagic, PRINT);
        }
        if received.data.len() < FRAME {
            return Ruling::crash(OutcomeReason::NoRoomForDigest { had: received.data.len() }, UNMARSHAL);
        }
        // The command decodes the message before it compares the digest.
        match self.decode(received) {
            Err(fault) => Ruling::whole(OutcomeReason::Unreadable(fault), PRINT),
            Ok(_) if !received.md5_holds => Ruling::whole(OutcomeReason::Digest, PRINT),
            Ok(message) => Ruling::all(message, UNMARSHAL),
        }
    }

    fn decoder(&self, _: &ReceivedRecord<'_>) -> Decoder {
        Decoder::Strict(&GO)
    }

    fn give<'a>(
        &self,
        received: &ReceivedRecord<'a>,
        _: &DecodedMessage<'a>,
        fields: &RecordFields,
        _: usize,
    ) -> Option<Emitted<'a>> {
        let none = Given { key: EmittedKey::Absent, right: false };
        Some(Emitted {
            partition_key: none,
            explicit_hash_key: none,
            sub_sequence_number: None,
            data: payload(received.data, fields),
        })
    }
}
