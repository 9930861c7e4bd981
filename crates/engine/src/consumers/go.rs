//! The Go deaggregator of awslabs/kinesis-aggregation (`go/v2`; `go/` is the same): `DeaggregateRecords`.

use super::{
    Emitted, Given, Key, Reason,
    case::{Case, Model, Ruling},
    dialect::GO,
    emitted::payload,
    message::{Fault, Fields, Message, entry},
    strict,
};
use kpl_format::bytes::Span;

const PLAIN: &str = "awslabs/kinesis-aggregation go/v2/deaggregator/deaggregator.go:34-45, 54-55, 73-75";
const PARSE: &str = "awslabs/kinesis-aggregation go/v2/deaggregator/deaggregator.go:58-62";
const LOOP: &str = "awslabs/kinesis-aggregation go/v2/deaggregator/deaggregator.go:84-93";

pub struct Go;

impl Model for Go {
    fn judge<'a>(&self, case: &Case<'a>) -> Ruling<'a> {
        if let Some(plain) = case.plain() {
            return Ruling::whole(plain, PLAIN);
        }
        let message = match self.decode(case) {
            Ok(message) => message,
            Err(fault) => return Ruling::error(Reason::Unreadable(fault), PARSE),
        };
        let entries = message.partition_keys.len();
        for (record, &span) in message.records.iter().enumerate() {
            let fields = self.fields(case, span).unwrap_or_default();
            let index = fields.partition_key_index.unwrap_or_default();
            if entry(&message.partition_keys, index).is_none() {
                return Ruling::crash(Reason::PartitionKeyIndex { record, index, entries }, LOOP);
            }
        }
        Ruling::all(message, LOOP)
    }

    fn decode<'a>(&self, case: &Case<'a>) -> Result<Message<'a>, Fault> {
        strict::message(case.data, case.message(), &GO)
    }

    fn fields(&self, case: &Case<'_>, record: Span) -> Result<Fields, Fault> {
        strict::record(case.data, record, &GO)
    }

    fn give<'a>(
        &self,
        case: &Case<'a>,
        message: &Message<'a>,
        fields: &Fields,
        _: usize,
    ) -> Option<Emitted<'a>> {
        let entry = entry(&message.partition_keys, fields.partition_key_index?)?;
        let key = match Key::of(entry) {
            Key::Replaced(bytes) => Key::Bytes(bytes),
            key => key,
        };
        Some(Emitted {
            // A Go string is bytes: nothing is lost of a key that is not UTF-8.
            partition_key: Given { key, right: entry.is_utf8() },
            explicit_hash_key: Given { key: Key::Absent, right: fields.explicit_hash_key_index.is_none() },
            sub_sequence_number: None,
            data: payload(case.data, fields),
        })
    }
}
