//! The model of lifion-kinesis for Node.js, made by reading its source, without running it. It works like awslabs'
//! library for Node.js with `computeChecksums` off, but decodes another span where a record is very short.

use super::{
    Emitted, OutcomeReason,
    message::{DecodedMessage, RecordFields},
    model::{Decoder, Model, ReceivedRecord, Ruling},
    node,
};

const DEAGGREGATE: &str = "lifion/lifion-kinesis lib/deaggregate.js:27-101";

pub struct Lifion;

impl Model for Lifion {
    fn judge<'a>(&self, received: &ReceivedRecord<'a>) -> Ruling<'a> {
        if !received.has_magic() {
            return Ruling::whole(OutcomeReason::NoMagic, DEAGGREGATE);
        }
        match self.decode(received) {
            Err(fault) => Ruling::error(OutcomeReason::Unreadable(fault), DEAGGREGATE),
            Ok(message) => Ruling::all(message, DEAGGREGATE),
        }
    }

    fn decoder(&self, received: &ReceivedRecord<'_>) -> Decoder {
        Decoder::Protobufjs(received.message())
    }

    fn give<'a>(
        &self,
        received: &ReceivedRecord<'a>,
        message: &DecodedMessage<'a>,
        fields: &RecordFields,
        index: usize,
    ) -> Option<Emitted<'a>> {
        Some(node::give(received, message, fields, index))
    }
}
