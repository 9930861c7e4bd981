//! lifion-kinesis for Node.js (read, not run): the deaggregator of awslabs without checksums, and without a net.

use super::{
    Emitted, Reason,
    case::{Case, Model, Ruling},
    message::{Fault, Fields, Message},
    node, protobufjs,
};
use kpl_format::bytes::Span;

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

    fn decode<'a>(&self, case: &Case<'a>) -> Result<Message<'a>, Fault> {
        protobufjs::message(case.data, case.message())
    }

    fn fields(&self, case: &Case<'_>, record: Span) -> Result<Fields, Fault> {
        protobufjs::record(case.data, record, case.message().end())
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
