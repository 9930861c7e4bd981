//! Rows of the hex view.

use crate::session::State;
use kpl_format::{bytes::Span, kpl::Role};
use std::ops::Range;

/// The bytes of one leaf that stand in one row.
#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct ByteLeaf {
    /// The offset of the first byte.
    pub offset: usize,
    pub bytes: Vec<u8>,
    pub role: Role,
    /// The node to which they belong.
    pub node: usize,
    /// The full path of that node.
    pub path: String,
    /// Whether the leaf starts here; otherwise it started in a row above.
    pub starts: bool,
    /// Whether they belong to the chosen node.
    pub pinned: bool,
    /// Whether they belong to the node under the pointer or a caret.
    pub lit: bool,
    /// Whether the builder changed them.
    pub changed: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct ByteRow {
    /// The offset of its first byte.
    pub offset: usize,
    pub leaves: Vec<ByteLeaf>,
}

impl ByteRow {
    /// The leaf at `offset`.
    #[must_use]
    pub fn leaf_at(&self, offset: usize) -> Option<&ByteLeaf> {
        self.leaves.iter().find(|leaf| (leaf.offset..leaf.offset + leaf.bytes.len()).contains(&offset))
    }
}

#[must_use]
pub fn bytes_total(state: &State, columns: usize) -> usize {
    state.shown.as_ref().map_or(0, |shown| shown.data.len().div_ceil(columns.max(1)))
}

#[must_use]
pub fn byte_rows(state: &State, columns: usize, window: Range<usize>) -> Vec<ByteRow> {
    let Some(shown) = &state.shown else { return Vec::new() };
    let (anatomy, columns) = (&shown.anatomy, columns.max(1));
    let span_of = |id: Option<usize>| id.and_then(|id| anatomy.node(id)).map(|node| node.span);
    let (pinned, lit) = (span_of(state.pin.map(|pin| pin.node)), span_of(state.lit));
    let end = window.end.saturating_mul(columns).min(shown.data.len());
    let mut at = window.start.saturating_mul(columns);
    let mut leaves = anatomy.leaves_from(at).peekable();
    let mut rows: Vec<ByteRow> = Vec::new();
    while at < end {
        while leaves.peek().is_some_and(|leaf| leaf.span.end() <= at) {
            leaves.next();
        }
        let Some(leaf) = leaves.peek() else { break };
        let row_end = (at - at % columns + columns).min(end);
        let (changed, changes) = change_at(&state.changed, at);
        let to = leaf.span.end().min(row_end).min(changes);
        let part = ByteLeaf {
            offset: at,
            bytes: shown.data.get(at..to).unwrap_or_default().to_vec(),
            role: leaf.role,
            node: leaf.node,
            path: anatomy.path(leaf.node),
            starts: leaf.span.offset == at,
            // A node consists of whole leaves, so one byte decides for all.
            pinned: pinned.is_some_and(|span| span.contains(at)),
            lit: lit.is_some_and(|span| span.contains(at)),
            changed,
        };
        match rows.last_mut().filter(|_| !at.is_multiple_of(columns)) {
            Some(row) => row.leaves.push(part),
            None => rows.push(ByteRow { offset: at, leaves: vec![part] }),
        }
        at = to.max(at + 1);
    }
    rows
}

/// Whether the byte at an offset lies in one of the spans, and the next offset where that changes. The spans are
/// sorted.
fn change_at(changed: &[Span], at: usize) -> (bool, usize) {
    let after = changed.partition_point(|span| span.end() <= at);
    match changed.get(after) {
        Some(span) if span.contains(at) => (true, span.end()),
        Some(span) => (false, span.offset.max(at + 1)),
        None => (false, usize::MAX),
    }
}
