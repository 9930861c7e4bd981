//! Rows of the lists about the capture as a whole: its Kinesis records, and the user records of all of them.

use super::lists::{UserRow, row_of, row_of_record};
use crate::consumers::Consumer;
use crate::session::{
    CaptureTab, Counts, State,
    batch::{Charts, Query, Sort, Tally, UserSort},
};
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_capture::capture::format_milliseconds;
use kpl_capture::text::legible;
use kpl_format::kpl::Verdict;
use std::{ops::Range, rc::Rc};

/// A row of the list of Kinesis records.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct RecordRow {
    pub index: usize,
    pub verdict: Verdict,
    /// How many user records can be read in it.
    pub user_records: usize,
    /// The size of its data in bytes.
    pub bytes: usize,
    /// The partition key that it was put with.
    pub partition_key: Option<String>,
    /// Its sequence number; `None` where it has none or where that is no decimal number.
    pub sequence_number: Option<String>,
    /// When it arrived in the stream, in UTC as in RFC 3339.
    pub arrived: Option<String>,
    /// How many findings there are about its data.
    pub counts: Counts,
    /// Whether it is the record at hand.
    pub chosen: bool,
}

/// A row of the list of all user records of the capture.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct CaptureUserRow {
    /// The place of its Kinesis record in the capture.
    pub record: usize,
    /// What that Kinesis record is.
    pub verdict: Verdict,
    pub user: UserRow,
}

/// The capture as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Overview {
    /// How many Kinesis records it has, whatever the filters.
    pub records: usize,
    /// How many user records it has, whatever the filters.
    pub user_records: u64,
    /// How many rows the list of all user records has without filters: each user record, and each Kinesis record that
    /// has none.
    pub received: u64,
    /// How many Kinesis records have each verdict. A verdict that none has is left out.
    pub verdicts: Vec<(Verdict, usize)>,
    /// The first that is damaged, where it stands near the beginning.
    pub first_damaged: Option<usize>,
    /// When the first and the last Kinesis record arrived, in milliseconds since 1970.
    pub arrived: Option<(i64, i64)>,
    /// The consumers that lose user records, and how many; those that lose most come first.
    pub losses: Vec<(Consumer, u64)>,
    /// Whether these are all.
    pub judged_all: bool,
    /// The codes of findings, and how many Kinesis records have each.
    pub findings: Vec<(String, usize)>,
    /// The names of the files of which the capture was joined; empty where it is one file.
    pub files: Vec<String>,
    /// The filters.
    pub query: Query,
    /// How the Kinesis records are sorted.
    pub sort: Sort,
    /// How the user records are sorted.
    pub user_sort: UserSort,
    /// Why the search text is no regular expression.
    pub fault: Option<String>,
    /// How many user records the search found; `None` where there is no search.
    pub found: Option<u64>,
    pub tab: CaptureTab,
    /// How many user records were picked to be copied together.
    pub picked: usize,
    /// The caret in the list of its user records.
    pub user_caret: usize,
    /// The row of the open payload in that list; `None` where the filters hide it.
    pub open_row: Option<usize>,
}

/// How far long work has come.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Progress {
    pub task: Task,
    /// How much is done, in bytes or Kinesis records, as [`Task`] says.
    pub done: u64,
    /// How much there is to do.
    pub total: u64,
    /// How long it has taken so far, in milliseconds.
    pub elapsed: u64,
}

/// Long work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Task {
    /// Reading the capture, counted in bytes.
    Reading,
    /// Finding out what a consumer loses, counted in Kinesis records.
    Judging,
    /// Searching for a text, counted in Kinesis records.
    Searching,
    /// Writing a file, counted in Kinesis records.
    Exporting,
}

/// How many Kinesis records are looked through for the first damaged one each time that the page is drawn.
const NEAR: usize = 2_000;

/// The capture as a whole; empty where there is none.
#[must_use]
pub fn overview(state: &State) -> Overview {
    let Some(inspection) = &state.inspection else { return Overview::default() };
    let (index, batch) = (inspection.index(), &state.batch);
    let verdicts = [Verdict::Aggregated, Verdict::Damaged, Verdict::Plain]
        .map(|verdict| (verdict, index.verdicts(verdict)))
        .into_iter()
        .filter(|&(_, count)| count > 0);
    // Sums that grow before one's eyes tell nothing.
    let tally =
        state.tally.as_ref().filter(|tally| tally.is_of(inspection, &state.shards) && tally.is_whole());
    Overview {
        records: index.len(),
        user_records: index.user_records(),
        received: batch.received(&index),
        verdicts: verdicts.collect(),
        first_damaged: (0..if index.verdicts(Verdict::Damaged) > 0 { index.len().min(NEAR) } else { 0 })
            .find(|&record| index.row(record).is_some_and(|row| row.verdict == Verdict::Damaged)),
        arrived: tally.and_then(Tally::arrivals),
        losses: tally.map_or_else(Vec::new, Tally::losses),
        judged_all: tally.is_none_or(Tally::judged_all),
        findings: index.finding_counts().map(|(word, count)| (word.to_owned(), count)).collect(),
        files: inspection.files.iter().map(|(name, _)| legible::line(name)).collect(),
        query: batch.query.clone(),
        sort: batch.sort,
        user_sort: batch.user_sort,
        fault: batch.fault.clone(),
        found: batch.users_found(),
        tab: state.capture_tab,
        picked: state.picked.len(),
        user_caret: state.capture_user_caret,
        open_row: u64::try_from(state.capture_user_caret)
            .ok()
            .and_then(|row| batch.user_at(&index, row))
            .filter(|at| *at == (state.record_caret, state.payload.unwrap_or_default()))
            .map(|_| state.capture_user_caret),
    }
}

/// How many Kinesis records pass the filters.
#[must_use]
pub fn records_through(state: &State) -> usize {
    state.batch.records_len()
}

/// The row of the Kinesis record at hand, or where it would stand if the filters hide it.
#[must_use]
pub fn record_row_at_hand(state: &State) -> usize {
    state.batch.row_of(state.record_caret).unwrap_or_else(|row| row)
}

/// The rows `window` of the Kinesis records that pass the filters.
#[must_use]
pub fn record_rows(state: &State, window: Range<usize>) -> Vec<RecordRow> {
    let Some(inspection) = &state.inspection else { return Vec::new() };
    let index = inspection.index();
    let row = |row: usize| {
        let record = state.batch.record_at(row)?;
        let row = index.row(record)?;
        let size = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        Some(RecordRow {
            index: record,
            verdict: row.verdict,
            user_records: size(row.user_records),
            bytes: size(row.bytes),
            partition_key: index.partition_key(row.partition_key).map(legible::line),
            sequence_number: row.sequence.text(),
            arrived: row.arrival.and_then(format_milliseconds),
            counts: Counts {
                errors: usize::from(row.errors),
                warnings: usize::from(row.warnings),
                notes: usize::from(row.notes),
            },
            chosen: state.record_caret == record,
        })
    };
    window.filter_map(row).collect()
}

/// How many user records of the whole capture pass the filters.
#[must_use]
pub fn capture_users_total(state: &State) -> usize {
    let users = state.inspection.as_ref().map(|inspection| state.batch.users_len(&inspection.index()));
    users.and_then(|users| usize::try_from(users).ok()).unwrap_or_default()
}

/// The rows `window` of the user records that pass the filters.
#[must_use]
pub fn capture_user_rows(state: &State, window: Range<usize>) -> Vec<CaptureUserRow> {
    let Some(inspection) = &state.inspection else { return Vec::new() };
    // The list does not show, so no record is read again for it.
    if state.capture_tab != CaptureTab::Users {
        return Vec::new();
    }
    let row = |row: usize| {
        let at = u64::try_from(row).ok()?;
        let (record, place) = state.batch.user_at(&inspection.index(), at)?;
        let shown = inspection.shown(record).ok()?;
        let alone = shown.anatomy.user_records.is_empty();
        let user = if alone { row_of_record(state, &shown) } else { row_of(state, &shown, place)? };
        let chosen = state.record_caret == record && (alone || state.payload == Some(place));
        let caret = state.capture_user_caret == row;
        Some(CaptureUserRow {
            record,
            verdict: shown.anatomy.verdict,
            user: UserRow { chosen, caret, ..user },
        })
    };
    window.filter_map(row).collect()
}

/// The charts, if they show and were drawn.
#[must_use]
pub fn capture_charts(state: &State) -> Option<Rc<Charts>> {
    state.charts.clone()
}

/// The long work that goes on. The caller fills in how long it has taken.
#[must_use]
pub fn progress(state: &State) -> Option<Progress> {
    let inspection = state.inspection.as_ref()?;
    if inspection.is_reading() {
        let (done, total) = inspection.progress();
        return Some(Progress { task: Task::Reading, done, total, elapsed: 0 });
    }
    let (task, (done, total)) = match state.batch.judged().filter(|(done, total)| done < total) {
        Some(judged) => (Task::Judging, judged),
        None => (Task::Searching, state.batch.searched().filter(|_| state.batch.is_searching())?),
    };
    let wide = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    Some(Progress { task, done: wide(done), total: wide(total), elapsed: 0 })
}
