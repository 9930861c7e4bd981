//! The leaves of the tree. Each byte of the record belongs to exactly one leaf, which says what the byte is for.

use super::{Anatomy, NodeKind};
use crate::bytes::Span;

/// What the bytes of a leaf are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "borsh", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum Role {
    /// The magic, or what is there of it.
    Magic,
    /// A field's key, or the key that ends a group.
    Key,
    /// A field's length.
    Length,
    /// A value.
    Value,
    /// The digest, or what is there of it.
    Md5,
    /// Bytes that could not be read as any field.
    Unclaimed,
}

/// A run of bytes that belong to one node and have one role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The bytes. A leaf is never empty.
    pub span: Span,
    /// What the bytes are for.
    pub role: Role,
    /// The id of the node to which they belong.
    pub node: usize,
}

impl Anatomy {
    /// The leaf that contains the byte at `offset`. `None` past the end.
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
                NodeKind::Magic => Role::Magic,
                NodeKind::Md5 => Role::Md5,
                NodeKind::Unclaimed => Role::Unclaimed,
                _ => Role::Value,
            },
        ))
    }

    /// All leaves in the order of the bytes.
    pub fn leaves(&self) -> impl Iterator<Item = Leaf> + '_ {
        self.leaves_from(0)
    }

    /// The leaves from the one that contains the byte at `offset` to the last, in the order of the bytes.
    pub fn leaves_from(&self, offset: usize) -> impl Iterator<Item = Leaf> + '_ {
        let mut at = offset;
        std::iter::from_fn(move || {
            let leaf = self.leaf_at(at)?;
            at = leaf.span.end().max(at + 1);
            Some(leaf)
        })
    }

    /// Checks that the leaves tile the record, sorted, without a gap and without an overlap, and that every node
    /// contains its children. This holds for every anatomy that [`super::dissect`] returns; tests use it.
    ///
    /// # Errors
    /// Says in one sentence where it does not hold.
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
            // The children of a node tile its value: none of the value's bytes belongs to the node itself.
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
