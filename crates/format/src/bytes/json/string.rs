//! A JSON string before it is decoded: its characters, and which byte of the text each came from.

use crate::bytes::{Origins, Span};
use std::borrow::Cow;

/// A string in its text.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    text: &'a [u8],
    /// What stands between the quotes, absolute.
    pub inside: Span,
}

impl<'a> Text<'a> {
    /// The string whose quotes are at the ends of `span`; a cut one has no closing quote.
    pub(super) fn new(text: &'a [u8], span: Span) -> Self {
        let quoted = span.of(text);
        let closed = quoted.len() > 1 && quoted.ends_with(b"\"");
        let inside = Span::between(span.offset.saturating_add(1), span.end() - usize::from(closed));
        Self { text, inside }
    }

    /// Whether the string has escapes, so that its characters are not its bytes.
    #[must_use]
    pub fn is_escaped(&self) -> bool {
        self.inside.of(self.text).contains(&b'\\')
    }

    /// Whether the string, decoded, is `other`.
    #[must_use]
    pub fn is(&self, other: &str) -> bool {
        let raw = self.inside.of(self.text);
        raw == other.as_bytes() || (raw.contains(&b'\\') && self.decode() == other)
    }

    /// The string. An escape that is none stands for itself; half a surrogate pair, and bytes that
    /// are not UTF-8, become U+FFFD.
    #[must_use]
    pub fn decode(&self) -> Cow<'a, str> {
        let raw = self.inside.of(self.text);
        if self.is_escaped() {
            Cow::Owned(String::from_utf8_lossy(&self.bytes()).into_owned())
        } else {
            String::from_utf8_lossy(raw)
        }
    }

    /// The decoded string as UTF-8, still with whatever in it is not UTF-8.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.inside.len);
        for (_, piece) in self.pieces() {
            piece.push_to(&mut out);
        }
        out
    }

    /// The byte of the text that the byte at `decoded` of [`Text::bytes`] came from, absolute.
    #[must_use]
    pub fn origin(&self, decoded: usize) -> usize {
        let mut before = 0;
        for (offset, piece) in self.pieces() {
            if before + piece.len() > decoded {
                return if matches!(piece, Piece::Run(_)) { offset + (decoded - before) } else { offset };
            }
            before += piece.len();
        }
        self.inside.end()
    }

    /// The decoded string, and where each of its bytes stands in the text.
    #[must_use]
    pub fn unwrap(&self) -> (Vec<u8>, Origins) {
        let (mut out, mut origins) = (Vec::with_capacity(self.inside.len), Origins::default());
        for (offset, piece) in self.pieces() {
            origins.add(out.len(), offset);
            piece.push_to(&mut out);
        }
        origins.add(out.len(), self.inside.end());
        (out, origins)
    }

    fn pieces(&self) -> Pieces<'a> {
        Pieces { rest: self.inside.of(self.text), offset: self.inside.offset }
    }
}

enum Piece<'a> {
    /// Bytes that stand for themselves.
    Run(&'a [u8]),
    Byte(u8),
    Char(char),
}

impl Piece<'_> {
    const fn len(&self) -> usize {
        match self {
            Self::Run(bytes) => bytes.len(),
            Self::Byte(_) => 1,
            Self::Char(char) => char.len_utf8(),
        }
    }

    fn push_to(&self, out: &mut Vec<u8>) {
        match *self {
            Self::Run(bytes) => out.extend_from_slice(bytes),
            Self::Byte(byte) => out.push(byte),
            Self::Char(char) => out.extend(char.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
}

struct Pieces<'a> {
    rest: &'a [u8],
    offset: usize,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = (usize, Piece<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let (piece, len) = match *self.rest {
            [] => return None,
            [b'\\', b'u', ..] => match unit(self.rest) {
                Some(unit) => unicode(unit, self.rest),
                None => (Piece::Byte(b'\\'), 1),
            },
            [b'\\', escaped, ..] => match simple(escaped) {
                Some(byte) => (Piece::Byte(byte), 2),
                None => (Piece::Byte(b'\\'), 1),
            },
            [b'\\', ..] => (Piece::Byte(b'\\'), 1),
            _ => {
                let len = memchr::memchr(b'\\', self.rest).unwrap_or(self.rest.len());
                (Piece::Run(self.rest.get(..len).unwrap_or_default()), len)
            }
        };
        let offset = self.offset;
        self.offset += len;
        self.rest = self.rest.get(len..).unwrap_or_default();
        Some((offset, piece))
    }
}

/// The escapes of one character (RFC 8259 §7), `\u` aside.
const fn simple(escaped: u8) -> Option<u8> {
    Some(match escaped {
        b'"' | b'\\' | b'/' => escaped,
        b'b' => 0x08,
        b'f' => 0x0c,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        _ => return None,
    })
}

/// The code unit of `\uXXXX` at the start.
fn unit(rest: &[u8]) -> Option<u16> {
    let digits = rest.strip_prefix(b"\\u")?.get(..4)?;
    // from_str_radix would take a sign as well.
    let digits = std::str::from_utf8(digits).ok().filter(|_| digits.iter().all(u8::is_ascii_hexdigit))?;
    u16::from_str_radix(digits, 16).ok()
}

fn unicode(high: u16, rest: &[u8]) -> (Piece<'static>, usize) {
    let low = rest.get(6..).and_then(unit);
    let pair = low.and_then(|low| char::decode_utf16([high, low]).next()?.ok());
    match (char::from_u32(u32::from(high)), pair) {
        (Some(char), _) => (Piece::Char(char), 6),
        (None, Some(char)) => (Piece::Char(char), 12),
        (None, None) => (Piece::Char(char::REPLACEMENT_CHARACTER), 6),
    }
}
