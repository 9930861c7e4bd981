//! Builds an aggregate from its message.

use super::{MAGIC, md5, schema::AggregatedRecord};
use prost::Message;

/// Encodes an aggregate: the magic, the message with its fields in order of their numbers, and the message's MD5.
/// Nothing is checked: an index may point past its table.
#[must_use]
pub fn encode(record: &AggregatedRecord) -> Vec<u8> {
    frame(&record.encode_to_vec())
}

/// Makes an aggregate of an encoded message: the magic before it and its MD5 after it.
#[must_use]
pub fn frame(message: &[u8]) -> Vec<u8> {
    [MAGIC.as_slice(), message, &md5(message)].concat()
}
