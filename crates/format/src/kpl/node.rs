//! A node of the tree, with the spans of its parts, and an entry of a key table.

use super::Wire;
use crate::bytes::Span;

/// What a node of the tree is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "borsh", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum NodeKind {
    /// The four bytes `F3 89 9A C2`.
    Magic,
    /// A run of partition keys with no other field between them. One table can be spread over several runs.
    PartitionKeyTable,
    /// An entry of the partition key table.
    PartitionKey,
    /// A run of explicit hash keys with no other field between them.
    ExplicitHashKeyTable,
    /// An entry of the explicit hash key table.
    ExplicitHashKey,
    /// A run of records with no other field between them.
    Records,
    /// One `Record` message, which holds a user record.
    Record,
    /// A record's index into the partition key table.
    PartitionKeyIndex,
    /// A record's index into the explicit hash key table.
    ExplicitHashKeyIndex,
    /// A record's payload.
    Data,
    /// A record's tag.
    Tag,
    /// A tag's name.
    TagKey,
    /// A tag's value.
    TagValue,
    /// A field that the schema does not have, or that it has with another wire type.
    Unknown,
    /// The MD5 digest at the end: sixteen bytes, or fewer where it is cut.
    Md5,
    /// All bytes of a Kinesis record that is not an aggregate.
    Plain,
    /// Bytes that could not be read as any field.
    Unclaimed,
}

impl NodeKind {
    /// The kind of run in which nodes of this kind stand, or `None` for nodes that do not stand in one.
    #[must_use]
    pub const fn list(self) -> Option<Self> {
        match self {
            Self::PartitionKey => Some(Self::PartitionKeyTable),
            Self::ExplicitHashKey => Some(Self::ExplicitHashKeyTable),
            Self::Record => Some(Self::Records),
            _ => None,
        }
    }

    /// The name of the field in `aggregation-format.md`, or a plain name for what is not a field there.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Magic => "magic",
            Self::PartitionKeyTable | Self::PartitionKey => "partition_key_table",
            Self::ExplicitHashKeyTable | Self::ExplicitHashKey => "explicit_hash_key_table",
            Self::Records | Self::Record => "records",
            Self::PartitionKeyIndex => "partition_key_index",
            Self::ExplicitHashKeyIndex => "explicit_hash_key_index",
            Self::Data => "data",
            Self::Tag => "tags",
            Self::TagKey => "key",
            Self::TagValue => "value",
            Self::Unknown => "unknown field",
            Self::Md5 => "md5",
            Self::Plain => "plain data",
            Self::Unclaimed => "unclaimed",
        }
    }
}

/// A node of the tree. Its bytes are, in this order: the field's key, the length, the value or the children, and the
/// key that ends a group. Only the value is always there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What the node is.
    pub kind: NodeKind,
    /// All bytes of the node, with key and length.
    pub span: Span,
    /// How many bytes the field's key has. 0 where there is no key.
    pub key_len: usize,
    /// How many bytes the length varint has. 0 where there is none.
    pub length_len: usize,
    /// How many bytes the end-group key has. 0 where there is none.
    pub end_len: usize,
    /// The field number. 0 where there is no key, or where the key itself says 0.
    pub number: u32,
    /// The wire type, where there is a key.
    pub wire: Option<Wire>,
    /// The id of the node that holds this one. `None` at the top.
    pub parent: Option<usize>,
    /// The id of the first node after this one and all its descendants.
    pub next: usize,
    /// The node's number among its kind, from 0: the index in its table, among the records or among the record's
    /// tags. For a field that should stand once, it is how many of the same field stand before it.
    pub index: usize,
    /// Whether the node, or something in it, could not be read to its end.
    pub broken: bool,
    /// Whether a later field of the same number replaces it. Of a scalar that is written twice, the last one counts.
    pub overridden: bool,
}

impl Node {
    /// A node without a key and a length. All other fields are 0 or false.
    #[must_use]
    pub const fn bare(kind: NodeKind, span: Span, parent: Option<usize>) -> Self {
        Self {
            kind,
            span,
            key_len: 0,
            length_len: 0,
            end_len: 0,
            number: 0,
            wire: None,
            parent,
            next: 0,
            index: 0,
            broken: false,
            overridden: false,
        }
    }

    /// The span of the field's key.
    #[must_use]
    pub const fn key(&self) -> Span {
        Span::new(self.span.offset, self.key_len)
    }

    /// The span of the length varint.
    #[must_use]
    pub const fn length(&self) -> Span {
        Span::new(self.key().end(), self.length_len)
    }

    /// The span of the value: what stands between the length and the end-group key.
    #[must_use]
    pub const fn value(&self) -> Span {
        Span::between(self.length().end(), self.span.end().saturating_sub(self.end_len))
    }

    /// The span of the end-group key.
    #[must_use]
    pub const fn end_key(&self) -> Span {
        Span::new(self.value().end(), self.end_len)
    }
}

/// An entry of one of the two key tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableEntry {
    /// The id of the entry's node in [`super::Anatomy::nodes`].
    pub node: usize,
    /// The span of the text, without key and length.
    pub value: Span,
    /// How many user records point to the entry.
    pub uses: usize,
    /// Whether the entry is whole and its text is valid UTF-8.
    pub utf8: bool,
}

impl TableEntry {
    /// The text of the entry, where it is whole and valid UTF-8. `bytes` are those that were dissected.
    #[must_use]
    pub fn text<'a>(&self, bytes: &'a [u8]) -> Option<&'a str> {
        if self.utf8 { std::str::from_utf8(self.value.of(bytes)).ok() } else { None }
    }
}
