//! The index: what is known of the stream so far.

use super::{
    findings::{FindingInFile, Findings},
    keys::{KeyId, Keys},
    rows::{Row, Rows},
    units::Units,
    users::UserRow,
    words::{SetId, Words},
};
use kpl_capture::capture::{Shape, Why};
use kpl_format::kpl::Verdict;

/// The records of a capture, as rows. Their bytes are read again when they are opened.
#[derive(Debug)]
pub struct Index {
    pub(super) shape: Shape,
    pub(super) shape_settled: bool,
    pub(super) why: Why,
    /// How many bytes of the file were read.
    pub(super) read: u64,
    /// Whether the file is gzip.
    pub(super) packed: bool,
    /// How many records the capture lists, as the recognition of its shape counts them.
    pub(super) listed: usize,
    /// How many records were read by their spans.
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

    /// The shape of the capture.
    #[must_use]
    pub const fn shape(&self) -> Shape {
        self.shape
    }

    /// How that was recognised. Its numbers count the beginning only, until everything was read.
    #[must_use]
    pub const fn why(&self) -> Why {
        self.why
    }

    /// How many bytes of the capture were read so far.
    #[must_use]
    pub const fn read(&self) -> u64 {
        self.read
    }

    /// Whether the capture is gzip. Then spans are those of its contents, and records are opened through
    /// [`super::Unpacked`].
    #[must_use]
    pub const fn is_packed(&self) -> bool {
        self.packed
    }

    #[must_use]
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.len() == 0
    }

    #[must_use]
    pub fn row(&self, index: usize) -> Option<Row> {
        self.rows.get(index)
    }

    #[must_use]
    pub const fn verdicts(&self, verdict: Verdict) -> usize {
        self.rows.verdicts(verdict)
    }

    /// The codes of findings, and how many Kinesis records have each.
    pub fn finding_counts(&self) -> impl Iterator<Item = (&'static str, usize)> {
        let count = |word: &str| {
            let with = self.rows.sets().filter(|&(set, _)| self.has_finding(set, word));
            with.map(|(_, count)| count).sum()
        };
        self.words().iter().map(move |&word| (word, count(word))).filter(|&(_, count)| count > 0)
    }

    #[must_use]
    pub const fn user_records(&self) -> u64 {
        self.rows.all_users()
    }

    /// How many user records have a row; see [`super::Limits::user_records`].
    #[must_use]
    pub const fn listed_user_records(&self) -> usize {
        self.rows.listed_users()
    }

    /// The user record `number`, counted from 0 through the whole capture.
    #[must_use]
    pub fn user_record(&self, number: u64) -> Option<UserRow> {
        self.rows.user(number)
    }

    /// The Kinesis record that has the user record `number`.
    #[must_use]
    pub fn record_of(&self, number: u64) -> Option<usize> {
        self.rows.record_of(number)
    }

    /// A partition key, with U+FFFD for bytes that are not UTF-8. `None` where there is none or it was not kept.
    #[must_use]
    pub fn partition_key(&self, id: KeyId) -> Option<&str> {
        self.keys.get(id).map(|key| std::str::from_utf8(key).unwrap_or_default())
    }

    /// How many different partition keys there are, of Kinesis records and user records together.
    #[must_use]
    pub const fn partition_keys(&self) -> usize {
        self.keys.len()
    }

    /// The number of a partition key, if a record has it.
    #[must_use]
    pub fn key_id(&self, key: &str) -> Option<KeyId> {
        self.keys.find(key.as_bytes())
    }

    /// The codes of the findings in a set.
    pub fn findings_of(&self, set: SetId) -> impl Iterator<Item = &'static str> {
        self.words.of(set)
    }

    /// Whether a set has the finding with this code.
    #[must_use]
    pub fn has_finding(&self, set: SetId, word: &str) -> bool {
        self.words.has(set, word)
    }

    /// The codes of all findings that any record has.
    #[must_use]
    pub fn words(&self) -> &[&'static str] {
        self.words.all()
    }

    /// The findings about the capture itself. Some are only known once everything was read.
    pub fn findings(&self) -> impl Iterator<Item = &FindingInFile> {
        self.findings.all()
    }

    /// How many Kinesis records were read by their spans.
    #[must_use]
    pub const fn fast(&self) -> usize {
        self.fast
    }

    /// How many bytes of memory the index takes.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.rows.memory() + self.keys.memory() + self.units.memory()
    }

    /// How many runs of rows were read in the same way.
    #[must_use]
    pub const fn runs(&self) -> usize {
        self.units.len()
    }
}
