//! The Kinesis record at hand, taken apart, with what is looked up in it only once.

use super::{
    happened::{Happened, Once},
    shards::Shards,
    verdicts::{Memo, Verdicts},
};
use crate::fixture::PAYLOAD_UNIT;
use kpl_capture::capture::Envelope;
use kpl_format::kpl::{self, Anatomy, NodeKind, Severity, TableEntry};
use std::{collections::HashMap, rc::Rc};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
}

impl Counts {
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

    #[must_use]
    pub const fn total(self) -> usize {
        self.errors + self.warnings + self.notes
    }
}

/// How many payload units a record of so many bytes costs, at least one.
#[must_use]
pub fn payload_units(bytes: usize) -> usize {
    bytes.div_ceil(PAYLOAD_UNIT).max(1)
}

#[derive(Debug)]
pub struct Shown {
    pub index: usize,
    pub data: Rc<[u8]>,
    pub anatomy: Anatomy,
    /// How many entries each list has, by the list's node.
    pub entries: HashMap<usize, usize>,
    /// For each partition key: the first entry with the same bytes, if that is another entry.
    pub same_partition_key: Vec<Option<usize>>,
    /// For each explicit hash key: the first entry with the same bytes, if that is another entry.
    pub same_explicit_hash_key: Vec<Option<usize>>,
    pub counts: Counts,
    /// The first of the most severe findings; a note does not count.
    pub worst: Option<usize>,
    /// How many payload units the user records would cost if each were sent as a Kinesis record.
    pub units_singly: usize,
    /// The shard that the record came from, where the capture gives it.
    pub shard_id: Option<String>,
    /// What consumers do with the record and where it belongs, once that was asked for.
    pub(super) memo: Memo,
    pub(super) once: Once,
}

impl Shown {
    pub(super) fn of(index: usize, data: Rc<[u8]>, envelope: &Envelope) -> Self {
        let anatomy = envelope.dissect(&data);
        let mut entries = HashMap::new();
        for node in anatomy.nodes.iter().filter(|node| node.kind.list().is_some()) {
            if let Some(list) = node.parent {
                *entries.entry(list).or_default() += 1;
            }
        }
        let same_partition_key = same_as(&data, &anatomy.partition_keys);
        let same_explicit_hash_key = same_as(&data, &anatomy.explicit_hash_keys);
        // Whatever looks at every user record or finding is done once, since the pointer moves a hundred times a
        // second.
        let serious = |finding: &&kpl::Finding| finding.code.severity() != Severity::Note;
        let findings = anatomy.findings.iter().enumerate().filter(|(_, finding)| serious(finding));
        let worst = findings.min_by_key(|(_, finding)| finding.code.severity()).map(|(index, _)| index);
        let singly = |user: &kpl::UserRecord| payload_units(user.data.map_or(0, |data| data.len));
        let units_singly = anatomy.user_records.iter().map(singly).sum();
        let counts = Counts::of(&anatomy);
        Self {
            index,
            data,
            anatomy,
            entries,
            same_partition_key,
            same_explicit_hash_key,
            counts,
            worst,
            units_singly,
            shard_id: envelope.shard_id.clone(),
            memo: Memo::default(),
            once: Once::of(envelope),
        }
    }

    pub fn happened(&self) -> &Happened {
        let of = || Happened::of(&self.data, &self.anatomy, self.outer_key());
        self.once.worked_out.get_or_init(of)
    }

    /// The verdicts on this record if the stream has these shards.
    #[must_use]
    pub fn verdicts(&self, shards: &Rc<Shards>) -> Rc<Verdicts> {
        self.memo.verdicts(shards, self.shard_id.as_deref(), &self.anatomy)
    }

    /// The partition key that the record was put with, where the capture gives it.
    pub(super) fn outer_key(&self) -> Option<&str> {
        self.once.outer_key.as_deref()
    }

    /// The user record that a node belongs to, by its place among the user records.
    #[must_use]
    pub fn user_record_of(&self, node: usize) -> Option<usize> {
        let record = std::iter::once(node)
            .chain(self.anatomy.ancestors(node))
            .find(|&id| self.anatomy.node(id).is_some_and(|node| node.kind == NodeKind::Record))?;
        // Nodes and user records are both in wire order.
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
