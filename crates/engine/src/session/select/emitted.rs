//! A record that a consumer hands over, as a row shows it.

use super::preview::Preview;
use borsh::{BorshDeserialize, BorshSerialize};

#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum SeenKey {
    /// A text, or bytes as a text.
    Text(Preview),
    Undefined,
    /// A null: `null`, `None`.
    Null,
    /// The records of this consumer have no such key at all.
    Absent,
    Outer,
}

#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct EmittedRow {
    /// Its place among the records that are handed over.
    pub place: usize,
    /// Its partition key, and whether that is the producer's.
    pub partition_key: (SeenKey, bool),
    /// Its explicit hash key, and whether that is the producer's.
    pub explicit_hash_key: (SeenKey, bool),
    /// The size of its payload in bytes; `None` where the payload is empty because the record has none.
    pub bytes: Option<usize>,
    /// The beginning of its payload.
    pub preview: Preview,
}
