//! Notes about an aggregate that is valid: unusual ways to write it, wasted bytes, and sizes over a limit.

use kpl_format::{
    bytes::Span,
    kpl::{Anatomy, Code, NodeKind, TableEntry},
};
use std::collections::HashSet;

/// What a note says about how a record is written. Sizes are in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lint {
    /// Varints are longer than they need to be.
    LongVarints {
        count: usize,
        /// How many bytes they are too long together.
        wasted: usize,
    },
    /// A key table, or a part of one, stands after records or after a table with a higher field number.
    TablesOutOfOrder,
    /// The fields of records are not in the order of their field numbers.
    FieldsOutOfOrder {
        /// In how many records this is so.
        records: usize,
    },
    /// Entries of a key table are used by no record.
    Unused {
        entries: usize,
        /// Their size together, with keys and lengths.
        bytes: usize,
    },
    /// Entries of a key table repeat an earlier one.
    Duplicate {
        entries: usize,
        /// Their size together, with keys and lengths.
        bytes: usize,
    },
    /// User records have tags.
    Tags { count: usize },
    /// A partition key is longer than Kinesis allows, which is 256 characters.
    LongKey { characters: usize },
    /// A partition key is empty.
    EmptyKey,
    /// Explicit hash keys are written in a way that the Kinesis API refuses.
    HashKeyForm { entries: usize },
    /// The aggregate holds only one user record.
    Single,
    /// The record is larger than the KPL's aggregates are by default.
    OverDefault { bytes: usize },
    /// The record is larger than a stream accepts by default.
    OverStreamDefault { bytes: usize },
    /// The record is larger than any stream accepts.
    OverMost { bytes: usize },
}

/// A note, and the first place that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LintNote {
    pub lint: Lint,
    pub span: Span,
}

/// The KPL's default of `AggregationMaxSize` (`KinesisProducerConfiguration.java:354`).
const KPL_DEFAULT: usize = 51_200;

/// The default of a stream's `MaxRecordSizeInKiB` (1 MiB), and the most that it can be set to (10 MiB).
const STREAM_DEFAULT: usize = 1 << 20;
const STREAM_MOST: usize = 10 << 20;

/// The most characters that Kinesis allows in a partition key (botocore `kinesis/2013-12-02`).
const KEY_MOST: usize = 256;

/// The notes about an aggregate. About a plain record there can only be one about its size.
#[must_use]
pub fn lint(data: &[u8], anatomy: &Anatomy) -> Vec<LintNote> {
    let mut notes = Vec::new();
    size(data, anatomy, &mut notes);
    varints(anatomy, &mut notes);
    order(anatomy, &mut notes);
    for table in [&anatomy.partition_keys, &anatomy.explicit_hash_keys] {
        entries(data, anatomy, table, &mut notes);
    }
    keys(data, anatomy, &mut notes);
    let is_form = |code: &Code| *code == Code::ExplicitHashKeyForm;
    if let Some(first) = anatomy.findings.iter().find(|finding| is_form(&finding.code)) {
        let entries = anatomy.findings.iter().filter(|finding| is_form(&finding.code)).count();
        notes.push(LintNote { lint: Lint::HashKeyForm { entries }, span: first.span });
    }
    let mut tags = anatomy.nodes.iter().filter(|node| node.kind == NodeKind::Tag);
    if let Some(first) = tags.next() {
        notes.push(LintNote { lint: Lint::Tags { count: 1 + tags.count() }, span: first.span });
    }
    if let [only] = anatomy.user_records.as_slice() {
        notes.push(LintNote { lint: Lint::Single, span: only.span });
    }
    notes
}

fn size(data: &[u8], anatomy: &Anatomy, notes: &mut Vec<LintNote>) {
    let bytes = data.len();
    let lint = match bytes {
        _ if bytes > STREAM_MOST => Lint::OverMost { bytes },
        _ if bytes > STREAM_DEFAULT => Lint::OverStreamDefault { bytes },
        _ if bytes > KPL_DEFAULT && anatomy.md5.is_some() => Lint::OverDefault { bytes },
        _ => return,
    };
    notes.push(LintNote { lint, span: Span::new(0, bytes) });
}

fn varints(anatomy: &Anatomy, notes: &mut Vec<LintNote>) {
    let long = anatomy.findings.iter().filter_map(|finding| match finding.code {
        Code::LongVarint { needed, had } => Some((finding.span, had.saturating_sub(needed))),
        _ => None,
    });
    let (count, wasted) = long.clone().fold((0, 0), |(count, sum), (_, wasted)| (count + 1, sum + wasted));
    if let Some((span, _)) = long.clone().next() {
        notes.push(LintNote { lint: Lint::LongVarints { count, wasted }, span });
    }
}

fn order(anatomy: &Anatomy, notes: &mut Vec<LintNote>) {
    let place = |kind| match kind {
        NodeKind::PartitionKeyTable => Some(1),
        NodeKind::ExplicitHashKeyTable => Some(2),
        NodeKind::Records => Some(3),
        _ => None,
    };
    let mut last = 0;
    for node in anatomy.children(None).filter_map(|id| anatomy.node(id)) {
        let Some(place) = place(node.kind) else { continue };
        if place < last {
            notes.push(LintNote { lint: Lint::TablesOutOfOrder, span: node.span });
            break;
        }
        last = place;
    }
    let descends = |id: usize| {
        let numbers: Vec<u32> =
            anatomy.children(Some(id)).filter_map(|id| Some(anatomy.node(id)?.number)).collect();
        !numbers.is_sorted()
    };
    let mut records = anatomy.user_records.iter().filter(|user| descends(user.node));
    if let Some(first) = records.next() {
        let lint = Lint::FieldsOutOfOrder { records: 1 + records.count() };
        notes.push(LintNote { lint, span: first.span });
    }
}

fn entries(data: &[u8], anatomy: &Anatomy, table: &[TableEntry], notes: &mut Vec<LintNote>) {
    let mut seen = HashSet::new();
    let again: Vec<&TableEntry> = table.iter().filter(|entry| !seen.insert(entry.value.of(data))).collect();
    let unused: Vec<&TableEntry> = table.iter().filter(|entry| entry.uses == 0).collect();
    let span = |entry: &TableEntry| anatomy.node(entry.node).map_or(entry.value, |node| node.span);
    let bytes = |entries: &[&TableEntry]| entries.iter().map(|entry| span(entry).len).sum();
    if let Some(first) = unused.first() {
        let lint = Lint::Unused { entries: unused.len(), bytes: bytes(&unused) };
        notes.push(LintNote { lint, span: span(first) });
    }
    if let Some(first) = again.first() {
        let lint = Lint::Duplicate { entries: again.len(), bytes: bytes(&again) };
        notes.push(LintNote { lint, span: span(first) });
    }
}

fn keys(data: &[u8], anatomy: &Anatomy, notes: &mut Vec<LintNote>) {
    let lengths = anatomy
        .partition_keys
        .iter()
        .filter_map(|entry| Some((entry.value, entry.text(data)?.chars().count())));
    if let Some((span, characters)) = lengths.clone().find(|(_, characters)| *characters > KEY_MOST) {
        notes.push(LintNote { lint: Lint::LongKey { characters }, span });
    }
    if let Some((span, _)) = lengths.clone().find(|(_, characters)| *characters == 0) {
        notes.push(LintNote { lint: Lint::EmptyKey, span });
    }
}
