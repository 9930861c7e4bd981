//! Actions on the capture as a whole: filters, sorting, a search, and going from record to record.

use super::{
    CaptureTab, Inspection, Move, State,
    batch::{self, Batch, Query, Sort, Tally, UserColumn, UserSort},
};
use kpl_format::kpl::Verdict;
use std::rc::Rc;

/// Where there are more user records than are sorted.
const TOO_MANY: &str = "At most two million rows are sorted: filter or search first.";

impl State {
    pub(super) fn ask(&mut self, query: Query, sort: Sort) {
        let Some(inspection) = &self.inspection.clone() else { return };
        let users = self.batch.user_sort;
        self.batch = Batch::asked(query, sort, inspection, &self.shards);
        self.pick_none();
        self.batch.sort_users(&inspection.index(), users);
        self.capture_user_caret = 0;
    }

    /// Sorts the user records, and opens the first.
    pub(super) fn sort_users(&mut self, by: UserColumn) {
        let Some(inspection) = self.inspection.clone() else { return };
        self.pick_from = None;
        let sort = self.batch.user_sort;
        let sort = UserSort { by, down: by == sort.by && !sort.down };
        if self.batch.sort_users(&inspection.index(), sort) {
            self.open_capture_user(0);
        } else {
            self.trouble = Some(TOO_MANY.to_owned());
        }
    }

    /// Ends the work that is going on: reading, or else judging and searching.
    pub(super) fn stop(&mut self) {
        let Some(inspection) = &self.inspection else { return };
        if inspection.is_reading() {
            inspection.stop();
            self.batch.take_in(inspection);
        } else {
            self.batch.stop();
        }
    }

    pub(super) fn show(&mut self, record: usize) {
        let Some(inspection) = self.inspection.clone() else { return };
        if record >= inspection.index().len() {
            return;
        }
        match inspection.shown(record) {
            Ok(shown) => self.put(shown),
            Err(why) => self.trouble = Some(why),
        }
    }

    /// Shows the next Kinesis record with a verdict. The record at hand counts if no other has it.
    pub(super) fn show_next_of(&mut self, verdict: Verdict) {
        let Some(inspection) = self.inspection.clone() else { return };
        let found = {
            let index = inspection.index();
            let len = index.len();
            let from = self.record_caret.saturating_add(1).min(len);
            let is = |record: &usize| index.row(*record).is_some_and(|row| row.verdict == verdict);
            (from..len).find(is).or_else(|| (0..from).find(is))
        };
        if let Some(record) = found {
            self.show(record);
        }
    }

    /// Moves to another row of the Kinesis records. Where a filter hides the record at hand, the move starts between
    /// its neighbours.
    pub(super) fn move_record(&mut self, step: Move) {
        let rows = self.batch.records_len();
        let to = match (self.batch.row_of(self.record_caret), step) {
            (Err(at), Move::Down) => at.min(rows.saturating_sub(1)),
            (Err(at), Move::Up) => at.saturating_sub(1),
            (Ok(at) | Err(at), step) => step.from(at, rows, 1),
        };
        if let Some(record) = self.batch.record_at(to) {
            self.show(record);
        }
    }

    /// Goes to the next or previous user record that was found. Where only Kinesis records were found, it goes to one
    /// of those.
    pub(super) fn step_match(&mut self, forward: bool) {
        let Some(inspection) = self.inspection.clone() else { return };
        let users = self.batch.users_len(&inspection.index());
        if users == 0 {
            return self.move_record(if forward { Move::Down } else { Move::Up });
        }
        let index = inspection.index();
        let here = (self.record_caret, self.payload.unwrap_or_default());
        let caret = u64::try_from(self.capture_user_caret).unwrap_or(u64::MAX);
        let from = if self.batch.user_at(&index, caret) == Some(here) {
            caret + u64::from(forward)
        } else {
            self.batch.user_row_from(&index, here.0, here.1 + usize::from(forward && self.payload.is_some()))
        };
        drop(index);
        // After the last row comes the first again.
        let row = if forward { from % users } else { from.checked_sub(1).unwrap_or(users - 1) };
        self.open_capture_user(usize::try_from(row).unwrap_or(usize::MAX));
    }

    /// Opens the user record in this row of the list for the whole capture.
    pub(super) fn open_capture_user(&mut self, row: usize) {
        let Some(inspection) = self.inspection.clone() else { return };
        let at = u64::try_from(row).ok().and_then(|row| self.batch.user_at(&inspection.index(), row));
        let Some((record, place)) = at else { return };
        self.capture_user_caret = row;
        if self.shown.as_ref().is_none_or(|shown| shown.index != record) {
            self.show(record);
        }
        self.set_filter(String::new());
        self.open_payload(place);
    }

    /// Reads or searches for some milliseconds more. Returns whether there was anything to do.
    pub(super) fn work(&mut self) -> bool {
        let Some(inspection) = self.inspection.clone() else { return false };
        if inspection.is_reading() {
            inspection.read_more();
            self.batch.take_in(&inspection);
            if self.shown.is_none() {
                self.show(0);
                self.refresh_payload(&Self::default());
            }
        } else if self.batch.is_searching() {
            self.batch.step(&inspection);
            if !self.batch.is_searching() {
                self.open_a_match(&inspection);
            }
        } else if self.is_explaining() {
            self.explain_on();
            return true;
        } else if self.is_tallying() {
            self.tally_on();
            return true;
        } else {
            return false;
        }
        self.refresh_charts(&Self::default());
        true
    }

    /// Opens the first user record that was found, unless the open one was.
    fn open_a_match(&mut self, inspection: &Inspection) {
        let before = self.clone();
        let here = (self.record_caret, self.payload.unwrap_or_default());
        let index = inspection.index();
        let hidden = self.batch.pattern().is_some() && !self.batch.shows_user(&index, here.0, here.1);
        let any = self.batch.users_len(&index) > 0;
        drop(index);
        if hidden && any {
            self.open_capture_user(0);
            self.refresh_payload(&before);
        }
    }

    /// Whether the sums of the capture are not complete. Those of a single Kinesis record stand in its verdict.
    #[must_use]
    pub fn is_tallying(&self) -> bool {
        let Some(inspection) = self.inspection.as_ref().filter(|one| one.index().len() > 1) else {
            return false;
        };
        let tally = self.tally.as_ref().filter(|tally| tally.is_of(inspection, &self.shards));
        !self.is_busy() && tally.is_none_or(|tally| !tally.is_whole())
    }

    /// Counts on for some milliseconds.
    fn tally_on(&mut self) {
        let Some(inspection) = &self.inspection else { return };
        let kept = self.tally.take().filter(|tally| tally.is_of(inspection, &self.shards));
        let mut tally = kept.unwrap_or_else(|| Tally::new(inspection, &self.shards));
        tally.step();
        self.tally = Some(tally);
    }

    /// Whether there is work left for `State::work`.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.inspection.as_ref().is_some_and(|inspection| inspection.is_reading())
            || self.batch.is_searching()
    }

    /// Draws the charts if they show and have changed since `before`. They are not drawn while records are still
    /// being read, because drawing looks at every user record.
    pub(super) fn refresh_charts(&mut self, before: &Self) {
        let Some(inspection) = &self.inspection else { return };
        if self.capture_tab != CaptureTab::Charts || self.is_busy() {
            self.charts = None;
            return;
        }
        let same = |one: &Option<Rc<Inspection>>| one.as_ref().is_some_and(|one| Rc::ptr_eq(one, inspection));
        let drawn =
            same(&before.inspection) && before.charts.is_some() && self.batch.is_same_as(&before.batch);
        if !drawn {
            self.charts = Some(Rc::new(batch::charts(&inspection.index(), &self.batch)));
        }
    }
}
