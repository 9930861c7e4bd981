//! Frames from a seed: well-formed, hand-written on the wire, mutated, random. The same seed gives the same frame.

use kpl_format::kpl::{self, MAGIC, schema};

/// A generator of random numbers, `SplitMix64`. It is fast, and random enough to hit corner cases.
pub struct Rng(pub u64);

impl Rng {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which must not be 0.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap()
    }

    /// Returns true `times` in a hundred.
    pub fn chance(&mut self, times: usize) -> bool {
        self.below(100) < times
    }

    pub fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    pub fn bytes(&mut self, up_to: usize) -> Vec<u8> {
        (0..self.below(up_to + 1)).map(|_| self.next().to_le_bytes()[0]).collect()
    }
}

/// How a frame was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// With [`kpl::encode`]. It is complete and canonical, but its indexes may point past their tables.
    WellFormed,
    /// With fields that were written by hand. It is odd but mostly readable.
    HandWritten,
    /// As one of the above, and then spoilt.
    Mutated,
    /// From random bytes.
    Random,
}

pub fn frame(seed: u64) -> (Class, Vec<u8>) {
    let mut rng = Rng(seed);
    match rng.below(20) {
        0..4 => (Class::WellFormed, kpl::encode(&aggregate(&mut rng))),
        4..10 => (Class::HandWritten, kpl::frame(&message(&mut rng))),
        10..18 => {
            let message = if rng.chance(50) {
                prost::Message::encode_to_vec(&aggregate(&mut rng))
            } else {
                message(&mut rng)
            };
            (Class::Mutated, spoilt(&mut rng, message))
        }
        18 => {
            let random = rng.bytes(80);
            let start = if rng.chance(50) { &MAGIC[..rng.below(5)] } else { &MAGIC };
            (Class::Random, [start, &random].concat())
        }
        _ => (Class::Random, kpl::frame(&rng.bytes(40))),
    }
}

const KEYS: [&str; 8] = ["", "a", "123", "pk-b", "clé-東京-😀", "0", "a", "a key of a certain length"];
const HASH_KEYS: [&str; 12] = [
    "0",
    "1",
    "007",
    "+5",
    "-1",
    "-0",
    "",
    "abc",
    "١٢٣",
    " 1",
    "340282366920938463463374607431768211455",
    "340282366920938463463374607431768211456",
];

fn aggregate(rng: &mut Rng) -> schema::AggregatedRecord {
    let keys = rng.below(4);
    let hash_keys = rng.below(3);
    let record = |rng: &mut Rng| schema::Record {
        partition_key_index: index(rng, keys),
        explicit_hash_key_index: rng.chance(30).then(|| index(rng, hash_keys)),
        data: payload(rng),
        tags: (0..rng.below(20).saturating_sub(17)).map(|_| tag(rng)).collect(),
    };
    schema::AggregatedRecord {
        partition_key_table: (0..keys).map(|_| rng.pick(&KEYS).to_owned()).collect(),
        explicit_hash_key_table: (0..hash_keys).map(|_| rng.pick(&HASH_KEYS).to_owned()).collect(),
        records: (0..rng.below(5)).map(|_| record(rng)).collect(),
    }
}

fn tag(rng: &mut Rng) -> schema::Tag {
    schema::Tag {
        key: rng.pick(&KEYS).to_owned(),
        value: rng.chance(60).then(|| rng.pick(&HASH_KEYS).to_owned()),
    }
}

/// An index that mostly, but not always, lies in its table.
fn index(rng: &mut Rng, entries: usize) -> u64 {
    const ODD: [u64; 8] = [1, 5, 1 << 31, 1 << 32, (1 << 32) + 1, (1 << 53) + 1, u64::MAX - 1, u64::MAX];
    if entries == 0 || rng.chance(8) { rng.pick(&ODD) } else { rng.below(entries) as u64 }
}

/// A payload. Those that look like what surrounds them are the hardest.
fn payload(rng: &mut Rng) -> Vec<u8> {
    match rng.below(8) {
        0 => Vec::new(),
        1 => b"\x1a\x05\x08\x00\x1a\x01x".to_vec(),
        2 => b"\x08\x00\x1a\x02".to_vec(),
        3 => MAGIC.to_vec(),
        4 => rng.bytes(12),
        _ => b"1234567890"[..rng.below(11)].to_vec(),
    }
}

fn put_varint(rng: &mut Rng, out: &mut Vec<u8>, value: u64) {
    prost::encoding::encode_varint(value, out);
    if rng.chance(4) {
        // The long form of the varint: it goes on with bytes that add nothing. Sometimes it is too long, and
        // sometimes too large.
        let more = rng.below(11);
        for _ in 0..more {
            let last = out.len() - 1;
            out[last] |= 0x80;
            out.push(0);
        }
        if rng.chance(10) {
            let last = out.len() - 1;
            out[last] = 0x7f;
        }
    }
}

fn put_key(rng: &mut Rng, out: &mut Vec<u8>, number: u64, wire: u64) {
    let high = if rng.chance(1) { 1 << 35 } else { 0 };
    put_varint(rng, out, number << 3 | wire | high);
}

fn put_len(rng: &mut Rng, out: &mut Vec<u8>, number: u64, value: &[u8]) {
    put_key(rng, out, number, 2);
    let length = value.len() as u64;
    let length =
        if rng.chance(1) { rng.pick(&[length + (1 << 32), u64::MAX, length + 1, 1 << 31]) } else { length };
    put_varint(rng, out, length);
    out.extend(value);
}

fn put_number(rng: &mut Rng, out: &mut Vec<u8>, number: u64, value: u64) {
    put_key(rng, out, number, 0);
    put_varint(rng, out, value);
}

/// A field that the schema does not have, or has in another form.
fn put_odd(rng: &mut Rng, out: &mut Vec<u8>, depth: usize) {
    let number = rng.pick(&[0, 1, 1, 2, 3, 4, 5, 9, 9, 15, 536_870_911, 19_000, 8, 7]);
    match rng.below(12) {
        0..3 => {
            let value = rng.next() >> rng.below(64);
            put_number(rng, out, number.max(1), value);
        }
        3 => {
            put_key(rng, out, number, 1);
            out.extend(rng.next().to_le_bytes());
        }
        4 => {
            put_key(rng, out, number, 5);
            out.extend(&rng.next().to_le_bytes()[..4]);
        }
        5..7 => {
            let value = rng.bytes(6);
            put_len(rng, out, number + 5, &value);
        }
        7..10 => {
            let number = number.max(1);
            put_key(rng, out, number, 3);
            let deep = if rng.chance(2) { 90 + rng.below(20) } else { 0 };
            out.extend(std::iter::repeat_n(0x4b, deep));
            for _ in 0..rng.below(3) {
                if depth < 4 {
                    put_odd(rng, out, depth + 1);
                }
            }
            out.extend(std::iter::repeat_n(0x4c, deep));
            if rng.chance(95) {
                put_key(rng, out, number, 4);
            }
        }
        10 if rng.chance(20) => {
            let wire = 4 + rng.next() % 4;
            put_key(rng, out, number, wire);
        }
        10 if rng.chance(20) => out.extend(std::iter::repeat_n(0, rng.below(4))),
        _ => put_number(rng, out, 15, 1),
    }
}

fn text(rng: &mut Rng, of: &[&str]) -> Vec<u8> {
    if rng.chance(5) {
        rng.pick(&[&b"\xff\xfe"[..], b"a\xff", b"\xe2\x82"]).to_vec()
    } else {
        rng.pick(of).into()
    }
}

/// A message with its fields in any order, some twice, some missing, some wrong.
fn message(rng: &mut Rng) -> Vec<u8> {
    let mut out = Vec::new();
    for _ in 0..rng.below(9) {
        match rng.below(20) {
            0..6 => {
                let key = text(rng, &KEYS);
                put_len(rng, &mut out, 1, &key);
            }
            6..9 => {
                let key = text(rng, &HASH_KEYS);
                put_len(rng, &mut out, 2, &key);
            }
            9..18 => {
                let record = record(rng);
                put_len(rng, &mut out, 3, &record);
            }
            _ => put_odd(rng, &mut out, 0),
        }
    }
    out
}

fn record(rng: &mut Rng) -> Vec<u8> {
    let mut out = Vec::new();
    let part = |rng: &mut Rng, out: &mut Vec<u8>, part: usize| match part {
        0 => {
            let index = index(rng, 3);
            put_number(rng, out, 1, index);
        }
        1 => {
            let index = index(rng, 2);
            put_number(rng, out, 2, index);
        }
        2 => {
            let data = payload(rng);
            put_len(rng, out, 3, &data);
        }
        3 => {
            let mut tag = Vec::new();
            for _ in 0..rng.below(4) {
                let number = 1 + rng.next() % 2;
                let value = text(rng, &KEYS);
                put_len(rng, &mut tag, number, &value);
            }
            put_len(rng, out, 4, &tag);
        }
        _ => put_odd(rng, out, 0),
    };
    let parts: &[usize] = match rng.below(12) {
        0..5 => &[0, 2],
        5..7 => &[0, 1, 2],
        7 => &[2, 0],
        8 => &[0, 2, 3, 3],
        9 => &[0, 4, 2, 4],
        10 => &[0, 2, 0, 2],
        _ => &[4, 1, 3],
    };
    for &each in parts {
        if !rng.chance(2) {
            part(rng, &mut out, each);
        }
    }
    out
}

/// Damages a message, then computes its digest again or not, and sometimes damages the whole frame as well.
fn spoilt(rng: &mut Rng, mut message: Vec<u8>) -> Vec<u8> {
    let resealed = rng.chance(50);
    if resealed {
        damage(rng, &mut message);
        if rng.chance(60) {
            return kpl::frame(&message);
        }
    }
    let mut frame = kpl::frame(&message);
    if rng.chance(10) {
        let other = kpl::encode(&aggregate(rng));
        frame.extend(rng.pick(&[other, b"\n".to_vec(), b"\r\n".to_vec(), frame.clone()]));
        return frame;
    }
    for _ in 0..=rng.below(3) {
        damage(rng, &mut frame);
    }
    frame
}

fn damage(rng: &mut Rng, bytes: &mut Vec<u8>) {
    if bytes.is_empty() {
        return;
    }
    let at = rng.below(bytes.len());
    let to = at + rng.below((bytes.len() - at).min(24) + 1);
    match rng.below(8) {
        0 => bytes[at] ^= 1 << rng.below(8),
        1 => bytes[at] = rng.next().to_le_bytes()[0],
        2 => bytes.insert(at, rng.next().to_le_bytes()[0]),
        3 => drop(bytes.drain(at..to)),
        4 => {
            let again: Vec<u8> = bytes[at..to].to_vec();
            bytes.splice(at..at, again);
        }
        5 => bytes.truncate(at),
        6 => bytes[at] = bytes[at].wrapping_add(rng.pick(&[1, 2, 255, 16, 128])),
        // The byte after a key is probably a length.
        _ => {
            let keys: Vec<usize> =
                (0..bytes.len() - 1).filter(|&at| matches!(bytes[at], 0x0a | 0x1a)).collect();
            if !keys.is_empty() {
                let key = rng.pick(&keys);
                bytes[key + 1] = rng.next().to_le_bytes()[0] >> rng.below(8);
            }
        }
    }
}
