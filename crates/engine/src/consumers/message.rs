//! The message of an aggregate as a consumer's protobuf decoder reads it, and the faults at which a decoder gives up.

use kpl_format::{bytes::Span, kpl::NodeKind};

/// An entry of a key table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyEntry<'a> {
    pub bytes: &'a [u8],
    /// The bytes as text, where they are UTF-8. This is checked only once, because a million records may use the
    /// entry.
    pub text: Option<&'a str>,
}

impl<'a> KeyEntry<'a> {
    /// The entry whose text stands at `span` of `data`.
    pub fn new(data: &'a [u8], span: Span) -> Self {
        let bytes = span.of(data);
        Self { bytes, text: std::str::from_utf8(bytes).ok() }
    }

    pub const fn is_utf8(&self) -> bool {
        self.text.is_some()
    }
}

/// An `AggregatedRecord` that was read to its end. Of its records only the places are kept, and each is decoded again
/// when it is needed: so a message with a million records takes little memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecodedMessage<'a> {
    pub partition_keys: Vec<KeyEntry<'a>>,
    pub explicit_hash_keys: Vec<KeyEntry<'a>>,
    /// The span of each record's fields, without the record's key and length.
    pub records: Vec<Span>,
}

/// The fields of one record. `None` stands for a missing field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecordFields {
    pub partition_key_index: Option<u64>,
    pub explicit_hash_key_index: Option<u64>,
    pub data: Option<Span>,
}

/// Why a decoder gave up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DecodeFault {
    /// The bytes end within a field.
    CutShort,
    /// A varint has more bytes than the decoder accepts at this place, which is at most ten.
    VarintTooLong,
    /// A number has too many bits: a varint may have 64, a field's key 32.
    NumberTooLarge,
    /// A length reaches past the end.
    LengthPastEnd,
    /// A field number is 0, or larger than the decoder accepts.
    FieldNumber,
    /// The decoder cannot skip a field of this wire type.
    WireType(u8),
    /// There is an end-group key for which no group was started.
    EndGroup,
    /// Groups are nested deeper than the decoder follows.
    TooDeep,
    /// A known field has another wire type than the schema's.
    WrongWireType(NodeKind),
    /// A string is not UTF-8.
    NotUtf8(NodeKind),
    /// A required field is missing.
    Missing(NodeKind),
}

/// The entry to which an index points. `None` where it points past the table.
pub fn entry<'a>(table: &[KeyEntry<'a>], index: u64) -> Option<KeyEntry<'a>> {
    table.get(usize::try_from(index).ok()?).copied()
}
