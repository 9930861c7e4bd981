//! Reads the user records off the tree: looks up their indexes in the key tables, and computes their hash keys.

use super::found::Found;
use super::{
    Code, Finding, Node, NodeKind, TableEntry,
    hash_key::{self, HashKeyFault},
};
use crate::bytes::{Span, varint};

/// A tag of a user record. The KCL and most other consumers ignore tags: "Tags are not yet implemented in the KPL and
/// KCL APIs" (`aggregation-format.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TagSpans {
    /// The span of the name. `None` where it is missing.
    pub key: Option<Span>,
    /// The span of the value. `None` where there is none.
    pub value: Option<Span>,
}

/// One user record, as far as it can be read. All spans are in the data of the Kinesis record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserRecord {
    /// The record's number in the aggregate, from 0. It is also its sub-sequence number, unless the consumer left out
    /// a record before it.
    pub index: usize,
    /// The id of its node in [`super::Anatomy::nodes`].
    pub node: usize,
    /// All its bytes, with the field's key and length.
    pub span: Span,
    /// The index into the partition key table, as written. It may point past the table.
    pub partition_key_index: Option<u64>,
    /// The index into the explicit hash key table, as written. It may point past the table.
    pub explicit_hash_key_index: Option<u64>,
    /// The place of its key in [`super::Anatomy::partition_keys`]. `None` where the index points to no entry.
    pub partition_key: Option<usize>,
    /// The place of its key in [`super::Anatomy::explicit_hash_keys`]. `None` where the index points to no entry.
    pub explicit_hash_key: Option<usize>,
    /// The effective hash key: the explicit one, or else the hash of the partition key. `None` where that cannot be
    /// read.
    pub hash_key: Option<u128>,
    /// The span of the payload. `None` where the field is missing or cut.
    pub data: Option<Span>,
    /// The tags, in the order of the bytes.
    pub tags: Vec<TagSpans>,
}

/// The key tables, the user records and the findings about them.
pub struct Projection {
    pub partition_keys: Vec<TableEntry>,
    pub explicit_hash_keys: Vec<TableEntry>,
    pub user_records: Vec<UserRecord>,
    pub findings: Found,
}

/// Reads the key tables and the user records from the tree, and checks them.
pub fn project(bytes: &[u8], nodes: &[Node]) -> Projection {
    let mut out = Projection {
        partition_keys: entries(bytes, nodes, NodeKind::PartitionKey),
        explicit_hash_keys: entries(bytes, nodes, NodeKind::ExplicitHashKey),
        user_records: Vec::new(),
        findings: Found::default(),
    };
    let hash =
        |entry: &TableEntry| entry.text(bytes).map(|key| hash_key::hash_of_partition_key(key.as_bytes()));
    let hashes: Vec<Option<u128>> = out.partition_keys.iter().map(hash).collect();
    let explicit: Vec<_> = out
        .explicit_hash_keys
        .iter()
        .map(|entry| {
            entry.text(bytes).ok_or(HashKeyFault::NotDecimal).and_then(hash_key::parse_explicit_hash_key)
        })
        .collect();
    for (id, node) in nodes.iter().enumerate().filter(|(_, node)| node.kind == NodeKind::Record) {
        if let Some(mut record) = read(bytes, nodes, id, node, &mut out) {
            let explicit = record
                .explicit_hash_key_index
                .map(|_| record.explicit_hash_key.and_then(|entry| explicit.get(entry).copied()?.ok()));
            record.hash_key = explicit
                .unwrap_or_else(|| record.partition_key.and_then(|entry| hashes.get(entry).copied()?));
            out.user_records.push(record);
        }
    }
    check_tables(bytes, nodes, &explicit, &mut out);
    out
}

fn entries(bytes: &[u8], nodes: &[Node], kind: NodeKind) -> Vec<TableEntry> {
    let entry = |(id, node): (usize, &Node)| TableEntry {
        node: id,
        value: node.value(),
        uses: 0,
        // A key that is cut short is not the key that was meant, even if the rest of it is valid UTF-8.
        utf8: !node.broken && std::str::from_utf8(node.value().of(bytes)).is_ok(),
    };
    nodes.iter().enumerate().filter(|(_, node)| node.kind == kind).map(entry).collect()
}

/// Reads one record and looks its indexes up. `None` where the record is cut before the end of its payload.
fn read(bytes: &[u8], nodes: &[Node], id: usize, node: &Node, out: &mut Projection) -> Option<UserRecord> {
    let mut record = UserRecord {
        index: node.index,
        node: id,
        span: node.span,
        partition_key_index: None,
        explicit_hash_key_index: None,
        partition_key: None,
        explicit_hash_key: None,
        hash_key: None,
        data: None,
        tags: Vec::new(),
    };
    let mut find = |code, span| out.findings.push(Finding { code, span, record: Some(node.index) });
    for (below, field) in children(nodes, id).filter(|(_, field)| !field.overridden) {
        match field.kind {
            NodeKind::PartitionKeyIndex if !field.broken => {
                let index = number(bytes, field);
                record.partition_key_index = index;
                record.partition_key = look_up(index, &mut out.partition_keys, field, &mut find);
            }
            NodeKind::ExplicitHashKeyIndex if !field.broken => {
                let index = number(bytes, field);
                record.explicit_hash_key_index = index;
                record.explicit_hash_key = look_up(index, &mut out.explicit_hash_keys, field, &mut find);
            }
            NodeKind::Data if !field.broken => record.data = Some(field.value()),
            NodeKind::Tag => record.tags.push(tag(bytes, nodes, below, field, &mut find)),
            _ => {}
        }
    }
    // In a broken record, a missing field may be in the part that could not be read. There is a finding for that
    // already.
    if !node.broken {
        if record.partition_key_index.is_none() {
            find(Code::MissingRequired { kind: NodeKind::PartitionKeyIndex }, node.span);
        }
        if record.data.is_none() {
            find(Code::MissingRequired { kind: NodeKind::Data }, node.span);
        }
    }
    let cut = varint::read(node.length().of(bytes), 0).is_ok_and(|length| {
        super::wire::length(&length).and_then(|len| usize::try_from(len).ok()) != Some(node.value().len)
    });
    (record.data.is_some() || !cut).then_some(record)
}

fn children(nodes: &[Node], id: usize) -> impl Iterator<Item = (usize, &Node)> {
    let end = nodes.get(id).map_or(0, |node| node.next);
    let mut at = id + 1;
    std::iter::from_fn(move || {
        let (here, node) = (at, nodes.get(at).filter(|_| at < end)?);
        at = node.next.max(at + 1);
        Some((here, node))
    })
}

fn number(bytes: &[u8], field: &Node) -> Option<u64> {
    varint::read(field.value().of(bytes), field.value().offset).ok().map(|varint| varint.value)
}

fn look_up(
    index: Option<u64>,
    table: &mut [TableEntry],
    field: &Node,
    find: &mut impl FnMut(Code, Span),
) -> Option<usize> {
    let (index, entries) = (index?, table.len());
    let entry = usize::try_from(index).ok().filter(|&entry| entry < entries);
    match entry.and_then(|entry| table.get_mut(entry)) {
        Some(used) => used.uses += 1,
        None => find(Code::IndexOutOfRange { kind: field.kind, index, entries }, field.span),
    }
    entry
}

fn tag(bytes: &[u8], nodes: &[Node], id: usize, node: &Node, find: &mut impl FnMut(Code, Span)) -> TagSpans {
    let mut tag = TagSpans { key: None, value: None };
    for (_, field) in children(nodes, id).filter(|(_, field)| !field.broken) {
        // Of a repeated field the last one counts. The earlier ones are checked too, because a strict reader checks
        // them.
        match field.kind {
            NodeKind::TagKey => tag.key = Some(field.value()),
            NodeKind::TagValue => tag.value = Some(field.value()),
            _ => continue,
        }
        if let Some(at) = invalid_utf8(bytes, field.value()) {
            // Hardly any consumer passes tags on, so no user data depends on this one.
            find(Code::InvalidUtf8 { kind: field.kind, at, used: false }, field.span);
        }
    }
    if tag.key.is_none() && !node.broken {
        find(Code::MissingRequired { kind: NodeKind::TagKey }, node.span);
    }
    tag
}

/// The offset of the first byte of the span that is not valid UTF-8.
fn invalid_utf8(bytes: &[u8], span: Span) -> Option<usize> {
    std::str::from_utf8(span.of(bytes)).err().map(|error| span.offset + error.valid_up_to())
}

fn check_tables(bytes: &[u8], nodes: &[Node], explicit: &[Result<u128, HashKeyFault>], out: &mut Projection) {
    let tables =
        [(NodeKind::PartitionKey, &out.partition_keys), (NodeKind::ExplicitHashKey, &out.explicit_hash_keys)];
    for (kind, table) in tables {
        for entry in table {
            let Some(node) = nodes.get(entry.node).filter(|node| !node.broken) else { continue };
            if let Some(at) = invalid_utf8(bytes, entry.value) {
                let code = Code::InvalidUtf8 { kind, at, used: entry.uses > 0 };
                out.findings.push(Finding { code, span: node.span, record: None });
            }
        }
    }
    for (entry, value) in out.explicit_hash_keys.iter().zip(explicit) {
        let Some(node) = nodes.get(entry.node).filter(|node| !node.broken) else { continue };
        let code = match value {
            Err(fault) => Code::BadExplicitHashKey { fault: *fault, used: entry.uses > 0 },
            Ok(_) if !entry.text(bytes).is_some_and(hash_key::is_canonical) => Code::ExplicitHashKeyForm,
            Ok(_) => continue,
        };
        out.findings.push(Finding { code, span: node.span, record: None });
    }
}
