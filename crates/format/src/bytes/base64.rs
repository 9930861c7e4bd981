//! Writes standard base64. Reads base64 in whatever state people paste it, and reports what had to be cleaned.

mod tokens;

pub(super) use tokens::character_len;
pub use tokens::prefix;

use super::Span;
use ::base64::{Engine, engine::general_purpose::STANDARD};
use tokens::{Base64Token, Base64Tokens};

/// The most bad characters whose places are kept. Further ones are only counted.
pub const MAX_BAD: usize = 100;

/// What was removed or replaced to make the text clean base64, as counts. Blanks around the text do not count,
/// because nearly every file ends in a line break.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// The length in bytes of a label, a `data:…;base64,` or a Python `b` before the text.
    pub prefix: usize,
    /// Line breaks within the text. A `\n` that is written as two characters counts too.
    pub line_breaks: usize,
    /// Blanks and tabs within the text.
    pub spaces: usize,
    /// Quotes of any kind.
    pub quotes: usize,
    /// Commas and semicolons.
    pub commas: usize,
    /// Escapes such as `\/`, `\"`, `%2B` and `\u003d`.
    pub escapes: usize,
    /// Characters of the URL-safe alphabet: `-` and `_`.
    pub url_alphabet: usize,
    /// How many `=` are missing.
    pub missing_padding: usize,
    /// How many `=` there are too many.
    pub excess_padding: usize,
}

impl Cleaned {
    /// Whether the text was clean base64.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        *self == Self::default()
    }

    /// Adds the counts of another text.
    pub const fn add(&mut self, other: &Self) {
        self.prefix += other.prefix;
        self.line_breaks += other.line_breaks;
        self.spaces += other.spaces;
        self.quotes += other.quotes;
        self.commas += other.commas;
        self.escapes += other.escapes;
        self.url_alphabet += other.url_alphabet;
        self.missing_padding += other.missing_padding;
        self.excess_padding += other.excess_padding;
    }
}

/// The result of a tolerant reading. Every span counts from the start of the whole text, not of the window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    /// The bytes that were decoded.
    pub bytes: Vec<u8>,
    /// The span from the first to the last character that belongs to the base64.
    pub content: Span,
    /// What had to be cleaned.
    pub cleaned: Cleaned,
    /// The places of the characters that are not base64: at most the first [`MAX_BAD`].
    pub bad: Vec<Span>,
    /// How many characters are not base64, all of them counted.
    pub bad_count: usize,
    /// How bad characters were treated. If true, each was read as `A` (zero bits), because the length shows that it
    /// replaced a good character. If false, they were left out.
    pub substituted: bool,
    /// A single character that was left over at the end of a chunk: its 6 bits do not make a byte. The first such.
    pub lone: Option<Span>,
    /// The last character of a chunk whose spare bits, which belong to no byte, are not zero. The first such.
    pub trailing_bits: Option<Span>,
    /// How many pieces of base64, each with its own padding, follow one another. It is 0 where there is none.
    pub chunks: usize,
}

/// Encodes bytes as standard base64 with padding, on one line.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Reads the `window` of `text` as base64. It cleans what it can and never fails: what was wrong is in the result.
#[must_use]
pub fn decode(text: &[u8], window: Span) -> Decoded {
    clean(text, window).unwrap_or_else(|| tolerant(text, window))
}

/// The fast path, for clean base64 as AWS services write it.
fn clean(text: &[u8], window: Span) -> Option<Decoded> {
    let inside = window.of(text);
    let content = inside.trim_ascii();
    let bytes = STANDARD.decode(content).ok()?;
    let before = inside.len() - inside.trim_ascii_start().len();
    Some(Decoded {
        chunks: usize::from(!bytes.is_empty()),
        bytes,
        content: Span::new(window.offset.saturating_add(before), content.len()),
        ..Decoded::default()
    })
}

fn tolerant(text: &[u8], window: Span) -> Decoded {
    let (mut good, mut bad) = (0usize, 0usize);
    for (token, _) in Base64Tokens::new(text, window) {
        match token {
            Base64Token::Sextet(..) | Base64Token::Pad => good += 1,
            Base64Token::Bad => bad += 1,
            _ => {}
        }
    }
    // If the length is a multiple of four only with the bad characters, then they replaced good ones.
    let substituted = bad > 0 && (good + bad).is_multiple_of(4) && !good.is_multiple_of(4);
    let mut builder = Decoder::new(substituted, good);
    for (token, span) in Base64Tokens::new(text, window) {
        builder.take(token, span);
    }
    builder.finish()
}

/// Joins characters in groups of four, which make three bytes.
struct Decoder {
    out: Decoded,
    group: u32,
    have: u8,
    /// How many `=` must still follow the chunk that was just closed. `None` within a chunk.
    awaited: Option<usize>,
    last: Span,
    start: Option<usize>,
    spaces: usize,
    line_breaks: usize,
}

impl Decoder {
    fn new(substituted: bool, characters: usize) -> Self {
        let mut out = Decoded { substituted, ..Decoded::default() };
        out.bytes.reserve(characters / 4 * 3 + 3);
        let (last, start) = (Span::default(), None);
        Self { out, group: 0, have: 0, awaited: None, last, start, spaces: 0, line_breaks: 0 }
    }

    fn take(&mut self, token: Base64Token, span: Span) {
        let cleaned = &mut self.out.cleaned;
        match token {
            Base64Token::Prefix => cleaned.prefix += span.len,
            Base64Token::Space => self.spaces += 1,
            Base64Token::LineBreak => self.line_breaks += 1,
            Base64Token::Quote => cleaned.quotes += 1,
            Base64Token::Comma => cleaned.commas += 1,
            Base64Token::Escape => cleaned.escapes += 1,
            Base64Token::Sextet(bits, url) => {
                cleaned.url_alphabet += usize::from(url);
                self.sextet(bits, span);
            }
            Base64Token::Pad => self.pad(span),
            Base64Token::Bad => {
                self.out.bad_count += 1;
                if self.out.bad.len() < MAX_BAD {
                    self.out.bad.push(span);
                }
                if self.out.substituted {
                    self.sextet(0, span);
                }
            }
        }
    }

    /// Notes a character that belongs to the base64. The blanks before it were thus within the text and count.
    fn counts(&mut self, span: Span) {
        if self.start.is_some() {
            self.out.cleaned.spaces += self.spaces;
            self.out.cleaned.line_breaks += self.line_breaks;
        }
        (self.spaces, self.line_breaks) = (0, 0);
        self.last = span;
        self.start.get_or_insert(span.offset);
    }

    fn sextet(&mut self, bits: u8, span: Span) {
        self.counts(span);
        if self.out.chunks == 0 {
            self.out.chunks = 1;
        }
        if let Some(missing) = self.awaited.take() {
            self.out.cleaned.missing_padding += missing;
            self.out.chunks += 1;
        }
        self.group = self.group << 6 | u32::from(bits);
        self.have += 1;
        if self.have == 4 {
            let [_, one, two, three] = self.group.to_be_bytes();
            self.out.bytes.extend([one, two, three]);
            (self.group, self.have) = (0, 0);
        }
    }

    fn pad(&mut self, span: Span) {
        match &mut self.awaited {
            Some(0) => self.out.cleaned.excess_padding += 1,
            Some(awaited) => *awaited -= 1,
            None if self.have == 0 => self.out.cleaned.excess_padding += 1,
            // This `=` is the first of the padding that `close` asks for. After a lone character it asks for none.
            None => self.awaited = Some(self.close().saturating_sub(1)),
        }
        self.counts(span);
    }

    /// Ends a chunk. The 2 or 3 characters that are left make 1 or 2 bytes. Returns how many `=` must follow.
    fn close(&mut self) -> usize {
        let (group, have) = (self.group, self.have);
        (self.group, self.have) = (0, 0);
        let spare = match have {
            2 => {
                let [_, _, one, _] = (group << 4).to_be_bytes();
                self.out.bytes.push(one);
                group & 0x0f
            }
            3 => {
                let [_, one, two, _] = (group << 6).to_be_bytes();
                self.out.bytes.extend([one, two]);
                group & 0x03
            }
            1 => {
                self.out.lone.get_or_insert(self.last);
                0
            }
            _ => 0,
        };
        if spare != 0 {
            self.out.trailing_bits.get_or_insert(self.last);
        }
        match have {
            2 => 2,
            3 => 1,
            _ => 0,
        }
    }

    fn finish(mut self) -> Decoded {
        let missing = match self.awaited {
            Some(awaited) => awaited,
            None => self.close(),
        };
        self.out.cleaned.missing_padding += missing;
        self.out.content = self.start.map_or(self.last, |start| Span::between(start, self.last.end()));
        self.out
    }
}

#[cfg(test)]
mod tests;
