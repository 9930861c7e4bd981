//! Hex digits in a row: with or without separators, `0x`, `\x`, quotes and brackets.

use super::{Decoded, Form, nibble};
use crate::bytes::{Span, base64::character_len};

enum Token {
    Digit(u8),
    /// `0x` or `\x`: what follows is counted by itself.
    Mark(Form),
    /// Blank or line break.
    Blank,
    /// A colon, comma, hyphen and what else stands between bytes.
    Separator,
    /// A quote or bracket, the `b` or `$` before one.
    Wrapping,
    Bad,
}

struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = (Token, usize, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.bytes.get(self.at..)?;
        let (token, len) = match rest {
            [] => return None,
            [b'b' | b'B' | b'$', b'"' | b'\'', ..] if self.at == 0 => (Token::Wrapping, 1),
            [b'0', b'x' | b'X', ..] => (Token::Mark(Form::Prefixed), 2),
            // `\\x` is how JSON and logs write `\x`.
            [b'\\', b'\\', b'x' | b'X', ..] => (Token::Mark(Form::Escaped), 3),
            [b'\\', b'x' | b'X', ..] => (Token::Mark(Form::Escaped), 2),
            [b' ' | b'\t' | b'\r' | b'\n' | 0x0b | 0x0c, ..] => (Token::Blank, 1),
            [b':' | b',' | b'-' | b';' | b'|', ..] => (Token::Separator, 1),
            [b'"' | b'\'' | b'`' | b'[' | b']' | b'{' | b'}' | b'(' | b')' | b'<' | b'>', ..] => {
                (Token::Wrapping, 1)
            }
            [byte, ..] => match nibble(*byte) {
                Some(value) => (Token::Digit(value), 1),
                None => (Token::Bad, character_len(rest)),
            },
        };
        let at = self.at;
        self.at += len;
        Some((token, at, len))
    }
}

const fn tokens(bytes: &[u8]) -> Tokens<'_> {
    Tokens { bytes, at: 0 }
}

/// What the runs of digits look like, before anything is decided.
#[derive(Default)]
struct Shape {
    digits: usize,
    bad: usize,
    marks: usize,
    /// The lengths of the runs of digits, as far as they say something.
    runs: usize,
    longest_run: usize,
    odd_runs: usize,
    pairs: usize,
    last_run: usize,
    separators: usize,
    first: Option<Form>,
}

impl Shape {
    fn of(content: &[u8]) -> Self {
        let mut shape = Self::default();
        for (token, ..) in tokens(content) {
            match token {
                Token::Digit(_) => {
                    shape.digits += 1;
                    shape.last_run += 1;
                    shape.first.get_or_insert(Form::Digits);
                    continue;
                }
                Token::Mark(form) => {
                    shape.marks += 1;
                    shape.first.get_or_insert(form);
                }
                Token::Separator => shape.separators += 1,
                Token::Bad => shape.bad += 1,
                Token::Blank | Token::Wrapping => {}
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

    /// At least nine in ten of the characters that count are digits.
    const fn mostly_digits(&self) -> bool {
        self.digits > 0 && self.bad <= (self.digits + self.bad) / 10
    }
}

/// The form of digits in a row; `None` where the text is something else.
pub(super) fn form(content: &[u8]) -> Option<Form> {
    // What is something else says so at once: a large text is not walked to its end for that.
    let head = content.get(..content.len().min(4096)).unwrap_or_default();
    let form = form_of(head)?;
    if content.len() == head.len() || content.iter().all(u8::is_ascii_hexdigit) {
        Some(form)
    } else {
        form_of(content)
    }
}

fn form_of(content: &[u8]) -> Option<Form> {
    let shape = Shape::of(content);
    if !shape.mostly_digits() {
        return None;
    }
    let whole = shape.marks == 1 && shape.runs == 1;
    match shape.first? {
        // In Python's and C's text a digit may follow `\xNN` and be itself: then this is not hex alone.
        Form::Escaped if whole || shape.longest_run <= 2 => Some(Form::Escaped),
        Form::Prefixed => Some(Form::Prefixed),
        Form::Digits if shape.marks == 0 && looks_like_bytes(&shape, content) => Some(Form::Digits),
        _ => None,
    }
}

/// Whether digits without marks are bytes, and not a date, a time, or words made of a to f.
fn looks_like_bytes(shape: &Shape, content: &[u8]) -> bool {
    // 96 bits that could be a word are not mistaken for one.
    let known = starts_with(content, b"f3899ac2");
    let clean = shape.bad == 0;
    let in_pairs = shape.pairs + 1 >= shape.runs && shape.longest_run <= 2 && shape.runs > 1;
    let in_rows = shape.separators == 0 && shape.odd_runs <= 1;
    (known && shape.mostly_digits()) || (clean && (shape.runs == 1 || in_pairs || in_rows))
}

/// Whether the first digits, whatever stands between them, are these (lower case).
fn starts_with(content: &[u8], digits: &[u8]) -> bool {
    let found = tokens(content).filter_map(|(token, ..)| match token {
        Token::Digit(value) => Some(value),
        _ => None,
    });
    found.take(digits.len()).eq(digits.iter().filter_map(|&byte| nibble(byte)))
}

/// The short way for nothing but pairs of digits.
fn clean(bytes: &[u8], content: Span) -> Option<Decoded> {
    let (pairs, []) = bytes.as_chunks::<2>() else { return None };
    let pair = |&[high, low]: &[u8; 2]| Some(nibble(high)? << 4 | nibble(low)?);
    let mut out = Decoded::new(Form::Digits, content);
    out.bytes = pairs.iter().map(pair).collect::<Option<_>>()?;
    out.digits = bytes.len();
    Some(out)
}

/// Reads digits in a row.
pub(super) fn decode(text: &[u8], content: Span) -> Decoded {
    let bytes = content.of(text);
    if let Some(out) = clean(bytes, content) {
        return out;
    }
    let shape = Shape::of(bytes);
    let mut out = Decoded::new(shape.first.unwrap_or(Form::Digits), content);
    out.digits = shape.digits;
    out.substituted = shape.bad > 0 && shape.digits % 2 == 1 && shape.bad % 2 == 1;
    let mut pairs = Pairs { out, pending: None, marked: false, run: 0 };
    for (token, at, len) in tokens(bytes) {
        pairs.take(&token, Span::new(content.offset.saturating_add(at), len));
    }
    pairs.flush();
    pairs.out
}

/// Puts two digits together. Other readers of digits use it as well.
pub(super) struct Pairs {
    pub(super) out: Decoded,
    pending: Option<(u8, Span)>,
    /// The digits follow `0x` or `\x`: their run ends at the next sign that is not a digit.
    marked: bool,
    run: usize,
}

impl Pairs {
    pub(super) const fn new(out: Decoded) -> Self {
        Self { out, pending: None, marked: false, run: 0 }
    }

    fn take(&mut self, token: &Token, span: Span) {
        match *token {
            Token::Digit(value) => self.digit(value, span),
            Token::Bad => {
                self.out.bad(span);
                if self.out.substituted {
                    self.digit(0, span);
                }
            }
            Token::Mark(_) => {
                self.flush();
                (self.marked, self.run) = (true, 0);
            }
            // A whole behind one mark may be wrapped, so blanks do not end its run.
            Token::Blank => {}
            Token::Separator | Token::Wrapping => {
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

    /// Ends a run that stands by itself: `0xa` is a byte, any other odd number of digits lacks one.
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
