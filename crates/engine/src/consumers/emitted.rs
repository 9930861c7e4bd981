//! What an application gets from a consumer: user records with the keys that the consumer gives them.

use super::{
    Judgement, Outcome,
    case::Case,
    message::{Entry, Fields, Message, entry},
    text,
};
use std::borrow::Cow;

/// A key as the application sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key<'a> {
    /// A text.
    Text(&'a str),
    /// A text with U+FFFD where these bytes are not UTF-8.
    Replaced(&'a [u8]),
    /// The same as the JVM does it: half a surrogate pair is one U+FFFD, not three.
    ReplacedByJava(&'a [u8]),
    /// These bytes as they are, UTF-8 or not.
    Bytes(&'a [u8]),
    /// JavaScript's `undefined`.
    Undefined,
    /// None, in so many words: `null`, `None`.
    Null,
    /// This consumer's records have no such key.
    Absent,
    /// The key of the Kinesis record around it.
    Outer,
}

impl<'a> Key<'a> {
    /// The key as a text, as a consumer that replaces what is not UTF-8 has it; `None` where it is none.
    #[must_use]
    pub fn text(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::Replaced(bytes) => Some(String::from_utf8_lossy(bytes)),
            Self::ReplacedByJava(bytes) => Some(text::java(bytes)),
            _ => None,
        }
    }

    /// A table's entry as a text.
    pub(super) fn of(entry: Entry<'a>) -> Self {
        entry.text.map_or(Self::Replaced(entry.bytes), Self::Text)
    }
}

/// A key and whether it is the one that the producer wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given<'a> {
    /// What the application sees.
    pub key: Key<'a>,
    /// Whether the producer gave this user record that key; for none at all, whether it gave none.
    pub right: bool,
}

/// A record as the application gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Emitted<'a> {
    /// Its partition key.
    pub partition_key: Given<'a>,
    /// Its explicit hash key.
    pub explicit_hash_key: Given<'a>,
    /// Its sub-sequence number, where this consumer gives one.
    pub sub_sequence_number: Option<usize>,
    /// Its payload. `None` where the producer wrote none and this consumer hands over empty bytes for it.
    pub data: Option<&'a [u8]>,
}

impl<'a> Emitted<'a> {
    /// The Kinesis record itself, as it came.
    pub(super) const fn whole(data: &'a [u8]) -> Self {
        let outer = Given { key: Key::Outer, right: true };
        Self { partition_key: outer, explicit_hash_key: outer, sub_sequence_number: None, data: Some(data) }
    }
}

/// How many of the records that are handed over have something wrong with their keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flaws {
    /// No partition key: `undefined`.
    pub undefined_partition_keys: usize,
    /// The partition key of another entry than the one that the producer's index names.
    pub wrong_partition_keys: usize,
    /// A partition key with replacement characters in it.
    pub replaced_partition_keys: usize,
    /// A partition key that is not UTF-8, as bytes.
    pub raw_partition_keys: usize,
    /// An explicit hash key that the producer did not give this record.
    pub wrong_explicit_hash_keys: usize,
    /// An explicit hash key that is not UTF-8, with replacement characters or as bytes.
    pub broken_explicit_hash_keys: usize,
    /// No explicit hash key (`undefined`), though the producer gave one.
    pub lost_explicit_hash_keys: usize,
    /// An empty payload, though the producer wrote none.
    pub missing_payloads: usize,
}

impl Flaws {
    pub(super) fn and(mut self, record: Emitted<'_>) -> Self {
        let count = match record.partition_key {
            Given { key: Key::Undefined, .. } => Some(&mut self.undefined_partition_keys),
            Given { key: Key::Replaced(_) | Key::ReplacedByJava(_), .. } => {
                Some(&mut self.replaced_partition_keys)
            }
            Given { key: Key::Bytes(_), right: false } => Some(&mut self.raw_partition_keys),
            Given { key: Key::Text(_), right: false } => Some(&mut self.wrong_partition_keys),
            _ => None,
        };
        if let Some(count) = count {
            *count += 1;
        }
        match record.explicit_hash_key {
            Given { right: true, .. } | Given { key: Key::Absent | Key::Outer, .. } => {}
            Given { key: Key::Undefined | Key::Null, .. } => self.lost_explicit_hash_keys += 1,
            Given { key: Key::Replaced(_) | Key::ReplacedByJava(_) | Key::Bytes(_), .. } => {
                self.broken_explicit_hash_keys += 1;
            }
            Given { .. } => self.wrong_explicit_hash_keys += 1,
        }
        self.missing_payloads += usize::from(record.data.is_none());
        self
    }
}

/// The records of a judgement, read again one by one.
pub struct UserRecords<'a> {
    judgement: Judgement,
    case: Case<'a>,
    message: Message<'a>,
    /// How many were handed over.
    given: usize,
    /// The next place in the message.
    next: usize,
}

impl<'a> UserRecords<'a> {
    /// The records of what was judged, whose message may have to be decoded again.
    pub fn new(judgement: &Judgement, case: Case<'a>) -> Self {
        let message = match judgement.outcome {
            Outcome::Records | Outcome::Partial => {
                judgement.consumer.model().decode(&case).unwrap_or_default()
            }
            _ => Message::default(),
        };
        Self::of(judgement, case, message)
    }

    /// The records of a message that is at hand.
    pub fn of(judgement: &Judgement, case: Case<'a>, message: Message<'a>) -> Self {
        Self { judgement: judgement.clone(), case, message, given: 0, next: 0 }
    }
}

impl<'a> Iterator for UserRecords<'a> {
    type Item = Emitted<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.given >= self.judgement.emitted {
            return None;
        }
        if self.judgement.outcome == Outcome::Passthrough {
            self.given += 1;
            return Some(Emitted::whole(self.case.data));
        }
        let model = self.judgement.consumer.model();
        loop {
            let record = *self.message.records.get(self.next)?;
            let index = self.next;
            self.next += 1;
            let given = model
                .fields(&self.case, record)
                .ok()
                .and_then(|fields| model.give(&self.case, &self.message, &fields, index));
            if given.is_some() {
                self.given += 1;
                return given;
            }
        }
    }
}

/// The payload, where there is one.
pub fn payload<'a>(data: &'a [u8], fields: &Fields) -> Option<&'a [u8]> {
    fields.data.map(|span| span.of(data))
}

/// The keys of a record of which every index is looked up, as far as they are there: a missing partition key index is
/// 0, a missing explicit hash key stays away.
pub fn looked_up<'a>(
    message: &Message<'a>,
    fields: &Fields,
    none: Key<'a>,
) -> Option<(Given<'a>, Given<'a>)> {
    let key = entry(&message.partition_keys, fields.partition_key_index.unwrap_or_default())?;
    let right = fields.partition_key_index.is_some() && key.is_utf8();
    let partition_key = Given { key: Key::of(key), right };
    let explicit_hash_key = match fields.explicit_hash_key_index {
        None => Given { key: none, right: true },
        Some(index) => {
            let key = entry(&message.explicit_hash_keys, index)?;
            Given { key: Key::of(key), right: key.is_utf8() }
        }
    };
    Some((partition_key, explicit_hash_key))
}
