//! The model of lifion-kinesis for Node.js, made from its source and not tried against it. It works like awslabs'
//! library for Node.js with `computeChecksums` off, but decodes another span where a record is very short.

use super::{
    Emitted, Reason,
    case::{Case, Decoder, Model, Ruling},
    message::{Fields, Message},
    node,
};

const DEAGGREGATE: &str = "lifion/lifion-kinesis lib/deaggregate.js:27-101";

pub struct Lifion;

impl Model for Lifion {
    fn judge<'a>(&self, case: &Case<'a>) -> Ruling<'a> {
        if !case.has_magic() {
            return Ruling::whole(Reason::NoMagic, DEAGGREGATE);
        }
        match self.decode(case) {
            Err(fault) => Ruling::error(Reason::Unreadable(fault), DEAGGREGATE),
            Ok(message) => Ruling::all(message, DEAGGREGATE),
        }
    }

    fn decoder(&self, case: &Case<'_>) -> Decoder {
        Decoder::Protobufjs(case.message())
    }

    fn give<'a>(
        &self,
        case: &Case<'a>,
        message: &Message<'a>,
        fields: &Fields,
        index: usize,
    ) -> Option<Emitted<'a>> {
        Some(node::give(case, message, fields, index))
    }
}
