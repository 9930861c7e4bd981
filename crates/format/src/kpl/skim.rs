//! A fast reader for sound aggregates. It gives the spans of the user records without building a tree.
//!
//! It accepts only what producers normally write, and gives up at anything for which [`super::dissect`] would have a
//! finding. The caller then uses `dissect`. `tests/skim.rs` of the workspace checks that the two agree.

use super::{MAGIC, hash_key, sealed};
use crate::bytes::{Span, varint};

/// A user record of a sound aggregate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SkimmedRecord {
    /// The place of its key in [`Skim::partition_keys`].
    pub partition_key_index: u32,
    /// The place of its key in [`Skim::explicit_hash_keys`], where it has one.
    pub explicit_hash_key_index: Option<u32>,
    /// The span of the payload in the data of the Kinesis record.
    pub data: Span,
}

/// The key tables of a sound aggregate, and the number of its user records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skim {
    /// The spans of the partition keys. Each is valid UTF-8.
    pub partition_keys: Vec<Span>,
    /// The spans of the explicit hash keys. Each is a decimal number below 2^128.
    pub explicit_hash_keys: Vec<Span>,
    /// The number of user records, at least 1.
    pub user_records: usize,
}

/// Calls `visit` with each user record of an aggregate, in order. `data` is the data of one Kinesis record.
///
/// If the result is `Some`, [`super::dissect`] has no finding about this record, except perhaps about the digest. The
/// digest is not checked here; use [`sealed`] for that. If the result is `None`, the record must be read with
/// `dissect`, and what `visit` was given must be discarded.
pub fn skim(data: &[u8], mut visit: impl FnMut(SkimmedRecord)) -> Option<Skim> {
    let (message, _) = sealed(data)?;
    let mut fields = FieldReader { rest: message, end: MAGIC.len() + message.len() };
    let mut skim = Skim::default();
    // The smallest size that each table must have for the indexes so far. It is checked at the end, because a table
    // may stand after the records that point into it.
    let (mut keys, mut hash_keys) = (0, 0);
    loop {
        while let Some(record) = fields.usual_record() {
            keys = keys.max(u64::from(record.partition_key_index) + 1);
            skim.user_records += 1;
            visit(record);
        }
        let Some(key) = fields.key() else { break };
        let (value, span) = fields.delimited()?;
        match key {
            PARTITION_KEY => {
                is_utf8(value).then_some(())?;
                skim.partition_keys.push(span);
            }
            EXPLICIT_HASH_KEY => {
                let text = std::str::from_utf8(value).ok()?;
                hash_key::parse_explicit_hash_key(text).ok().filter(|_| hash_key::is_canonical(text))?;
                skim.explicit_hash_keys.push(span);
            }
            RECORD => {
                let record = record(FieldReader { rest: value, end: span.end() })?;
                keys = keys.max(u64::from(record.partition_key_index) + 1);
                hash_keys =
                    hash_keys.max(record.explicit_hash_key_index.map_or(0, |index| u64::from(index) + 1));
                skim.user_records += 1;
                visit(record);
            }
            _ => return None,
        }
    }
    let inside =
        keys <= skim.partition_keys.len() as u64 && hash_keys <= skim.explicit_hash_keys.len() as u64;
    (inside && skim.user_records > 0).then_some(skim)
}

/// The field keys of the format's messages. Each holds the field number and the wire type in one byte.
const PARTITION_KEY: u8 = 0x0a;
const EXPLICIT_HASH_KEY: u8 = 0x12;
const RECORD: u8 = 0x1a;
const PARTITION_KEY_INDEX: u8 = 0x08;
const EXPLICIT_HASH_KEY_INDEX: u8 = 0x10;
const DATA: u8 = 0x1a;
const TAG: u8 = 0x22;
const TAG_KEY: u8 = 0x0a;
const TAG_VALUE: u8 = 0x12;

/// Reads a record in which no scalar is repeated.
#[inline(always)]
fn record(mut fields: FieldReader<'_>) -> Option<SkimmedRecord> {
    let (mut partition_key_index, mut explicit_hash_key_index, mut data) = (None, None, None);
    while let Some(key) = fields.key() {
        let again = match key {
            PARTITION_KEY_INDEX => partition_key_index.replace(fields.index()?).is_some(),
            EXPLICIT_HASH_KEY_INDEX => explicit_hash_key_index.replace(fields.index()?).is_some(),
            DATA => data.replace(fields.delimited()?.1).is_some(),
            TAG => {
                let (value, span) = fields.delimited()?;
                !is_tag(FieldReader { rest: value, end: span.end() })?
            }
            _ => return None,
        };
        if again {
            return None;
        }
    }
    Some(SkimmedRecord { partition_key_index: partition_key_index?, explicit_hash_key_index, data: data? })
}

/// Whether the fields are those of a tag: one name and at most one value, both in UTF-8. `None` where there is
/// anything else; `Some(false)` where only the name is missing.
fn is_tag(mut fields: FieldReader<'_>) -> Option<bool> {
    let (mut name, mut value) = (false, false);
    while let Some(key) = fields.key() {
        let seen = match key {
            TAG_KEY => &mut name,
            TAG_VALUE => &mut value,
            _ => return None,
        };
        if std::mem::replace(seen, true) {
            return None;
        }
        is_utf8(fields.delimited()?.0).then_some(())?;
    }
    Some(name)
}

/// Whether the text is UTF-8. Most keys and tags are ASCII, which a few words of eight bytes show quickly.
#[inline(always)]
fn is_utf8(text: &[u8]) -> bool {
    let (words, rest) = text.as_chunks::<8>();
    let all = words.iter().fold(0, |all, &word| all | u64::from_le_bytes(word));
    let last = match text.last_chunk::<8>() {
        Some(&last) => u64::from_le_bytes(last),
        None => rest.iter().fold(0, |all, &byte| all | u64::from(byte)),
    };
    (all | last) & 0x8080_8080_8080_8080 == 0 || std::str::from_utf8(text).is_ok()
}

/// The fields of a message that are not read yet. The `#[inline(always)]` here make skimming twice as fast in
/// WebAssembly, where a call returns its results through memory.
struct FieldReader<'a> {
    rest: &'a [u8],
    /// The offset in the Kinesis record's data at which the fields end.
    end: usize,
}

impl<'a> FieldReader<'a> {
    /// Reads a field's key. Every key of the format takes one byte. `None` at the end.
    #[inline(always)]
    fn key(&mut self) -> Option<u8> {
        let (key, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*key)
    }

    /// Reads the record that begins here if it is as most are: without an explicit hash key, without a tag, and with
    /// numbers of at most two bytes. Such a record can be read from the eight bytes after its key, with no branch on
    /// the length of a number. For any other record it returns `None` and steps over nothing.
    #[inline(always)]
    fn usual_record(&mut self) -> Option<SkimmedRecord> {
        let [RECORD, head @ ..] = self.rest.first_chunk::<9>()? else { return None };
        let mut head = Head { word: u64::from_le_bytes(*head), len: 1, fits: true };
        let size = head.varint();
        let before = head.len;
        head.key(PARTITION_KEY_INDEX);
        let partition_key_index = head.varint();
        head.key(DATA);
        let len = head.varint();
        let whole = head.len + len;
        if !head.fits || whole != before + size {
            return None;
        }
        let start = self.end - self.rest.len();
        self.rest = self.rest.get(whole..)?;
        let data = Span::new(start + head.len, len);
        let partition_key_index = u32::try_from(partition_key_index).ok()?;
        Some(SkimmedRecord { partition_key_index, explicit_hash_key_index: None, data })
    }

    /// Reads a varint. `None` where it is not in its shortest form.
    #[inline(always)]
    fn varint(&mut self) -> Option<u64> {
        let (value, rest) = match self.rest {
            // With some hundreds of keys, about half of the indexes take a second byte, and a processor cannot
            // predict which. So this is computed without a branch.
            [low, high, ..] if *low < 0x80 || matches!(high, 1..0x80) => {
                let second = low >> 7;
                let value = u64::from(low & 0x7f) | u64::from(high * second) << 7;
                (value, self.rest.get(1 + usize::from(second)..)?)
            }
            [only @ 0..0x80] => (u64::from(*only), &[][..]),
            bytes => {
                let varint = varint::read(bytes, 0).ok()?;
                if varint.overflow || varint.is_long_form() {
                    return None;
                }
                (varint.value, bytes.get(varint.span.len..)?)
            }
        };
        self.rest = rest;
        Some(value)
    }

    #[inline(always)]
    fn index(&mut self) -> Option<u32> {
        self.varint()?.try_into().ok()
    }

    /// Reads a length and that many bytes. Returns the bytes and their span.
    #[inline(always)]
    fn delimited(&mut self) -> Option<(&'a [u8], Span)> {
        // protobuf-java reads a length as a 32-bit int, so 2^31 and above are negative.
        let len = i32::try_from(self.varint()?).ok()?;
        let (value, rest) = self.rest.split_at_checked(usize::try_from(len).ok()?)?;
        self.rest = rest;
        Some((value, Span::new(self.end - rest.len() - value.len(), value.len())))
    }
}

/// The bytes after a record's key, in one word. The next byte is the word's lowest.
struct Head {
    word: u64,
    /// How many bytes of the record were read, its key included.
    len: usize,
    /// Whether all bytes so far were as expected.
    fits: bool,
}

impl Head {
    #[inline(always)]
    fn key(&mut self, key: u8) {
        self.fits &= self.word & 0xff == u64::from(key);
        self.word >>= 8;
        self.len += 1;
    }

    /// Reads a varint of one or two bytes. `fits` becomes false where it is longer, or not in its shortest form.
    #[inline(always)]
    fn varint(&mut self) -> usize {
        let second = self.word >> 7 & 1;
        let high = (self.word >> 8 & 0xff) * second;
        // A second byte must be between 1 and 0x7f. If there is none, this always holds.
        self.fits &= high.wrapping_sub(second) < 0x80 - second;
        let value = self.word & 0x7f | high << 7;
        self.word >>= 8 + 8 * second;
        let small = |value: u64| usize::try_from(value).unwrap_or_default();
        self.len += 1 + small(second);
        small(value)
    }
}
