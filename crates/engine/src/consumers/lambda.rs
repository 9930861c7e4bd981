//! The model of a Lambda function on a stream without a deaggregator. The event source mapping of Lambda does not
//! take aggregates apart, so the function gets them as they are.

use super::{
    Emitted, OutcomeReason,
    message::{DecodedMessage, RecordFields},
    model::{Decoder, Model, ReceivedRecord, Ruling},
};

const DOCUMENTED: &str = "docs.aws.amazon.com/streams/latest/dev/kinesis-record-deaggregation.html";

pub struct Lambda;

impl Model for Lambda {
    fn judge<'a>(&self, received: &ReceivedRecord<'a>) -> Ruling<'a> {
        let reason =
            if received.has_magic() { OutcomeReason::NotDeaggregated } else { OutcomeReason::NoMagic };
        Ruling::whole(reason, DOCUMENTED)
    }

    fn decoder(&self, _: &ReceivedRecord<'_>) -> Decoder {
        Decoder::None
    }

    fn give<'a>(
        &self,
        _: &ReceivedRecord<'a>,
        _: &DecodedMessage<'a>,
        _: &RecordFields,
        _: usize,
    ) -> Option<Emitted<'a>> {
        None
    }
}
