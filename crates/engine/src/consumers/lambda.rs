//! The model of a Lambda function on a stream without a deaggregator. The event source mapping of Lambda does not
//! take aggregates apart, so the function gets them as they are.

use super::{
    Emitted, Reason,
    case::{Case, Decoder, Model, Ruling},
    message::{Fields, Message},
};

const DOCUMENTED: &str = "docs.aws.amazon.com/streams/latest/dev/kinesis-record-deaggregation.html";

pub struct Lambda;

impl Model for Lambda {
    fn judge<'a>(&self, case: &Case<'a>) -> Ruling<'a> {
        let reason = if case.has_magic() { Reason::NotDeaggregated } else { Reason::NoMagic };
        Ruling::whole(reason, DOCUMENTED)
    }

    fn decoder(&self, _: &Case<'_>) -> Decoder {
        Decoder::None
    }

    fn give<'a>(&self, _: &Case<'a>, _: &Message<'a>, _: &Fields, _: usize) -> Option<Emitted<'a>> {
        None
    }
}
