//! Marks what is at hand, and compares it with what was marked.

use super::{CHANGES, Compare, CompareMove, Comparison, Mark, Side, side};
use crate::{
    forensics::{Change, Pair, align},
    session::{State, Tab},
};
use std::rc::Rc;

impl Compare {
    #[must_use]
    pub fn is_marked(&self, state: &State) -> bool {
        let (Some(mark), Some(shown), Some(capture)) = (&self.mark, &state.shown, &state.inspection) else {
            return false;
        };
        let same = std::ptr::eq(mark.capture.as_ptr(), Rc::as_ptr(capture));
        same && (self.across || mark.record == shown.index)
    }

    /// Whether captures should be compared but one of them is too large.
    #[must_use]
    pub fn is_too_large(&self, state: &State) -> bool {
        self.across && self.done.is_none() && self.mark.is_some() && !self.is_marked(state)
    }
}

impl State {
    pub(in crate::session) fn move_compare(&mut self, step: CompareMove) {
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

    /// Compares again if the record at hand or the mark has changed. Only while the result shows, because comparing
    /// looks at every user record.
    pub(in crate::session) fn refresh_compared(&mut self, before: &Self) {
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

    /// Whether the result belongs to the mark and to what is at hand now.
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
