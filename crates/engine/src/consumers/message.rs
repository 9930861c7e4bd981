//! What a consumer's protobuf decoder makes of the bytes between magic and MD5, or where it gives up.

use kpl_format::{bytes::Span, kpl::Kind};

/// An entry of a key table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The same as a text, where they are UTF-8: looked at once, since a million records may point to it.
    pub text: Option<&'a str>,
}

impl<'a> Entry<'a> {
    /// The entry whose text stands at `span`.
    pub fn new(data: &'a [u8], span: Span) -> Self {
        let bytes = span.of(data);
        Self { bytes, text: std::str::from_utf8(bytes).ok() }
    }

    /// Whether it is UTF-8.
    pub const fn is_utf8(&self) -> bool {
        self.text.is_some()
    }
}

/// An `AggregatedRecord` that was read to its end. Its records are read once more when they are asked for, so that a
/// message of a million of them takes little room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message<'a> {
    /// The partition key table.
    pub partition_keys: Vec<Entry<'a>>,
    /// The explicit hash key table.
    pub explicit_hash_keys: Vec<Entry<'a>>,
    /// Where the fields of each record stand.
    pub records: Vec<Span>,
}

/// The fields of one record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// The index, where it is given.
    pub partition_key_index: Option<u64>,
    /// The index, where it is given.
    pub explicit_hash_key_index: Option<u64>,
    /// The payload, where it is given.
    pub data: Option<Span>,
}

/// Why a decoder gave up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The bytes end within a field.
    CutShort,
    /// A varint of more than ten bytes, or of more than this decoder takes here.
    VarintTooLong,
    /// A number that does not fit: 64 bits for a varint, 32 for a key.
    NumberTooLarge,
    /// A length that reaches past the end.
    LengthPastEnd,
    /// A field number of 0, or above 2^29 - 1.
    FieldNumber,
    /// A wire type that the decoder does not know how to skip.
    WireType(u8),
    /// A group ends that did not begin.
    EndGroup,
    /// Groups nested deeper than the decoder follows.
    TooDeep,
    /// A known field with another wire type.
    WrongWireType(Kind),
    /// A text that is not UTF-8.
    NotUtf8(Kind),
    /// A required field is missing.
    Missing(Kind),
}

/// The entry of an index, where the table has it.
pub fn entry<'a>(table: &[Entry<'a>], index: u64) -> Option<Entry<'a>> {
    table.get(usize::try_from(index).ok()?).copied()
}
