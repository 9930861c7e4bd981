//! The part of a list that is on the page.

use borsh::{BorshDeserialize, BorshSerialize};
use std::ops::Range;

/// The part of a list that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Rows<T> {
    /// How many rows the whole list has.
    pub total: usize,
    /// Which row of the list the first of `rows` is.
    pub start: usize,
    pub rows: Vec<T>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { total: 0, start: 0, rows: Vec::new() }
    }
}

impl<T> Rows<T> {
    pub(super) fn of(total: usize, window: Range<usize>, rows: impl FnOnce(Range<usize>) -> Vec<T>) -> Self {
        let start = window.start.min(total);
        Self { total, start, rows: rows(start..window.end.min(total)) }
    }

    /// The row `at` of the list; `None` where it was not sent (yet).
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&T> {
        self.rows.get(at.checked_sub(self.start)?)
    }
}
