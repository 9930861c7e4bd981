//! The result of dissecting: a tree of nodes with spans, the key tables, the user records and the findings.

use super::{Finding, Node, NodeKind, TableEntry, UserRecord};

/// Whether there is a digest, and whether it is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "borsh", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum Md5Status {
    /// The stored and the computed digest are equal.
    Match,
    /// The stored and the computed digest differ.
    Mismatch,
    /// There is no whole digest: the bytes are too few, the digest is cut, or the message reaches to their end.
    Absent,
}

/// The digest, checked as every consumer checks it: the last sixteen bytes against the MD5 of all bytes between the
/// magic and them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigestCheck {
    /// How the stored and the computed digest compare.
    pub status: Md5Status,
    /// The digest in the record. `None` where it is absent.
    pub stored: Option<[u8; 16]>,
    /// The MD5 of the message.
    pub computed: [u8; 16],
}

/// What a Kinesis record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "borsh", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum Verdict {
    /// An aggregate without an error: the magic, the MD5 and every user record are right.
    Aggregated,
    /// Begins like an aggregate, but at least one finding is an error.
    Damaged,
    /// Not an aggregate: it does not begin with the magic.
    Plain,
}

/// One Kinesis record taken apart. A node's id is its place in [`Anatomy::nodes`].
#[derive(Clone, Debug)]
pub struct Anatomy {
    /// The size of the record in bytes.
    pub len: usize,
    /// The tree, in the order of the bytes, parents before their children.
    pub nodes: Vec<Node>,
    /// What is wrong or worth knowing, in the order of the bytes.
    pub findings: Vec<Finding>,
    /// The partition key table, its runs joined.
    pub partition_keys: Vec<TableEntry>,
    /// The explicit hash key table, its runs joined.
    pub explicit_hash_keys: Vec<TableEntry>,
    /// All user records that can be read.
    pub user_records: Vec<UserRecord>,
    /// The digest. `None` for a plain record.
    pub md5: Option<DigestCheck>,
    /// Whether the record is a sound aggregate, a damaged one, or no aggregate.
    pub verdict: Verdict,
}

impl Anatomy {
    /// The node with this id.
    #[must_use]
    pub fn node(&self, id: usize) -> Option<&Node> {
        self.nodes.get(id)
    }

    /// The ids of the children of `parent`, in the order of the bytes. `None` asks for the nodes at the top.
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

    /// Whether the node has children.
    #[must_use]
    pub fn has_children(&self, id: usize) -> bool {
        self.node(id).is_some_and(|node| node.next > id + 1)
    }

    /// The ids of the nodes that hold this one, the innermost first.
    pub fn ancestors(&self, id: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.node(id).and_then(|node| node.parent), |&above| self.node(above)?.parent)
    }

    /// The id of the deepest node that contains the byte at `offset`.
    #[must_use]
    pub fn node_at(&self, offset: usize) -> Option<usize> {
        // Nodes stand in the order of the bytes, parents first. So the last node that starts at or before the byte is
        // the deepest one there. If that node ends before the byte, one of its ancestors contains it.
        let id = self.nodes.partition_point(|node| node.span.offset <= offset).checked_sub(1)?;
        let has = |&id: &usize| self.node(id).is_some_and(|node| node.span.contains(offset));
        std::iter::once(id).chain(self.ancestors(id)).find(has)
    }

    /// The path of a node, such as `records[3].tags[0].key`. Each node has its own path: where a field that should
    /// stand once is repeated, the repetitions are numbered, as in `records[3].data(2)`.
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
                NodeKind::PartitionKey | NodeKind::ExplicitHashKey | NodeKind::Record | NodeKind::Tag => {
                    parts.push(format!("{}[{}]", node.kind.name(), node.index));
                }
                NodeKind::PartitionKeyTable | NodeKind::ExplicitHashKeyTable | NodeKind::Records
                    if !parts.is_empty() => {}
                NodeKind::Unknown => parts.push(again(format!("#{}", node.number))),
                kind => parts.push(again(kind.name().replace(' ', "_"))),
            }
        }
        parts.reverse();
        parts.join(".")
    }
}
