//! Amazon Data Firehose reading from a stream: de-aggregates by itself, before delivery and before a transform Lambda.
//! Only its documentation can be read; for a record that does not hold we say what the KCL does, as a guess.

use super::{
    Emitted, Given, Key, Reason,
    case::{Case, Model, Ruling},
    kcl::Kcl,
    message::{Fault, Fields, Message},
};
use kpl_format::{bytes::Span, shard::HashKeyRange};

const DOCUMENTED: &str = "docs.aws.amazon.com/streams/latest/dev/kpl-with-firehose.html";

pub struct Firehose;

impl Model for Firehose {
    fn judge<'a>(&self, case: &Case<'a>) -> Ruling<'a> {
        let ruling = Kcl.judge(&Case { range: HashKeyRange::FULL, ..*case });
        let reason = match ruling.reason {
            plain @ (Reason::NoMagic | Reason::Read | Reason::NoRecords) => plain,
            _ => Reason::NotDocumented,
        };
        Ruling { reason, source: DOCUMENTED, ..ruling }
    }

    fn decode<'a>(&self, case: &Case<'a>) -> Result<Message<'a>, Fault> {
        Kcl.decode(case)
    }

    fn fields(&self, case: &Case<'_>, record: Span) -> Result<Fields, Fault> {
        Kcl.fields(case, record)
    }

    fn give<'a>(
        &self,
        case: &Case<'a>,
        message: &Message<'a>,
        fields: &Fields,
        index: usize,
    ) -> Option<Emitted<'a>> {
        let right = fields.explicit_hash_key_index.is_none();
        let emitted = Kcl.give(case, message, fields, index)?;
        Some(Emitted { explicit_hash_key: Given { key: Key::Absent, right }, ..emitted })
    }
}
