//! The records of a capture that show: which they are, in which order, and what a search finds in them.
//!
//! A filter that the index can answer is applied at once. Others need the records' data: what a consumer loses must
//! be judged, and a search reads payloads. That may take as long as reading the capture did, so it goes on in steps
//! ([`Batch::step`]): first the judging, then the search. What was found so far shows.

mod chart;
mod delivered;
mod export;
mod order;
mod pattern;
mod query;
mod search;
mod sift;
mod tally;

pub use chart::{Bar, Charts, charts};
pub use export::{Export, ExportKind, Picked};
pub use order::{MOST_SORTED, UserColumn, UserSort};
pub use pattern::{Pattern, holds};
pub use query::{Column, Query, Scope, Search, Sort};
pub use tally::Tally;

use super::{Ahead, Inspection, Shards};
use delivered::Delivered;
use kpl_index::{FileSpan, Holder, Index};
use search::{RunningSearch, SearchStep};
use sift::Sift;
use std::rc::Rc;

/// How many bytes of payloads one step of a search looks through. It takes some milliseconds.
const STEP: usize = 4 << 20;

/// How many Kinesis records one step of a search looks through at most.
const STEP_RECORDS: usize = 1 << 12;

/// Which records of a capture show.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    pub query: Query,
    pub sort: Sort,
    /// Why the search text is no regular expression.
    pub fault: Option<String>,
    /// How many rows of the index were looked at so far.
    seen: usize,
    /// The Kinesis records that pass the filters which the index can answer, in the order of the capture. `None`
    /// where all do.
    passing: Option<Rc<Vec<u32>>>,
    /// The filter by what a consumer loses.
    sift: Option<Sift>,
    /// The Kinesis records that show, sorted. `None` where all do, in the order of the capture.
    records: Option<Rc<Vec<u32>>>,
    /// Whether `records` is in another order than the capture.
    sorted: bool,
    /// The numbers of what the application receives.
    delivered: Delivered,
    users: Users,
    /// Whether more Kinesis records are still being read.
    comes: bool,
    /// How the user records are sorted.
    pub user_sort: UserSort,
    /// The rows of the user records in that order; `None` where it is the order of the capture.
    order: Option<Rc<Vec<u32>>>,
    search: Option<RunningSearch>,
}

#[derive(Clone, Debug, Default)]
enum Users {
    /// All that the capture delivers: see [`delivered`].
    #[default]
    All,
    /// All that the candidates deliver. For each candidate: how many rows there are up to its end.
    Of(Rc<Vec<u64>>),
    /// What the search found, by its number.
    Found(Rc<Vec<u64>>),
}

impl Batch {
    /// Begins to filter and sort.
    #[must_use]
    pub fn asked(query: Query, sort: Sort, inspection: &Inspection, shards: &Rc<Shards>) -> Self {
        let (pattern, fault) = match Pattern::of(&query.search) {
            Ok(pattern) => (pattern, None),
            Err(why) => (None, Some(why)),
        };
        let search = pattern.map(|pattern| RunningSearch {
            pattern: Rc::new(pattern),
            done: 0,
            found: Rc::default(),
            users: 0,
        });
        let sift = query.lost_by.map(|consumer| Sift::new(consumer, shards));
        let mut batch = Self { query, sort, fault, sift, search, ..Self::default() };
        batch.take_in(inspection);
        batch
    }

    /// Takes in the rows that the index has got since the last call.
    pub fn take_in(&mut self, inspection: &Inspection) {
        let index = inspection.index();
        self.delivered.take_in(&index);
        let query = &self.query;
        let filtered = query.verdict.is_some() || query.finding.is_some() || query.file.is_some();
        let (from, seen) = (self.seen, index.len());
        self.seen = seen;
        if filtered {
            let passing = Rc::make_mut(self.passing.get_or_insert_default());
            let in_file = |record| query.file.is_none_or(|file| inspection.file_of(record) == Some(file));
            let passes = (from..seen).filter(|&record| query.row_passes(&index, record) && in_file(record));
            passing.extend(passes.filter_map(|record| u32::try_from(record).ok()));
        }
        self.arrange(&index, inspection.is_reading());
    }

    /// Shows what was found so far. Nothing is sorted while more is to come, since it would have to be sorted again.
    fn arrange(&mut self, index: &Index, comes: bool) {
        let found = self.search.as_ref().map(|run| run.found.clone());
        match (&found, self.candidates()) {
            (Some(_), _) if matches!(self.users, Users::Found(_)) => {}
            (Some(_), _) => self.users = Users::Found(Rc::default()),
            (None, None) => self.users = Users::All,
            (None, Some(candidates)) => self.users = Users::Of(Rc::new(ends(index, candidates))),
        }
        self.comes = comes;
        let mut records = found.or_else(|| self.candidates().cloned());
        self.sorted = self.sort != Sort::default() && !comes && !self.is_searching();
        if self.sorted {
            let all = || Rc::new((0..self.seen).filter_map(|record| u32::try_from(record).ok()).collect());
            let records: &mut Vec<u32> = Rc::make_mut(records.get_or_insert_with(all));
            self.sort.apply(index, records);
        }
        self.records = records;
        self.sort_users(index, self.user_sort);
    }

    /// Whether there are records left to judge or to search.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        self.is_judging() || self.search.as_ref().is_some_and(|run| run.done < self.candidates_len())
    }

    fn is_judging(&self) -> bool {
        self.judged().is_some_and(|(done, all)| done < all)
    }

    /// How many Kinesis records were judged, and how many there are to judge.
    #[must_use]
    pub fn judged(&self) -> Option<(usize, usize)> {
        self.sift.as_ref().map(|sift| (sift.done, self.passing_len()))
    }

    /// What is searched for in payloads.
    #[must_use]
    pub fn pattern(&self) -> Option<&Rc<Pattern>> {
        self.search.as_ref().filter(|_| self.query.search.scope != Scope::Keys).map(|run| &run.pattern)
    }

    /// What is searched for in partition keys.
    #[must_use]
    pub fn key_pattern(&self) -> Option<&Rc<Pattern>> {
        self.search.as_ref().filter(|_| self.query.search.scope != Scope::Payloads).map(|run| &run.pattern)
    }

    #[must_use]
    pub fn searched(&self) -> Option<(usize, usize)> {
        self.search.as_ref().map(|run| (run.done, self.candidates_len()))
    }

    /// Ends judging and searching. What was found stays.
    pub fn stop(&mut self) {
        let all = self.passing_len();
        if let Some(sift) = &mut self.sift {
            sift.done = all;
        }
        let all = self.candidates_len();
        if let Some(run) = &mut self.search {
            run.done = all;
        }
    }

    fn passing_len(&self) -> usize {
        self.passing.as_ref().map_or(self.seen, |passing| passing.len())
    }

    /// The Kinesis records that a search looks through; `None` where that is all of them.
    fn candidates(&self) -> Option<&Rc<Vec<u32>>> {
        self.sift.as_ref().map(|sift| &sift.kept).or(self.passing.as_ref())
    }

    fn candidates_len(&self) -> usize {
        self.candidates().map_or(self.seen, |candidates| candidates.len())
    }

    fn candidate(&self, at: usize) -> Option<usize> {
        place(self.candidates(), self.seen, at)
    }

    /// Judges some more records. Once all are judged, searches some more payloads.
    pub fn step(&mut self, inspection: &Inspection) {
        if self.is_judging() {
            if let Some(sift) = &mut self.sift {
                let (passing, seen) = (self.passing.as_ref(), self.seen);
                sift.step(inspection, |at| place(passing, seen, at));
            }
        } else {
            self.look_on(inspection);
        }
        self.arrange(&inspection.index(), false);
    }

    fn look_on(&mut self, inspection: &Inspection) {
        let Some(mut run) = self.search.take() else { return };
        let mut users = match std::mem::take(&mut self.users) {
            Users::Found(found) => found,
            Users::All | Users::Of(_) => Rc::default(),
        };
        let stretch = self.stretch(&inspection.index(), run.done);
        let last = stretch.map_or(run.done, |stretch| stretch.last);
        let mut bytes = 0;
        while bytes < STEP
            && run.done <= last
            && let Some(record) = self.candidate(run.done)
        {
            run.done += 1;
            // A record that cannot be read again counts as not found. Whoever opens it is told why.
            let Ok(read) = inspection.record(record) else { continue };
            bytes += read.data.len();
            let index = inspection.index();
            let first = self.delivered.first(&index, record).unwrap_or_default();
            run.look(&index, self.query.search.scope, (record, first), &read, Rc::make_mut(&mut users));
        }
        self.users = Users::Found(users);
        self.search = Some(run);
    }

    /// Which part of `file` the next step of a search will read.
    #[must_use]
    pub fn wanted(&self, inspection: &Inspection, file: &dyn Holder) -> Option<Ahead> {
        let run = self.search.as_ref().filter(|_| !self.is_judging() && inspection.reads_again(file))?;
        let SearchStep { offset, len, .. } = self.stretch(&inspection.index(), run.done)?;
        Some(Ahead { offset, least: len, most: len })
    }

    /// The part of the file that the next step looks through, from the candidate `from` on.
    fn stretch(&self, index: &Index, from: usize) -> Option<SearchStep> {
        let object = |at: usize| Some(index.row(self.candidate(at)?)?.object);
        let first = object(from)?;
        let most = first.offset.saturating_add(STEP as u64);
        let end = |span: FileSpan| span.offset.saturating_add(u64::from(span.len));
        // The candidates are in the order of the file, so the last one that fits is found by halving.
        let (mut low, mut high) = (from + 1, self.candidates_len().min(from.saturating_add(STEP_RECORDS)));
        while low < high {
            let middle = low + (high - low) / 2;
            if object(middle).is_some_and(|span| end(span) <= most) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        let last = low - 1;
        let len = usize::try_from(end(object(last)?).saturating_sub(first.offset)).unwrap_or(usize::MAX);
        Some(SearchStep { offset: first.offset, len, last })
    }

    /// Whether the same records show as in `other`.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        let found = |batch: &Self| {
            let searched = batch.search.as_ref().map(|run| (run.done, run.users));
            (searched, batch.sift.as_ref().map(|sift| (sift.done, sift.kept.len())))
        };
        (&self.query, self.seen, found(self)) == (&other.query, other.seen, found(other))
    }

    #[must_use]
    pub fn records_len(&self) -> usize {
        self.records.as_ref().map_or(self.seen, |records| records.len())
    }

    #[must_use]
    pub fn record_at(&self, row: usize) -> Option<usize> {
        match &self.records {
            None => Some(row).filter(|&row| row < self.seen),
            Some(records) => records.get(row).and_then(|&record| usize::try_from(record).ok()),
        }
    }

    /// The row of a Kinesis record.
    ///
    /// # Errors
    /// Where the record does not show: the row where it would stand in the order of the capture.
    pub fn row_of(&self, record: usize) -> Result<usize, usize> {
        let Some(records) = &self.records else {
            return if record < self.seen { Ok(record) } else { Err(self.seen) };
        };
        let record = u32::try_from(record).unwrap_or(u32::MAX);
        if !self.sorted {
            return records.binary_search(&record);
        }
        records.iter().position(|&other| other == record).ok_or(0)
    }

    #[must_use]
    pub fn users_len(&self, index: &Index) -> u64 {
        match &self.users {
            Users::All => self.delivered.len(index),
            Users::Of(ends) => ends.last().copied().unwrap_or_default(),
            Users::Found(found) => u64::try_from(found.len()).unwrap_or(u64::MAX),
        }
    }

    /// How many rows the list of user records has without filters.
    #[must_use]
    pub fn received(&self, index: &Index) -> u64 {
        self.delivered.len(index)
    }

    /// How many user records the search found, including those that are not listed.
    #[must_use]
    pub fn users_found(&self) -> Option<u64> {
        self.search.as_ref().map(|run| run.users)
    }

    /// The user record in a row: its Kinesis record, and its place in that. A Kinesis record without user records has a
    /// row as well, with the place 0.
    #[must_use]
    pub fn user_at(&self, index: &Index, row: u64) -> Option<(usize, usize)> {
        let row = match &self.order {
            None => row,
            Some(order) => u64::from(*order.get(usize::try_from(row).ok()?)?),
        };
        self.unsorted_at(index, row)
    }

    /// The user record in a row of the list in the order of the capture.
    fn unsorted_at(&self, index: &Index, row: u64) -> Option<(usize, usize)> {
        let place = |number: u64| self.delivered.at(index, number);
        match &self.users {
            Users::All => place(row),
            Users::Found(found) => place(*found.get(usize::try_from(row).ok()?)?),
            Users::Of(ends) => {
                let at = ends.partition_point(|&end| end <= row);
                let before =
                    at.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or_default();
                Some((self.candidate(at)?, usize::try_from(row - before).ok()?))
            }
        }
    }

    /// Whether the user record at `place` of a Kinesis record was found. Without a search every one counts as found.
    #[must_use]
    pub fn shows_user(&self, index: &Index, record: usize, place: usize) -> bool {
        let number = || self.delivered.first(index, record)?.checked_add(u64::try_from(place).ok()?);
        match &self.users {
            Users::Found(found) => number().is_some_and(|number| found.binary_search(&number).is_ok()),
            Users::All | Users::Of(_) => true,
        }
    }

    /// The first row with a user record that is at or after `place` in `record`, or in a later Kinesis record.
    #[must_use]
    pub fn user_row_from(&self, index: &Index, record: usize, place: usize) -> u64 {
        let len = self.users_len(index);
        let (mut low, mut high) = (0, len);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.unsorted_at(index, middle).is_some_and(|at| at < (record, place)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let Some(order) = &self.order else { return low };
        let at = order.iter().position(|&row| u64::from(row) == low);
        at.and_then(|at| u64::try_from(at).ok()).unwrap_or_default()
    }
}

/// The Kinesis record at a place of `some`, or of all `seen` records where there is no list.
fn place(some: Option<&Rc<Vec<u32>>>, seen: usize, at: usize) -> Option<usize> {
    match some {
        None => Some(at).filter(|&at| at < seen),
        Some(records) => records.get(at).and_then(|&record| usize::try_from(record).ok()),
    }
}

/// For each record: how many rows there are up to its end.
fn ends(index: &Index, records: &[u32]) -> Vec<u64> {
    let mut end = 0;
    let counts = records.iter().map(|&record| {
        let row = usize::try_from(record).ok().and_then(|record| index.row(record));
        end += row.map_or(0, |row| delivered::count(row.user_records));
        end
    });
    counts.collect()
}
