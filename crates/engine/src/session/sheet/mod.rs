//! The open payload as rows of a width: JSON that folds, text, a hex dump, base64.
//!
//! A payload may have megabytes, so rows are made only for what is on the page. A *line* is a line of the text, or a
//! line of JSON that shows. A *row* is as much of a line as fits into the width; it is known by where it begins.

mod draw;
mod escapes;
mod find;
mod fold;
mod json;
mod wrap;

pub use draw::{Piece, PieceKind, SheetRow};
pub use fold::SheetMove;

use find::Found;
use json::{JsonLine, JsonNode};
use std::{cell::RefCell, collections::HashSet, ops::Range, rc::Rc};
use wrap::Row;

/// How a payload is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Look {
    /// A line for each value and bracket of JSON, indented.
    Json,
    #[default]
    Text,
    Hex,
    Base64,
}

/// What is laid out.
#[derive(Clone, Debug)]
enum Source {
    Json { text: Rc<str>, nodes: Rc<Vec<JsonNode>> },
    Text(Rc<str>),
    Hex(Rc<[u8]>),
    Base64(Rc<[u8]>),
}

/// Where the lines of a source begin.
#[derive(Clone, Debug)]
enum Lines {
    Json(Rc<Vec<JsonLine>>),
    /// The offset of each line of a text.
    Text(Rc<Vec<usize>>),
    /// Rows are all of the same number of bytes.
    Even,
}

/// The rows of a width, in columns.
type Laid = Option<(usize, Rc<Vec<Row>>)>;

/// A payload that is laid out.
#[derive(Clone, Debug)]
pub struct Sheet {
    source: Source,
    lines: Lines,
    /// The JSON objects and arrays that are closed, by their node.
    folded: Rc<HashSet<usize>>,
    /// The line at the caret; only JSON has one.
    caret: usize,
    found: Rc<Found>,
    /// Counts the reasons to bring the caret's line, or the match at hand, into view.
    turn: u32,
    /// The rows of the last width that was asked for.
    laid: RefCell<Laid>,
}

impl Sheet {
    /// JSON, or `None` where the text is none or has too many values to show each.
    #[must_use]
    pub fn json(text: &str) -> Option<Self> {
        let (text, nodes) = json::read(text)?;
        Some(Self::of(Source::Json { text, nodes: Rc::new(nodes) }))
    }

    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::of(Source::Text(text.into()))
    }

    #[must_use]
    pub fn hex(bytes: &[u8]) -> Self {
        Self::of(Source::Hex(bytes.into()))
    }

    #[must_use]
    pub fn base64(bytes: &[u8]) -> Self {
        Self::of(Source::Base64(bytes.into()))
    }

    fn of(source: Source) -> Self {
        let lines = match &source {
            Source::Json { nodes, .. } => Lines::Json(Rc::new(json::lines(nodes, &HashSet::new()))),
            Source::Text(text) => Lines::Text(Rc::new(wrap::text_lines(text))),
            Source::Hex(_) | Source::Base64(_) => Lines::Even,
        };
        let (folded, found, laid) = (Rc::default(), Rc::default(), RefCell::default());
        Self { source, lines, folded, caret: 0, found, turn: 0, laid }
    }

    #[must_use]
    pub const fn look(&self) -> Look {
        match &self.source {
            Source::Json { .. } => Look::Json,
            Source::Text(_) => Look::Text,
            Source::Hex(_) => Look::Hex,
            Source::Base64(_) => Look::Base64,
        }
    }

    /// Counts the reasons to bring the row of [`Self::row_at_hand`] into view.
    #[must_use]
    pub const fn turn(&self) -> u32 {
        self.turn
    }

    /// How many rows there are if `columns` characters fit into one.
    #[must_use]
    pub fn rows_total(&self, columns: usize) -> usize {
        match &self.source {
            Source::Hex(bytes) => bytes.len().div_ceil(draw::hex_row(columns)),
            Source::Base64(bytes) => bytes.len().div_ceil(draw::base64_row(columns)),
            Source::Json { .. } | Source::Text(_) => self.laid(columns).len(),
        }
    }

    /// These rows.
    #[must_use]
    pub fn rows(&self, columns: usize, window: Range<usize>) -> Vec<SheetRow> {
        window.filter_map(|row| draw::row(self, columns, row)).collect()
    }

    /// The row in which the caret's line, or else the match at hand, begins; `None` where there is neither.
    #[must_use]
    pub fn row_at_hand(&self, columns: usize) -> Option<usize> {
        match &self.source {
            Source::Json { .. } => {
                let first = self.first_row_of(columns, self.caret);
                // A long value has its match in a later row.
                let within =
                    self.found.at_hand().and_then(|found| draw::within(self, self.caret, found.offset));
                let rows = self.laid(columns);
                let row = within.and_then(|at| {
                    rows.partition_point(|row| (row.line, row.at) <= (self.caret, at)).checked_sub(1)
                });
                Some(row.unwrap_or(first))
            }
            Source::Text(_) => {
                let at = self.found.at_hand()?.offset;
                let Lines::Text(lines) = &self.lines else { return None };
                let line = lines.partition_point(|&start| start <= at).checked_sub(1)?;
                let within = at - lines.get(line)?;
                let rows = self.laid(columns);
                rows.partition_point(|row| (row.line, row.at) <= (line, within)).checked_sub(1)
            }
            Source::Hex(_) => Some(self.found.at_hand()?.offset / draw::hex_row(columns)),
            Source::Base64(_) => None,
        }
    }

    fn first_row_of(&self, columns: usize, line: usize) -> usize {
        self.laid(columns).partition_point(|row| row.line < line)
    }

    fn laid(&self, columns: usize) -> Rc<Vec<Row>> {
        let mut laid = self.laid.borrow_mut();
        match &*laid {
            Some((width, rows)) if *width == columns => rows.clone(),
            _ => {
                let rows = Rc::new(wrap::rows(self, columns));
                *laid = Some((columns, rows.clone()));
                rows
            }
        }
    }
}

#[cfg(test)]
mod tests;
