//! Recognises binary formats without a signature: the payload must be readable as one of them to its end.

use super::{Guess, Payload, Score};
use kpl_format::bytes::{Cursor, Span};

/// The most values that are read. If a payload is readable up to there, it counts as readable to its end.
const MOST: usize = 10_000;

/// All binary formats that the payload may be, the likeliest first.
pub fn guesses(bytes: &[u8]) -> Vec<Guess> {
    let found = [
        (Payload::MessagePack, message_pack(bytes)),
        (Payload::Cbor, cbor(bytes)),
        (Payload::Protobuf, protobuf(bytes)),
    ];
    found.into_iter().filter_map(|(payload, score)| Some(Guess { payload, score: score? })).collect()
}

/// Whether the payload consists of protobuf fields. Two or more fields with small numbers are hardly a coincidence.
fn protobuf(bytes: &[u8]) -> Option<Score> {
    let mut cursor = Cursor::new(bytes, Span::new(0, bytes.len()));
    let (mut fields, mut small) = (0usize, true);
    while !cursor.is_done() && fields < MOST {
        let key = cursor.varint().ok()?.value;
        let number = key >> 3;
        if number == 0 || number >= 1 << 29 {
            return None;
        }
        small &= number < 100;
        match key & 7 {
            0 => drop(cursor.varint().ok()?),
            1 => drop(cursor.take(8)?),
            2 => {
                let len = cursor.varint().ok()?.value;
                cursor.take(len)?;
            }
            5 => drop(cursor.take(4)?),
            _ => return None,
        }
        fields += 1;
    }
    Some(if fields >= 2 && small && bytes.len() >= 6 { Score::Likely } else { Score::Plausible })
}

/// Whether the payload is one `MessagePack` value (github.com/msgpack/msgpack, spec.md). Only a map or an array
/// counts, because any small number would be readable as a value.
fn message_pack(bytes: &[u8]) -> Option<Score> {
    let (&first, _) = bytes.split_first()?;
    if !matches!(first, 0x80..=0x9f | 0xdc..=0xdf) {
        return None;
    }
    let mut reader = ByteReader { rest: bytes };
    let mut left = 1u64;
    for _ in 0..MOST {
        if left == 0 {
            break;
        }
        left -= 1;
        let byte = reader.byte()?;
        let (skip, more) = match byte {
            0x00..=0x7f | 0xe0..=0xff | 0xc0 | 0xc2 | 0xc3 => (0, 0),
            0x80..=0x8f => (0, 2 * u64::from(byte & 0x0f)),
            0x90..=0x9f => (0, u64::from(byte & 0x0f)),
            0xa0..=0xbf => (u64::from(byte & 0x1f), 0),
            0xc1 => return None,
            0xc4 | 0xd9 => (reader.number(1)?, 0),
            0xc5 | 0xda => (reader.number(2)?, 0),
            0xc6 | 0xdb => (reader.number(4)?, 0),
            0xc7 => (reader.number(1)? + 1, 0),
            0xc8 => (reader.number(2)? + 1, 0),
            0xc9 => (reader.number(4)? + 1, 0),
            0xcc | 0xd0 => (1, 0),
            0xcd | 0xd1 | 0xd4 => (2, 0),
            0xd5 => (3, 0),
            0xca | 0xce | 0xd2 => (4, 0),
            0xd6 => (5, 0),
            0xcb | 0xcf | 0xd3 => (8, 0),
            0xd7 => (9, 0),
            0xd8 => (17, 0),
            0xdc => (0, reader.number(2)?),
            0xdd => (0, reader.number(4)?),
            0xde => (0, 2 * reader.number(2)?),
            0xdf => (0, 2 * reader.number(4)?),
        };
        reader.skip(skip)?;
        left += more;
    }
    reader.ends(left).then_some(if bytes.len() >= 4 { Score::Likely } else { Score::Plausible })
}

/// Whether the payload is one CBOR item (RFC 8949). Only a map, an array or a tagged item counts.
fn cbor(bytes: &[u8]) -> Option<Score> {
    let (&first, _) = bytes.split_first()?;
    if !matches!(first >> 5, 4..=6) {
        return None;
    }
    let mut reader = ByteReader { rest: bytes };
    // The containers that are open, the innermost last: how many items each still needs. `None` if it ends with a
    // break.
    let mut open = vec![Some(1u64)];
    for _ in 0..MOST {
        match open.last_mut() {
            None => break,
            Some(Some(0)) => {
                open.pop();
                continue;
            }
            Some(Some(left)) => *left -= 1,
            Some(None) => {}
        }
        let byte = reader.byte()?;
        if byte == 0xff {
            // A break may only end a container without a length.
            if open.pop() != Some(None) {
                return None;
            }
            continue;
        }
        let argument = match byte & 0x1f {
            small @ 0..=23 => Some(u64::from(small)),
            24 => Some(reader.number(1)?),
            25 => Some(reader.number(2)?),
            26 => Some(reader.number(4)?),
            27 => Some(reader.number(8)?),
            31 => None,
            _ => return None,
        };
        match (byte >> 5, argument) {
            (0 | 1 | 7, Some(_)) => {}
            (2 | 3, Some(len)) => reader.skip(len)?,
            (2..=5, None) => open.push(None),
            (4, Some(items)) => open.push(Some(items)),
            (5, Some(pairs)) => open.push(Some(pairs.checked_mul(2)?)),
            (6, Some(_)) => open.push(Some(1)),
            _ => return None,
        }
        if open.len() > 64 {
            return None;
        }
    }
    let left = u64::from(open.iter().any(|left| *left != Some(0)));
    reader.ends(left).then_some(if bytes.len() >= 4 { Score::Likely } else { Score::Plausible })
}

struct ByteReader<'a> {
    rest: &'a [u8],
}

impl ByteReader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(byte)
    }

    /// Reads a big-endian number of this many bytes.
    fn number(&mut self, bytes: usize) -> Option<u64> {
        let (number, rest) = self.rest.split_at_checked(bytes)?;
        self.rest = rest;
        Some(number.iter().fold(0, |value, &byte| value << 8 | u64::from(byte)))
    }

    fn skip(&mut self, len: u64) -> Option<()> {
        self.rest = self.rest.get(usize::try_from(len).ok()?..)?;
        Some(())
    }

    /// Whether the bytes end where the values do. If values are `left` because of the limit, whether bytes are left
    /// too.
    const fn ends(&self, left: u64) -> bool {
        self.rest.is_empty() == (left == 0)
    }
}
