//! Apache Hudi's `KinesisDeaggregator` (read, not run): as the KCL, but it would rather fail than lose a record.

use super::{
    Emitted, Given, Key, Reason,
    case::{Case, Model, Ruling},
    dialect::HUDI,
    emitted::{looked_up, payload},
    message::{Fault, Fields, Message, entry},
    strict,
};
use kpl_format::bytes::Span;

const PLAIN: &str = "apache/hudi KinesisDeaggregator.java, isAggregated";
const EXPAND: &str = "apache/hudi KinesisDeaggregator.java, expand";
const RECORD: &str = "apache/hudi KinesisDeaggregator.java, toRecord";

pub struct Hudi;

impl Model for Hudi {
    fn judge<'a>(&self, case: &Case<'a>) -> Ruling<'a> {
        if let Some(plain) = case.plain() {
            return Ruling::whole(plain, PLAIN);
        }
        let message = match self.decode(case) {
            Ok(message) => message,
            Err(fault) => return Ruling::error(Reason::Unreadable(fault), EXPAND),
        };
        for (record, &span) in message.records.iter().enumerate() {
            let fields = self.fields(case, span).unwrap_or_default();
            let index = fields.partition_key_index.unwrap_or_default();
            let (keys, hash_keys) = (&message.partition_keys, &message.explicit_hash_keys);
            if entry(keys, index).is_none() {
                let reason = Reason::PartitionKeyIndex { record, index, entries: keys.len() };
                return Ruling::error(reason, RECORD);
            }
            let bad = fields.explicit_hash_key_index.filter(|&index| entry(hash_keys, index).is_none());
            if let Some(index) = bad {
                let reason = Reason::ExplicitHashKeyIndex { record, index, entries: hash_keys.len() };
                return Ruling::error(reason, RECORD);
            }
        }
        Ruling::all(message, EXPAND)
    }

    fn decode<'a>(&self, case: &Case<'a>) -> Result<Message<'a>, Fault> {
        strict::message(case.data, case.message(), &HUDI)
    }

    fn fields(&self, case: &Case<'_>, record: Span) -> Result<Fields, Fault> {
        strict::record(case.data, record, &HUDI)
    }

    fn give<'a>(
        &self,
        case: &Case<'a>,
        message: &Message<'a>,
        fields: &Fields,
        _: usize,
    ) -> Option<Emitted<'a>> {
        let (partition_key, explicit) = looked_up(message, fields, Key::Absent)?;
        let right = explicit.key == Key::Absent;
        Some(Emitted {
            partition_key,
            explicit_hash_key: Given { key: Key::Absent, right },
            sub_sequence_number: None,
            data: payload(case.data, fields),
        })
    }
}
