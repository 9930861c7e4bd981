//! A JSON string before its escapes are decoded, and the way back from each decoded byte to the text.

use crate::bytes::{Origins, Span};
use std::borrow::Cow;

/// A JSON string, and the text in which it stands.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    text: &'a [u8],
    /// The span between the quotes.
    pub inside: Span,
}

impl<'a> Text<'a> {
    /// The string at `span`, which includes the quotes. A string that was cut has no closing quote.
    pub(super) fn new(text: &'a [u8], span: Span) -> Self {
        let quoted = span.of(text);
        let closed = quoted.len() > 1 && quoted.ends_with(b"\"");
        let inside = Span::between(span.offset.saturating_add(1), span.end() - usize::from(closed));
        Self { text, inside }
    }

    /// Whether the string contains escapes. If not, its bytes in the text are the decoded string.
    #[must_use]
    pub fn is_escaped(&self) -> bool {
        self.inside.of(self.text).contains(&b'\\')
    }

    /// Whether the decoded string equals `other`.
    #[must_use]
    pub fn is(&self, other: &str) -> bool {
        let raw = self.inside.of(self.text);
        raw == other.as_bytes() || (raw.contains(&b'\\') && self.decode() == other)
    }

    /// Decodes the string. An invalid escape stands for itself. Half a surrogate pair and bytes that are not UTF-8
    /// become U+FFFD.
    #[must_use]
    pub fn decode(&self) -> Cow<'a, str> {
        let raw = self.inside.of(self.text);
        if self.is_escaped() {
            Cow::Owned(String::from_utf8_lossy(&self.bytes()).into_owned())
        } else {
            String::from_utf8_lossy(raw)
        }
    }

    /// Decodes the escapes and keeps all other bytes as they are, even where they are not UTF-8.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.inside.len);
        for (_, piece) in self.pieces() {
            piece.push_to(&mut out);
        }
        out
    }

    /// The offset in the text that byte number `decoded` of [`Text::bytes`] came from. Past the end, that of the
    /// string's end.
    #[must_use]
    pub fn origin(&self, decoded: usize) -> usize {
        let mut before = 0;
        for (offset, piece) in self.pieces() {
            if before + piece.len() > decoded {
                return if matches!(piece, StringPart::Run(_)) {
                    offset + (decoded - before)
                } else {
                    offset
                };
            }
            before += piece.len();
        }
        self.inside.end()
    }

    /// Decodes the string as [`Text::bytes`] does, and maps each byte back to the text.
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

    fn pieces(&self) -> StringParts<'a> {
        StringParts { rest: self.inside.of(self.text), offset: self.inside.offset }
    }
}

enum StringPart<'a> {
    /// Bytes that stand for themselves.
    Run(&'a [u8]),
    Byte(u8),
    Char(char),
}

impl StringPart<'_> {
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

struct StringParts<'a> {
    rest: &'a [u8],
    offset: usize,
}

impl<'a> Iterator for StringParts<'a> {
    type Item = (usize, StringPart<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let (piece, len) = match *self.rest {
            [] => return None,
            [b'\\', b'u', ..] => match unit(self.rest) {
                Some(unit) => unicode(unit, self.rest),
                None => (StringPart::Byte(b'\\'), 1),
            },
            [b'\\', escaped, ..] => match simple(escaped) {
                Some(byte) => (StringPart::Byte(byte), 2),
                None => (StringPart::Byte(b'\\'), 1),
            },
            [b'\\', ..] => (StringPart::Byte(b'\\'), 1),
            _ => {
                let len = memchr::memchr(b'\\', self.rest).unwrap_or(self.rest.len());
                (StringPart::Run(self.rest.get(..len).unwrap_or_default()), len)
            }
        };
        let offset = self.offset;
        self.offset += len;
        self.rest = self.rest.get(len..).unwrap_or_default();
        Some((offset, piece))
    }
}

/// The character of a two-character escape such as `\n` (RFC 8259 §7).
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

/// The UTF-16 code unit of a `\uXXXX` at the start of `rest`.
fn unit(rest: &[u8]) -> Option<u16> {
    let digits = rest.strip_prefix(b"\\u")?.get(..4)?;
    // The digits are checked first because from_str_radix also accepts a sign.
    let digits = std::str::from_utf8(digits).ok().filter(|_| digits.iter().all(u8::is_ascii_hexdigit))?;
    u16::from_str_radix(digits, 16).ok()
}

fn unicode(high: u16, rest: &[u8]) -> (StringPart<'static>, usize) {
    let low = rest.get(6..).and_then(unit);
    let pair = low.and_then(|low| char::decode_utf16([high, low]).next()?.ok());
    match (char::from_u32(u32::from(high)), pair) {
        (Some(char), _) => (StringPart::Char(char), 6),
        (None, Some(char)) => (StringPart::Char(char), 12),
        (None, None) => (StringPart::Char(char::REPLACEMENT_CHARACTER), 6),
    }
}
