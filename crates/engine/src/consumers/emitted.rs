//! The records that an application gets from a consumer, with the keys that the consumer gives them.

use super::{
    Judgement, Outcome, Reason,
    message::{DecodedMessage, KeyEntry, RecordFields, entry},
    model::{Model, ReceivedRecord},
    text,
};
use std::borrow::Cow;

/// A key as the application sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key<'a> {
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

impl<'a> Key<'a> {
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
    pub key: Key<'a>,
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
        let outer = Given { key: Key::Outer, right: true };
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

/// Iterates over the records that the application gets. Each is decoded when it is asked for.
pub struct UserRecords<'a> {
    judgement: Judgement,
    received: ReceivedRecord<'a>,
    message: DecodedMessage<'a>,
    /// How many records were returned so far.
    given: usize,
    /// The place of the next record in the message.
    next: usize,
}

impl<'a> UserRecords<'a> {
    /// The records of a judgement. Where needed, this decodes the message again.
    pub fn new(judgement: &Judgement, received: ReceivedRecord<'a>) -> Self {
        let message = match judgement.outcome {
            Outcome::Records | Outcome::Partial => {
                judgement.consumer.model().decode(&received).unwrap_or_default()
            }
            _ => DecodedMessage::default(),
        };
        Self::of(judgement, received, message)
    }

    /// The records of a judgement whose message is already decoded.
    pub fn of(judgement: &Judgement, received: ReceivedRecord<'a>, message: DecodedMessage<'a>) -> Self {
        Self { judgement: judgement.clone(), received, message, given: 0, next: 0 }
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
            return Some(Emitted::whole(self.received.data));
        }
        let model = self.judgement.consumer.model();
        loop {
            let record = *self.message.records.get(self.next)?;
            let index = self.next;
            self.next += 1;
            let given = model
                .fields(&self.received, record)
                .ok()
                .and_then(|fields| model.give(&self.received, &self.message, &fields, index));
            if given.is_some() {
                self.given += 1;
                return given;
            }
        }
    }
}

pub fn payload<'a>(data: &'a [u8], fields: &RecordFields) -> Option<&'a [u8]> {
    fields.data.map(|span| span.of(data))
}

/// Looks up a record's partition key and explicit hash key. A missing partition key index reads as 0. A record
/// without an explicit hash key gets `none` for it. `None` where an index points past its table.
pub fn looked_up<'a>(
    message: &DecodedMessage<'a>,
    fields: &RecordFields,
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

/// The first index of a record that points past its table, as the reason for what the consumer does. A missing
/// partition key index reads as 0.
pub fn first_bad_index<'a>(
    model: &impl Model,
    received: &ReceivedRecord<'a>,
    message: &DecodedMessage<'a>,
) -> Option<Reason> {
    let (keys, hash_keys) = (&message.partition_keys, &message.explicit_hash_keys);
    message.records.iter().enumerate().find_map(|(record, &span)| {
        let fields = model.fields(received, span).unwrap_or_default();
        let index = fields.partition_key_index.unwrap_or_default();
        if entry(keys, index).is_none() {
            return Some(Reason::PartitionKeyIndex { record, index, entries: keys.len() });
        }
        let index = fields.explicit_hash_key_index.filter(|&index| entry(hash_keys, index).is_none())?;
        Some(Reason::ExplicitHashKeyIndex { record, index, entries: hash_keys.len() })
    })
}
