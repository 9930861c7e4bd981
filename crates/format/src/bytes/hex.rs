//! Writes plain hex. Reads hex digits, escapes and the dumps of xxd, hexdump and od.

mod digits;
mod dump;

use super::Span;

/// The most bad characters whose places are kept. Further ones are only counted.
pub const MAX_BAD: usize = 100;

/// A way to write bytes in hex.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HexForm {
    /// Only digits, as `xxd -p` writes them. Blanks, line breaks, colons, commas or hyphens may stand between them.
    Digits,
    /// `0x` before each byte, or once before all of them.
    Prefixed,
    /// `\x` before each byte, or once before all of them.
    Escaped,
    /// Lines with an offset, a colon and groups of digits, as `xxd` and `tcpdump -x` write them.
    Xxd,
    /// Lines with an offset and single bytes, as `hexdump -C` and `od -t x1` write them.
    Hexdump,
    /// Lines with an offset and 16-bit words, low byte first, as plain `hexdump` and `od -x` write them.
    Words,
}

/// What is wrong with a line of a dump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DumpFault {
    /// The line's offset is not the number of bytes before it, so lines are missing, repeated or cut.
    Offset {
        /// The offset that the line states.
        stated: u64,
        /// The offset that the bytes before it give.
        counted: u64,
    },
    /// The line has no offset, so it does not belong to the dump. It was left out.
    Line,
}

/// The result of a tolerant reading. Every span counts from the start of the whole text, not of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The bytes that were decoded.
    pub bytes: Vec<u8>,
    /// How the text writes them.
    pub form: HexForm,
    /// The span from the first to the last character that is not blank.
    pub content: Span,
    /// How many hex digits the text holds.
    pub digits: usize,
    /// The places of the characters that are not hex: at most the first [`MAX_BAD`].
    pub bad: Vec<Span>,
    /// How many characters are not hex, all of them counted.
    pub bad_count: usize,
    /// How bad characters were treated. If true, each was read as `0`, because it replaced a digit; in a dump this is
    /// always so. If false, they were left out.
    pub substituted: bool,
    /// The first digit that has no second digit. It is half a byte and was left out.
    pub odd: Option<Span>,
    /// How many bytes come from `*` lines, which stand for repeated lines.
    pub squeezed: usize,
    /// What is wrong with which lines of a dump: at most the first [`MAX_BAD`] faults.
    pub faults: Vec<(DumpFault, Span)>,
}

impl Decoded {
    fn new(form: HexForm, content: Span) -> Self {
        Self {
            bytes: Vec::new(),
            form,
            content,
            digits: 0,
            bad: Vec::new(),
            bad_count: 0,
            substituted: false,
            odd: None,
            squeezed: 0,
            faults: Vec::new(),
        }
    }

    fn bad(&mut self, span: Span) {
        self.bad_count += 1;
        if self.bad.len() < MAX_BAD {
            self.bad.push(span);
        }
    }

    fn fault(&mut self, fault: DumpFault, span: Span) {
        if self.faults.len() < MAX_BAD {
            self.faults.push((fault, span));
        }
    }
}

/// Encodes bytes as hex: two lower-case digits for each byte, with nothing between them.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 0x0f])
        .filter_map(|nibble| char::from_digit(u32::from(nibble), 16))
        .collect()
}

/// How the window of the text writes bytes in hex, or `None` where it does not. The answer is certain except for
/// [`HexForm::Digits`]: digits alone may also be base64, a number or a word.
#[must_use]
pub fn form(text: &[u8], window: Span) -> Option<HexForm> {
    let content = content(text, window);
    dump::form(text, content).or_else(|| digits::form(content.of(text)))
}

/// Reads the `window` of `text` as hex, in the form that fits best. It never fails: what was wrong is in the result.
#[must_use]
pub fn decode(text: &[u8], window: Span) -> Decoded {
    let content = content(text, window);
    match dump::form(text, content) {
        Some(form) => dump::decode(text, content, form),
        None => digits::decode(text, content),
    }
}

/// Splits a window that holds several dumps, so that each can be decoded by itself. A new dump begins where the offset
/// of the first line appears again. A window without a dump comes back as one span.
#[must_use]
pub fn dumps(text: &[u8], window: Span) -> Vec<Span> {
    let content = content(text, window);
    if dump::form(text, content).is_some() { dump::each(text, content) } else { vec![content] }
}

fn content(text: &[u8], window: Span) -> Span {
    let inside = window.of(text);
    let mark = if inside.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let inside = inside.get(mark..).unwrap_or_default();
    let before = inside.len() - inside.trim_ascii_start().len();
    Span::new(window.offset.saturating_add(mark).saturating_add(before), inside.trim_ascii().len())
}

/// The value of a hex digit, 0 to 15.
fn nibble(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
