//! Rows of any kind: where one row's field holds an aggregate, the same field of the others is a record too.

use super::{
    data,
    record::{Fields, is_container},
    roles::{Role, letters, role},
};
use crate::value::{BytesAs, Kind, Spelling, Tree};
use kpl_format::kpl::MAGIC;

/// A field of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Column {
    /// The row itself.
    Itself,
    Named(Vec<u8>),
    /// Its place, and how many there are.
    Numbered(usize, usize),
}

/// How many columns with data are told apart.
const MOST_COLUMNS: usize = 8;

/// The fields of each row that holds data in a column in which one of them holds an aggregate, beside the row.
pub(super) fn rows(text: &[u8], tree: &Tree, siblings: &[u32]) -> Vec<(u32, Fields)> {
    let mut columns: Vec<Column> = Vec::new();
    // In how many rows each of them stands.
    let mut counts: Vec<usize> = Vec::new();
    let (mut raw, mut hex) = (false, false);
    let lists =
        siblings.iter().filter(|row| tree.get(**row).is_some_and(|row| row.kind == Kind::List)).count();
    if siblings.iter().any(|row| is_listed(text, tree, *row)) {
        columns.extend(LISTED);
        counts.extend([0; LISTED.len()]);
    }
    // What holds several aggregates is no row but a list of them.
    let mut several: Vec<u32> = Vec::new();
    for &row in siblings {
        let mut aggregates = 0;
        let alone = lists < 2 && !is_row(text, tree, row);
        each(text, tree, row, &mut |column, node| {
            // A list alone is no row: its items are.
            if matches!(column, Column::Numbered(..)) && alone {
                return;
            }
            if !data::is_aggregate(text, tree, node) {
                return;
            }
            aggregates += 1;
            hex = hex || data::is_hex(text, tree, node);
            raw = raw
                || tree.text(text, node).0.starts_with(&MAGIC)
                || matches!(
                    tree.get(node).map(|node| node.kind),
                    Some(Kind::Bytes(BytesAs::Numbers | BytesAs::Literal | BytesAs::Joined))
                );
            if columns.len() < MOST_COLUMNS && !columns.contains(&column) {
                columns.push(column);
                counts.push(0);
            }
        });
        if aggregates > 1 {
            several.push(row);
        }
    }
    if columns.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for &row in siblings.iter().filter(|row| several.binary_search(row).is_err()) {
        let mut fields = Fields::of(text, tree, row);
        let mut data = None;
        let mut others = Vec::new();
        let names = tree.children(row).any(|(_, at)| at.key.is_some());
        each(text, tree, row, &mut |column, node| {
            if let Some(index) = columns.iter().position(|known| *known == column) {
                data = data.or(Some((node, index)));
            } else if matches!(column, Column::Numbered(..)) && !names {
                others.push(node);
            }
        });
        // The head of a table that was not taken for one.
        let is_name = |data: &u32| role(&tree.text(text, *data).0).is_some();
        let data = data.filter(|(data, _)| !is_name(data));
        let Some((data, index)) =
            data.filter(|(data, _)| *data != row || data::is_flawless(text, tree, *data))
        else {
            continue;
        };
        if let Some(count) = counts.get_mut(index) {
            *count += 1;
        }
        fields.take(Role::Data, data);
        (fields.raw, fields.hex) = (raw && !hex, hex);
        without_names(text, tree, &others, &mut fields);
        found.push((row, fields, index));
    }
    // A field of one row alone says nothing of others; what it holds is found without it.
    let shared = |index: usize| counts.get(index).is_some_and(|count| *count > 1);
    found.retain(|(_, fields, index)| fields.is_known() || shared(*index));
    found.into_iter().map(|(row, fields, _)| (row, fields)).collect()
}

/// Where awscli has the data of a record, with and without the encryption behind it.
const LISTED: [Column; 2] = [Column::Numbered(1, 5), Column::Numbered(1, 4)];

/// Whether a row is a record as awscli prints it as text.
fn is_listed(text: &[u8], tree: &Tree, row: u32) -> bool {
    tree.get(row).is_some_and(|row| row.kind == Kind::List && row.span.of(text).starts_with(b"RECORDS\t"))
        && is_row(text, tree, row)
}

/// Whether a list has a sequence number in it: it is what one record is printed as.
fn is_row(text: &[u8], tree: &Tree, row: u32) -> bool {
    tree.children(row).any(|(_, child)| {
        let mut digits = child.span.of(text).iter().filter(|byte| !b"\"'".contains(byte));
        child.span.len >= 40 && digits.all(u8::is_ascii_digit)
    })
}

fn each(text: &[u8], tree: &Tree, row: u32, visit: &mut dyn FnMut(Column, u32)) {
    let Some(at) = tree.get(row) else { return };
    if !is_container(at.kind) {
        if at.key.is_none() && at.kind != Kind::Text(Spelling::Raw) {
            visit(Column::Itself, row);
        }
        return;
    }
    let count = tree.children(row).count();
    // A list of lists of records is no row.
    let cells = tree.children(row).all(|(_, at)| at.key.is_some() || !is_container(at.kind));
    for (index, (child, at)) in tree.children(row).enumerate().filter(|_| cells) {
        let value = matches!(at.kind, Kind::Text(_) | Kind::Bytes(_)) || is_container(at.kind);
        let column =
            at.key.map_or(Column::Numbered(index, count), |key| Column::Named(letters(key.of(text))));
        if value || at.key.is_none() {
            visit(column, child);
        }
    }
}

/// What the fields of a row without names are: told by what stands in them.
fn without_names(text: &[u8], tree: &Tree, others: &[u32], fields: &mut Fields) {
    let mut rest = Vec::new();
    for &node in others {
        let written = tree.text(text, node).0;
        let digits = written.iter().all(u8::is_ascii_digit);
        let role = if digits && written.len() >= 40 {
            Role::SequenceNumber
        } else if written.starts_with(b"shardId-") {
            Role::Shard
        } else if matches!(&*written, b"NONE" | b"KMS") && others.len() > 2 {
            Role::Encryption
        } else if super::times::read(text, tree, node).is_some() && written.len() >= 10 {
            Role::Arrival
        } else {
            rest.push(node);
            continue;
        };
        if !fields.has(role) {
            fields.take(role, node);
        }
    }
    if let ([key], false) = (rest.as_slice(), fields.has(Role::PartitionKey)) {
        fields.take(Role::PartitionKey, *key);
    }
}

/// Pairs that stand outside of all brackets, as lines of a log: those that belong together, with the first of them.
pub(super) fn loose(text: &[u8], tree: &Tree) -> Vec<(u32, Fields)> {
    let mut found = Vec::new();
    let mut open: Option<(u32, Fields, usize)> = None;
    for (node, at) in tree.roots() {
        let role = at.key.filter(|_| !is_container(at.kind)).and_then(|key| role(key.of(text)));
        let Some(role) = role.filter(|role| *role != Role::Holder) else { continue };
        let far = |end: usize| {
            let between = text.get(end..at.span.offset).unwrap_or_default();
            between.iter().filter(|byte| **byte == b'\n').take(MOST_LINES).count() == MOST_LINES
        };
        if let Some((first, fields, _)) = open.take_if(|(_, fields, end)| fields.has(role) || far(*end)) {
            found.push((first, fields));
        }
        let (_, fields, end) = open.get_or_insert((node, Fields::default(), at.span.end()));
        fields.take(role, node);
        *end = at.span.end();
    }
    found.extend(open.map(|(first, fields, _)| (first, fields)));
    found.retain(|(_, fields)| fields.is_record(false));
    found
}

/// How many lines apart the fields of one record may stand.
const MOST_LINES: usize = 4;
