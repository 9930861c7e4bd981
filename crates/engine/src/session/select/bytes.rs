//! Rows of the hex view.

use crate::session::State;
use kpl_format::{bytes::Span, kpl::Role};
use std::ops::Range;

/// Bytes of one leaf, as far as they stand in one row.
#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct ByteLeaf {
    /// Offset of the first.
    pub offset: usize,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What they are for.
    pub role: Role,
    /// Whose they are.
    pub node: usize,
    /// That node's full path.
    pub path: String,
    /// Whether the leaf starts here; else it began in a row above.
    pub starts: bool,
    /// Whether it belongs to the pinned node.
    pub pinned: bool,
    /// Whether it belongs to the node under the pointer or caret.
    pub lit: bool,
    /// Whether the builder changed it.
    pub changed: bool,
}

/// A row of them.
#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct ByteRow {
    /// Offset of its first byte.
    pub offset: usize,
    /// Its leaves, in order.
    pub leaves: Vec<ByteLeaf>,
}

impl ByteRow {
    /// The leaf that has the byte at `offset`.
    #[must_use]
    pub fn leaf_at(&self, offset: usize) -> Option<&ByteLeaf> {
        self.leaves.iter().find(|leaf| (leaf.offset..leaf.offset + leaf.bytes.len()).contains(&offset))
    }
}

/// How many rows there are at `columns` bytes a row.
#[must_use]
pub fn bytes_total(state: &State, columns: usize) -> usize {
    state.shown.as_ref().map_or(0, |shown| shown.data.len().div_ceil(columns.max(1)))
}

/// The rows `window`, at `columns` bytes a row.
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
            // A node's bytes are whole leaves.
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

/// Whether the byte at an offset is in one of the spans, which are sorted, and where that next changes.
fn change_at(changed: &[Span], at: usize) -> (bool, usize) {
    let after = changed.partition_point(|span| span.end() <= at);
    match changed.get(after) {
        Some(span) if span.contains(at) => (true, span.end()),
        Some(span) => (false, span.offset.max(at + 1)),
        None => (false, usize::MAX),
    }
}
