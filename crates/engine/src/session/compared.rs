//! A Kinesis record, or a capture, that was marked, and what became of its user records in what is at hand.

mod side;

use super::{Inspection, Move, Shown, State, Tab};
use crate::forensics::{Change, Pair, align};
use borsh::{BorshDeserialize, BorshSerialize};
pub use side::{MOST_BYTES, MOST_USERS, Side};
use std::rc::{Rc, Weak};

/// What can be done about a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum CompareMove {
    /// The Kinesis record at hand, and its capture, are what others are compared with.
    Mark,
    /// Nothing is marked any more.
    Unmark,
    /// Whole captures are compared (true), or Kinesis records.
    Across(bool),
    /// User records that are the same show as well, or not.
    ShowSame(bool),
    /// The caret moves.
    Caret(Move),
    /// A row is chosen: its payloads show side by side. The same once more: no longer.
    Choose(usize),
}

/// What others are compared with.
#[derive(Debug)]
pub struct Mark {
    /// The capture's name, where it has one.
    pub name: Option<String>,
    /// The Kinesis record, by its place in the capture.
    pub record: usize,
    shown: Rc<Shown>,
    capture: Weak<Inspection>,
    /// The capture; `None` where that is too much to hold beside another.
    held: Option<Rc<Inspection>>,
}

/// A comparison that was made.
#[derive(Debug)]
pub struct Comparison {
    /// What was marked.
    pub old: Side,
    /// What is at hand.
    pub new: Side,
    /// What became of each user record.
    pub pairs: Vec<Pair>,
    /// How many there are of each change, in the order of [`CHANGES`].
    pub counts: [usize; CHANGES.len()],
    shown: Rc<Shown>,
    mark: Rc<Mark>,
}

/// Every change, in the order in which they are counted.
pub const CHANGES: [Change; 6] =
    [Change::Same, Change::Moved, Change::OtherPayload, Change::OtherKey, Change::Removed, Change::Added];

/// What is compared, and how it shows.
#[derive(Clone, Debug, Default)]
pub struct Compare {
    /// What was marked.
    pub mark: Option<Rc<Mark>>,
    /// Whether captures are compared, not Kinesis records.
    pub across: bool,
    /// Whether user records that are the same show as well.
    pub same_too: bool,
    /// The caret's row.
    pub caret: usize,
    /// The pair whose payloads show.
    pub chosen: Option<usize>,
    /// What came out; `None` where there is nothing to compare, or too much.
    pub done: Option<Rc<Comparison>>,
    /// The pairs that show.
    pub rows: Rc<Vec<usize>>,
}

impl Compare {
    /// The same for another capture.
    pub(super) fn kept(&self) -> Self {
        Self { mark: self.mark.clone(), across: self.across, same_too: self.same_too, ..Self::default() }
    }

    /// Whether what is at hand is what was marked.
    #[must_use]
    pub fn is_marked(&self, state: &State) -> bool {
        let (Some(mark), Some(shown), Some(capture)) = (&self.mark, &state.shown, &state.inspection) else {
            return false;
        };
        let same = std::ptr::eq(mark.capture.as_ptr(), Rc::as_ptr(capture));
        same && (self.across || mark.record == shown.index)
    }

    /// Whether captures were to be compared, and one of them is too large.
    #[must_use]
    pub fn is_too_large(&self, state: &State) -> bool {
        self.across && self.done.is_none() && self.mark.is_some() && !self.is_marked(state)
    }
}

impl State {
    pub(super) fn move_compare(&mut self, step: CompareMove) {
        let compare = &mut self.compare;
        match step {
            CompareMove::Mark => {
                let (Some(capture), Some(shown)) = (&self.inspection, &self.shown) else { return };
                compare.mark = Some(Rc::new(Mark {
                    name: capture.name.clone(),
                    record: shown.index,
                    shown: shown.clone(),
                    capture: Rc::downgrade(capture),
                    held: Some(capture.clone()).filter(|capture| side::is_small(capture)),
                }));
            }
            CompareMove::Unmark => compare.mark = None,
            CompareMove::Across(across) => compare.across = across,
            CompareMove::ShowSame(same_too) => compare.same_too = same_too,
            CompareMove::Caret(step) => compare.caret = step.from(compare.caret, compare.rows.len(), 1),
            CompareMove::Choose(row) => {
                compare.caret = row.min(compare.rows.len().saturating_sub(1));
                let pair = compare.rows.get(row).copied();
                compare.chosen = pair.filter(|_| compare.chosen != pair);
            }
        }
    }

    /// Compares again where something else is at hand, or is marked. Only while it shows: it looks at every user record.
    pub(super) fn refresh_compared(&mut self, before: &Self) {
        if self.tab != Tab::Compare {
            return;
        }
        let is_as_it_was = self.is_compared() && before.compare.same_too == self.compare.same_too;
        if is_as_it_was {
            return;
        }
        if !self.is_compared() {
            self.compare.done = self.comparison().map(Rc::new);
            (self.compare.chosen, self.compare.caret) = (None, 0);
        }
        let compare = &mut self.compare;
        let shows = |pair: &Pair| compare.same_too || pair.change != Change::Same;
        let pairs = compare.done.iter().flat_map(|done| done.pairs.iter().enumerate());
        let rows: Vec<usize> = pairs.filter(|(_, pair)| shows(pair)).map(|(at, _)| at).collect();
        compare.caret = compare.caret.min(rows.len().saturating_sub(1));
        compare.rows = Rc::new(rows);
    }

    /// Whether what came out is that of what is at hand.
    fn is_compared(&self) -> bool {
        let (Some(done), Some(mark), Some(shown)) = (&self.compare.done, &self.compare.mark, &self.shown)
        else {
            return self.compare.done.is_none() && (self.compare.mark.is_none() || self.shown.is_none());
        };
        Rc::ptr_eq(&done.mark, mark)
            && done.new.is_capture() == self.compare.across
            && (Rc::ptr_eq(&done.shown, shown) || (self.compare.across && done.new.is_of(self.captures)))
    }

    fn comparison(&self) -> Option<Comparison> {
        let (mark, shown, capture) =
            (self.compare.mark.as_ref()?, self.shown.as_ref()?, self.inspection.as_ref()?);
        if self.compare.is_marked(self) {
            return None;
        }
        let (old, new) = if self.compare.across {
            (Side::of_capture(mark.held.as_ref()?)?, Side::of_capture(capture)?.numbered(self.captures))
        } else {
            (Side::of_record(&mark.shown), Side::of_record(shown))
        };
        let pairs = align(&old.compared(), &new.compared());
        let count = |change: Change| pairs.iter().filter(|pair| pair.change == change).count();
        let counts = CHANGES.map(count);
        Some(Comparison { old, new, pairs, counts, shown: shown.clone(), mark: mark.clone() })
    }
}
