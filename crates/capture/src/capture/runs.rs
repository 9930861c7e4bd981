//! Characters in a text that start as an aggregate does: in base64, in hex of many kinds, as decimal numbers, as an
//! escaped literal.

mod numbers;

use crate::capture::{
    finding::Code,
    likeness::{self, BASE64_MAGIC},
    reading::Reading,
};
use crate::text::escapes;
use kpl_format::{
    bytes::{Span, base64},
    kpl::MAGIC,
};

/// Bytes of the shortest aggregate that hex is taken for: dumps are shorter on each of their lines.
const SHORTEST: usize = 20;

/// From this many characters on a line of base64 may go on in the next.
const WRAPPED: usize = 40;

/// Bytes around a run in which words are looked for.
const NEAR: usize = 256;

/// The magic as escaped literals have it, in hex and in octal, and where the `3` in it stands that is looked for.
const LITERALS: [(&[u8], usize); 2] = [(br"\xf3\x89\x9a\xc2", 3), (br"\363\211\232\302", 1)];

/// Where a record stands, and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Run {
    Base64(Span),
    Hex(Span),
    Numbers(Span),
    /// `\xf3…` or `\363…` with bytes that stand for themselves, up to this quote.
    Literal(Span, u8),
}

impl Run {
    pub(super) const fn span(self) -> Span {
        match self {
            Self::Base64(span) | Self::Hex(span) | Self::Numbers(span) | Self::Literal(span, _) => span,
        }
    }

    /// Whether a word stands before it on its line, other than the label of a text that is one record; or a label on
    /// the line behind it. No more than [`NEAR`] is looked at: there may be as many runs as lines, or one line.
    pub(super) fn stands_among_words(self, text: &[u8]) -> bool {
        let span = self.span();
        let behind = Span::new(span.end(), NEAR).of(text);
        let mut lines = behind.split(|byte| *byte == b'\n').skip(1);
        if lines.find(|line| !line.trim_ascii().is_empty()).is_some_and(|line| base64::prefix(line) > 0) {
            return true;
        }
        let before = Span::between(span.offset.saturating_sub(NEAR), span.offset).of(text);
        let label = if before.len() == span.offset { base64::prefix(text) } else { 0 };
        let mut lines = before.rsplit(|byte| *byte == b'\n');
        let line = lines.next().unwrap_or_default();
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        let line = line.strip_suffix(b"b'").unwrap_or(line);
        // As `-----BEGIN …-----`: a word of base64 by its letters.
        let fenced = lines.next().is_some_and(|above| above.starts_with(b"-----"));
        let is_label = label > 0 && before.get(label..).is_some_and(|quote| quote.iter().all(is_around));
        fenced || !(is_label || line.iter().all(is_around))
    }
}

/// Whether a character may stand around base64 that is a record of its own.
fn is_around(byte: &u8) -> bool {
    byte.is_ascii_whitespace() || b"\"'`,;[({<".contains(byte)
}

/// Adds the record that a run is.
pub(super) fn read(reading: &mut Reading<'_>, run: Run) {
    let (text, span) = (reading.text, run.span());
    let index = Some(reading.next_index());
    reading.find(index, span, Code::FoundInText);
    match run {
        Run::Base64(span) => {
            let decoded = base64::decode(text, span);
            reading.base64(index, &decoded, |offset| offset);
            reading.push_data(decoded.bytes, span);
        }
        Run::Hex(span) => reading.push_data(bytes(text, span.offset).0, span),
        Run::Numbers(span) => reading.push_data(numbers::bytes(text, span.offset).0, span),
        Run::Literal(span, quote) => {
            reading.push_data(unescape(span.of(text), quote), span);
        }
    }
}

/// The bytes of a literal, up to its quote.
fn unescape(literal: &[u8], quote: u8) -> Vec<u8> {
    let (mut bytes, mut at) = (Vec::new(), 0);
    while let Some(rest) = literal.get(at..) {
        match rest {
            [] => break,
            [byte, ..] if *byte == quote => break,
            [b'\\', b'\n', ..] => at += 2,
            [b'\\', ..] => {
                let (byte, len) = escapes::one(rest);
                bytes.push(byte.unwrap_or(b'\\'));
                at += len;
            }
            [byte, ..] => {
                bytes.push(*byte);
                at += 1;
            }
        }
    }
    bytes
}

/// The bytes of an aggregate whose escapes stand without quotes and are all of a text.
pub(super) fn without_quotes(text: &[u8]) -> Option<Vec<u8>> {
    let body = text.trim_ascii();
    if !body.starts_with(br"\xf3") || body.contains(&b'\n') {
        return None;
    }
    let (mut bytes, mut at) = (Vec::new(), 0);
    while let Some(rest) = body.get(at..).filter(|rest| !matches!(rest, [] | [b'\'', ..])) {
        let (byte, len) = match rest {
            [b'\\', ..] => escapes::one(rest),
            _ => (rest.first().copied(), 1),
        };
        bytes.push(byte.unwrap_or(b'\\'));
        at += len;
    }
    bytes.starts_with(&MAGIC).then_some(bytes)
}

/// Gives the runs that begin in the window, in their order. One may reach into the lines behind it.
pub(super) fn each(text: &[u8], window: Span, visit: &mut dyn FnMut(Run)) {
    let mut end = window.offset;
    for at in memchr::memchr2_iter(b'8', b'3', window.of(text)).map(|at| window.offset + at) {
        if at < end {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let hex_from = || at.checked_sub(1).filter(|from| *from >= end);
        let numbers =
            || numbers::run(text, at + 1, SHORTEST).filter(|run| run.offset >= end).map(Run::Numbers);
        let hex_or_literal = || hex_from().and_then(|from| literal(text, at).or_else(|| hex(text, from)));
        let found = match rest {
            [b'8', ..] if rest.starts_with(BASE64_MAGIC) => base64_run(text, at),
            [b'3', ..] => hex_or_literal().or_else(numbers),
            _ => None,
        };
        if let Some(run) = found {
            end = run.span().end();
            visit(run);
        }
    }
}

/// Base64 from `start` on, where it does not stand in the midst of a word.
fn base64_run(text: &[u8], start: usize) -> Option<Run> {
    let before = text.get(..start)?;
    let escaped = [b"\\n", b"\\r", b"\\t"].iter().any(|escape| before.ends_with(*escape));
    if !escaped && before.last().is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let mut end = sextets(text, start);
    let mut width = end - start;
    let mut shorter = false;
    loop {
        let rest = text.get(end..)?;
        let padding = rest.iter().take_while(|byte| **byte == b'=').count();
        if padding > 0 {
            end += padding.min(2);
            break;
        }
        let Some(line) = rest.iter().position(|byte| !b"\r\n \t".contains(byte)) else { break };
        let from = end + line;
        let to = sextets(text, from);
        let tail = text.get(to..)?;
        let after = tail
            .iter()
            .position(|byte| *byte != b'=')
            .map_or(&[][..], |at| tail.get(at..).unwrap_or_default());
        let whole = after.first().is_none_or(|byte| b"\r\n".contains(byte));
        let breaks = rest.get(..line).is_some_and(|blank| blank.contains(&b'\n'));
        let another = text.get(from..)?.starts_with(BASE64_MAGIC);
        if !breaks || !whole || another || width < WRAPPED || to == from || to - from > width {
            break;
        }
        // Wrapped base64 has one shorter line, its last; a word behind an aggregate that is whole is none.
        if to - from < width && !std::mem::replace(&mut shorter, true) {
            let so_far = Span::between(start, end).of(text);
            if likeness::is_whole_aggregate(so_far) {
                break;
            }
        }
        (end, width) = (to, to - from);
    }
    // What is shorter than any aggregate is a word, unless the text ends in it.
    let is_cut = text.get(end..).is_none_or(|rest| rest.trim_ascii().is_empty());
    (is_cut || (end - start) / 4 * 3 >= SHORTEST - 2).then_some(Run::Base64(Span::between(start, end)))
}

/// Where the characters of base64 from `at` on end, escaped ones among them.
fn sextets(text: &[u8], mut at: usize) -> usize {
    const ESCAPES: [&[u8]; 9] =
        [br"\/", br"\u002b", br"\u002B", br"\u002f", br"\u002F", b"%2b", b"%2B", b"%2f", b"%2F"];
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let plain =
            rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"+/-_".contains(byte)).count();
        let escape =
            || ESCAPES.iter().find(|escape| rest.starts_with(escape)).map_or(0, |escape| escape.len());
        match if plain > 0 { plain } else { escape() } {
            0 => break,
            len => at += len,
        }
    }
    at
}

/// `\xf3\x89…` or `\363\211…` in quotes, whose first `3` stands at `at`.
fn literal(text: &[u8], at: usize) -> Option<Run> {
    let start = LITERALS.iter().find_map(|&(magic, digit)| {
        let start = at.checked_sub(digit)?;
        text.get(start..start + magic.len())?.eq_ignore_ascii_case(magic).then_some(start)
    })?;
    let quote = *text.get(start.checked_sub(1)?)?;
    if !matches!(quote, b'\'' | b'"') {
        return None;
    }
    let mut end = start;
    loop {
        match text.get(end..)? {
            [] => break,
            [b'\\', _, ..] => end += 2,
            [byte, ..] if *byte == quote => break,
            _ => end += 1,
        }
    }
    Some(Run::Literal(Span::between(start, end), quote))
}

/// What stands between two bytes in hex.
struct Style {
    sign: Option<u8>,
    spaced: bool,
    prefix: &'static [u8],
}

impl Style {
    /// Of what follows the first byte.
    fn of(rest: &[u8]) -> Self {
        let sign = rest.first().copied().filter(|byte| b",:;-".contains(byte));
        let rest = rest.get(usize::from(sign.is_some())..).unwrap_or_default();
        let spaced = rest.first().is_some_and(u8::is_ascii_whitespace);
        let rest = rest.trim_ascii_start();
        let prefix = [&b"0x"[..], b"0X", b"\\x"].into_iter().find(|prefix| rest.starts_with(prefix));
        Self { sign, spaced: spaced || sign == Some(b','), prefix: prefix.unwrap_or_default() }
    }

    /// The byte at `at`, what stands before it included, and where it ends.
    fn next(&self, text: &[u8], at: usize) -> Option<(u8, usize)> {
        let rest = text.get(at..)?;
        let rest = match self.sign {
            Some(sign) => rest.strip_prefix(&[sign])?,
            None => rest,
        };
        let rest = if self.spaced { without_blank(rest) } else { rest };
        let rest = rest.strip_prefix(self.prefix)?;
        let digit = |at: usize| char::from(*rest.get(at)?).to_digit(16);
        let (high, low) = (digit(0)?, digit(1));
        // Go writes `0xa`.
        let (value, len) = match low {
            Some(low) => (high << 4 | low, 2),
            None if self.prefix.is_empty() => return None,
            None => (high, 1),
        };
        Some((u8::try_from(value).ok()?, text.len() - rest.len() + len))
    }
}

/// The rest behind one blank, or behind a line break and the blanks of the next line.
fn without_blank(rest: &[u8]) -> &[u8] {
    match rest {
        [b' ' | b'\t', rest @ ..]
            if !rest.trim_ascii_start().is_empty() && !matches!(rest, [b'\r' | b'\n', ..]) =>
        {
            rest
        }
        [b'\r' | b'\n', ..] => rest.trim_ascii_start(),
        [b' ' | b'\t', rest @ ..] => rest.trim_ascii_start(),
        _ => rest,
    }
}

/// Hex whose first byte is at `at`.
fn hex(text: &[u8], at: usize) -> Option<Run> {
    let first = text.get(at..at + 2)?;
    if !first.eq_ignore_ascii_case(b"f3") {
        return None;
    }
    let before = text.get(..at)?;
    let prefixed = [&b"0x"[..], b"0X", b"\\x"].iter().any(|prefix| before.ends_with(prefix));
    if !prefixed && before.last().is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let (bytes, end) = bytes(text, at);
    (bytes.len() >= SHORTEST && bytes.starts_with(&MAGIC)).then_some(Run::Hex(Span::between(at, end)))
}

/// The bytes in hex from `at` on, written as the second one is, and where they end.
pub(super) fn bytes(text: &[u8], at: usize) -> (Vec<u8>, usize) {
    let style = Style::of(text.get(at + 2..).unwrap_or_default());
    let (mut bytes, mut end) = (vec![0xf3], at + 2);
    while let Some((byte, next)) = style.next(text, end) {
        // Most that begins like this is none.
        if MAGIC.get(bytes.len()).is_some_and(|magic| *magic != byte) {
            break;
        }
        bytes.push(byte);
        end = next;
    }
    (bytes, end)
}
