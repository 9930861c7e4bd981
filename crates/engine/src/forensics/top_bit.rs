//! Top bits that were cleared: where keys and payloads are ASCII, only lengths and digest lost any, and lengths can be
//! worked out again. Seven bits of each of the digest's bytes are left to prove it: 112 of 128.

use super::md5;
use kpl_format::kpl::{DIGEST_LEN, MAGIC};

/// Fields that are tried before this gives up.
const MOST_STEPS: usize = 200_000;

/// Fields of a record: an index or two, the payload, and some tags.
const MOST_FIELDS: usize = 16;

/// Bytes that a length or an index has at most: up to 256 MiB.
const LONGEST: usize = 4;

/// A field as it may have been: where it ends, and which bytes get their top bit back.
struct Field {
    end: usize,
    marks: Vec<usize>,
}

/// The aggregate as it was; `None` where it cannot be proven.
pub(super) fn restore(data: &[u8]) -> Option<Vec<u8>> {
    let end = data.len().checked_sub(DIGEST_LEN)?;
    let left: [u8; DIGEST_LEN] = data.get(end..)?.try_into().ok()?;
    // Backtracking over fields: at each place, what the next one may be, the likeliest last.
    let mut steps = MOST_STEPS;
    let mut ways: Vec<Vec<Field>> = vec![fields_at(data, MAGIC.len(), end, &mut steps)];
    let mut path: Vec<Field> = Vec::new();
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

fn with_marks(data: &[u8], end: usize, path: &[Field]) -> Vec<u8> {
    let mut message = data.get(MAGIC.len()..end).unwrap_or_default().to_vec();
    for mark in path.iter().flat_map(|field| &field.marks) {
        if let Some(byte) = mark.checked_sub(MAGIC.len()).and_then(|at| message.get_mut(at)) {
            *byte |= 0x80;
        }
    }
    message
}

/// What the field at `at` may be, the likeliest last.
fn fields_at(data: &[u8], at: usize, end: usize, steps: &mut usize) -> Vec<Field> {
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
        Some(Field { end: stop, marks })
    };
    (1..=LONGEST).rev().filter_map(&mut field).collect()
}

/// A varint of `len` bytes whose continuation bits were cleared: its value, where it ends, and those bytes.
fn varint(data: &[u8], at: usize, len: usize) -> Option<(usize, usize, Vec<usize>)> {
    let bytes = data.get(at..at.checked_add(len)?)?;
    if len > 1 && bytes.last() == Some(&0) {
        return None;
    }
    let value = bytes.iter().rev().fold(0, |value, &byte| value << 7 | usize::from(byte & 0x7f));
    Some((value, at + len, (at..at + len - 1).collect()))
}

/// The fields of a record that reach exactly from `at` to `end`, at most so many and in so many steps: which bytes get
/// their top bit back.
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
