//! Building an aggregate: the mirror of dissecting.

use super::{MAGIC, hash_key::md5, schema::AggregatedRecord};
use prost::Message;

/// The bytes of a whole aggregate: magic, message in field order, MD5 of the message.
#[must_use]
pub fn encode(record: &AggregatedRecord) -> Vec<u8> {
    frame(&record.encode_to_vec())
}

/// Puts the magic before a message, and its MD5 behind it.
#[must_use]
pub fn frame(message: &[u8]) -> Vec<u8> {
    [MAGIC.as_slice(), message, &md5(message)].concat()
}
