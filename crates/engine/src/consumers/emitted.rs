//! The records that an application gets from a consumer, with the keys that the consumer gives them.

use super::{message::KeyEntry, text};
use std::borrow::Cow;

/// A key as the application sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmittedKey<'a> {
    /// The text as the producer wrote it.
    Text(&'a str),
    /// A text in which U+FFFD replaces what is not UTF-8 in these bytes.
    Replaced(&'a [u8]),
    /// Like `Replaced`, but by Java's rule: an encoded surrogate becomes one U+FFFD instead of three.
    ReplacedByJava(&'a [u8]),
    /// The bytes as they are, UTF-8 or not.
    Bytes(&'a [u8]),
    /// JavaScript's `undefined`.
    Undefined,
    /// `null` or `None`.
    Null,
    /// The records of this consumer have no such key at all.
    Absent,
    /// The key of the Kinesis record, because the application gets that record as it is.
    Outer,
}

impl<'a> EmittedKey<'a> {
    /// The key as text, with U+FFFD where the consumer replaces what is not UTF-8. `None` where the key is not a
    /// text.
    #[must_use]
    pub fn text(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::Replaced(bytes) => Some(String::from_utf8_lossy(bytes)),
            Self::ReplacedByJava(bytes) => Some(text::java(bytes)),
            _ => None,
        }
    }

    /// The key of a table's entry, for a consumer that replaces what is not UTF-8.
    pub(super) fn of(entry: KeyEntry<'a>) -> Self {
        entry.text.map_or(Self::Replaced(entry.bytes), Self::Text)
    }
}

/// A key that the application gets, and whether it is the producer's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given<'a> {
    pub key: EmittedKey<'a>,
    /// Whether the producer gave the user record this key. Where there is no key, whether the producer gave none.
    pub right: bool,
}

/// A record as the application gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Emitted<'a> {
    pub partition_key: Given<'a>,
    pub explicit_hash_key: Given<'a>,
    /// The sub-sequence number, where the consumer gives one.
    pub sub_sequence_number: Option<usize>,
    /// The payload. `None` where the producer wrote none; the application then gets empty bytes.
    pub data: Option<&'a [u8]>,
}

impl<'a> Emitted<'a> {
    /// The Kinesis record itself, as it is.
    pub(super) const fn whole(data: &'a [u8]) -> Self {
        let outer = Given { key: EmittedKey::Outer, right: true };
        Self { partition_key: outer, explicit_hash_key: outer, sub_sequence_number: None, data: Some(data) }
    }
}

/// How many of the records that the application gets have something wrong, by what is wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flaws {
    /// Records whose partition key is `undefined`.
    pub undefined_partition_keys: usize,
    /// Records with the partition key of another table entry than the producer's index says.
    pub wrong_partition_keys: usize,
    /// Records with U+FFFD in the partition key, because it is not UTF-8.
    pub replaced_partition_keys: usize,
    /// Records whose partition key is not UTF-8 and comes as bytes.
    pub raw_partition_keys: usize,
    /// Records with an explicit hash key that the producer did not give them.
    pub wrong_explicit_hash_keys: usize,
    /// Records whose explicit hash key is not UTF-8. It comes with U+FFFD or as bytes.
    pub broken_explicit_hash_keys: usize,
    /// Records without an explicit hash key (`undefined` or `null`), although the producer gave one.
    pub lost_explicit_hash_keys: usize,
    /// Records with an empty payload, although the producer wrote none.
    pub missing_payloads: usize,
}

impl Flaws {
    pub(super) fn and(mut self, record: Emitted<'_>) -> Self {
        let count = match record.partition_key {
            Given { key: EmittedKey::Undefined, .. } => Some(&mut self.undefined_partition_keys),
            Given { key: EmittedKey::Replaced(_) | EmittedKey::ReplacedByJava(_), .. } => {
                Some(&mut self.replaced_partition_keys)
            }
            Given { key: EmittedKey::Bytes(_), right: false } => Some(&mut self.raw_partition_keys),
            Given { key: EmittedKey::Text(_), right: false } => Some(&mut self.wrong_partition_keys),
            _ => None,
        };
        if let Some(count) = count {
            *count += 1;
        }
        match record.explicit_hash_key {
            Given { right: true, .. } | Given { key: EmittedKey::Absent | EmittedKey::Outer, .. } => {}
            Given { key: EmittedKey::Undefined | EmittedKey::Null, .. } => self.lost_explicit_hash_keys += 1,
            Given {
                key: EmittedKey::Replaced(_) | EmittedKey::ReplacedByJava(_) | EmittedKey::Bytes(_),
                ..
            } => {
                self.broken_explicit_hash_keys += 1;
            }
            Given { .. } => self.wrong_explicit_hash_keys += 1,
        }
        self.missing_payloads += usize::from(record.data.is_none());
        self
    }
}
