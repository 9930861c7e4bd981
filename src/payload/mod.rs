//! What a user record's bytes are. A guess by their first bytes, and always only a guess: every view stays open.

use crate::{bytes::json, kpl::MAGIC};

/// What a payload was recognised as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payload {
    /// No byte at all.
    Empty,
    /// One JSON value (RFC 8259), a bare number too.
    Json,
    /// UTF-8 without control characters.
    Text,
    /// An aggregate inside of the aggregate; no consumer opens it.
    Aggregate,
    /// gzip (RFC 1952).
    Gzip,
    /// zlib (RFC 1950), as fluent-bit's plugin writes with `compression zlib`.
    Zlib,
    /// Amazon Ion, binary, version 1.0, as QLDB streams write.
    Ion,
    /// Anything else.
    Binary,
}

impl Payload {
    /// Its word in the report.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Json => "json",
            Self::Text => "text",
            Self::Aggregate => "aggregate",
            Self::Gzip => "gzip",
            Self::Zlib => "zlib",
            Self::Ion => "ion",
            Self::Binary => "binary",
        }
    }
}

/// Recognises `bytes`.
#[must_use]
pub fn recognise(bytes: &[u8]) -> Payload {
    match bytes {
        [] => Payload::Empty,
        [0x1f, 0x8b, 0x08, ..] => Payload::Gzip,
        [0xe0, 0x01, 0x00, 0xea, ..] => Payload::Ion,
        _ if bytes.starts_with(&MAGIC) => Payload::Aggregate,
        _ if json::is_json(bytes) => Payload::Json,
        _ if is_text(bytes) => Payload::Text,
        // Deflate, and a header whose two bytes are a multiple of 31 (RFC 1950, 2.2).
        [cmf, flg, ..] if cmf & 0x0f == 8 && u16::from_be_bytes([*cmf, *flg]) % 31 == 0 => Payload::Zlib,
        _ => Payload::Binary,
    }
}

/// Whether the bytes are UTF-8 that a person can read.
#[must_use]
pub fn is_text(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| {
        text.chars().all(|char| !char.is_control() || matches!(char, '\t' | '\n' | '\r' | '\u{1b}'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn payloads_by_their_first_bytes() {
        for (bytes, expected) in [
            (&b""[..], Payload::Empty),
            (b"{\"a\":1}\n", Payload::Json),
            (b"1234567890", Payload::Json),
            (b"{\"a\":1", Payload::Text),
            ("RECORD 22 東京\n".as_bytes(), Payload::Text),
            (b"\xf3\x89\x9a\xc2\x0a", Payload::Aggregate),
            (b"\x1f\x8b\x08\x00", Payload::Gzip),
            (b"\x78\x9c\xab\x56\xca", Payload::Zlib),
            (b"\xe0\x01\x00\xea\x21", Payload::Ion),
            (b"\x00\x01", Payload::Binary),
            (b"\xff\xfe", Payload::Binary),
        ] {
            assert_eq!(recognise(bytes), expected, "{bytes:?}");
        }
    }
}
