//! The rows of an index for Kinesis records, stored in columns.

use super::{
    column::Column,
    keys::KeyId,
    sequence::Sequence,
    users::{PackedUser, UserRow, Users},
    words::SetId,
};
use kpl_format::kpl::Verdict;

/// A part of the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileSpan {
    /// The offset of its first byte in the file.
    pub offset: u64,
    /// Its length in bytes.
    pub len: u32,
}

/// A row for a Kinesis record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The part of the file that describes the record, data included. Where it was read by `capture`, this is the
    /// document in which it stands.
    pub object: FileSpan,
    /// The part of the file with the data as it is written there, without quotes.
    pub text: FileSpan,
    /// The size of the data in bytes.
    pub bytes: u32,
    pub verdict: Verdict,
    /// The number of its first user record, counted through the whole capture.
    pub first_user_record: u64,
    /// How many user records can be read in it. A plain record has none.
    pub user_records: u32,
    /// How many errors there are about the data. The count stops at 65,535.
    pub errors: u16,
    /// How many warnings there are about the data. The count stops at 65,535.
    pub warnings: u16,
    /// How many notes there are about the data. The count stops at 65,535.
    pub notes: u16,
    /// The codes of its findings, including those about how it was captured.
    pub findings: SetId,
    /// When it arrived in the stream, in milliseconds since 1970.
    pub arrival: Option<i64>,
    pub sequence: Sequence,
    /// The partition key that it was put with.
    pub partition_key: KeyId,
}

#[derive(Debug)]
pub(super) struct Rows {
    object_offset: Column<u64>,
    object_len: Column<u32>,
    /// Counted from the start of the object.
    text_offset: Column<u32>,
    text_len: Column<u32>,
    bytes: Column<u32>,
    first_user: Column<u64>,
    user_records: Column<u32>,
    counts: Column<[u16; 3]>,
    findings: Column<SetId>,
    arrival: Column<i64>,
    sequence: Column<Sequence>,
    partition_key: Column<KeyId>,
    verdict: Column<Verdict>,
    /// How many records have each verdict.
    verdicts: [usize; 3],
    /// How many records have each set of findings.
    sets: Vec<usize>,
    users: Users,
    /// How many user records there are, including those past [`Users::most`].
    all_users: u64,
}

impl Rows {
    pub(super) const fn new(most_users: usize) -> Self {
        Self {
            object_offset: Column::new(),
            object_len: Column::new(),
            text_offset: Column::new(),
            text_len: Column::new(),
            bytes: Column::new(),
            first_user: Column::new(),
            user_records: Column::new(),
            counts: Column::new(),
            findings: Column::new(),
            arrival: Column::new(),
            sequence: Column::new(),
            partition_key: Column::new(),
            verdict: Column::new(),
            verdicts: [0; 3],
            sets: Vec::new(),
            users: Users::new(most_users),
            all_users: 0,
        }
    }

    /// Adds a record. `first_user_record` and `user_records` of `row` are filled in here.
    pub(super) fn push(&mut self, row: &Row, users: impl Iterator<Item = PackedUser>) {
        self.object_offset.push(row.object.offset);
        self.object_len.push(row.object.len);
        let text_offset = row.text.offset.saturating_sub(row.object.offset);
        self.text_offset.push(u32::try_from(text_offset).unwrap_or(u32::MAX));
        self.text_len.push(row.text.len);
        self.bytes.push(row.bytes);
        self.counts.push([row.errors, row.warnings, row.notes]);
        self.findings.push(row.findings);
        self.arrival.push(row.arrival.unwrap_or(i64::MIN));
        self.sequence.push(row.sequence);
        self.partition_key.push(row.partition_key);
        self.verdict.push(row.verdict);
        let [aggregated, damaged, plain] = &mut self.verdicts;
        *match row.verdict {
            Verdict::Aggregated => aggregated,
            Verdict::Damaged => damaged,
            Verdict::Plain => plain,
        } += 1;
        let set = usize::try_from(row.findings.0).unwrap_or_default();
        if set >= self.sets.len() {
            self.sets.resize(set + 1, 0);
        }
        if let Some(count) = self.sets.get_mut(set) {
            *count += 1;
        }
        self.first_user.push(self.all_users);
        let count = self.users.extend(users);
        self.user_records.push(count);
        self.all_users += u64::from(count);
    }

    pub(super) const fn len(&self) -> usize {
        self.verdict.len()
    }

    pub(super) const fn verdicts(&self, verdict: Verdict) -> usize {
        let [aggregated, damaged, plain] = self.verdicts;
        match verdict {
            Verdict::Aggregated => aggregated,
            Verdict::Damaged => damaged,
            Verdict::Plain => plain,
        }
    }

    /// The sets of findings, and how many records have each.
    pub(super) fn sets(&self) -> impl Iterator<Item = (SetId, usize)> {
        (0..).zip(&self.sets).map(|(set, &count)| (SetId(set), count))
    }

    pub(super) const fn all_users(&self) -> u64 {
        self.all_users
    }

    pub(super) fn get(&self, index: usize) -> Option<Row> {
        let [errors, warnings, notes] = self.counts.get(index)?;
        let offset = self.object_offset.get(index)?;
        Some(Row {
            object: FileSpan { offset, len: self.object_len.get(index)? },
            text: FileSpan {
                offset: offset.saturating_add(u64::from(self.text_offset.get(index)?)),
                len: self.text_len.get(index)?,
            },
            bytes: self.bytes.get(index)?,
            verdict: self.verdict.get(index)?,
            first_user_record: self.first_user.get(index)?,
            user_records: self.user_records.get(index)?,
            errors,
            warnings,
            notes,
            findings: self.findings.get(index)?,
            arrival: self.arrival.get(index).filter(|&arrival| arrival != i64::MIN),
            sequence: self.sequence.get(index)?,
            partition_key: self.partition_key.get(index)?,
        })
    }

    pub(super) fn user(&self, number: u64) -> Option<UserRow> {
        self.users.get(usize::try_from(number).ok()?)
    }

    pub(super) const fn listed_users(&self) -> usize {
        self.users.len()
    }

    /// The Kinesis record that has the user record `number`.
    pub(super) fn record_of(&self, number: u64) -> Option<usize> {
        // If several begin with the same number, all but the last have no user records.
        let after = self.first_user.partition_point(|first| first <= number);
        (number < self.all_users).then(|| after.checked_sub(1))?
    }

    /// How many bytes of memory the rows take.
    pub(super) fn memory(&self) -> usize {
        let four = [&self.object_len, &self.text_offset, &self.text_len, &self.bytes, &self.user_records];
        four.into_iter().map(Column::memory).sum::<usize>()
            + self.object_offset.memory()
            + self.first_user.memory()
            + self.counts.memory()
            + self.findings.memory()
            + self.arrival.memory()
            + self.sequence.memory()
            + self.partition_key.memory()
            + self.verdict.memory()
            + self.users.memory()
    }
}
