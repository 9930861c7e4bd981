//! fujiwara/kinesis-tailf, a Go command that prints what a stream holds: payloads only, no keys.

use super::{
    Emitted, Given, Key, Reason,
    case::{Case, FRAME, Model, Ruling},
    dialect::GO,
    emitted::payload,
    message::{Fault, Fields, Message},
    strict,
};
use kpl_format::bytes::Span;

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
        // The message is decoded before its digest is looked at.
        match self.decode(case) {
            Err(fault) => Ruling::whole(Reason::Unreadable(fault), PRINT),
            Ok(_) if !case.md5_holds => Ruling::whole(Reason::Digest, PRINT),
            Ok(message) => Ruling::all(message, UNMARSHAL),
        }
    }

    fn decode<'a>(&self, case: &Case<'a>) -> Result<Message<'a>, Fault> {
        strict::message(case.data, case.message(), &GO)
    }

    fn fields(&self, case: &Case<'_>, record: Span) -> Result<Fields, Fault> {
        strict::record(case.data, record, &GO)
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
