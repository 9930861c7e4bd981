//! What the records of a capture are filtered and sorted by.

use crate::consumers::Consumer;
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_format::kpl::Verdict;
use kpl_index::{Index, KeyId, Row};
use std::collections::HashMap;

/// Where a text is searched for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Scope {
    #[default]
    Anywhere,
    /// In partition keys, including those that Kinesis records were put with.
    Keys,
    Payloads,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Search {
    /// The text. Letters match in either case.
    pub text: String,
    pub scope: Scope,
    pub regex: bool,
}

/// All filters. A record must pass each of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Query {
    /// Keeps records of this verdict.
    pub verdict: Option<Verdict>,
    /// Keeps records that stand in this file, by its place among those of the capture.
    pub file: Option<usize>,
    /// Keeps records with this finding, given by its code.
    pub finding: Option<String>,
    /// Keeps records of which this consumer loses user records, or which it hands over undivided.
    pub lost_by: Option<Consumer>,
    /// Keeps records where this text is found. An empty text is found everywhere.
    pub search: Search,
}

impl Query {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.verdict.is_none()
            && self.finding.is_none()
            && self.file.is_none()
            && self.lost_by.is_none()
            && self.search.text.is_empty()
    }

    /// Whether the record passes the filters that its row in the index can answer.
    pub(super) fn row_passes(&self, index: &Index, record: usize) -> bool {
        let Some(row) = index.row(record) else { return false };
        self.verdict.is_none_or(|verdict| row.verdict == verdict)
            && self.finding.as_ref().is_none_or(|word| index.has_finding(row.findings, word))
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Column {
    #[default]
    Place,
    /// The verdict, damaged records first.
    Verdict,
    UserRecords,
    /// The size of the data.
    Bytes,
    PartitionKey,
    SequenceNumber,
    /// When the record arrived in the stream.
    Arrival,
    /// The number of errors, then of warnings, then of notes.
    Findings,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Sort {
    pub by: Column,
    /// Whether the largest comes first.
    pub down: bool,
}

impl Sort {
    /// Sorts records. Records that compare as equal keep the order of the capture, or its reverse where the largest
    /// come first.
    pub(super) fn apply(self, index: &Index, records: &mut [u32]) {
        if self.by == Column::Place {
            records.sort_unstable();
        } else {
            let ranks = if self.by == Column::PartitionKey { ranks(index, records) } else { HashMap::new() };
            // Each record's sort key is computed once, since there may be a million records.
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
            // The sign bit is flipped so that times before 1970 come first. Records without a time come last.
            Column::Arrival => one(row.arrival.map_or(u64::MAX, |arrival| arrival.cast_unsigned() ^ 1 << 63)),
            Column::Findings => [row.errors, row.warnings, row.notes].map(u64::from),
        }
    }
}

fn row(index: &Index, record: u32) -> Option<Row> {
    usize::try_from(record).ok().and_then(|record| index.row(record))
}

/// Numbers the partition keys of these records in the order of their characters.
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
