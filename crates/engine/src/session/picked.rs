//! The user records that were picked to be copied together.

use super::{Move, State, batch::Batch, select};
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_index::Index;
use std::rc::Rc;

/// The most that can be picked.
const MOST_PICKED: usize = 100_000;

/// Picking rows of the list of user records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum PickMove {
    /// Picks a row, or no longer.
    Toggle(usize),
    /// Picks all rows from the caret, or from where the last such move began, to this one.
    Through(usize),
    /// The same, to where the caret goes.
    Extend(Move),
    /// Picks all rows, up to a hundred thousand.
    All,
    /// Picks no row.
    None,
}

impl State {
    /// What stands in a row of the list of user records: that of the capture, or of its only Kinesis record.
    fn user_in_row(&self, row: usize) -> Option<(usize, usize)> {
        let inspection = self.inspection.as_ref()?;
        if inspection.index().len() == 1 {
            return Some((0, *self.matches.get(row)?));
        }
        at(&self.batch, &inspection.index(), row)
    }

    /// The caret of that list, and how many rows it has.
    fn user_list(&self) -> (usize, usize) {
        match &self.inspection {
            Some(inspection) if inspection.index().len() == 1 => (self.user_caret, self.matches.len()),
            _ => (self.capture_user_caret, select::capture_users_total(self)),
        }
    }

    pub(super) fn pick(&mut self, step: PickMove) {
        let (caret, total) = self.user_list();
        match step {
            PickMove::None => self.pick_none(),
            PickMove::All => {
                let rows = 0..total.min(MOST_PICKED);
                self.picked = Rc::new(rows.filter_map(|row| self.user_in_row(row)).collect());
            }
            PickMove::Toggle(row) => {
                // What was open counts as the first of several.
                let first = Some(caret).filter(|_| self.picked.is_empty() && caret != row);
                let rows = first.into_iter().chain([row]);
                let toggled: Vec<_> = rows.filter_map(|row| self.user_in_row(row)).collect();
                let picked = Rc::make_mut(&mut self.picked);
                for user in toggled {
                    if !picked.remove(&user) && picked.len() < MOST_PICKED {
                        picked.insert(user);
                    }
                }
                self.open_in_row(row);
                self.pick_from = Some(row);
            }
            PickMove::Through(row) => {
                let from = self.pick_from.unwrap_or(caret);
                let rows = from.min(row)..from.max(row).saturating_add(1).min(total);
                self.picked =
                    Rc::new(rows.take(MOST_PICKED).filter_map(|row| self.user_in_row(row)).collect());
                self.open_in_row(row);
                self.pick_from = Some(from);
            }
            PickMove::Extend(step) => self.pick(PickMove::Through(step.from(caret, total, 1))),
        }
    }

    pub(super) fn pick_none(&mut self) {
        (self.picked, self.pick_from) = (Rc::default(), None);
    }

    fn open_in_row(&mut self, row: usize) {
        let several = self.inspection.as_ref().is_some_and(|inspection| inspection.index().len() > 1);
        if several {
            self.open_capture_user(row);
        } else if let Some(&place) = self.matches.get(row) {
            self.user_caret = row;
            self.open_payload(place);
        }
    }

    pub(super) fn is_picked(&self, record: usize, place: usize) -> bool {
        self.picked.contains(&(record, place))
    }
}

fn at(batch: &Batch, index: &Index, row: usize) -> Option<(usize, usize)> {
    batch.user_at(index, u64::try_from(row).ok()?)
}
