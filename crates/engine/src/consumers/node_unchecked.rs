//! The model of `aws-kinesis-agg` for Node.js with `computeChecksums` off. It treats every record that begins with
//! the magic as an aggregate.

use super::{
    Emitted,
    case::{Case, Decoder, Model, Ruling},
    message::{Fields, Message},
    node::{self, Node},
};

pub struct NodeUnchecked;

impl Model for NodeUnchecked {
    fn judge<'a>(&self, case: &Case<'a>) -> Ruling<'a> {
        node::judge(case, false)
    }

    fn decoder(&self, case: &Case<'_>) -> Decoder {
        Node.decoder(case)
    }

    fn give<'a>(
        &self,
        case: &Case<'a>,
        message: &Message<'a>,
        fields: &Fields,
        index: usize,
    ) -> Option<Emitted<'a>> {
        Node.give(case, message, fields, index)
    }
}
