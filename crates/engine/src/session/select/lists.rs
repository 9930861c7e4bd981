//! Rows of the lists about the Kinesis record at hand: user records, keys, findings.

use super::{Preview, glimpse, preview, shards::owner, sought};
use crate::{
    payload::{self, Payload},
    session::{Shown, State},
};
use kpl_capture::{capture::format_milliseconds, text::legible};
use kpl_format::{
    bytes::Span,
    kpl::{Finding, Severity, hash_of_partition_key, parse_explicit_hash_key},
};
use std::ops::Range;

/// How many characters of a payload a row shows.
const SHOWN: usize = 160;

/// A row of the list of user records.
#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct UserRow {
    /// Its place among the user records that can be read.
    pub place: usize,
    /// Its sub-sequence number; `None` for a Kinesis record without user records, which has a row as it is.
    pub index: Option<usize>,
    pub node: usize,
    /// Its partition key; `None` where the index points past the table.
    pub key: Option<Preview>,
    /// Its explicit hash key, where it has one.
    pub explicit_hash_key: Option<Preview>,
    /// Its effective hash key, where that can be known.
    pub hash_key: Option<u128>,
    /// The shard that it belongs to, if shards are known; empty where none of them has its hash key.
    pub shard: Option<String>,
    /// The size of its payload in bytes; `None` where the payload is missing.
    pub bytes: Option<usize>,
    /// What the payload is recognised as.
    pub payload: Payload,
    /// The beginning of the payload.
    pub preview: Preview,
    /// When its Kinesis record arrived, in UTC as in RFC 3339.
    pub arrived: Option<String>,
    /// The sequence number of its Kinesis record.
    pub sequence_number: Option<String>,
    /// The file that its Kinesis record stands in, where the capture was joined of several.
    pub file: Option<String>,
    /// Whether it was picked with others.
    pub picked: bool,
    /// Whether its payload is open.
    pub chosen: bool,
    pub caret: bool,
}

/// How many user records pass the filter, and how many there are.
#[must_use]
pub fn users_total(state: &State) -> (usize, usize) {
    (state.matches.len(), state.shown.as_ref().map_or(0, |shown| shown.anatomy.user_records.len()))
}

/// The rows `window` of the user records that pass the filter.
#[must_use]
pub fn user_rows(state: &State, window: Range<usize>) -> Vec<UserRow> {
    let window = window.start.min(state.matches.len())..window.end.min(state.matches.len());
    let places = window.clone().zip(state.matches.get(window).unwrap_or_default());
    let row = |(at, &place): (usize, &usize)| {
        let row = user_row(state, place)?;
        Some(UserRow { caret: state.user_caret == at, ..row })
    };
    places.filter_map(row).collect()
}

#[must_use]
pub fn user_at_caret(state: &State) -> Option<usize> {
    state.matches.get(state.user_caret).copied()
}

/// The row of the user record at `place` of the Kinesis record at hand.
fn user_row(state: &State, place: usize) -> Option<UserRow> {
    let row = row_of(state, state.shown.as_ref()?, place)?;
    Some(UserRow { chosen: state.payload == Some(place), ..row })
}

/// The row of the user record at `place` of `shown`.
pub(super) fn row_of(state: &State, shown: &Shown, place: usize) -> Option<UserRow> {
    let user = shown.anatomy.user_records.get(place)?;
    let text = |entry: &kpl_format::kpl::TableEntry| preview(&shown.data, entry.value, SHOWN);
    let key = |entry: &kpl_format::kpl::TableEntry| key_preview(state, &shown.data, entry.value);
    let data = user.data.unwrap_or_default();
    let row = index_row(state, shown);
    Some(UserRow {
        place,
        index: Some(user.index),
        node: user.node,
        key: user.partition_key.and_then(|entry| shown.anatomy.partition_keys.get(entry)).map(key),
        explicit_hash_key: user
            .explicit_hash_key
            .and_then(|entry| shown.anatomy.explicit_hash_keys.get(entry))
            .map(text),
        hash_key: user.hash_key,
        shard: state.shards.map.as_ref().map(|map| owner(map, user.hash_key).unwrap_or_default()),
        bytes: user.data.map(|data| data.len),
        payload: payload::glance(data.of(&shown.data)),
        preview: payload_preview(state, &shown.data, data),
        arrived: row.as_ref().and_then(|row| row.arrival).and_then(format_milliseconds),
        sequence_number: row.and_then(|row| row.sequence.text()),
        file: file_name(state, shown),
        picked: state.is_picked(shown.index, place),
        chosen: false,
        caret: false,
    })
}

/// What the index knows of a Kinesis record.
pub(super) fn index_row(state: &State, shown: &Shown) -> Option<kpl_index::Row> {
    state.inspection.as_ref()?.index().row(shown.index)
}

pub(super) fn file_name(state: &State, shown: &Shown) -> Option<String> {
    state.inspection.as_ref()?.file_name_of(shown.index).map(legible::line)
}

/// A key, with what was searched for.
fn key_preview(state: &State, bytes: &[u8], span: Span) -> Preview {
    let pattern = state.batch.key_pattern();
    pattern
        .and_then(|pattern| sought(bytes, span, SHOWN, pattern))
        .unwrap_or_else(|| preview(bytes, span, SHOWN))
}

/// The beginning of a payload, or the part of it that was searched for.
fn payload_preview(state: &State, bytes: &[u8], span: Span) -> Preview {
    let (begin, is_text) = glimpse(bytes, span, SHOWN);
    let pattern = state.batch.pattern().filter(|_| is_text);
    pattern.and_then(|pattern| sought(bytes, span, SHOWN, pattern)).unwrap_or(begin)
}

/// The row of a Kinesis record that has no user records: what it holds, under the key that it was put with.
pub(super) fn row_of_record(state: &State, shown: &Shown) -> UserRow {
    let outer = shown.outer_key();
    let key = outer.map(|key| key_preview(state, key.as_bytes(), Span::new(0, key.len())));
    let hash_key = outer.map(|key| hash_of_partition_key(key.as_bytes()));
    let data = Span::new(0, shown.data.len());
    let row = index_row(state, shown);
    UserRow {
        place: 0,
        index: None,
        node: 0,
        key,
        explicit_hash_key: None,
        hash_key,
        shard: state.shards.map.as_ref().map(|map| owner(map, hash_key).unwrap_or_default()),
        bytes: Some(data.len),
        payload: payload::glance(&shown.data),
        preview: payload_preview(state, &shown.data, data),
        arrived: row.as_ref().and_then(|row| row.arrival).and_then(format_milliseconds),
        sequence_number: row.and_then(|row| row.sequence.text()),
        file: file_name(state, shown),
        picked: state.is_picked(shown.index, 0),
        chosen: false,
        caret: false,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Table {
    PartitionKeys,
    ExplicitHashKeys,
}

/// A row of the key tables.
#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct KeyRow {
    pub table: Table,
    /// Its index in that table.
    pub index: usize,
    pub node: usize,
    /// The text of the key.
    pub key: Preview,
    /// The hash key that it stands for, where that can be known.
    pub hash_key: Option<u128>,
    /// How many user records point to it.
    pub uses: usize,
    /// How many bytes it saves that user records share this entry, instead of having one each.
    pub saved: usize,
    /// The first entry with the same text, if that is another entry.
    pub duplicate_of: Option<usize>,
    /// Whether it is chosen.
    pub pinned: bool,
}

#[must_use]
pub fn keys_total(state: &State) -> (usize, usize) {
    let count = |shown: &std::rc::Rc<Shown>| {
        (shown.anatomy.partition_keys.len(), shown.anatomy.explicit_hash_keys.len())
    };
    state.shown.as_ref().map_or((0, 0), count)
}

/// The node of the entry in this row, counted through both tables.
#[must_use]
pub fn key_node(state: &State, row: usize) -> Option<usize> {
    let anatomy = &state.shown.as_ref()?.anatomy;
    let entry = match row.checked_sub(anatomy.partition_keys.len()) {
        None => anatomy.partition_keys.get(row),
        Some(row) => anatomy.explicit_hash_keys.get(row),
    };
    entry.map(|entry| entry.node)
}

/// The rows `window` of both tables. Partition keys come first.
#[must_use]
pub fn key_rows(state: &State, window: Range<usize>) -> Vec<KeyRow> {
    let Some(shown) = &state.shown else { return Vec::new() };
    let keys = shown.anatomy.partition_keys.len();
    let row = |at: usize| match at.checked_sub(keys) {
        None => key_row(state, shown, Table::PartitionKeys, at),
        Some(index) => key_row(state, shown, Table::ExplicitHashKeys, index),
    };
    window.filter_map(row).collect()
}

fn key_row(state: &State, shown: &Shown, table: Table, index: usize) -> Option<KeyRow> {
    let anatomy = &shown.anatomy;
    let (entries, same) = match table {
        Table::PartitionKeys => (&anatomy.partition_keys, &shown.same_partition_key),
        Table::ExplicitHashKeys => (&anatomy.explicit_hash_keys, &shown.same_explicit_hash_key),
    };
    let entry = entries.get(index)?;
    let span = anatomy.node(entry.node)?.span;
    let hash_key = entry.text(&shown.data).and_then(|text| match table {
        Table::PartitionKeys => Some(hash_of_partition_key(text.as_bytes())),
        Table::ExplicitHashKeys => parse_explicit_hash_key(text).ok(),
    });
    Some(KeyRow {
        table,
        index,
        node: entry.node,
        key: preview(&shown.data, entry.value, SHOWN),
        hash_key,
        uses: entry.uses,
        saved: span.len * entry.uses.saturating_sub(1),
        duplicate_of: same.get(index).copied().flatten(),
        pinned: state.pin.is_some_and(|pin| pin.node == entry.node),
    })
}

/// A row of the list of findings about the Kinesis record at hand.
#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct FindingRow {
    /// Its place among the findings.
    pub index: usize,
    pub severity: Severity,
    /// The finding, in a sentence.
    pub message: String,
    pub help: String,
    /// The bytes of the record that it is about.
    pub span: Span,
    /// The path of the field that it is about.
    pub path: String,
    /// Whether it is the finding that was gone to.
    pub chosen: bool,
}

#[must_use]
pub fn findings_total(state: &State) -> usize {
    state.shown.as_ref().map_or(0, |shown| shown.anatomy.findings.len())
}

#[must_use]
pub fn finding_rows(state: &State, window: Range<usize>) -> Vec<FindingRow> {
    let Some(shown) = &state.shown else { return Vec::new() };
    let anatomy = &shown.anatomy;
    let window = window.start.min(anatomy.findings.len())..window.end.min(anatomy.findings.len());
    let rows = anatomy.findings.get(window.clone()).unwrap_or_default();
    window.zip(rows).map(|(index, finding)| finding_row(state, shown, index, finding)).collect()
}

/// The first of the most severe findings; a note does not count.
#[must_use]
pub fn worst_finding(state: &State) -> Option<FindingRow> {
    let shown = state.shown.as_ref()?;
    let index = shown.worst?;
    Some(finding_row(state, shown, index, shown.anatomy.findings.get(index)?))
}

fn finding_row(state: &State, shown: &Shown, index: usize, finding: &Finding) -> FindingRow {
    let anatomy = &shown.anatomy;
    FindingRow {
        index,
        severity: finding.code.severity(),
        message: finding.code.message(),
        help: finding.code.help().to_owned(),
        span: finding.span,
        path: anatomy.node_at(finding.span.offset).map(|id| anatomy.path(id)).unwrap_or_default(),
        chosen: state.finding == Some(index),
    }
}
