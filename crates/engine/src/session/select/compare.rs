//! What became of the user records of what was marked, and the payloads of two of them side by side.

use super::{Preview, glimpse, preview};
use crate::{
    forensics::{Change, Compared},
    session::{CHANGES, Comparison, Side, State, Tab},
};
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_format::bytes::Span;
use std::ops::Range;

/// Characters of a payload that a row shows.
const SHOWN: usize = 120;
/// Bytes in a row of a dump.
const COLUMNS: usize = 16;
/// Rows of a dump.
const ROWS: usize = 64;
/// Rows above the first difference.
const ABOVE: usize = 2;

/// What is compared, and what came out.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct CompareView {
    /// What was marked: the capture's name and the Kinesis record.
    pub mark: Option<(Option<String>, usize)>,
    /// Whether that is what is at hand.
    pub is_marked: bool,
    /// Whether captures are compared, not Kinesis records.
    pub across: bool,
    /// Whether user records that are the same show as well.
    pub same_too: bool,
    /// Whether that is too much.
    pub too_large: bool,
    /// What came out.
    pub result: Option<CompareResult>,
    /// The caret's row.
    pub caret: usize,
    /// The payloads of the chosen pair: the marked one's, and that at hand.
    pub dumps: [Option<Dump>; 2],
}

/// A comparison in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct CompareResult {
    /// How many user records there are of each change, in the order of [`CHANGES`].
    pub counts: [usize; CHANGES.len()],
    /// Bytes of the Kinesis records: marked, and at hand.
    pub bytes: (usize, usize),
    /// Whether these are the same, byte for byte.
    pub identical: bool,
}

/// A user record in both, or in one of them.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct CompareRow {
    /// What became of it.
    pub change: Change,
    /// Where it was: Kinesis record and sub-sequence number.
    pub before: Option<(usize, Option<usize>)>,
    /// Where it is.
    pub after: Option<(usize, Option<usize>)>,
    /// Its partition key, and the one that it had where that is another.
    pub key: (Option<Preview>, Option<Preview>),
    /// Bytes of its payload: that it had, and that it has.
    pub bytes: (Option<usize>, Option<usize>),
    /// How the payload begins.
    pub preview: Preview,
    /// Whether its payloads show.
    pub chosen: bool,
    /// Whether the caret stands here.
    pub caret: bool,
}

/// Part of a payload as a dump.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Dump {
    /// Bytes of the payload.
    pub bytes: usize,
    /// Its rows.
    pub rows: Vec<DumpRow>,
    /// Whether more follows.
    pub more: bool,
}

/// Bytes in hex and as characters, in runs that differ or do not.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct DumpRow {
    /// The first byte.
    pub offset: usize,
    /// In hex, and whether these bytes differ.
    pub hex: Vec<(String, bool)>,
    /// As characters.
    pub text: Vec<(String, bool)>,
}

/// What is compared, where its tab is at the front.
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

/// How many rows the comparison has; none where it does not show.
#[must_use]
pub fn compared_total(state: &State) -> usize {
    if state.tab == Tab::Compare && state.compare.done.is_some() { state.compare.rows.len() } else { 0 }
}

/// The rows `window` of the comparison.
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

/// Two payloads from a little before their first difference on. Of two that are equally long each byte is held to the
/// one in its place; else what both begin and end with is the same.
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
        // Characters stand below one another, also those of the last row.
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
