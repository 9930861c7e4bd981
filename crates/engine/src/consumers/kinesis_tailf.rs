//! The model of fujiwara/kinesis-tailf, a Go command that prints the payloads of a stream, without keys.

use super::{
    Emitted, Given, Key, Reason,
    case::{Case, Decoder, FRAME, Model, Ruling},
    dialect::GO,
    emitted::payload,
    message::{Fields, Message},
};

const UNMARSHAL: &str = "fujiwara/kinesis-tailf kpl/kpl.go:16-34";
const PRINT: &str = "fujiwara/kinesis-tailf kinesis.go:133-140";

pub struct KinesisTailf;

impl Model for KinesisTailf {
    fn judge<'a>(&self, case: &Case<'a>) -> Ruling<'a> {
        if !case.has_magic() {
            return Ruling::whole(Reason::NoMagic, PRINT);
        }
        if case.data.len() < FRAME {
            return Ruling::crash(Reason::NoRoomForDigest { had: case.data.len() }, UNMARSHAL);
        }
        // The command decodes the message before it compares the digest.
        match self.decode(case) {
            Err(fault) => Ruling::whole(Reason::Unreadable(fault), PRINT),
            Ok(_) if !case.md5_holds => Ruling::whole(Reason::Digest, PRINT),
            Ok(message) => Ruling::all(message, UNMARSHAL),
        }
    }

    fn decoder(&self, _: &Case<'_>) -> Decoder {
        Decoder::Strict(&GO)
    }

    fn give<'a>(&self, case: &Case<'a>, _: &Message<'a>, fields: &Fields, _: usize) -> Option<Emitted<'a>> {
        let none = Given { key: Key::Absent, right: false };
        Some(Emitted {
            partition_key: none,
            explicit_hash_key: none,
            sub_sequence_number: None,
            data: payload(case.data, fields),
        })
    }
}
