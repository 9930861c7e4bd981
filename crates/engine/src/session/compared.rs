//! Compares the Kinesis record or capture at hand with one that was marked, user record by user record.

mod moves;
mod side;

use super::{Inspection, Move, Shown};
use crate::forensics::{Change, Pair};
use borsh::{BorshDeserialize, BorshSerialize};
pub use side::{MOST_BYTES, MOST_USERS, Side};
use std::rc::{Rc, Weak};

#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum CompareMove {
    /// Marks the Kinesis record at hand and its capture: others are compared with it.
    Mark,
    /// Ends the mark.
    Unmark,
    /// Compares whole captures (true) or single Kinesis records (false).
    Across(bool),
    /// Shows user records that did not change, or hides them.
    ShowSame(bool),
    Caret(Move),
    /// Shows the payloads of a row side by side, or hides them where they show already.
    Choose(usize),
}

#[derive(Debug)]
pub struct Mark {
    /// The name of its capture, where there is one.
    pub name: Option<String>,
    /// The Kinesis record's place in its capture.
    pub record: usize,
    shown: Rc<Shown>,
    capture: Weak<Inspection>,
    /// The capture; `None` where it is too large to be held beside another.
    held: Option<Rc<Inspection>>,
}

#[derive(Debug)]
pub struct Comparison {
    /// The side that was marked.
    pub old: Side,
    /// The side at hand.
    pub new: Side,
    pub pairs: Vec<Pair>,
    /// How many user records there are of each change, in the order of [`CHANGES`].
    pub counts: [usize; CHANGES.len()],
    shown: Rc<Shown>,
    mark: Rc<Mark>,
}

/// Every kind of change, in the order in which they are counted and shown.
pub const CHANGES: [Change; 6] =
    [Change::Same, Change::Moved, Change::OtherPayload, Change::OtherKey, Change::Removed, Change::Added];

/// What is compared, and how the result shows.
#[derive(Clone, Debug, Default)]
pub struct Compare {
    pub mark: Option<Rc<Mark>>,
    /// Whether whole captures are compared, not single Kinesis records.
    pub across: bool,
    /// Whether user records that did not change show as well.
    pub same_too: bool,
    pub caret: usize,
    pub chosen: Option<usize>,
    /// The result; `None` where there is nothing to compare, or too much.
    pub done: Option<Rc<Comparison>>,
    /// The pairs that show, by their places in the result.
    pub rows: Rc<Vec<usize>>,
}

impl Compare {
    /// What stays for another capture: the mark and how things show, without the result.
    pub(super) fn kept(&self) -> Self {
        Self { mark: self.mark.clone(), across: self.across, same_too: self.same_too, ..Self::default() }
    }
}
