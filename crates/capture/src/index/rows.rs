//! The rows of an index, stored in columns: one row for each Kinesis record, and one for each user record.

use super::{batch::short, column::Column, keys::KeyId, sequence::Sequence, words::SetId};
use kpl_format::{bytes::Span, kpl::Verdict};

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

/// A row for a user record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UserRow {
    /// The offset and length of its payload in the data of the Kinesis record; `None` where it is missing or cut.
    pub data: Option<(u32, u32)>,
    pub partition_key: KeyId,
    /// Whether it has an explicit hash key that can be looked up.
    pub explicit_hash_key: bool,
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
    pub(super) fn push(&mut self, row: &Row, users: impl Iterator<Item = Packed>) {
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

/// The user records, in twelve bytes each that stand side by side. Writing to one place is faster than to three.
#[derive(Debug)]
struct Users {
    rows: Column<Packed>,
    most: usize,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Packed {
    pub(super) offset: u32,
    /// The length of the payload, or [`MISSING`]. The highest bit is set where there is an explicit hash key.
    pub(super) len: u32,
    pub(super) key: KeyId,
}

const EXPLICIT: u32 = 1 << 31;
const MISSING: u32 = EXPLICIT - 1;

impl Packed {
    /// Packs a length and whether there is an explicit hash key into one number.
    pub(super) fn length(len: usize, explicit_hash_key: bool) -> u32 {
        short(len).min(MISSING) | if explicit_hash_key { EXPLICIT } else { 0 }
    }

    /// A row for a user record whose payload may be missing.
    pub(super) fn of(data: Option<Span>, key: Option<KeyId>, explicit_hash_key: bool) -> Self {
        let len = Self::length(data.map_or(usize::MAX, |data| data.len), explicit_hash_key);
        let offset = data.map_or(0, |data| short(data.offset));
        Self { offset, len, key: key.unwrap_or(KeyId::NONE) }
    }
}

impl Users {
    const fn new(most: usize) -> Self {
        Self { rows: Column::new(), most }
    }

    /// Adds as many user records as there is room for. Returns how many there were.
    fn extend(&mut self, users: impl Iterator<Item = Packed>) -> u32 {
        let (mut count, room) = (0u32, self.most.saturating_sub(self.rows.len()));
        let mut users = users.inspect(|_| count = count.saturating_add(1));
        self.rows.extend(users.by_ref().take(room));
        // Those for which there is no room are only counted.
        users.for_each(drop);
        count
    }

    const fn len(&self) -> usize {
        self.rows.len()
    }

    fn get(&self, index: usize) -> Option<UserRow> {
        let Packed { offset, len: packed, key } = self.rows.get(index)?;
        let len = packed & MISSING;
        Some(UserRow {
            data: (len != MISSING).then_some((offset, len)),
            partition_key: key,
            explicit_hash_key: packed & EXPLICIT != 0,
        })
    }

    fn memory(&self) -> usize {
        self.rows.memory()
    }
}
