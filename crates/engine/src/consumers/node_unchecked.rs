//! The model of `aws-kinesis-agg` for Node.js with `computeChecksums` off. It treats every record that begins with
//! the magic as an aggregate.

use super::{
    Emitted,
    message::{DecodedMessage, RecordFields},
    model::{Decoder, Model, ReceivedRecord, Ruling},
    node::{self, Node},
};

pub struct NodeUnchecked;

impl Model for NodeUnchecked {
    fn judge<'a>(&self, received: &ReceivedRecord<'a>) -> Ruling<'a> {
        node::judge(received, false)
    }

    fn decoder(&self, received: &ReceivedRecord<'_>) -> Decoder {
        Node.decoder(received)
    }

    fn give<'a>(
        &self,
        received: &ReceivedRecord<'a>,
        message: &DecodedMessage<'a>,
        fields: &RecordFields,
        index: usize,
    ) -> Option<Emitted<'a>> {
        Node.give(received, message, fields, index)
    }
}
