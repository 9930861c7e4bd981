//! aiokpl for Python: `decode_aggregated`, with a protobuf reader of its own. It decodes aggregates and nothing else.

use super::{
    Emitted, Key, Reason,
    case::{Case, FRAME, Model, Ruling},
    dialect::AIOKPL,
    emitted::{looked_up, payload},
    message::{Fault, Fields, Message, entry},
    strict,
};
use kpl_format::bytes::Span;

const DECODE: &str = "DevArKaDiA/aiokpl aiokpl/aggregation.py:309-360";
const RECORD: &str = "DevArKaDiA/aiokpl aiokpl/aggregation.py:254-306";

pub struct Aiokpl;

impl Model for Aiokpl {
    fn judge<'a>(&self, case: &Case<'a>) -> Ruling<'a> {
        if case.data.len() < FRAME {
            return Ruling::error(Reason::TooShort { had: case.data.len() }, DECODE);
        }
        if !case.has_magic() {
            return Ruling::error(Reason::NoMagic, DECODE);
        }
        if !case.md5_holds {
            return Ruling::error(Reason::Digest, DECODE);
        }
        let message = match self.decode(case) {
            Ok(message) => message,
            Err(fault) => return Ruling::error(Reason::Unreadable(fault), DECODE),
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
        Ruling::all(message, DECODE)
    }

    fn decode<'a>(&self, case: &Case<'a>) -> Result<Message<'a>, Fault> {
        strict::message(case.data, case.message(), &AIOKPL)
    }

    fn fields(&self, case: &Case<'_>, record: Span) -> Result<Fields, Fault> {
        strict::record(case.data, record, &AIOKPL)
    }

    fn give<'a>(
        &self,
        case: &Case<'a>,
        message: &Message<'a>,
        fields: &Fields,
        _: usize,
    ) -> Option<Emitted<'a>> {
        let (partition_key, explicit_hash_key) = looked_up(message, fields, Key::Null)?;
        let data = payload(case.data, fields);
        Some(Emitted { partition_key, explicit_hash_key, sub_sequence_number: None, data })
    }
}
