//! Rows of the hex view.

use crate::{kpl::Role, session::State};
use std::ops::Range;

/// One byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByteCell {
    /// Its offset.
    pub offset: usize,
    /// The byte.
    pub byte: u8,
    /// What it is for.
    pub role: Role,
    /// Whose it is.
    pub node: usize,
    /// Whether a leaf starts here.
    pub starts: bool,
    /// Whether it belongs to the pinned node.
    pub pinned: bool,
    /// Whether it belongs to the node under the pointer or caret.
    pub lit: bool,
    /// Whether the caret stands here.
    pub caret: bool,
}

/// A row of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByteRow {
    /// Offset of its first byte.
    pub offset: usize,
    /// Its bytes.
    pub cells: Vec<ByteCell>,
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
    let bytes = window.start * columns..(window.end * columns).min(shown.data.len());
    let mut leaves = anatomy.leaves_from(bytes.start).peekable();
    let mut rows: Vec<ByteRow> = Vec::with_capacity(window.len());
    for offset in bytes {
        while leaves.peek().is_some_and(|leaf| leaf.span.end() <= offset) {
            leaves.next();
        }
        let (Some(leaf), Some(&byte)) = (leaves.peek(), shown.data.get(offset)) else { break };
        let cell = ByteCell {
            offset,
            byte,
            role: leaf.role,
            node: leaf.node,
            starts: leaf.span.offset == offset,
            pinned: pinned.is_some_and(|span| span.contains(offset)),
            lit: lit.is_some_and(|span| span.contains(offset)),
            caret: state.byte_caret == offset,
        };
        match rows.last_mut().filter(|row| row.cells.len() < columns) {
            Some(row) => row.cells.push(cell),
            None => rows.push(ByteRow { offset, cells: vec![cell] }),
        }
    }
    rows
}
