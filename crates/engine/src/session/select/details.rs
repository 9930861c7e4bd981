//! The strip with details: what the chosen field is, and every sensible reading of its value.

use super::{Preview, preview};
use crate::session::State;
use kpl_format::{
    bytes::{Span, varint},
    kpl::{NodeKind, Role, Wire, parse_explicit_hash_key},
};

/// How many characters or bytes of a reading show.
const SHOWN: usize = 120;

#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Reading {
    Unsigned(u64),
    /// The same bits as a number in two's complement.
    Signed(i64),
    /// The same bits as a zigzag number, as in `sint64`.
    ZigZag(i64),
    /// A text, if it is UTF-8.
    Text(Preview),
    Hex(Preview),
    HashKey(u128),
}

/// The field under the pointer, or else the chosen one.
#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Details {
    pub node: usize,
    pub path: String,
    pub kind: NodeKind,
    /// All bytes of the field.
    pub span: Span,
    /// Its protobuf key: the bytes in hex, the field number and the wire type.
    pub key: Option<(String, u32, Wire)>,
    /// The length that it states.
    pub length: Option<u64>,
    /// The bytes of its value.
    pub value: Span,
    /// The byte at the caret, if it lies in the field: its offset, its value, and what it is for.
    pub byte: Option<(usize, u8, Role)>,
    pub readings: Vec<Reading>,
    /// Whether the field is only under the pointer, not chosen.
    pub passing: bool,
}

#[must_use]
pub fn details(state: &State) -> Option<Details> {
    let shown = state.shown.as_ref()?;
    let (anatomy, bytes) = (&shown.anatomy, &shown.data);
    let pinned = state.pin.map(|pin| pin.node);
    let id = state.lit.or(pinned)?;
    let node = anatomy.node(id)?;
    let key = node.wire.map(|wire| (hex(node.key().of(bytes)), node.number, wire));
    let length = varint::read(node.length().of(bytes), node.length().offset).ok().map(|varint| varint.value);
    let caret = anatomy.leaf_at(state.byte_caret).filter(|_| node.span.contains(state.byte_caret));
    Some(Details {
        node: id,
        path: anatomy.path(id),
        kind: node.kind,
        span: node.span,
        key,
        length: length.filter(|_| node.length_len > 0),
        value: node.value(),
        byte: caret.and_then(|leaf| Some((state.byte_caret, *bytes.get(state.byte_caret)?, leaf.role))),
        readings: readings(bytes, node.value(), node.wire, node.kind),
        passing: Some(id) != pinned,
    })
}

fn readings(bytes: &[u8], value: Span, wire: Option<Wire>, kind: NodeKind) -> Vec<Reading> {
    let raw = value.of(bytes);
    let mut readings = Vec::new();
    if matches!(
        kind,
        NodeKind::PartitionKeyTable
            | NodeKind::ExplicitHashKeyTable
            | NodeKind::Records
            | NodeKind::Record
            | NodeKind::Tag
    ) {
        // A field that consists of fields has no reading of its own.
        return readings;
    }
    match wire {
        Some(Wire::Varint) => {
            if let Ok(varint) = varint::read(raw, value.offset) {
                number(&mut readings, varint.value);
            }
        }
        Some(Wire::Fixed32) => {
            readings
                .extend(raw.try_into().ok().map(|raw| Reading::Unsigned(u64::from(u32::from_le_bytes(raw)))));
        }
        Some(Wire::Fixed64) => {
            if let Ok(raw) = raw.try_into() {
                number(&mut readings, u64::from_le_bytes(raw));
            }
        }
        _ => {
            let whole = std::str::from_utf8(raw);
            if whole.is_ok() && !raw.is_empty() && !matches!(kind, NodeKind::Md5 | NodeKind::Magic) {
                readings.push(Reading::Text(preview(bytes, value, SHOWN)));
            }
            if let (NodeKind::ExplicitHashKey, Ok(text)) = (kind, whole) {
                readings.extend(parse_explicit_hash_key(text).ok().map(Reading::HashKey));
            }
            if kind == NodeKind::PartitionKey && whole.is_ok() {
                readings.push(Reading::HashKey(kpl_format::kpl::hash_of_partition_key(raw)));
            }
        }
    }
    let head = Span::new(value.offset, value.len.min(SHOWN / 3));
    if !raw.is_empty() {
        readings.push(Reading::Hex(Preview {
            text: hex(head.of(bytes)),
            cut: head.len < value.len,
            found: None,
        }));
    }
    readings
}

fn number(readings: &mut Vec<Reading>, value: u64) {
    readings.push(Reading::Unsigned(value));
    if value.cast_signed() < 0 {
        readings.push(Reading::Signed(value.cast_signed()));
    }
    // The value that sint64 gives to these bits (protobuf encoding guide, "Signed Integers").
    readings.push(Reading::ZigZag((value >> 1).cast_signed() ^ -(value & 1).cast_signed()));
}

fn hex(bytes: &[u8]) -> String {
    let pairs: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    pairs.join(" ")
}
