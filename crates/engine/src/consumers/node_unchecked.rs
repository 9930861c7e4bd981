//! `aws-kinesis-agg` for Node.js with `computeChecksums` off: nothing but the magic says that a record is an aggregate.

use super::{
    Emitted,
    case::{Case, Model, Ruling},
    message::{Fault, Fields, Message},
    node::{self, Node},
};
use kpl_format::bytes::Span;

pub struct NodeUnchecked;

impl Model for NodeUnchecked {
    fn judge<'a>(&self, case: &Case<'a>) -> Ruling<'a> {
        node::judge(case, false)
    }

    fn decode<'a>(&self, case: &Case<'a>) -> Result<Message<'a>, Fault> {
        Node.decode(case)
    }

    fn fields(&self, case: &Case<'_>, record: Span) -> Result<Fields, Fault> {
        Node.fields(case, record)
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
