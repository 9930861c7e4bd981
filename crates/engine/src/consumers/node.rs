//! The model of `aws-kinesis-agg` 4.2.8 for Node.js, over protobufjs 7.2.4: `deaggregateSync` with `computeChecksums`
//! on.

use super::{
    Emitted, EmittedKey, Given, OutcomeReason,
    handed_over::payload,
    message::{DecodedMessage, KeyEntry, RecordFields, entry},
    model::{Decoder, Model, ReceivedRecord, Ruling},
};
use kpl_format::{
    bytes::Span,
    kpl::{DIGEST_LEN, MAGIC},
};

const PLAIN: &str = "awslabs/kinesis-aggregation node/lib/kpl-deagg.js:139-146";
const CHECKSUM: &str = "awslabs/kinesis-aggregation node/lib/kpl-deagg.js:58-73, 124-126";
const DECODE: &str = "awslabs/kinesis-aggregation node/lib/kpl-deagg.js:46-56, 124-126";
const LOOP: &str = "awslabs/kinesis-aggregation node/lib/kpl-deagg.js:88-105";

pub struct Node;

impl Model for Node {
    fn judge<'a>(&self, received: &ReceivedRecord<'a>) -> Ruling<'a> {
        judge(received, true)
    }

    fn decoder(&self, received: &ReceivedRecord<'_>) -> Decoder {
        Decoder::Protobufjs(decoded_span(received.data))
    }

    fn give<'a>(
        &self,
        received: &ReceivedRecord<'a>,
        message: &DecodedMessage<'a>,
        fields: &RecordFields,
        index: usize,
    ) -> Option<Emitted<'a>> {
        Some(give(received, message, fields, index))
    }
}

/// What the library does, with checksums on or off. It decodes the message before it compares the checksum, so a
/// message that cannot be decoded is reported first.
pub fn judge<'a>(received: &ReceivedRecord<'a>, checksums: bool) -> Ruling<'a> {
    if !received.has_magic() {
        return Ruling::whole(OutcomeReason::NoMagic, PLAIN);
    }
    match Node.decode(received) {
        Err(fault) => Ruling::error(OutcomeReason::Unreadable(fault), DECODE),
        Ok(_) if checksums && !received.md5_holds => Ruling::error(OutcomeReason::Digest, CHECKSUM),
        Ok(message) => Ruling::all(message, LOOP),
    }
}

/// The span that the library decodes: `slice(4, length - 16)`. Where `length - 16` is negative, JavaScript counts
/// from the end.
fn decoded_span(data: &[u8]) -> Span {
    let from_the_end = |len: usize| (2 * len).saturating_sub(DIGEST_LEN);
    let end = data.len().checked_sub(DIGEST_LEN).unwrap_or_else(|| from_the_end(data.len()));
    Span::between(MAGIC.len(), end)
}

/// The user record that the application gets. A key that the table does not have is `undefined`. Where the record has
/// no explicit hash key index, the library uses the entry 0 of that table.
pub fn give<'a>(
    received: &ReceivedRecord<'a>,
    message: &DecodedMessage<'a>,
    fields: &RecordFields,
    index: usize,
) -> Emitted<'a> {
    let look_up = |table: &[KeyEntry<'a>], index: Option<u64>| {
        let entry = entry(table, index.unwrap_or_default());
        let key = entry.map_or(EmittedKey::Undefined, EmittedKey::of);
        Given {
            key,
            right: index.is_some() == entry.is_some() && entry.as_ref().is_none_or(KeyEntry::is_utf8),
        }
    };
    Emitted {
        partition_key: look_up(&message.partition_keys, fields.partition_key_index),
        explicit_hash_key: look_up(&message.explicit_hash_keys, fields.explicit_hash_key_index),
        sub_sequence_number: Some(index),
        data: payload(received.data, fields),
    }
}
