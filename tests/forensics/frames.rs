//! Aggregates as producers write them, made from a seed, and what people and programs do to them.

use crate::support::generate::Rng;
use flate2::{
    Compression,
    write::{GzEncoder, ZlibEncoder},
};
use kpl_engine::forensics::Charset;
use kpl_format::{
    bytes::{base64, hex},
    kpl::{
        self,
        schema::{AggregatedRecord, Record},
    },
};
use std::io::Write;

/// What payloads consist of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Payloads {
    Ascii,
    Lines,
    Any,
}

/// A complete aggregate with at least one user record.
pub fn aggregate(seed: u64, payloads: Payloads) -> Vec<u8> {
    kpl::encode(&message(seed, payloads))
}

/// The message of such an aggregate, before it is bytes.
pub fn message(seed: u64, payloads: Payloads) -> AggregatedRecord {
    let mut rng = Rng(seed);
    let keys = 1 + rng.below(4);
    let record = |rng: &mut Rng| Record {
        partition_key_index: rng.below(keys) as u64,
        explicit_hash_key_index: None,
        data: payload(rng, payloads),
        tags: Vec::new(),
    };
    AggregatedRecord {
        partition_key_table: (0..keys).map(|index| format!("key-{index}-{}", rng.below(1000))).collect(),
        explicit_hash_key_table: Vec::new(),
        records: (0..=rng.below(8)).map(|_| record(&mut rng)).collect(),
    }
}

fn payload(rng: &mut Rng, payloads: Payloads) -> Vec<u8> {
    match payloads {
        Payloads::Any => rng.bytes(300),
        Payloads::Ascii => {
            format!("{{\"id\":{},\"note\":\"{}\"}}", rng.next(), "x".repeat(rng.below(400))).into()
        }
        Payloads::Lines => format!("{}\r\nsecond\r\n", "y".repeat(rng.below(200))).into(),
    }
}

/// Bytes as Python prints them.
pub fn python(bytes: &[u8]) -> Vec<u8> {
    let mut text = String::from("b'");
    for &byte in bytes {
        match byte {
            b'\n' => text += "\\n",
            b'\r' => text += "\\r",
            b'\t' => text += "\\t",
            b'\\' => text += "\\\\",
            b'\'' => text += "\\'",
            0x20..0x7f => text.push(char::from(byte)),
            _ => text += &format!("\\x{byte:02x}"),
        }
    }
    (text + "'").into_bytes()
}

/// Bytes as Java's `Arrays.toString` prints them.
pub fn java(bytes: &[u8]) -> Vec<u8> {
    let numbers: Vec<String> = bytes.iter().map(|byte| i8::from_ne_bytes([*byte]).to_string()).collect();
    format!("[{}]", numbers.join(", ")).into_bytes()
}

/// Bytes as Node's `JSON.stringify` writes a Buffer.
pub fn node(bytes: &[u8]) -> Vec<u8> {
    let numbers: Vec<String> = bytes.iter().map(u8::to_string).collect();
    format!("{{\"type\":\"Buffer\",\"data\":[{}]}}", numbers.join(",")).into_bytes()
}

/// A kind of damage: its name, and what does it.
pub type Harm = (&'static str, fn(&[u8]) -> Vec<u8>);

/// Forms in which any bytes can be wrapped.
pub const LAYERS: [Harm; 18] = [
    ("Latin-1", |bytes| Charset::Latin1.text_of(bytes).into()),
    ("Windows-1252", |bytes| Charset::Windows1252.text_of(bytes).into()),
    ("code page 437", |bytes| Charset::Ibm437.text_of(bytes).into()),
    ("code page 850", |bytes| Charset::Ibm850.text_of(bytes).into()),
    ("Mac OS Roman", |bytes| Charset::MacRoman.text_of(bytes).into()),
    ("base64", |bytes| base64::encode(bytes).into()),
    ("hex", |bytes| hex::encode(bytes).into()),
    ("HEX", |bytes| hex::encode(bytes).to_uppercase().into()),
    ("python", python),
    ("java", java),
    ("SdkBytes", |bytes| format!("SdkBytes(bytes=0x{})", hex::encode(bytes)).into()),
    ("node", node),
    ("numbers joined", |bytes| bytes.iter().map(u8::to_string).collect::<Vec<String>>().join(",").into()),
    ("JSON string", |bytes| serde_json::to_vec(&Charset::Latin1.text_of(bytes)).unwrap()),
    ("prepended", |bytes| [b"\xef\xbb\xbf", bytes].concat()),
    ("gzip", gzip),
    ("zlib", zlib),
    ("base64 in lines", |bytes| {
        base64::encode(bytes)
            .as_bytes()
            .chunks(76)
            .map(|line| [line, b"\n"].concat())
            .collect::<Vec<_>>()
            .concat()
    }),
];

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

pub fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut out = ZlibEncoder::new(Vec::new(), Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

/// Replaces every LF by CR LF.
pub fn to_crlf(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().flat_map(|&byte| if byte == b'\n' { vec![b'\r', b'\n'] } else { vec![byte] }).collect()
}

/// Replaces every CR LF by LF.
pub fn to_lf(bytes: &[u8]) -> Vec<u8> {
    let cr = |(at, &byte): (usize, &u8)| (byte != b'\r' || bytes.get(at + 1) != Some(&b'\n')).then_some(byte);
    bytes.iter().enumerate().filter_map(cr).collect()
}
