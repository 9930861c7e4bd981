//! Kinesis records that are taken apart together, so that their MD5s can be: some thirty at a time.

use super::{
    keys::{KeyId, Keys},
    rows::{Row, Rows, UserRow},
    words::Words,
};
use crate::{
    bytes::{Span, md5_lanes::md5_many},
    kpl::{
        self, Anatomy, Severity, TableEntry, Verdict,
        skim::{Skim, SkimmedRecord, sealed, skim},
    },
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
    waiting: Vec<Waiting>,
    /// What one of them is skimmed into.
    skimmed: Vec<SkimmedRecord>,
}

/// A record. Its key and words get their numbers only when it is its turn: these must not depend on groups.
#[derive(Debug)]
struct Waiting {
    row: Row,
    data: Span,
    key: Option<Span>,
    words: Vec<&'static str>,
}

/// Where rows go.
pub(super) struct Out<'a> {
    pub(super) rows: &'a mut Rows,
    pub(super) keys: &'a mut Keys,
    pub(super) words: &'a mut Words,
}

impl Batch {
    /// Where the data of the next record is written.
    pub(super) const fn data(&mut self) -> &mut Vec<u8> {
        &mut self.data
    }

    /// Adds a record whose data was written from `start` on; the words are those of findings about how it was captured.
    pub(super) fn add(&mut self, row: Row, start: usize, key: Option<&[u8]>, words: Vec<&'static str>) {
        let data = Span::between(start, self.data.len());
        let key = key.map(|key| {
            self.data.extend_from_slice(key);
            Span::new(data.end(), key.len())
        });
        self.waiting.push(Waiting { row, data, key, words });
    }

    pub(super) const fn len(&self) -> usize {
        self.waiting.len()
    }

    pub(super) const fn is_full(&self) -> bool {
        self.waiting.len() >= GROUP || self.data.len() >= ENOUGH
    }

    /// Takes the records apart and makes rows of them.
    pub(super) fn flush(&mut self, out: &mut Out<'_>) {
        let all = &self.data;
        let sealed = |span: &Span| sealed(span.of(all));
        let messages = self.waiting.iter().filter_map(|one| sealed(&one.data)).map(|(message, _)| message);
        let mut digests = md5_many(&messages.collect::<Vec<&[u8]>>()).into_iter();
        for Waiting { mut row, data: span, key, words } in self.waiting.drain(..) {
            let data = span.of(all);
            row.bytes = short(data.len());
            row.partition_key = key.map_or(KeyId::NONE, |key| out.keys.intern(key.of(all)));
            for word in words {
                row.findings = out.words.with(row.findings, word);
            }
            let holds = sealed(&span).is_some_and(|(_, stored)| digests.next().as_ref() == Some(stored));
            self.skimmed.clear();
            match holds.then(|| skim(data, |record| self.skimmed.push(record))).flatten() {
                Some(skim) => out.skimmed(data, &skim, &self.skimmed, row),
                None => out.dissected(data, &kpl::dissect(data), row),
            }
        }
        self.data.clear();
    }
}

impl Out<'_> {
    /// Adds an aggregate that nothing has to be said about.
    fn skimmed(&mut self, data: &[u8], skim: &Skim, records: &[SkimmedRecord], mut row: Row) {
        row.verdict = Verdict::Aggregated;
        // Many records may share a key: it is looked up once.
        let place =
            |record: &SkimmedRecord| usize::try_from(record.partition_key_index).unwrap_or(usize::MAX);
        let mut used = vec![false; skim.partition_keys.len()];
        for record in records {
            if let Some(used) = used.get_mut(place(record)) {
                *used = true;
            }
        }
        let keys = skim.partition_keys.iter().zip(&used).filter(|(_, used)| **used);
        let mut known = self.keys.intern_all(keys.map(|(span, _)| span.of(data))).into_iter();
        let ids: Vec<_> = used.iter().map(|used| used.then(|| known.next()).flatten()).collect();
        let users = records.iter().map(|record| {
            let id = ids.get(place(record)).copied().flatten();
            user(Some(record.data), id, record.explicit_hash_key_index.is_some())
        });
        self.rows.push(&row, users);
    }

    /// Adds a record that was taken apart, whatever it is.
    fn dissected(&mut self, data: &[u8], anatomy: &Anatomy, mut row: Row) {
        row.verdict = anatomy.verdict;
        for finding in &anatomy.findings {
            let count = match finding.code.severity() {
                Severity::Error => &mut row.errors,
                Severity::Warning => &mut row.warnings,
                Severity::Note => &mut row.notes,
            };
            *count = count.saturating_add(1);
            row.findings = self.words.with(row.findings, finding.code.word());
        }
        let used = |entry: &TableEntry| entry.uses > 0 && entry.utf8;
        let table = anatomy.partition_keys.iter();
        let ids: Vec<Option<KeyId>> =
            table.map(|entry| used(entry).then(|| self.keys.intern(entry.value.of(data)))).collect();
        let users = anatomy.user_records.iter().map(|record| {
            let id = record.partition_key.and_then(|key| ids.get(key).copied().flatten());
            user(record.data, id, record.explicit_hash_key.is_some())
        });
        self.rows.push(&row, users);
    }
}

fn user(data: Option<Span>, key: Option<KeyId>, explicit_hash_key: bool) -> UserRow {
    let data = data.map(|span| (short(span.offset), short(span.len)));
    UserRow { data, partition_key: key.unwrap_or(KeyId::NONE), explicit_hash_key }
}

/// A length or offset in a Kinesis record, which has at most some ten million bytes.
pub(super) fn short(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}
