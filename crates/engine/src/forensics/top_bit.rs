//! Restores an aggregate in which the top bit of every byte was cleared. Where keys and payloads are ASCII, only the
//! lengths and the digest lost bits, and the lengths can be found by trying. The result is proven by the 112 of the
//! digest's 128 bits that are left.

use kpl_format::kpl::{DIGEST_LEN, MAGIC, md5};

/// The most fields that are tried before the search gives up.
const MOST_STEPS: usize = 200_000;

/// The most fields of a record: two indexes, the payload and some tags.
const MOST_FIELDS: usize = 16;

/// The most bytes of a length or an index. Four bytes hold values up to 2^28 - 1.
const LONGEST: usize = 4;

/// A possible reading of a field: where it ends, and the offsets of the bytes whose top bit must be set again.
struct FieldReading {
    end: usize,
    marks: Vec<usize>,
}

/// The aggregate before its top bits were cleared. `None` where none is found that the digest proves.
pub(super) fn restore(data: &[u8]) -> Option<Vec<u8>> {
    let end = data.len().checked_sub(DIGEST_LEN)?;
    let left: [u8; DIGEST_LEN] = data.get(end..)?.try_into().ok()?;
    // This is a search with backtracking. For each field on the current path, `ways` holds the readings that are left
    // to try, the likeliest last.
    let mut steps = MOST_STEPS;
    let mut ways: Vec<Vec<FieldReading>> = vec![fields_at(data, MAGIC.len(), end, &mut steps)];
    let mut path: Vec<FieldReading> = Vec::new();
    while steps > 0 {
        let Some(field) = ways.last_mut()?.pop() else {
            ways.pop();
            path.pop();
            continue;
        };
        let at = field.end;
        path.push(field);
        if at == end {
            let message = with_marks(data, end, &path);
            let digest = md5(&message);
            if digest.map(|byte| byte & 0x7f) == left {
                return Some([MAGIC.as_slice(), &message, &digest].concat());
            }
        }
        ways.push(fields_at(data, at, end, &mut steps));
    }
    None
}

fn with_marks(data: &[u8], end: usize, path: &[FieldReading]) -> Vec<u8> {
    let mut message = data.get(MAGIC.len()..end).unwrap_or_default().to_vec();
    for mark in path.iter().flat_map(|field| &field.marks) {
        if let Some(byte) = mark.checked_sub(MAGIC.len()).and_then(|at| message.get_mut(at)) {
            *byte |= 0x80;
        }
    }
    message
}

/// The possible readings of the field at offset `at`, the likeliest last. That is the one with the shortest length
/// varint.
fn fields_at(data: &[u8], at: usize, end: usize, steps: &mut usize) -> Vec<FieldReading> {
    *steps = steps.saturating_sub(1);
    let Some(tag @ (0x0a | 0x12 | 0x1a)) = data.get(at).copied().filter(|_| at < end) else {
        return Vec::new();
    };
    let mut field = |len: usize| {
        let (value, start, mut marks) = varint(data, at + 1, len)?;
        let stop = start.checked_add(value).filter(|&stop| stop <= end)?;
        if tag == 0x1a {
            marks.extend(record(data, start, stop, (MOST_FIELDS, &mut *steps))?);
        }
        Some(FieldReading { end: stop, marks })
    };
    (1..=LONGEST).rev().filter_map(&mut field).collect()
}

/// Reads a varint of `len` bytes whose continuation bits were cleared. Returns its value, where it ends, and the
/// offsets of the bytes that had the bit.
fn varint(data: &[u8], at: usize, len: usize) -> Option<(usize, usize, Vec<usize>)> {
    let bytes = data.get(at..at.checked_add(len)?)?;
    if len > 1 && bytes.last() == Some(&0) {
        return None;
    }
    let value = bytes.iter().rev().fold(0, |value, &byte| value << 7 | usize::from(byte & 0x7f));
    Some((value, at + len, (at..at + len - 1).collect()))
}

/// Finds fields of a record that reach exactly from `at` to `end`: at most `most` of them, in at most `steps` steps.
/// Returns the offsets of the bytes whose top bit must be set again.
fn record(data: &[u8], at: usize, end: usize, (most, steps): (usize, &mut usize)) -> Option<Vec<usize>> {
    if at == end {
        return Some(Vec::new());
    }
    (*steps, _) = (steps.checked_sub(1)?, most.checked_sub(1)?);
    let tag = data.get(at).copied()?;
    (1..=LONGEST).find_map(|len| {
        let (value, start, mut marks) = varint(data, at + 1, len)?;
        let stop = match tag {
            0x08 | 0x10 => start,
            0x1a | 0x22 => start.checked_add(value)?,
            _ => return None,
        };
        if stop > end {
            return None;
        }
        marks.extend(record(data, stop, end, (most - 1, &mut *steps))?);
        Some(marks)
    })
}
