//! The leaves of the tree: every byte's one owner and its role. They tile the record.

use super::{Anatomy, Kind};
use crate::bytes::Span;

/// What a byte is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "borsh", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum Role {
    /// Part of the magic.
    Magic,
    /// Part of a field's key, or of the key that ends a group.
    Key,
    /// Part of a field's length.
    Length,
    /// Part of a value.
    Value,
    /// Part of the digest.
    Md5,
    /// Nothing could be made of it.
    Unclaimed,
}

/// A stretch of bytes with one role in one node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Where.
    pub span: Span,
    /// What for.
    pub role: Role,
    /// Whose.
    pub node: usize,
}

impl Anatomy {
    /// The leaf that has the byte at `offset`; `None` past the end.
    #[must_use]
    pub fn leaf_at(&self, offset: usize) -> Option<Leaf> {
        let id = self.node_at(offset)?;
        let node = self.node(id)?;
        let leaf = |span, role| Leaf { span, role, node: id };
        if node.key().contains(offset) {
            return Some(leaf(node.key(), Role::Key));
        }
        if node.length().contains(offset) {
            return Some(leaf(node.length(), Role::Length));
        }
        if node.end_key().contains(offset) {
            return Some(leaf(node.end_key(), Role::Key));
        }
        Some(leaf(
            node.value(),
            match node.kind {
                Kind::Magic => Role::Magic,
                Kind::Md5 => Role::Md5,
                Kind::Unclaimed => Role::Unclaimed,
                _ => Role::Value,
            },
        ))
    }

    /// All leaves in the order of the bytes.
    pub fn leaves(&self) -> impl Iterator<Item = Leaf> + '_ {
        self.leaves_from(0)
    }

    /// The leaves from the one that has the byte at `offset` on.
    pub fn leaves_from(&self, offset: usize) -> impl Iterator<Item = Leaf> + '_ {
        let mut at = offset;
        std::iter::from_fn(move || {
            let leaf = self.leaf_at(at)?;
            at = leaf.span.end().max(at + 1);
            Some(leaf)
        })
    }

    /// Whether the leaves tile the record: sorted, no gap, no overlap, and parents hold their children.
    ///
    /// # Errors
    /// One sentence that says where they don't.
    pub fn check_tiling(&self) -> Result<(), String> {
        let mut at = 0;
        for leaf in self.leaves() {
            if leaf.span.offset != at || leaf.span.is_empty() {
                return Err(format!("expected a leaf at {at}, found {leaf:?}"));
            }
            at = leaf.span.end();
        }
        if at != self.len {
            return Err(format!("the leaves end at {at}, the record at {}", self.len));
        }
        for (id, node) in self.nodes.iter().enumerate() {
            let inside = node.parent.and_then(|parent| self.node(parent)).is_none_or(|parent| {
                parent.value().covers(node.span) && node.parent.is_some_and(|parent| parent < id)
            });
            // A node with children has no value bytes of its own: they tile it.
            let below: usize =
                self.children(Some(id)).filter_map(|id| self.node(id)).map(|node| node.span.len).sum();
            let filled = !self.has_children(id) || below == node.value().len;
            if !inside || !filled || node.next <= id {
                return Err(format!("node {id} {} does not stand right: {node:?}", self.path(id)));
            }
        }
        Ok(())
    }
}
