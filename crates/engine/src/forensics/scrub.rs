//! Makes a copy of a record that can be shown to others. Payloads and keys are replaced by filler of the same length
//! and shape. Structure, indexes and faults stay, and the MD5 is right or wrong as before. The places that changed
//! are listed.

use kpl_format::{
    bytes::Span,
    kpl::{Anatomy, HashKeyFault, MAGIC, NodeKind, Wire, md5, parse_explicit_hash_key},
};
use std::collections::{HashMap, HashSet};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scrubbed {
    /// The bytes of the copy, as many as in the original.
    pub bytes: Vec<u8>,
    /// The places at which the copy differs from the original, in order.
    pub changed: Vec<Span>,
}

/// Scrubs a record. The filler of a value depends on its shape and on its place in the record, never on its content.
/// Equal keys stay equal. Different keys stay different, unless their shape is too short for that.
#[must_use]
pub fn scrub(data: &[u8], anatomy: &Anatomy) -> Scrubbed {
    let mut filler = Filler::default();
    let mut bytes = data.to_vec();
    let mut digests = Vec::new();
    for (id, node) in anatomy.nodes.iter().enumerate() {
        let span = match node.kind {
            NodeKind::Md5 => {
                digests.push(node.span);
                continue;
            }
            NodeKind::Unknown if node.wire != Some(Wire::Len) || anatomy.has_children(id) => continue,
            kind if is_value(kind) => node.value(),
            _ => continue,
        };
        let new = filler.fill(span.of(data), node.kind);
        put(&mut bytes, span, &new);
    }
    for span in digests {
        let digest = digest(data, &bytes, span);
        put(&mut bytes, span, &digest);
    }
    Scrubbed { changed: changed(data, &bytes), bytes }
}

const fn is_value(kind: NodeKind) -> bool {
    matches!(
        kind,
        NodeKind::PartitionKey
            | NodeKind::ExplicitHashKey
            | NodeKind::Data
            | NodeKind::TagKey
            | NodeKind::TagValue
            | NodeKind::Unknown
            | NodeKind::Plain
            | NodeKind::Unclaimed
    )
}

fn put(bytes: &mut [u8], span: Span, new: &[u8]) {
    for (to, from) in bytes.iter_mut().skip(span.offset).take(span.len).zip(new) {
        *to = *from;
    }
}

/// The digest of the scrubbed message. Where the original digest is wrong, this one is wrong in the same bits.
fn digest(old: &[u8], new: &[u8], span: Span) -> Vec<u8> {
    let message = Span::between(MAGIC.len(), span.offset);
    let wrong = span.of(old).iter().zip(md5(message.of(old)));
    wrong.zip(md5(message.of(new))).map(|((stored, computed), new)| stored ^ computed ^ new).collect()
}

fn changed(old: &[u8], new: &[u8]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (at, _) in old.iter().zip(new).enumerate().filter(|(_, (old, new))| old != new) {
        match spans.last_mut() {
            Some(last) if last.end() == at => last.len += 1,
            _ => spans.push(Span::new(at, 1)),
        }
    }
    spans
}

/// Chooses fillers, and remembers those of keys so that equal keys get the same.
#[derive(Default)]
struct Filler {
    known: HashMap<Vec<u8>, Vec<u8>>,
    used: HashSet<Vec<u8>>,
    values: u64,
}

/// How many fillers are tried for a key until one is not taken yet.
const TRIES: u64 = 64;

impl Filler {
    fn fill(&mut self, value: &[u8], kind: NodeKind) -> Vec<u8> {
        // Only keys must stay equal or different. Payloads need not, and they may be too large to remember.
        if !matches!(kind, NodeKind::PartitionKey | NodeKind::ExplicitHashKey) {
            self.values += 1;
            return shaped(value, self.values, kind);
        }
        if let Some(known) = self.known.get(value) {
            return known.clone();
        }
        let mut new = Vec::new();
        for _ in 0..TRIES {
            self.values += 1;
            new = shaped(value, self.values, kind);
            if !self.used.contains(&new) {
                break;
            }
        }
        self.used.insert(new.clone());
        self.known.insert(value.to_vec(), new.clone());
        new
    }
}

/// Filler of the same length and shape as the value. The same `number` gives the same filler.
fn shaped(value: &[u8], number: u64, kind: NodeKind) -> Vec<u8> {
    let mut dice = Dice(number);
    if kind == NodeKind::ExplicitHashKey {
        return hash_key(value, &mut dice);
    }
    match std::str::from_utf8(value) {
        Ok(text) if is_json(text) => json(text, &mut dice),
        Ok(text) => text.chars().flat_map(|char| like(char, &mut dice)).collect(),
        // A payload that is not text has no visible shape, so all its bytes change. In other fields the bytes that
        // are not ASCII stay, because they are part of the fault.
        Err(_) if kind == NodeKind::Data || kind == NodeKind::Plain => {
            value.iter().map(|_| dice.byte()).collect()
        }
        Err(_) => value.iter().map(|&byte| ascii_like(byte, &mut dice)).collect(),
    }
}

/// Filler for an explicit hash key that is valid or invalid like the original.
fn hash_key(value: &[u8], dice: &mut Dice) -> Vec<u8> {
    let text = std::str::from_utf8(value).unwrap_or_default();
    if parse_explicit_hash_key(text) == Err(HashKeyFault::TooLarge) {
        return value.to_vec();
    }
    let mut leading = true;
    let digit = |byte: &u8| match byte {
        b'0' if leading => b'0',
        // 2^128 is about 3.4 · 10^38. A number of 39 digits that begins with 1 or 2 is always below it.
        b'1'..=b'9' if leading => {
            leading = false;
            b'1' + u8::from(dice.byte() & 1 == 1)
        }
        byte => ascii_like(*byte, dice),
    };
    value.iter().map(digit).collect()
}

fn is_json(text: &str) -> bool {
    matches!(text.trim_start().as_bytes(), [b'{' | b'[', ..])
}

/// JSON with the same structure. Strings and numbers are replaced, everything else stays.
fn json(text: &str, dice: &mut Dice) -> Vec<u8> {
    let (mut out, mut chars) = (Vec::with_capacity(text.len()), text.chars().peekable());
    let (mut inside, mut in_number) = (false, false);
    while let Some(char) = chars.next() {
        let mut keep = |char: char| out.extend(char.to_string().bytes());
        match char {
            '"' => {
                inside = !inside;
                keep(char);
            }
            '\\' if inside => {
                keep(char);
                let escape = chars.next();
                escape.into_iter().for_each(&mut keep);
                // The digits of an escape such as `\u0041` stay, because other digits could make half a surrogate
                // pair.
                let more = if escape == Some('u') { 4 } else { 0 };
                (0..more).filter_map(|_| chars.next()).for_each(&mut keep);
            }
            _ if inside => out.extend(like(char, dice)),
            // The first digit of a number does not become 0: JSON does not allow a leading zero.
            '1'..='9' if !in_number => out.push(b'1' + dice.byte() % 9),
            '0'..='9' if in_number => out.push(b'0' + dice.byte() % 10),
            _ => keep(char),
        }
        in_number = !inside && (char.is_ascii_digit() || (in_number && ".eE+-".contains(char)));
    }
    out
}

/// A character of the same kind and the same number of bytes in UTF-8.
fn like(char: char, dice: &mut Dice) -> Vec<u8> {
    match char.len_utf8() {
        1 => u8::try_from(char).map(|byte| vec![ascii_like(byte, dice)]).unwrap_or_default(),
        2 => "é".into(),
        3 => "東".into(),
        _ => "😀".into(),
    }
}

fn ascii_like(byte: u8, dice: &mut Dice) -> u8 {
    match byte {
        b'a'..=b'z' => b'a' + dice.byte() % 26,
        b'A'..=b'Z' => b'A' + dice.byte() % 26,
        b'0'..=b'9' => b'0' + dice.byte() % 10,
        other => other,
    }
}

/// A random number generator (`SplitMix64`). The same seed gives the same bytes.
struct Dice(u64);

impl Dice {
    fn byte(&mut self) -> u8 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let [.., low] = (mixed ^ (mixed >> 31)).to_be_bytes();
        low
    }
}
