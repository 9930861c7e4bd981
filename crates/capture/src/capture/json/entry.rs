//! A record in its list: where its fields are, and what the document around it says.

use super::data;
use crate::capture::Shape;
use kpl_format::bytes::json::{JsonKind, Value};

/// How a shape is known by one of its records, and where it keeps the fields.
pub(in crate::capture) struct ShapeOf {
    pub(in crate::capture) shape: Shape,
    /// Whether the entry is a record of this shape.
    pub(in crate::capture) is: fn(&Entry<'_>) -> bool,
    pub(in crate::capture) fields: for<'v> fn(&Entry<'v>) -> Fields<'v>,
}

/// The fields of a record, wherever its shape keeps them.
#[derive(Default)]
pub(in crate::capture) struct Fields<'v> {
    pub(in crate::capture) data: Option<&'v Value>,
    pub(in crate::capture) partition_key: Option<&'v Value>,
    pub(in crate::capture) explicit_hash_key: Option<&'v Value>,
    pub(in crate::capture) sequence_number: Option<&'v Value>,
    pub(in crate::capture) sub_sequence_number: Option<&'v Value>,
    pub(in crate::capture) timestamp: Option<&'v Value>,
    pub(in crate::capture) encryption_type: Option<&'v Value>,
    pub(in crate::capture) shard_id: Option<String>,
}

/// A record in its list, and what the document around it says.
#[derive(Clone, Copy)]
pub(in crate::capture) struct Entry<'v> {
    pub(in crate::capture) text: &'v [u8],
    pub(in crate::capture) value: &'v Value,
    /// Whether it stands in a list called `Records`.
    pub(in crate::capture) listed: bool,
    pub(in crate::capture) around: Around<'v>,
}

/// What a document says for all its records. Asked once a document, not once a record: that would be
/// the square of its size.
#[derive(Clone, Copy, Default)]
pub(in crate::capture) struct Around<'v> {
    /// Whether it names the stream to put records to.
    pub(in crate::capture) for_stream: bool,
    /// Whether it names a Kinesis Analytics application.
    pub(in crate::capture) application: bool,
    /// Whether it is an event of SubscribeToShard.
    pub(in crate::capture) subscribed: bool,
    /// Whether it is the answer of put-records.
    pub(in crate::capture) answer: bool,
    /// Whether it is an array with at least one aggregate in base64.
    pub(in crate::capture) strings: bool,
    /// Whether it is the whole input, not a part of other JSON.
    pub(in crate::capture) outermost: bool,
    /// `KinesisBatchInfo`.
    pub(in crate::capture) batch: Option<&'v Value>,
    /// The shard.
    pub(in crate::capture) shard: Option<&'v Value>,
}

impl<'v> Entry<'v> {
    /// The field of any of these names: services write `Data`, some SDKs `data`.
    pub(in crate::capture) fn field(&self, names: &[&str]) -> Option<&'v Value> {
        names.iter().find_map(|name| self.value.get(self.text, name))
    }

    pub(in crate::capture) fn has(&self, names: &[&str]) -> bool {
        self.field(names).is_some()
    }

    /// Whether the field of any of these names can be data.
    pub(in crate::capture) fn has_data(&self, names: &[&str]) -> bool {
        self.field(names).is_some_and(|value| data::is_data(self.text, value))
    }

    /// The decoded string of a field.
    pub(in crate::capture) fn string(&self, names: &[&str]) -> Option<String> {
        string(self.text, self.field(names))
    }

    /// The object of a field as an entry of its own.
    pub(in crate::capture) fn inner(&self, names: &[&str]) -> Option<Self> {
        Some(Self { value: self.field(names)?, ..*self })
    }

    /// The shard that the document names for all its records.
    pub(in crate::capture) fn shard_of_all(&self) -> Option<String> {
        string(self.text, self.around.shard)
    }
}

/// A string, or a number as it is written. One that was cut is not what it seems.
pub(super) fn string(text: &[u8], value: Option<&Value>) -> Option<String> {
    let value = value.filter(|value| value.whole)?;
    match value.kind {
        JsonKind::Number => Some(String::from_utf8_lossy(value.span.of(text)).into_owned()),
        _ => Some(value.text(text)?.decode().into_owned()),
    }
}
