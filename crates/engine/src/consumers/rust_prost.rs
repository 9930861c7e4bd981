//! Disney's Kinesis client for Rust, over prost: `aggregated.rs`. Other readers that let prost do it are much the same.

use super::{
    Emitted, Key, Reason,
    case::{Case, FRAME, Model, Ruling},
    dialect::PROST,
    emitted::{looked_up, payload},
    message::{Fault, Fields, Message, entry},
    strict,
};
use kpl_format::bytes::Span;

const DEAGGREGATE: &str = "dmitrysobolev/disney-kinesis-client-rust src/aggregated.rs:52-85";

pub struct RustProst;

impl Model for RustProst {
    fn judge<'a>(&self, case: &Case<'a>) -> Ruling<'a> {
        let whole = |reason| Ruling::whole(reason, DEAGGREGATE);
        if !case.has_magic() {
            return whole(Reason::NoMagic);
        }
        if case.data.len() <= FRAME {
            return whole(Reason::TooShort { had: case.data.len() });
        }
        // "We could validate the checksum, but it is superfluous."
        let message = match self.decode(case) {
            Ok(message) => message,
            Err(fault) => return whole(Reason::Unreadable(fault)),
        };
        if message.records.is_empty() {
            return whole(Reason::NoRecords);
        }
        for (record, &span) in message.records.iter().enumerate() {
            let fields = self.fields(case, span).unwrap_or_default();
            let index = fields.partition_key_index.unwrap_or_default();
            let (keys, hash_keys) = (&message.partition_keys, &message.explicit_hash_keys);
            if entry(keys, index).is_none() {
                return whole(Reason::PartitionKeyIndex { record, index, entries: keys.len() });
            }
            let bad = fields.explicit_hash_key_index.filter(|&index| entry(hash_keys, index).is_none());
            if let Some(index) = bad {
                return whole(Reason::ExplicitHashKeyIndex { record, index, entries: hash_keys.len() });
            }
        }
        Ruling::all(message, DEAGGREGATE)
    }

    fn decode<'a>(&self, case: &Case<'a>) -> Result<Message<'a>, Fault> {
        strict::message(case.data, case.message(), &PROST)
    }

    fn fields(&self, case: &Case<'_>, record: Span) -> Result<Fields, Fault> {
        strict::record(case.data, record, &PROST)
    }

    fn give<'a>(
        &self,
        case: &Case<'a>,
        message: &Message<'a>,
        fields: &Fields,
        index: usize,
    ) -> Option<Emitted<'a>> {
        let (partition_key, explicit_hash_key) = looked_up(message, fields, Key::Null)?;
        let data = payload(case.data, fields);
        Some(Emitted { partition_key, explicit_hash_key, sub_sequence_number: Some(index), data })
    }
}
