//! Aggregates one after another without anything around them, as Firehose backs a stream up to S3.

use super::{finding::Code, reading::Reading};
use kpl_format::{
    bytes::Span,
    kpl::{DIGEST_LEN, MAGIC},
};
use md5::{Digest, Md5};

/// How many times the input may be walked in search of ends. A broken length leads far, and magics may be many.
const MAX_WALKS: u64 = 8;

/// A piece of aggregates one after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands.
    pub span: Span,
    /// Whether it is an aggregate whose MD5 holds.
    pub whole: bool,
    /// Whether it begins as an aggregate does.
    pub magic: bool,
}

/// What a piece of the input is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// An aggregate whose MD5 holds.
    Whole,
    /// It starts with the magic, and no MD5 that follows holds.
    Damaged,
    /// Bytes between aggregates: plain records, nobody knows how many.
    Between,
}

/// How many records the input is, where it is aggregates one after another.
pub(super) fn count(input: &[u8]) -> Option<usize> {
    let pieces = split(input);
    let kind = |index: usize| pieces.get(index).map(|(kind, _)| *kind);
    let of = |wanted: Kind| pieces.iter().filter(|(kind, _)| *kind == wanted).count();
    let (whole, damaged) = (of(Kind::Whole), of(Kind::Damaged));
    let ends_whole = pieces.last().is_some_and(|(kind, _)| *kind == Kind::Whole);
    let adjoin = pieces.windows(2).any(|pair| pair.iter().all(|(kind, _)| *kind == Kind::Whole));
    // An aggregate that is damaged may hold others in its payloads: these neither adjoin nor end the input.
    let many = match kind(0)? {
        Kind::Whole => whole + damaged > 1,
        Kind::Damaged => (ends_whole && whole > 0) || adjoin,
        Kind::Between => whole > 1,
    };
    many.then_some(pieces.len())
}

/// Reads each piece as a record.
pub(super) fn read(reading: &mut Reading<'_>) {
    let input = reading.text;
    for (kind, span) in split(input) {
        if kind == Kind::Between {
            reading.find(Some(reading.next_index()), span, Code::BetweenAggregates { bytes: span.len });
        }
        reading.push_data(span.of(input).to_vec(), span);
    }
}

fn split(input: &[u8]) -> Vec<(Kind, Span)> {
    let (mut pieces, mut at) = (Vec::new(), 0);
    let most = most_work(u64::try_from(input.len()).unwrap_or(u64::MAX));
    let mut work = usize::try_from(most).unwrap_or(usize::MAX);
    while let Some((kind, span)) = piece_at(input, at, &mut work) {
        // A line break is what producers put between records.
        if kind != Kind::Between || !span.of(input).trim_ascii().is_empty() {
            pieces.push((kind, span));
        }
        at = span.end();
    }
    pieces
}

/// The piece that begins at `at`, for a stream that keeps account of its work.
pub(super) fn piece(input: &[u8], at: usize, work: &mut usize) -> Option<Piece> {
    let (kind, span) = piece_at(input, at, work)?;
    Some(Piece { span, whole: kind == Kind::Whole, magic: kind != Kind::Between })
}

/// How many bytes may be hashed to find the aggregates in so many.
pub(super) const fn most_work(bytes: u64) -> u64 {
    bytes.saturating_mul(MAX_WALKS).saturating_add(1 << 16)
}

fn piece_at(input: &[u8], at: usize, work: &mut usize) -> Option<(Kind, Span)> {
    let rest = input.get(at..).filter(|rest| !rest.is_empty())?;
    let magic = rest.starts_with(&MAGIC);
    let end = if magic { end(input, at, work) } else { None };
    let next = || next_magic(input, if magic { at + MAGIC.len() } else { at });
    let (kind, end) = match end {
        Some(end) => (Kind::Whole, end),
        None if magic => (Kind::Damaged, next()),
        None => (Kind::Between, next()),
    };
    Some((kind, Span::between(at, end)))
}

fn next_magic(input: &[u8], from: usize) -> usize {
    let rest = input.get(from..).unwrap_or_default();
    rest.windows(MAGIC.len()).position(|window| window == MAGIC).map_or(input.len(), |at| from + at)
}

/// Where the aggregate that starts at `start` ends: after the first sixteen bytes that are the MD5 of its
/// message so far. First only where the message seems to end, then after every field.
fn end(input: &[u8], start: usize, work: &mut usize) -> Option<usize> {
    end_at(input, start, false, work).or_else(|| end_at(input, start, true, work))
}

fn end_at(input: &[u8], start: usize, every: bool, work: &mut usize) -> Option<usize> {
    let (mut hasher, mut hashed) = (Md5::new(), start + MAGIC.len());
    let mut at = hashed;
    loop {
        let digest = Span::new(at, DIGEST_LEN);
        let rest = input.get(digest.end()..)?;
        let next = field_end(input, at);
        let after = rest.trim_ascii_start();
        if every || next.is_none() || after.is_empty() || after.starts_with(&MAGIC) {
            *work = work.checked_sub(at - hashed + DIGEST_LEN)?;
            hasher.update(Span::between(hashed, at).of(input));
            hashed = at;
            if hasher.clone().finalize().as_slice() == digest.of(input) {
                return Some(digest.end());
            }
        }
        at = next?;
    }
}

/// Where the field at `at` ends; the fields of an aggregate are 1, 2 and 3, each with a length.
fn field_end(input: &[u8], at: usize) -> Option<usize> {
    let (tag, rest) = input.get(at..)?.split_first()?;
    if !matches!(tag, 0x0a | 0x12 | 0x1a) {
        return None;
    }
    let mut len = 0usize;
    for (index, byte) in rest.iter().take(5).enumerate() {
        len |= usize::from(byte & 0x7f).checked_shl(u32::try_from(index).ok()?.checked_mul(7)?)?;
        if byte & 0x80 == 0 {
            return (at + 2 + index).checked_add(len).filter(|&end| end <= input.len());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use kpl_format::kpl;
    use proptest::prelude::*;

    fn aggregate(payload: &[u8]) -> Vec<u8> {
        let field = [&[0x1a, u8::try_from(payload.len()).unwrap()], payload].concat();
        kpl::frame(&field)
    }

    proptest! {
        #[test]
        fn pieces_are_what_was_put_together(
            payloads in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..90), 2..6),
            broken: bool,
        ) {
            let mut records: Vec<Vec<u8>> = payloads.iter().map(|payload| aggregate(payload)).collect();
            if broken && let Some(last) = records[0].last_mut() {
                *last ^= 1;
            }
            let input = records.concat();
            let found: Vec<&[u8]> = split(&input).iter().map(|(_, span)| span.of(&input)).collect();
            prop_assert_eq!(found, records.iter().map(Vec::as_slice).collect::<Vec<_>>());
            prop_assert_eq!(count(&input), Some(records.len()));
        }
    }

    #[test]
    fn one_aggregate_is_not_many() {
        let inner = aggregate(b"inner");
        let outer = aggregate(&[&b"\x1a"[..], &inner, b"x"].concat());
        let mut damaged = outer.clone();
        damaged[6] ^= 1;
        for input in [&inner, &outer, &damaged, &[&outer[..], b"tail"].concat()] {
            assert_eq!(count(input), None);
        }
        let lines = [&inner[..], b"\n", &outer, b"\r\n", &inner, b"{\"plain\":1}\n", &inner].concat();
        assert_eq!(count(&lines), Some(5));
        assert!(split(&MAGIC.repeat(100_000)).len() > 1);
    }
}
