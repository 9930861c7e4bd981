//! Reads hex digits that are not a dump: with or without separators, `0x`, `\x`, quotes and brackets.

use super::{Decoded, HexForm, nibble};
use crate::bytes::{Span, base64::character_len};

enum HexToken {
    Digit(u8),
    /// `0x` or `\x`. The digits after it are a run of their own.
    Mark(HexForm),
    /// A blank or a line break.
    Blank,
    /// A colon, comma, hyphen or other character that people put between bytes.
    Separator,
    /// A quote or bracket, or the `b` or `$` before a quote.
    Wrapping,
    Bad,
}

struct HexTokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Iterator for HexTokens<'_> {
    type Item = (HexToken, usize, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.bytes.get(self.at..)?;
        let (token, len) = match rest {
            [] => return None,
            [b'b' | b'B' | b'$', b'"' | b'\'', ..] if self.at == 0 => (HexToken::Wrapping, 1),
            [b'0', b'x' | b'X', ..] => (HexToken::Mark(HexForm::Prefixed), 2),
            // JSON and logs write `\x` as `\\x`.
            [b'\\', b'\\', b'x' | b'X', ..] => (HexToken::Mark(HexForm::Escaped), 3),
            [b'\\', b'x' | b'X', ..] => (HexToken::Mark(HexForm::Escaped), 2),
            [b' ' | b'\t' | b'\r' | b'\n' | 0x0b | 0x0c, ..] => (HexToken::Blank, 1),
            [b':' | b',' | b'-' | b';' | b'|', ..] => (HexToken::Separator, 1),
            [b'"' | b'\'' | b'`' | b'[' | b']' | b'{' | b'}' | b'(' | b')' | b'<' | b'>', ..] => {
                (HexToken::Wrapping, 1)
            }
            [byte, ..] => match nibble(*byte) {
                Some(value) => (HexToken::Digit(value), 1),
                None => (HexToken::Bad, character_len(rest)),
            },
        };
        let at = self.at;
        self.at += len;
        Some((token, at, len))
    }
}

const fn tokens(bytes: &[u8]) -> HexTokens<'_> {
    HexTokens { bytes, at: 0 }
}

/// Counts that tell whether a text is hex, and in which form. A run is a sequence of digits with nothing between
/// them.
#[derive(Default)]
struct DigitStats {
    digits: usize,
    bad: usize,
    marks: usize,
    /// The number of runs.
    runs: usize,
    longest_run: usize,
    odd_runs: usize,
    pairs: usize,
    last_run: usize,
    separators: usize,
    first: Option<HexForm>,
}

impl DigitStats {
    fn of(content: &[u8]) -> Self {
        let mut shape = Self::default();
        for (token, ..) in tokens(content) {
            match token {
                HexToken::Digit(_) => {
                    shape.digits += 1;
                    shape.last_run += 1;
                    shape.first.get_or_insert(HexForm::Digits);
                    continue;
                }
                HexToken::Mark(form) => {
                    shape.marks += 1;
                    shape.first.get_or_insert(form);
                }
                HexToken::Separator => shape.separators += 1,
                HexToken::Bad => shape.bad += 1,
                HexToken::Blank | HexToken::Wrapping => {}
            }
            shape.end_run();
        }
        shape.end_run();
        shape
    }

    fn end_run(&mut self) {
        if self.last_run > 0 {
            self.runs += 1;
            self.longest_run = self.longest_run.max(self.last_run);
            self.odd_runs += self.last_run % 2;
            self.pairs += usize::from(self.last_run == 2);
            self.last_run = 0;
        }
    }

    /// Whether at least nine in ten of all digits and bad characters are digits.
    const fn mostly_digits(&self) -> bool {
        self.digits > 0 && self.bad <= (self.digits + self.bad) / 10
    }
}

/// The form of a text of hex digits, or `None` where the text is something else.
pub(super) fn form(content: &[u8]) -> Option<HexForm> {
    // The first 4 KiB are enough to see that a text is not hex, so a large text need not be walked for that.
    let head = content.get(..content.len().min(4096)).unwrap_or_default();
    let form = form_of(head)?;
    if content.len() == head.len() || content.iter().all(u8::is_ascii_hexdigit) {
        Some(form)
    } else {
        form_of(content)
    }
}

fn form_of(content: &[u8]) -> Option<HexForm> {
    let shape = DigitStats::of(content);
    if !shape.mostly_digits() {
        return None;
    }
    let whole = shape.marks == 1 && shape.runs == 1;
    match shape.first? {
        // In a Python or C string, `\xNN` may be followed by a plain character that happens to be a hex digit. A run
        // of more than two digits shows that, and then the text is not pure hex.
        HexForm::Escaped if whole || shape.longest_run <= 2 => Some(HexForm::Escaped),
        HexForm::Prefixed => Some(HexForm::Prefixed),
        HexForm::Digits if shape.marks == 0 && looks_like_bytes(&shape, content) => Some(HexForm::Digits),
        _ => None,
    }
}

/// Whether digits without `0x` or `\x` are bytes, rather than a date, a time, or words made of the letters a to f.
fn looks_like_bytes(shape: &DigitStats, content: &[u8]) -> bool {
    // The magic number of an aggregate (32 bits) cannot be there by chance, so bad characters are tolerated after it.
    let known = starts_with(content, b"f3899ac2");
    let clean = shape.bad == 0;
    let in_pairs = shape.pairs + 1 >= shape.runs && shape.longest_run <= 2 && shape.runs > 1;
    let in_rows = shape.separators == 0 && shape.odd_runs <= 1;
    (known && shape.mostly_digits()) || (clean && (shape.runs == 1 || in_pairs || in_rows))
}

/// Whether the text begins with these digits (given in lower case), whatever stands between them.
fn starts_with(content: &[u8], digits: &[u8]) -> bool {
    let found = tokens(content).filter_map(|(token, ..)| match token {
        HexToken::Digit(value) => Some(value),
        _ => None,
    });
    found.take(digits.len()).eq(digits.iter().filter_map(|&byte| nibble(byte)))
}

/// The fast path, for a text of nothing but pairs of digits.
fn clean(bytes: &[u8], content: Span) -> Option<Decoded> {
    let (pairs, []) = bytes.as_chunks::<2>() else { return None };
    let pair = |&[high, low]: &[u8; 2]| Some(nibble(high)? << 4 | nibble(low)?);
    let mut out = Decoded::new(HexForm::Digits, content);
    out.bytes = pairs.iter().map(pair).collect::<Option<_>>()?;
    out.digits = bytes.len();
    Some(out)
}

/// Reads a text of hex digits.
pub(super) fn decode(text: &[u8], content: Span) -> Decoded {
    let bytes = content.of(text);
    if let Some(out) = clean(bytes, content) {
        return out;
    }
    let shape = DigitStats::of(bytes);
    let mut out = Decoded::new(shape.first.unwrap_or(HexForm::Digits), content);
    out.digits = shape.digits;
    out.substituted = shape.bad > 0 && shape.digits % 2 == 1 && shape.bad % 2 == 1;
    let mut pairs = Pairs { out, pending: None, marked: false, run: 0 };
    for (token, at, len) in tokens(bytes) {
        pairs.take(&token, Span::new(content.offset.saturating_add(at), len));
    }
    pairs.flush();
    pairs.out
}

/// Joins digits in pairs, which make bytes. The reader of dumps uses it too.
pub(super) struct Pairs {
    pub(super) out: Decoded,
    pending: Option<(u8, Span)>,
    /// Whether `0x` or `\x` was seen. From then on a separator ends the run.
    marked: bool,
    run: usize,
}

impl Pairs {
    pub(super) const fn new(out: Decoded) -> Self {
        Self { out, pending: None, marked: false, run: 0 }
    }

    fn take(&mut self, token: &HexToken, span: Span) {
        match *token {
            HexToken::Digit(value) => self.digit(value, span),
            HexToken::Bad => {
                self.out.bad(span);
                if self.out.substituted {
                    self.digit(0, span);
                }
            }
            HexToken::Mark(_) => {
                self.flush();
                (self.marked, self.run) = (true, 0);
            }
            // One `0x` may stand before digits that go over several lines, so blanks do not end the run.
            HexToken::Blank => {}
            HexToken::Separator | HexToken::Wrapping => {
                if self.marked {
                    self.flush();
                }
            }
        }
    }

    pub(super) fn digit(&mut self, value: u8, span: Span) {
        self.run += 1;
        match self.pending.take() {
            Some((high, _)) => self.out.bytes.push(high << 4 | value),
            None => self.pending = Some((value, span)),
        }
    }

    /// Ends a run of digits. A single digit after a mark, as in `0xa`, is a byte. Any other odd digit is half a byte.
    pub(super) fn flush(&mut self) {
        if let Some((value, span)) = self.pending.take() {
            if self.marked && self.run == 1 {
                self.out.bytes.push(value);
            } else {
                self.out.odd.get_or_insert(span);
            }
        }
        self.run = 0;
    }
}
