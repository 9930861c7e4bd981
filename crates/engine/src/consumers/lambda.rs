//! A Lambda function on a stream that does not de-aggregate: the event source mapping does not do it for it.

use super::{
    Emitted, Reason,
    case::{Case, Model, Ruling},
    message::{Fault, Fields, Message},
};
use kpl_format::bytes::Span;

const DOCUMENTED: &str = "docs.aws.amazon.com/streams/latest/dev/kinesis-record-deaggregation.html";

pub struct Lambda;

impl Model for Lambda {
    fn judge<'a>(&self, case: &Case<'a>) -> Ruling<'a> {
        let reason = if case.has_magic() { Reason::NotDeaggregated } else { Reason::NoMagic };
        Ruling::whole(reason, DOCUMENTED)
    }

    fn decode<'a>(&self, _: &Case<'a>) -> Result<Message<'a>, Fault> {
        Ok(Message::default())
    }

    fn fields(&self, _: &Case<'_>, _: Span) -> Result<Fields, Fault> {
        Ok(Fields::default())
    }

    fn give<'a>(&self, _: &Case<'a>, _: &Message<'a>, _: &Fields, _: usize) -> Option<Emitted<'a>> {
        None
    }
}
