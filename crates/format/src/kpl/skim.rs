//! Walks an aggregate that nothing has to be said about: spans without a tree, for whole captures.
//!
//! This is no second reader. It knows one thing only, how the producers write, and gives up at whatever
//! [`super::dissect`] would have a finding for; then that is asked. `tests/skim.rs` holds the two against each other.

use super::{DIGEST_LEN, MAGIC, hash_key};
use crate::bytes::{Span, varint};

/// A user record, in spans of the Kinesis record's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SkimmedRecord {
    /// Index into [`Skim::partition_keys`].
    pub partition_key_index: u32,
    /// Index into [`Skim::explicit_hash_keys`].
    pub explicit_hash_key_index: Option<u32>,
    /// The payload's bytes.
    pub data: Span,
}

/// What stands beside the user records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skim {
    /// The entries of the partition key table, each of them UTF-8.
    pub partition_keys: Vec<Span>,
    /// The entries of the explicit hash key table, each of them a decimal number below 2^128.
    pub explicit_hash_keys: Vec<Span>,
    /// How many user records there are: 1 or more.
    pub user_records: usize,
}

/// The message and the digest of an aggregate, in one piece or in none: what the digest must be the MD5 of.
/// `None` where the magic is missing or there is no room for a message.
#[must_use]
pub fn sealed(data: &[u8]) -> Option<(&[u8], &[u8; DIGEST_LEN])> {
    let (message, digest) = data.strip_prefix(&MAGIC)?.split_last_chunk()?;
    (!message.is_empty()).then_some((message, digest))
}

/// Shows each user record of `data`, the data of one Kinesis record, to `visit`, in order.
///
/// `Some` says that [`super::dissect`] has no finding but, perhaps, those about the digest, which is not looked at
/// here: see [`sealed`]. `None` says to ask it, and to forget what was shown.
pub fn skim(data: &[u8], mut visit: impl FnMut(SkimmedRecord)) -> Option<Skim> {
    let (message, _) = sealed(data)?;
    let mut fields = Fields { rest: message, end: MAGIC.len() + message.len() };
    let mut skim = Skim::default();
    // One past the highest index so far: the tables may follow the records that point into them.
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
                let record = record(Fields { rest: value, end: span.end() })?;
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

/// The keys of `aggregation-format.md`, field number and wire type in one byte.
const PARTITION_KEY: u8 = 0x0a;
const EXPLICIT_HASH_KEY: u8 = 0x12;
const RECORD: u8 = 0x1a;
const PARTITION_KEY_INDEX: u8 = 0x08;
const EXPLICIT_HASH_KEY_INDEX: u8 = 0x10;
const DATA: u8 = 0x1a;
const TAG: u8 = 0x22;
const TAG_KEY: u8 = 0x0a;
const TAG_VALUE: u8 = 0x12;

/// A record, each of its scalars once.
#[inline(always)]
fn record(mut fields: Fields<'_>) -> Option<SkimmedRecord> {
    let (mut partition_key_index, mut explicit_hash_key_index, mut data) = (None, None, None);
    while let Some(key) = fields.key() {
        let again = match key {
            PARTITION_KEY_INDEX => partition_key_index.replace(fields.index()?).is_some(),
            EXPLICIT_HASH_KEY_INDEX => explicit_hash_key_index.replace(fields.index()?).is_some(),
            DATA => data.replace(fields.delimited()?.1).is_some(),
            TAG => {
                let (value, span) = fields.delimited()?;
                !is_tag(Fields { rest: value, end: span.end() })?
            }
            _ => return None,
        };
        if again {
            return None;
        }
    }
    Some(SkimmedRecord { partition_key_index: partition_key_index?, explicit_hash_key_index, data: data? })
}

/// Whether this is a tag with a name and perhaps a value, in UTF-8, each once.
fn is_tag(mut fields: Fields<'_>) -> Option<bool> {
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

/// Whether this is UTF-8. Keys and tags are short and mostly ASCII: that is seen from a few words.
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

/// The fields of a message that are left. What is always inlined here makes skimming twice as fast in wasm, where a
/// call hands its results over through memory.
struct Fields<'a> {
    rest: &'a [u8],
    /// Where they end in the Kinesis record's data.
    end: usize,
}

impl<'a> Fields<'a> {
    /// The key's only byte: every field of the format fits in one. `None` at the end.
    #[inline(always)]
    fn key(&mut self) -> Option<u8> {
        let (key, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*key)
    }

    /// The record at hand, key included, where it is as most are: no explicit hash key, no tag, and no number of more
    /// than two bytes. Then all that is to be read are eight bytes behind its key, and no branch asks how long a number is.
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

    /// A varint in its shortest form.
    #[inline(always)]
    fn varint(&mut self) -> Option<u64> {
        let (value, rest) = match self.rest {
            // Whether there is a second byte is as good as random where there are some hundred keys, so that no branch
            // asks it.
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

    /// A length and the bytes that it counts.
    #[inline(always)]
    fn delimited(&mut self) -> Option<(&'a [u8], Span)> {
        // `protobuf-java` reads a length as an int: from 2^31 on it is negative.
        let len = i32::try_from(self.varint()?).ok()?;
        let (value, rest) = self.rest.split_at_checked(usize::try_from(len).ok()?)?;
        self.rest = rest;
        Some((value, Span::new(self.end - rest.len() - value.len(), value.len())))
    }
}

/// The first bytes of a record in one word, its lowest first.
struct Head {
    word: u64,
    /// How many bytes of the record were passed.
    len: usize,
    /// Whether all was as it should be.
    fits: bool,
}

impl Head {
    #[inline(always)]
    fn key(&mut self, key: u8) {
        self.fits &= self.word & 0xff == u64::from(key);
        self.word >>= 8;
        self.len += 1;
    }

    /// A varint of one or two bytes, in its shortest form.
    #[inline(always)]
    fn varint(&mut self) -> usize {
        let second = self.word >> 7 & 1;
        let high = (self.word >> 8 & 0xff) * second;
        // A second byte is from 1 to 0x7f.
        self.fits &= high.wrapping_sub(second) < 0x80 - second;
        let value = self.word & 0x7f | high << 7;
        self.word >>= 8 + 8 * second;
        let small = |value: u64| usize::try_from(value).unwrap_or_default();
        self.len += 1 + small(second);
        small(value)
    }
}
