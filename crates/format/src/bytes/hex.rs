//! Hex: plain on the way out; on the way in digits, escapes and the dumps of xxd, hexdump and od.

mod digits;
mod dump;

use super::Span;

/// How many bad characters are kept with their place; more are only counted.
pub const MAX_BAD: usize = 100;

/// How the bytes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Digits alone, also with blanks, line breaks, colons, commas or hyphens between them (`xxd -p`).
    Digits,
    /// `0x` before each byte or before the whole.
    Prefixed,
    /// `\x` before each byte or before the whole.
    Escaped,
    /// Lines of an offset, a colon and groups: `xxd`, `tcpdump -x`.
    Xxd,
    /// Lines of an offset and bytes: `hexdump -C`, `od -t x1`.
    Hexdump,
    /// Lines of an offset and 16-bit words, low byte first: plain `hexdump`, `od -x`.
    Words,
}

/// What a dump says of itself that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DumpFault {
    /// A line's offset is not the number of bytes before it: lines are missing, doubled or cut.
    Offset {
        /// The offset that the line states.
        stated: u64,
        /// The offset that the bytes before it add up to.
        counted: u64,
    },
    /// The line has no offset, so it is no line of this dump; it was left out.
    Line,
}

/// What a tolerant reading gave. Every span is in absolute offsets of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// How they were written.
    pub form: Form,
    /// From the first to the last character that is not blank.
    pub content: Span,
    /// How many hex digits were read.
    pub digits: usize,
    /// The characters that are not hex, the first [`MAX_BAD`] of them.
    pub bad: Vec<Span>,
    /// How many characters are not hex.
    pub bad_count: usize,
    /// Whether bad characters are read as `0`, because they stand where digits stood: in a dump always.
    pub substituted: bool,
    /// The first digit without a partner: half a byte, left out.
    pub odd: Option<Span>,
    /// How many bytes `*` lines stood for.
    pub squeezed: usize,
    /// What is wrong with the lines of a dump, the first [`MAX_BAD`].
    pub faults: Vec<(DumpFault, Span)>,
}

impl Decoded {
    fn new(form: Form, content: Span) -> Self {
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

/// Two lower-case digits a byte, nothing between them.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 0x0f])
        .filter_map(|nibble| char::from_digit(u32::from(nibble), 16))
        .collect()
}

/// How the window is written in hex, where it is: every form but [`Form::Digits`] is unmistakable,
/// digits alone may be base64, a number or a word as well.
#[must_use]
pub fn form(text: &[u8], window: Span) -> Option<Form> {
    let content = content(text, window);
    dump::form(text, content).or_else(|| digits::form(content.of(text)))
}

/// Reads the `window` of `text` as hex, in the form that fits best, and loses no whole byte.
#[must_use]
pub fn decode(text: &[u8], window: Span) -> Decoded {
    let content = content(text, window);
    match dump::form(text, content) {
        Some(form) => dump::decode(text, content, form),
        None => digits::decode(text, content),
    }
}

/// The dumps in a window, each to be read by itself: where the offset of the first line comes again, another begins.
/// One, where the window holds no dump.
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

/// The value of a hex digit.
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
