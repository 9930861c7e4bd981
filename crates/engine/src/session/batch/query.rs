//! What the records of a capture are filtered and sorted by.

use crate::consumers::Consumer;
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_capture::index::{Index, KeyId, Row};
use kpl_format::kpl::Verdict;
use std::collections::HashMap;

/// Where a text is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Scope {
    /// In partition keys and payloads.
    #[default]
    Anywhere,
    /// In partition keys, the outer ones too.
    Keys,
    /// In payloads.
    Payloads,
}

/// A text that is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Search {
    /// The text; letters of either case match.
    pub text: String,
    /// Where.
    pub scope: Scope,
    /// Whether it is a regular expression.
    pub regex: bool,
}

/// All filters together: a record must pass each.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Query {
    /// Only records of this verdict.
    pub verdict: Option<Verdict>,
    /// Only records with this finding, by its word.
    pub finding: Option<String>,
    /// Only records of which this consumer loses user records, or hands them over whole.
    pub lost_by: Option<Consumer>,
    /// Only records where this is found; an empty text is found everywhere.
    pub search: Search,
}

impl Query {
    /// Whether every record passes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.verdict.is_none()
            && self.finding.is_none()
            && self.lost_by.is_none()
            && self.search.text.is_empty()
    }

    /// Whether the record passes, as far as its row can tell.
    pub(super) fn row_passes(&self, index: &Index, record: usize) -> bool {
        let Some(row) = index.row(record) else { return false };
        self.verdict.is_none_or(|verdict| row.verdict == verdict)
            && self.finding.as_ref().is_none_or(|word| index.has_finding(row.findings, word))
    }
}

/// A column to sort by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Column {
    /// The place in the capture.
    #[default]
    Place,
    /// Damaged first.
    Verdict,
    /// The number of user records.
    UserRecords,
    /// Bytes of data.
    Bytes,
    /// The partition key that the record was put with.
    PartitionKey,
    /// The sequence number.
    SequenceNumber,
    /// When the stream took it.
    Arrival,
    /// Errors first, then warnings, then notes.
    Findings,
}

/// How the records are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Sort {
    /// By which column.
    pub by: Column,
    /// Whether the largest comes first.
    pub down: bool,
}

impl Sort {
    /// Sorts records; those that are alike keep the order of the capture.
    pub(super) fn apply(self, index: &Index, records: &mut [u32]) {
        if self.by == Column::Place {
            records.sort_unstable();
        } else {
            let ranks = if self.by == Column::PartitionKey { ranks(index, records) } else { HashMap::new() };
            // A key is made once for each record: there may be a million of them.
            records.sort_by_cached_key(|&record| (self.key(index, &ranks, record), record));
        }
        if self.down {
            records.reverse();
        }
    }

    fn key(self, index: &Index, ranks: &HashMap<KeyId, u64>, record: u32) -> [u64; 3] {
        let Some(row) = row(index, record) else { return [u64::MAX; 3] };
        let one = |value: u64| [value, 0, 0];
        match self.by {
            Column::Place => one(u64::from(record)),
            Column::Verdict => one(severity(row.verdict)),
            Column::UserRecords => one(u64::from(row.user_records)),
            Column::Bytes => one(u64::from(row.bytes)),
            Column::PartitionKey => one(ranks.get(&row.partition_key).copied().unwrap_or(u64::MAX)),
            Column::SequenceNumber => row.sequence.words(),
            // Times before 1970 come before those after; none comes last.
            Column::Arrival => one(row.arrival.map_or(u64::MAX, |arrival| arrival.cast_unsigned() ^ 1 << 63)),
            Column::Findings => [row.errors, row.warnings, row.notes].map(u64::from),
        }
    }
}

fn row(index: &Index, record: u32) -> Option<Row> {
    usize::try_from(record).ok().and_then(|record| index.row(record))
}

/// The order of the keys that records were put with.
fn ranks(index: &Index, records: &[u32]) -> HashMap<KeyId, u64> {
    let mut keys: Vec<KeyId> =
        records.iter().filter_map(|&record| Some(row(index, record)?.partition_key)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.retain(|&key| index.partition_key(key).is_some());
    keys.sort_by(|&one, &other| index.partition_key(one).cmp(&index.partition_key(other)));
    keys.into_iter().zip(0..).collect()
}

const fn severity(verdict: Verdict) -> u64 {
    match verdict {
        Verdict::Damaged => 0,
        Verdict::Aggregated => 1,
        Verdict::Plain => 2,
    }
}
