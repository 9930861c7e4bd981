//! Rows of the tree.

use super::{Preview, glimpse, preview};
use crate::session::{Shown, State};
use kpl_format::{
    bytes::varint,
    kpl::{Md5Status, Node, NodeKind, Wire, hex16},
};
use std::ops::Range;

/// How many characters of a value a row shows.
const SHOWN: usize = 60;

/// What stands behind the name of a field.
#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum FieldValue {
    /// A text, which shows in quotes.
    Text(Preview),
    /// An index, and the key to which it points if there is one.
    PointsTo(u64, Option<Preview>),
    /// The number of entries in a list.
    Entries(usize),
    /// The key of a record.
    Record(Option<Preview>),
    Number(u64),
    /// The digest in hex, and whether it holds.
    Md5(String, Option<Md5Status>),
    Hex(Preview),
    /// Nothing, since its children say it.
    None,
}

#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct FieldRow {
    pub node: usize,
    pub kind: NodeKind,
    /// The field number, which shows for a field that has no name.
    pub number: u32,
    /// Its place among the fields of its kind.
    pub index: usize,
    /// How deep it is; 1 is the top.
    pub level: usize,
    /// Its place among its siblings, from 1, and how many they are.
    pub place: (usize, usize),
    /// Whether its children show; `None` where it has none.
    pub open: Option<bool>,
    pub offset: usize,
    pub len: usize,
    pub value: FieldValue,
    /// Whether something in it could not be read.
    pub broken: bool,
    /// Whether a later field of the same name replaces it.
    pub overridden: bool,
    /// Whether it is chosen.
    pub pinned: bool,
    /// Whether it, or a node above it, is under the pointer or a caret.
    pub lit: bool,
    pub caret: bool,
}

#[must_use]
pub fn fields_total(state: &State) -> usize {
    state.rows.len()
}

#[must_use]
pub fn field_rows(state: &State, window: Range<usize>) -> Vec<FieldRow> {
    let Some(shown) = &state.shown else { return Vec::new() };
    let window = window.start.min(state.rows.len())..window.end.min(state.rows.len());
    let rows = window.clone().zip(state.rows.get(window).unwrap_or_default());
    rows.filter_map(|(at, &id)| row(state, shown, at, id)).collect()
}

fn row(state: &State, shown: &Shown, at: usize, id: usize) -> Option<FieldRow> {
    let anatomy = &shown.anatomy;
    let node = anatomy.node(id)?;
    Some(FieldRow {
        node: id,
        kind: node.kind,
        number: node.number,
        index: node.index,
        level: anatomy.ancestors(id).count() + 1,
        place: place(shown, id, node),
        open: anatomy.has_children(id).then(|| state.expanded.contains(&id)),
        offset: node.span.offset,
        len: node.span.len,
        value: value(shown, id, node),
        broken: node.broken,
        overridden: node.overridden,
        pinned: state.pin.is_some_and(|pin| pin.node == id),
        lit: state.lit == Some(id),
        caret: state.tree_caret == at,
    })
}

/// The place among the siblings, and their number. In a list, which may be long, both are known without counting.
fn place(shown: &Shown, id: usize, node: &Node) -> (usize, usize) {
    if let Some(&total) = node.parent.and_then(|list| shown.entries.get(&list)) {
        let first = node.parent.and_then(|list| shown.anatomy.node(list + 1)).map_or(0, |first| first.index);
        return (node.index.saturating_sub(first) + 1, total);
    }
    let mut siblings = (0, 0);
    // The top is short, since entries stand in lists. A message with a hundred unknown fields is odd enough that
    // counting may stop there.
    for sibling in shown.anatomy.children(node.parent).take(100) {
        siblings.1 += 1;
        if sibling <= id {
            siblings.0 += 1;
        }
    }
    siblings
}

fn value(shown: &Shown, id: usize, node: &Node) -> FieldValue {
    let (bytes, value) = (&shown.data, node.value());
    let number = || varint::read(value.of(bytes), value.offset).ok().map(|varint| varint.value);
    match node.kind {
        NodeKind::PartitionKeyTable | NodeKind::ExplicitHashKeyTable | NodeKind::Records => {
            FieldValue::Entries(shown.entries.get(&id).copied().unwrap_or(0))
        }
        NodeKind::Data | NodeKind::Plain => match glimpse(bytes, value, SHOWN) {
            (text, true) => FieldValue::Text(text),
            (hex, false) => FieldValue::Hex(hex),
        },
        NodeKind::PartitionKey | NodeKind::ExplicitHashKey | NodeKind::TagKey | NodeKind::TagValue => {
            FieldValue::Text(preview(bytes, value, SHOWN))
        }
        NodeKind::Record => FieldValue::Record(key_of(shown, id)),
        NodeKind::PartitionKeyIndex | NodeKind::ExplicitHashKeyIndex => match number() {
            Some(index) => FieldValue::PointsTo(index, entry(shown, node.kind, index)),
            None => FieldValue::None,
        },
        NodeKind::Md5 => FieldValue::Md5(
            value.of(bytes).try_into().map(|digest| hex16(&digest)).unwrap_or_default(),
            shown.anatomy.md5.as_ref().map(|md5| md5.status),
        ),
        NodeKind::Unknown if node.wire == Some(Wire::Varint) => {
            number().map_or(FieldValue::None, FieldValue::Number)
        }
        NodeKind::Unknown if shown.anatomy.has_children(id) => FieldValue::None,
        NodeKind::Tag => FieldValue::None,
        NodeKind::Magic | NodeKind::Unknown | NodeKind::Unclaimed => {
            let head = kpl_format::bytes::Span::new(value.offset, value.len.min(12));
            let text = head.of(bytes).iter().map(|byte| format!("{byte:02x} ")).collect::<String>();
            FieldValue::Hex(Preview {
                text: text.trim_end().to_owned(),
                cut: head.len < value.len,
                found: None,
            })
        }
    }
}

/// The key of a record, even if the record is cut and does not count as a user record.
fn key_of(shown: &Shown, record: usize) -> Option<Preview> {
    let anatomy = &shown.anatomy;
    let fields = anatomy.children(Some(record)).filter_map(|id| anatomy.node(id));
    let index =
        fields.filter(|field| field.kind == NodeKind::PartitionKeyIndex && !field.overridden).last()?;
    let index = varint::read(index.value().of(&shown.data), 0).ok()?.value;
    entry(shown, NodeKind::PartitionKeyIndex, index)
}

fn entry(shown: &Shown, kind: NodeKind, index: u64) -> Option<Preview> {
    let table = match kind {
        NodeKind::ExplicitHashKeyIndex => &shown.anatomy.explicit_hash_keys,
        _ => &shown.anatomy.partition_keys,
    };
    let entry = table.get(usize::try_from(index).ok()?)?;
    Some(preview(&shown.data, entry.value, SHOWN / 2))
}
