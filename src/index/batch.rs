//! Kinesis records that are taken apart together, so that their MD5s can be: some thirty at a time.

use super::{
    keys::{KeyId, Keys},
    rows::{Row, Rows, UserRow},
    words::Words,
};
use crate::{
    bytes::Span,
    kpl::{self, Anatomy, Severity},
};

/// Records in a group: enough to keep four or eight lanes busy until the last.
const GROUP: usize = 32;
/// Bytes in a group, from which on it is not made larger.
const ENOUGH: usize = 4 << 20;

/// Records whose data is decoded and not yet taken apart.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// The data of all of them.
    data: Vec<u8>,
    waiting: Vec<(Row, Span)>,
}

impl Batch {
    /// Where the data of the next record is written.
    pub(super) const fn data(&mut self) -> &mut Vec<u8> {
        &mut self.data
    }

    /// Adds a record whose data was written from `start` on.
    pub(super) fn add(&mut self, row: Row, start: usize) {
        self.waiting.push((row, Span::between(start, self.data.len())));
    }

    pub(super) const fn len(&self) -> usize {
        self.waiting.len()
    }

    pub(super) const fn is_full(&self) -> bool {
        self.waiting.len() >= GROUP || self.data.len() >= ENOUGH
    }

    /// Takes the records apart and makes rows of them.
    pub(super) fn flush(&mut self, rows: &mut Rows, keys: &mut Keys, words: &mut Words) {
        for (mut row, span) in self.waiting.drain(..) {
            let data = span.of(&self.data);
            row.bytes = short(data.len());
            let anatomy = kpl::dissect(data);
            whole(data, &anatomy, row, rows, keys, words);
        }
        self.data.clear();
    }
}

/// Makes a row of a tree.
fn whole(data: &[u8], anatomy: &Anatomy, mut row: Row, rows: &mut Rows, keys: &mut Keys, words: &mut Words) {
    row.verdict = anatomy.verdict;
    for finding in &anatomy.findings {
        let count = match finding.code.severity() {
            Severity::Error => &mut row.errors,
            Severity::Warning => &mut row.warnings,
            Severity::Note => &mut row.notes,
        };
        *count = count.saturating_add(1);
        row.findings = words.with(row.findings, finding.code.word());
    }
    let used = |entry: &kpl::TableEntry| entry.uses > 0 && entry.utf8;
    let ids = anatomy.partition_keys.iter().map(|entry| match used(entry) {
        true => keys.intern(entry.value.of(data)),
        false => KeyId::NONE,
    });
    let ids: Vec<KeyId> = ids.collect();
    let users = anatomy.user_records.iter().map(|record| UserRow {
        data: record.data.map(|span| (short(span.offset), short(span.len))),
        partition_key: record.partition_key.and_then(|key| ids.get(key)).copied().unwrap_or(KeyId::NONE),
        explicit_hash_key: record.explicit_hash_key.is_some(),
    });
    rows.push(&row, users);
}

/// A length or offset in a Kinesis record, which has at most some ten million bytes.
pub(super) fn short(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}
