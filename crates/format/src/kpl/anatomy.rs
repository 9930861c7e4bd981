//! The tree that dissecting gives: nodes in wire order, each with its span, and what stands beside them.

use super::{Finding, UserRecord, Wire};
use crate::bytes::Span;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "borsh", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum Kind {
    /// The four bytes `F3 89 9A C2`.
    Magic,
    /// A run of partition keys that stand one after another.
    PartitionKeyTable,
    /// An entry of the partition key table.
    PartitionKey,
    /// A run of explicit hash keys.
    ExplicitHashKeyTable,
    /// An entry of the explicit hash key table.
    ExplicitHashKey,
    /// A run of records.
    Records,
    /// One record: a user record as it is written.
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
    /// A field that the schema doesn't have, or has with another wire type.
    Unknown,
    /// The sixteen bytes of the digest.
    Md5,
    /// The whole of a record that is not an aggregate.
    Plain,
    /// Bytes that nothing could be made of.
    Unclaimed,
}

impl Kind {
    /// The list that entries of this kind stand in.
    #[must_use]
    pub const fn list(self) -> Option<Self> {
        match self {
            Self::PartitionKey => Some(Self::PartitionKeyTable),
            Self::ExplicitHashKey => Some(Self::ExplicitHashKeyTable),
            Self::Record => Some(Self::Records),
            _ => None,
        }
    }

    /// The field's name in `aggregation-format.md`; for what has none there, a word of ours.
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

/// One node. Its bytes are, in this order: key, length, value or children, end-group key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// All its bytes.
    pub span: Span,
    /// Bytes of the key, 0 where there is none.
    pub key_len: usize,
    /// Bytes of the length, 0 where there is none.
    pub length_len: usize,
    /// Bytes of the end-group key, 0 where there is none.
    pub end_len: usize,
    /// Field number; 0 where there is no key (or where the key says 0).
    pub number: u32,
    /// Wire type, where there is a key.
    pub wire: Option<Wire>,
    /// The node that holds it.
    pub parent: Option<usize>,
    /// The first node after its last descendant.
    pub next: usize,
    /// Its place among its kind: table index, record index, tag index; for what should stand once, how many
    /// of the same stand before it.
    pub index: usize,
    /// Whether something in it could not be read to its end.
    pub broken: bool,
    /// Whether a later field of the same number takes its place (a scalar written twice: the last wins).
    pub overridden: bool,
}

impl Node {
    /// A node without key and length.
    #[must_use]
    pub const fn bare(kind: Kind, span: Span, parent: Option<usize>) -> Self {
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

    /// The key's bytes.
    #[must_use]
    pub const fn key(&self) -> Span {
        Span::new(self.span.offset, self.key_len)
    }

    /// The length's bytes.
    #[must_use]
    pub const fn length(&self) -> Span {
        Span::new(self.key().end(), self.length_len)
    }

    /// What stands between the length and the end-group key.
    #[must_use]
    pub const fn value(&self) -> Span {
        Span::between(self.length().end(), self.span.end().saturating_sub(self.end_len))
    }

    /// The end-group key's bytes.
    #[must_use]
    pub const fn end_key(&self) -> Span {
        Span::new(self.value().end(), self.end_len)
    }
}

/// An entry of one of the two key tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableEntry {
    /// Its node.
    pub node: usize,
    /// Its text's bytes.
    pub value: Span,
    /// How many records point to it.
    pub uses: usize,
    /// Whether it is whole and its bytes are UTF-8.
    pub utf8: bool,
}

impl TableEntry {
    /// The entry's text, where it is whole and UTF-8.
    #[must_use]
    pub fn text<'a>(&self, bytes: &'a [u8]) -> Option<&'a str> {
        if self.utf8 { std::str::from_utf8(self.value.of(bytes)).ok() } else { None }
    }
}

/// Whether a digest was found and whether it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "borsh", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum Md5Status {
    /// Stored and computed are the same.
    Match,
    /// They differ.
    Mismatch,
    /// There is no room for a digest, or the message reaches to the end of the bytes.
    Absent,
}

/// The digest as every consumer computes it: the last sixteen bytes against all between them and the magic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Md5 {
    /// How the two compare.
    pub status: Md5Status,
    /// What is written, `None` where absent.
    pub stored: Option<[u8; 16]>,
    /// What the message gives.
    pub computed: [u8; 16],
}

/// What a Kinesis record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "borsh", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum Verdict {
    /// Magic, MD5 and every user record hold.
    Aggregated,
    /// Begins as an aggregate does, and something does not hold.
    Damaged,
    /// Not an aggregate.
    Plain,
}

/// One Kinesis record taken apart.
#[derive(Clone, Debug)]
pub struct Anatomy {
    /// How many bytes it has.
    pub len: usize,
    /// The tree, parents before children, in wire order.
    pub nodes: Vec<Node>,
    /// What is wrong or worth knowing, in the order of the bytes.
    pub findings: Vec<Finding>,
    /// The partition key table over all its runs.
    pub partition_keys: Vec<TableEntry>,
    /// The explicit hash key table over all its runs.
    pub explicit_hash_keys: Vec<TableEntry>,
    /// Every user record that can be read.
    pub user_records: Vec<UserRecord>,
    /// The digest; `None` for a plain record.
    pub md5: Option<Md5>,
    /// What it is.
    pub verdict: Verdict,
}

impl Anatomy {
    /// The node `id`.
    #[must_use]
    pub fn node(&self, id: usize) -> Option<&Node> {
        self.nodes.get(id)
    }

    /// The nodes right below `parent` (`None`: the top), in wire order.
    pub fn children(&self, parent: Option<usize>) -> impl Iterator<Item = usize> + '_ {
        let (mut at, end) = match parent {
            None => (0, self.nodes.len()),
            Some(id) => (id + 1, self.node(id).map_or(0, |node| node.next)),
        };
        std::iter::from_fn(move || {
            let id = at;
            at = self.node(id).filter(|_| id < end)?.next.max(id + 1);
            Some(id)
        })
    }

    /// Whether `id` has nodes below it.
    #[must_use]
    pub fn has_children(&self, id: usize) -> bool {
        self.node(id).is_some_and(|node| node.next > id + 1)
    }

    /// The nodes above `id`, the nearest first.
    pub fn ancestors(&self, id: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.node(id).and_then(|node| node.parent), |&above| self.node(above)?.parent)
    }

    /// The deepest node that has the byte at `offset`.
    #[must_use]
    pub fn node_at(&self, offset: usize) -> Option<usize> {
        // Nodes stand in wire order, parents first: the last that starts at or before the byte is the deepest
        // there, or has ended already, and then one above it has the byte.
        let id = self.nodes.partition_point(|node| node.span.offset <= offset).checked_sub(1)?;
        let has = |&id: &usize| self.node(id).is_some_and(|node| node.span.contains(offset));
        std::iter::once(id).chain(self.ancestors(id)).find(has)
    }

    /// The full path of a node, such as `records[3].tags[0].key`; no two nodes have the same. What should stand
    /// once and stands again gets a number: `records[3].data(2)`.
    #[must_use]
    pub fn path(&self, id: usize) -> String {
        let mut parts: Vec<String> = Vec::new();
        for id in std::iter::once(id).chain(self.ancestors(id)) {
            let Some(node) = self.node(id) else { continue };
            let again = |name: String| match node.index {
                0 => name,
                before => format!("{name}({})", before + 1),
            };
            match node.kind {
                Kind::PartitionKey | Kind::ExplicitHashKey | Kind::Record | Kind::Tag => {
                    parts.push(format!("{}[{}]", node.kind.name(), node.index));
                }
                Kind::PartitionKeyTable | Kind::ExplicitHashKeyTable | Kind::Records if !parts.is_empty() => {
                }
                Kind::Unknown => parts.push(again(format!("#{}", node.number))),
                kind => parts.push(again(kind.name().replace(' ', "_"))),
            }
        }
        parts.reverse();
        parts.join(".")
    }
}
