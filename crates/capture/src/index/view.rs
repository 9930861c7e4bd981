//! The index: what the stream said so far.

use super::{
    findings::{Finding, Findings},
    keys::{KeyId, Keys},
    rows::{Row, Rows, UserRow},
    units::Units,
    words::{SetId, Words},
};
use crate::capture::{Shape, Why};
use kpl_format::kpl::Verdict;

/// The records of a capture, in rows; their bytes are read again when they are opened.
#[derive(Debug)]
pub struct Index {
    pub(super) shape: Shape,
    pub(super) shape_settled: bool,
    pub(super) why: Why,
    /// Bytes of the file that were read.
    pub(super) read: u64,
    /// Whether the file is gzip.
    pub(super) packed: bool,
    /// Records that the capture lists, as its recognition counts them.
    pub(super) listed: usize,
    /// Records that were read by spans.
    pub(super) fast: usize,
    pub(super) rows: Rows,
    pub(super) keys: Keys,
    pub(super) words: Words,
    pub(super) units: Units,
    pub(super) findings: Findings,
}

impl Index {
    pub(super) fn new(shape: Shape, why: Why, most_users: usize) -> Self {
        Self {
            shape,
            shape_settled: false,
            why,
            read: 0,
            packed: false,
            listed: 0,
            fast: 0,
            rows: Rows::new(most_users),
            keys: Keys::new(),
            words: Words::new(),
            units: Units::default(),
            findings: Findings::default(),
        }
    }

    /// What the capture was taken for.
    #[must_use]
    pub const fn shape(&self) -> Shape {
        self.shape
    }

    /// How that was recognised. Its numbers are those of the beginning until the end was read.
    #[must_use]
    pub const fn why(&self) -> Why {
        self.why
    }

    /// Bytes of the capture that were read so far.
    #[must_use]
    pub const fn read(&self) -> u64 {
        self.read
    }

    /// Whether the capture is gzip: then spans are those of what is in it, and it is opened through
    /// [`super::Unpacked`].
    #[must_use]
    pub const fn is_packed(&self) -> bool {
        self.packed
    }

    /// How many Kinesis records there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.len() == 0
    }

    /// The Kinesis record `index`.
    #[must_use]
    pub fn row(&self, index: usize) -> Option<Row> {
        self.rows.get(index)
    }

    /// How many Kinesis records have the verdict.
    #[must_use]
    pub const fn verdicts(&self, verdict: Verdict) -> usize {
        self.rows.verdicts(verdict)
    }

    /// The findings that Kinesis records have, and how many records have each.
    pub fn finding_counts(&self) -> impl Iterator<Item = (&'static str, usize)> {
        let count = |word: &str| {
            let with = self.rows.sets().filter(|&(set, _)| self.has_finding(set, word));
            with.map(|(_, count)| count).sum()
        };
        self.words().iter().map(move |&word| (word, count(word))).filter(|&(_, count)| count > 0)
    }

    /// How many user records there are in all Kinesis records.
    #[must_use]
    pub const fn user_records(&self) -> u64 {
        self.rows.all_users()
    }

    /// How many of them, from the first on, have a row: see [`super::Limits::user_records`].
    #[must_use]
    pub const fn listed_user_records(&self) -> usize {
        self.rows.listed_users()
    }

    /// The user record `number` of the capture, counted from 0.
    #[must_use]
    pub fn user_record(&self, number: u64) -> Option<UserRow> {
        self.rows.user(number)
    }

    /// The Kinesis record that has the user record `number`.
    #[must_use]
    pub fn record_of(&self, number: u64) -> Option<usize> {
        self.rows.record_of(number)
    }

    /// A partition key; bytes that are not UTF-8 became U+FFFD. `None` where there is none or it was not kept.
    #[must_use]
    pub fn partition_key(&self, id: KeyId) -> Option<&str> {
        self.keys.get(id).map(|key| std::str::from_utf8(key).unwrap_or_default())
    }

    /// How many different partition keys there are, those of Kinesis records and of user records together.
    #[must_use]
    pub const fn partition_keys(&self) -> usize {
        self.keys.len()
    }

    /// The key with that text, where a record has it.
    #[must_use]
    pub fn key_id(&self, key: &str) -> Option<KeyId> {
        self.keys.find(key.as_bytes())
    }

    /// The words of the findings in a set.
    pub fn findings_of(&self, set: SetId) -> impl Iterator<Item = &'static str> {
        self.words.of(set)
    }

    /// Whether a set has a finding.
    #[must_use]
    pub fn has_finding(&self, set: SetId, word: &str) -> bool {
        self.words.has(set, word)
    }

    /// The words of all findings that any record has.
    #[must_use]
    pub fn words(&self) -> &[&'static str] {
        self.words.all()
    }

    /// What is wrong with the capture itself. Some are only known when all was read.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.all()
    }

    /// How many Kinesis records were read by spans alone.
    #[must_use]
    pub const fn fast(&self) -> usize {
        self.fast
    }

    /// Bytes of memory that the index takes.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.rows.memory() + self.keys.memory() + self.units.memory()
    }

    /// How many times reading went from one way of reading to another.
    #[must_use]
    pub const fn runs(&self) -> usize {
        self.units.len()
    }
}
