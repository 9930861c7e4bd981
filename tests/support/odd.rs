//! Odd messages from a seed, on which decoders differ: pieces of the wire format in any order, with a digest that
//! holds.

use super::generate::Rng;
use kpl_format::kpl::{self, MAGIC};

pub fn frame(seed: u64) -> Vec<u8> {
    let mut rng = Rng(seed ^ 0x0dd5_eed5);
    let mut message = Vec::new();
    if rng.chance(70) {
        message.extend(b"\x0a\x01a\x0a\x01b");
    }
    if rng.chance(20) {
        message.extend(b"\x12\x017");
    }
    for _ in 0..rng.below(4) {
        match rng.below(10) {
            0..6 => {
                let record = record(&mut rng);
                message.push(0x1a);
                length(&mut rng, &mut message, record.len());
                message.extend(record);
            }
            6 => {
                message.push(rng.pick(&[0x0a, 0x12]));
                let text =
                    rng.pick(&[&b""[..], b"key", b"\xff", b"\xed\xa0\x80", b"\xe2\x82", b"\xf0\x9f\x98"]);
                length(&mut rng, &mut message, text.len());
                message.extend(text);
            }
            7 => groups(&mut rng, &mut message),
            _ => scrap(&mut rng, &mut message),
        }
    }
    match rng.below(12) {
        // The frame is too short for a digest. In some languages a slice then counts from the end.
        0 => {
            let keep = rng.below(24);
            message.truncate(keep);
            [&MAGIC[..], &message].concat()
        }
        1 => {
            let keep = rng.below(message.len() + 1);
            message.truncate(keep);
            kpl::frame(&message)
        }
        2 => {
            let mut frame = kpl::frame(&message);
            let last = frame.len() - 1;
            frame[last] ^= 1;
            frame
        }
        _ => kpl::frame(&message),
    }
}

fn record(rng: &mut Rng) -> Vec<u8> {
    let mut record = Vec::new();
    for _ in 0..1 + rng.below(4) {
        match rng.below(12) {
            0..4 => {
                record.push(rng.pick(&[0x08, 0x08, 0x08, 0x10, 0x0a, 0x09, 0x0d]));
                number(rng, &mut record);
            }
            4..8 => {
                record.push(rng.pick(&[0x1a, 0x1a, 0x1a, 0x18, 0x1d, 0x19]));
                let data = rng.bytes(5);
                length(rng, &mut record, data.len());
                record.extend(data);
            }
            8 => {
                let tag = rng.pick(&[
                    &b"\x0a\x01k"[..],
                    b"\x12\x01v",
                    b"\x0a\x01k\x12\x02\xff\xfe",
                    b"",
                    b"\x0a\x7f",
                ]);
                record.push(0x22);
                length(rng, &mut record, tag.len());
                record.extend(tag);
            }
            9 => groups(rng, &mut record),
            _ => scrap(rng, &mut record),
        }
    }
    if rng.chance(60) {
        record.extend(b"\x08\x00\x1a\x01x");
    }
    record
}

/// Writes a length: mostly right, sometimes wrong, too large, or in the long form.
fn length(rng: &mut Rng, out: &mut Vec<u8>, length: usize) {
    let length = length as u64;
    let value = match rng.below(24) {
        0 => length + 1,
        1 => length.saturating_sub(1),
        2 => length + (1 << 32),
        3 => rng.pick(&[u64::MAX, 1 << 31, (1 << 31) - 1, 1 << 63]),
        _ => length,
    };
    varint(rng, out, value);
}

fn number(rng: &mut Rng, out: &mut Vec<u8>) {
    let value = rng.pick(&[0, 0, 0, 1, 1, 2, 1 << 31, 1 << 32, (1 << 32) + 1, 1 << 53, 1 << 63, u64::MAX]);
    varint(rng, out, value);
}

/// Writes a varint. Sometimes it has up to nine bytes more than it needs, and sometimes bits past the 64th.
fn varint(rng: &mut Rng, out: &mut Vec<u8>, value: u64) {
    prost::encoding::encode_varint(value, out);
    if rng.chance(15) {
        for _ in 0..rng.below(10) {
            let last = out.len() - 1;
            out[last] |= 0x80;
            out.push(0);
        }
        if rng.chance(30) {
            let last = out.len() - 1;
            out[last] = rng.pick(&[0x7f, 0x02, 0x80, 0xff]);
        }
    }
}

/// Writes groups within groups, which may end in the right order or not.
fn groups(rng: &mut Rng, out: &mut Vec<u8>) {
    let deep = rng.pick(&[1, 1, 2, 3, 98, 99, 100, 101, 102]);
    out.extend(std::iter::repeat_n(0x4b, deep));
    match rng.below(6) {
        0 => out.extend(b"\x78\x07"),
        1 => out.extend(b"\x0a\x01g"),
        2 => out.extend(b"\x00\x01"),
        _ => {}
    }
    let ends = if rng.chance(85) { deep } else { rng.below(deep + 2) };
    out.extend(std::iter::repeat_n(if rng.chance(95) { 0x4c } else { 0x54 }, ends));
}

/// Writes a field that no schema has, or a piece of one.
fn scrap(rng: &mut Rng, out: &mut Vec<u8>) {
    let key =
        rng.pick(&[0x78, 0x7a, 0x79, 0x7d, 0x00, 0x02, 0x07, 0x0f, 0x7e, 0x7c, 0x08, 0x10, 0x18, 0x0b, 0x0d]);
    match rng.below(6) {
        0 => {
            let high = rng.pick(&[31, 32, 35, 63]);
            varint(rng, out, key | 1 << high);
        }
        1 => varint(rng, out, with_largest_number(key)),
        _ => out.extend(u8::try_from(key)),
    }
    match rng.below(5) {
        0 => number(rng, out),
        1 => out.extend(rng.next().to_le_bytes()),
        2 => out.extend(b"\x02xy"),
        3 => out.extend(b"\x07\x00\x00\x00"),
        _ => out.extend(rng.bytes(4)),
    }
}

/// The key with the largest possible field number.
const fn with_largest_number(key: u64) -> u64 {
    (key & 7) | 0x1fff_ffff << 3
}
