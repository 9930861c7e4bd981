//! Which part of each list is on the page.

use borsh::{BorshDeserialize, BorshSerialize};
use std::ops::Range;

/// A list of which the page shows a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum List {
    Records,
    /// The rows of the tree.
    Fields,
    Bytes,
    Users,
    /// The entries of both key tables of the Kinesis record at hand.
    Keys,
    /// The findings about the Kinesis record at hand.
    Findings,
    /// The user records of the whole capture.
    CaptureUsers,
    /// The records that the open consumer hands over.
    Emitted,
    Shards,
    Draft,
    /// The pairs of the comparison.
    Compared,
    /// The rows of the open payload.
    Sheet,
}

/// What the page says about what it shows.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum ViewportChange {
    /// The rows of a list that are on the page.
    Window(List, Range<usize>),
    /// How many bytes stand in a row.
    Columns(usize),
    /// How many characters fit into a row of the open payload.
    SheetColumns(usize),
    /// An offset that somebody is typing. The page shows which field is there.
    Peek(Option<usize>),
}

/// Which part of each list is on the page.
#[derive(Clone, Debug)]
pub struct Viewport {
    windows: [Range<usize>; 12],
    pub(super) columns: usize,
    pub(super) sheet_columns: usize,
    pub(super) peek: Option<usize>,
}

impl Default for Viewport {
    /// What a page of usual size shows at first, so that its first picture is complete.
    fn default() -> Self {
        const BEGIN: Range<usize> = 0..64;
        Self { windows: [BEGIN; 12], columns: 16, sheet_columns: 80, peek: None }
    }
}

/// The most rows that are sent of a list. A page that asks for more is mistaken about its height.
const MOST: usize = 1_000;

impl Viewport {
    /// Takes note of what the page shows.
    pub fn take(&mut self, change: ViewportChange) {
        match change {
            ViewportChange::Window(list, rows) => {
                if let Some(window) = self.windows.get_mut(list.place()) {
                    *window = rows.start..rows.end.min(rows.start.saturating_add(MOST));
                }
            }
            ViewportChange::Columns(columns) => self.columns = columns.max(1),
            ViewportChange::SheetColumns(columns) => self.sheet_columns = columns.clamp(20, 400),
            ViewportChange::Peek(offset) => self.peek = offset,
        }
    }

    pub(super) fn window(&self, list: List) -> Range<usize> {
        self.windows.get(list.place()).cloned().unwrap_or_default()
    }
}

impl List {
    const fn place(self) -> usize {
        match self {
            Self::Records => 0,
            Self::Fields => 1,
            Self::Bytes => 2,
            Self::Users => 3,
            Self::Keys => 4,
            Self::Findings => 5,
            Self::CaptureUsers => 6,
            Self::Emitted => 7,
            Self::Shards => 8,
            Self::Draft => 9,
            Self::Compared => 10,
            Self::Sheet => 11,
        }
    }
}
