//! What became of each user record since the mark, and the payloads of one pair side by side.

use super::{Preview, glimpse, preview};
use crate::{
    forensics::{Change, Compared},
    session::{CHANGES, Comparison, Side, State, Tab},
};
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_format::bytes::Span;
use std::ops::Range;

/// How many characters of a payload a row shows.
const SHOWN: usize = 120;
/// How many bytes a row of a dump has.
const COLUMNS: usize = 16;
/// How many rows of a dump show.
const ROWS: usize = 64;
/// How many rows of a dump show above the first difference.
const ABOVE: usize = 2;

/// The comparison, while its tab is at the front.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct CompareView {
    /// The marked record: the name of its capture and its place there.
    pub mark: Option<(Option<String>, usize)>,
    /// Whether the marked record or capture is the one at hand.
    pub is_marked: bool,
    /// Whether whole captures are compared, not single Kinesis records.
    pub across: bool,
    /// Whether user records that did not change show as well.
    pub same_too: bool,
    /// Whether a capture is too large to be compared.
    pub too_large: bool,
    pub result: Option<CompareResult>,
    pub caret: usize,
    /// The payloads of the chosen pair: the marked one first, then the one at hand.
    pub dumps: [Option<Dump>; 2],
}

#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct CompareResult {
    /// How many user records there are of each change, in the order of [`CHANGES`].
    pub counts: [usize; CHANGES.len()],
    /// The size in bytes of what was marked and of what is at hand.
    pub bytes: (usize, usize),
    /// Whether both have the same bytes.
    pub identical: bool,
}

/// A row of the comparison: a user record that is in both, or in one of them.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct CompareRow {
    pub change: Change,
    /// Where it was: the Kinesis record and the sub-sequence number.
    pub before: Option<(usize, Option<usize>)>,
    /// Where it is now.
    pub after: Option<(usize, Option<usize>)>,
    /// Its partition key, and its former one if that was another.
    pub key: (Option<Preview>, Option<Preview>),
    /// The size of its payload before and now, in bytes.
    pub bytes: (Option<usize>, Option<usize>),
    /// The beginning of its payload.
    pub preview: Preview,
    /// Whether its payloads show side by side.
    pub chosen: bool,
    pub caret: bool,
}

/// A part of a payload as a hex dump.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Dump {
    /// The size of the whole payload in bytes.
    pub bytes: usize,
    pub rows: Vec<DumpRow>,
    /// Whether the payload goes on after the last row.
    pub more: bool,
}

/// A row of a dump, in runs of bytes that differ (true) or do not (false).
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct DumpRow {
    /// The offset of the first byte.
    pub offset: usize,
    /// The bytes in hex.
    pub hex: Vec<(String, bool)>,
    /// The bytes as characters.
    pub text: Vec<(String, bool)>,
}

/// The comparison, if its tab is at the front.
#[must_use]
pub fn compare_view(state: &State) -> Option<CompareView> {
    state.shown.as_ref().filter(|_| state.tab == Tab::Compare)?;
    let compare = &state.compare;
    let result = compare.done.as_ref().map(|done| CompareResult {
        counts: done.counts,
        bytes: (done.old.len(), done.new.len()),
        identical: done.old.is_same_as(&done.new),
    });
    let chosen = compare.chosen.and_then(|pair| dumps(compare.done.as_ref()?, pair));
    Some(CompareView {
        mark: compare.mark.as_ref().map(|mark| (mark.name.clone(), mark.record)),
        is_marked: compare.is_marked(state),
        across: compare.across,
        same_too: compare.same_too,
        too_large: compare.is_too_large(state),
        result,
        caret: compare.caret,
        dumps: chosen.unwrap_or_default(),
    })
}

/// How many rows the comparison has; 0 while it does not show.
#[must_use]
pub fn compared_total(state: &State) -> usize {
    if state.tab == Tab::Compare && state.compare.done.is_some() { state.compare.rows.len() } else { 0 }
}

#[must_use]
pub fn compared_rows(state: &State, window: Range<usize>) -> Vec<CompareRow> {
    let compare = &state.compare;
    let Some(done) = &compare.done else { return Vec::new() };
    let rows = window.filter_map(|at| {
        let pair = *compare.rows.get(at)?;
        let row = row(done, pair)?;
        Some(CompareRow { chosen: compare.chosen == Some(pair), caret: compare.caret == at, ..row })
    });
    rows.collect()
}

fn row(done: &Comparison, pair: usize) -> Option<CompareRow> {
    let pair = done.pairs.get(pair)?;
    let find = |side: &'_ Side, place: Option<usize>| {
        let (user, compared) = side.get(place?)?;
        let key = compared.key.map(|key| preview(key, Span::new(0, key.len()), SHOWN));
        Some(((user.record, user.index), key, compared.data.map(<[u8]>::len)))
    };
    let (old, new) = (find(&done.old, pair.before), find(&done.new, pair.after));
    let data = data(&done.new, pair.after).or_else(|| data(&done.old, pair.before)).unwrap_or_default();
    let key = |of: &Option<(_, Option<Preview>, _)>| of.as_ref().and_then(|(_, key, _)| key.clone());
    let other = (pair.change == Change::OtherKey).then(|| key(&old)).flatten();
    Some(CompareRow {
        change: pair.change,
        before: old.as_ref().map(|(place, ..)| *place),
        after: new.as_ref().map(|(place, ..)| *place),
        key: (if new.is_some() { key(&new) } else { key(&old) }, other),
        bytes: (old.and_then(|(.., bytes)| bytes), new.and_then(|(.., bytes)| bytes)),
        preview: glimpse(data, Span::new(0, data.len()), SHOWN).0,
        chosen: false,
        caret: false,
    })
}

fn data(side: &Side, place: Option<usize>) -> Option<&[u8]> {
    let (_, Compared { data, .. }) = side.get(place?)?;
    data
}

fn dumps(done: &Comparison, pair: usize) -> Option<[Option<Dump>; 2]> {
    let pair = done.pairs.get(pair)?;
    let (old, new) = (data(&done.old, pair.before), data(&done.new, pair.after));
    Some(side_by_side(old, new))
}

/// The dumps of two payloads, from a little above their first difference. Payloads of the same length are compared
/// byte by byte. Otherwise what they have in common at the beginning and at the end counts as the same, and the rest
/// as different.
fn side_by_side(old: Option<&[u8]>, new: Option<&[u8]>) -> [Option<Dump>; 2] {
    let (Some(one), Some(other)) = (old, new) else {
        return [old, new].map(|side| side.map(|side| dump(side, 0, &|_| false)));
    };
    let same = |count: &(&u8, &u8)| count.0 == count.1;
    let head = one.iter().zip(other).take_while(same).count();
    let most = one.len().min(other.len()) - head;
    let tail = one.iter().rev().zip(other.iter().rev()).take(most).take_while(same).count();
    let start = (head / COLUMNS).saturating_sub(ABOVE) * COLUMNS;
    let equal = one.len() == other.len();
    let differs = |side: &[u8], at: usize| {
        if equal { one.get(at) != other.get(at) } else { (head..side.len() - tail).contains(&at) }
    };
    [one, other].map(|side| Some(dump(side, start, &|at| differs(side, at))))
}

fn dump(bytes: &[u8], start: usize, differs: &dyn Fn(usize) -> bool) -> Dump {
    let from = bytes.get(start..).unwrap_or_default();
    let rows = from.chunks(COLUMNS).take(ROWS).enumerate().map(|(number, row)| {
        let offset = start + number * COLUMNS;
        let mut made = DumpRow { offset, ..DumpRow::default() };
        for (at, byte) in row.iter().enumerate() {
            let differs = differs(offset + at);
            add(&mut made.hex, &format!("{byte:02x} "), differs);
            let shown = if (0x20..0x7f).contains(byte) { char::from(*byte) } else { '·' };
            add(&mut made.text, shown.encode_utf8(&mut [0; 4]), differs);
        }
        // A short last row is filled up, so that its characters stand below those of the other rows.
        add(&mut made.hex, &"   ".repeat(COLUMNS.saturating_sub(row.len())), false);
        made
    });
    Dump { bytes: bytes.len(), rows: rows.collect(), more: from.len() > ROWS * COLUMNS }
}

fn add(runs: &mut Vec<(String, bool)>, text: &str, differs: bool) {
    match runs.last_mut() {
        Some((run, same)) if *same == differs => run.push_str(text),
        _ => runs.push((text.to_owned(), differs)),
    }
}
