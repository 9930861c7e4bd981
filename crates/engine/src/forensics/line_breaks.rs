//! Finds line breaks that were converted within binary data. Conversions are undone by trial until the MD5 is right.

use super::Damage;
use kpl_format::{
    bytes::{Cursor, Span},
    kpl::{DIGEST_LEN, MAGIC, is_sealed},
};

/// The most bytes that are hashed to find the line feeds that were CR LF before.
const WORK: usize = 16 << 20;

/// What was done to the line breaks of data that begins with the magic and whose MD5 is wrong.
pub(super) fn recognise(bytes: &[u8]) -> Option<Damage> {
    if undo(bytes, Damage::LineFeedsToCrLf).is_some() {
        return Some(Damage::LineFeedsToCrLf);
    }
    let undone = widened(bytes)?;
    Some(Damage::CrLfToLineFeeds { lost: undone.len() - bytes.len() })
}

/// The bytes before the conversion. `None` where none are found that the MD5 proves.
pub(super) fn undo(bytes: &[u8], damage: Damage) -> Option<Vec<u8>> {
    match damage {
        Damage::LineFeedsToCrLf => narrowed(bytes),
        _ => widened(bytes),
    }
}

/// Whether the bytes are a sound aggregate, with or without a line break after it.
fn is_it(bytes: &[u8]) -> bool {
    let without = bytes.strip_suffix(b"\n").map(|less| less.strip_suffix(b"\r").unwrap_or(less));
    is_sealed(bytes) || without.is_some_and(is_sealed)
}

/// The bytes with each CR LF replaced by LF.
fn narrowed(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        if byte != b'\r' || after.first() != Some(&b'\n') {
            out.push(byte);
        }
        rest = after;
    }
    (out.len() < bytes.len() && is_it(&out)).then_some(out)
}

/// The bytes with line feeds replaced by CR LF: all of them within payloads and keys, or any one or two.
fn widened(bytes: &[u8]) -> Option<Vec<u8>> {
    let all = by_lengths(bytes);
    if all.as_deref().is_some_and(is_it) {
        return all;
    }
    let feeds: Vec<usize> = (0..bytes.len()).filter(|&at| bytes.get(at) == Some(&b'\n')).collect();
    let tries = (WORK / bytes.len().max(1)).max(1);
    let singles = feeds.iter().map(|&feed| [feed, feed]);
    let pairs =
        feeds.iter().enumerate().flat_map(|(at, &one)| feeds.iter().skip(at + 1).map(move |&two| [one, two]));
    singles.chain(pairs).take(tries).map(|places| with_returns(bytes, places)).find(|tried| is_it(tried))
}

fn with_returns(bytes: &[u8], [one, two]: [usize; 2]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 2);
    for (at, &byte) in bytes.iter().enumerate() {
        if at == one || at == two {
            out.push(b'\r');
        }
        out.push(byte);
    }
    out
}

/// Puts a CR before each LF of the payloads and keys, and checks that their lengths are right then.
fn by_lengths(bytes: &[u8]) -> Option<Vec<u8>> {
    let end = bytes.len().checked_sub(DIGEST_LEN)?;
    let mut cursor = Cursor::new(bytes, Span::between(MAGIC.len(), end));
    let mut out = MAGIC.to_vec();
    while !cursor.is_done() {
        let start = cursor.offset();
        let (key, length) = (cursor.varint().ok()?, cursor.varint().ok()?);
        out.extend_from_slice(Span::between(start, cursor.offset()).of(bytes));
        match key.value {
            0x0a | 0x12 => widen(bytes, &mut cursor, length.value, &mut out)?,
            0x1a => record(bytes, &mut cursor, length.value, &mut out)?,
            _ => return None,
        }
    }
    out.extend_from_slice(Span::between(end, bytes.len()).of(bytes));
    (out.len() > bytes.len()).then_some(out)
}

/// Copies the fields of a record and widens its payload and tags. The result must have `length` bytes.
fn record(bytes: &[u8], cursor: &mut Cursor<'_>, length: u64, out: &mut Vec<u8>) -> Option<()> {
    let end = out.len().checked_add(usize::try_from(length).ok()?)?;
    while out.len() < end {
        let start = cursor.offset();
        let (key, value) = (cursor.varint().ok()?, cursor.varint().ok()?);
        out.extend_from_slice(Span::between(start, cursor.offset()).of(bytes));
        match key.value {
            0x08 | 0x10 => {}
            0x1a | 0x22 => widen(bytes, cursor, value.value, out)?,
            _ => return None,
        }
    }
    (out.len() == end).then_some(())
}

/// Copies a text and puts a CR before each LF, until the result has `length` bytes.
fn widen(bytes: &[u8], cursor: &mut Cursor<'_>, length: u64, out: &mut Vec<u8>) -> Option<()> {
    let end = out.len().checked_add(usize::try_from(length).ok()?)?;
    while out.len() < end {
        let at = cursor.take(1)?;
        let byte = *at.of(bytes).first()?;
        if byte == b'\n' {
            out.push(b'\r');
        }
        out.push(byte);
    }
    (out.len() == end).then_some(())
}
