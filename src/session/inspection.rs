//! What was read: the capture, a summary of each Kinesis record, and the one at hand taken apart.

use crate::{
    capture::{self, Capture, Shape},
    kpl::{self, Anatomy, Kind, Severity, TableEntry, Verdict},
};
use std::{collections::HashMap, rc::Rc};

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Counts {
    /// Counts the findings of one record.
    #[must_use]
    pub fn of(anatomy: &Anatomy) -> Self {
        let count =
            |severity| anatomy.findings.iter().filter(|found| found.code.severity() == severity).count();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        }
    }

    /// All of them.
    #[must_use]
    pub const fn total(self) -> usize {
        self.errors + self.warnings + self.notes
    }
}

/// One Kinesis record in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// What it is.
    pub verdict: Verdict,
    /// How many user records can be read; a plain record is none.
    pub user_records: usize,
    /// Its findings.
    pub counts: Counts,
}

impl Summary {
    fn of(anatomy: &Anatomy) -> Self {
        let user_records = anatomy.user_records.len();
        Self { verdict: anatomy.verdict, user_records, counts: Counts::of(anatomy) }
    }
}

/// What was given, read.
#[derive(Debug)]
pub struct Inspection {
    /// The file's or example's name, where there is one.
    pub name: Option<String>,
    /// The very bytes that were given.
    pub input: Rc<[u8]>,
    /// Their Kinesis records.
    pub capture: Capture,
    /// A line for each of them.
    pub summaries: Vec<Summary>,
}

impl Inspection {
    /// Reads `input`, as what it seems to be or as `shape`; with it comes the first record, taken apart already.
    #[must_use]
    pub fn read(input: Rc<[u8]>, name: Option<String>, shape: Option<Shape>) -> (Self, Option<Shown>) {
        let capture = match shape {
            Some(shape) => capture::read_as(&input, shape),
            None => capture::read(&input),
        };
        let first = capture.records.first().map(|first| Shown::take_apart(0, first));
        let rest = capture.records.iter().skip(1).map(|record| Summary::of(&kpl::dissect(&record.data)));
        let summaries = first.iter().map(|shown| Summary::of(&shown.anatomy)).chain(rest).collect();
        (Self { name, input, capture, summaries }, first)
    }
}

/// The Kinesis record at hand.
#[derive(Debug)]
pub struct Shown {
    /// Its place in the capture.
    pub index: usize,
    /// Its data.
    pub data: Rc<[u8]>,
    /// The same, taken apart.
    pub anatomy: Anatomy,
    /// How many entries each list node has.
    pub entries: HashMap<usize, usize>,
    /// For each partition key, the first entry with the same bytes, where it is not that one itself.
    pub same_partition_key: Vec<Option<usize>>,
    /// The same for explicit hash keys.
    pub same_explicit_hash_key: Vec<Option<usize>>,
}

impl Shown {
    /// Takes the record `index` apart; `None` where there is none.
    #[must_use]
    pub fn of(inspection: &Inspection, index: usize) -> Option<Self> {
        Some(Self::take_apart(index, inspection.capture.records.get(index)?))
    }

    fn take_apart(index: usize, record: &capture::KinesisRecord) -> Self {
        let data: Rc<[u8]> = record.data.as_slice().into();
        let anatomy = kpl::dissect(&data);
        let mut entries = HashMap::new();
        for node in anatomy.nodes.iter().filter(|node| node.kind.list().is_some()) {
            if let Some(list) = node.parent {
                *entries.entry(list).or_default() += 1;
            }
        }
        let same_partition_key = same_as(&data, &anatomy.partition_keys);
        let same_explicit_hash_key = same_as(&data, &anatomy.explicit_hash_keys);
        Self { index, data, anatomy, entries, same_partition_key, same_explicit_hash_key }
    }

    /// The user record that a node belongs to, by its place among the user records.
    #[must_use]
    pub fn user_record_of(&self, node: usize) -> Option<usize> {
        let record = std::iter::once(node)
            .chain(self.anatomy.ancestors(node))
            .find(|&id| self.anatomy.node(id).is_some_and(|node| node.kind == Kind::Record))?;
        // Both stand in wire order.
        self.anatomy.user_records.binary_search_by_key(&record, |user| user.node).ok()
    }
}

fn same_as(data: &[u8], table: &[TableEntry]) -> Vec<Option<usize>> {
    let mut first = HashMap::new();
    let entries = table.iter().enumerate();
    entries
        .map(|(index, entry)| {
            Some(*first.entry(entry.value.of(data)).or_insert(index)).filter(|&at| at != index)
        })
        .collect()
}
