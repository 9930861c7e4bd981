//! The union grammar of what programs print: brackets, names, quotes, pairs, bare words. One pass over the whole text;
//! words between values are no faults.

use super::{
    frames::{Frames, Sign},
    literal::Literals,
    tree::{Builder, BytesAs, Kind, LeftOut},
};
use kpl_format::bytes::Span;

/// Reads every value in the window.
pub(super) fn read(text: &[u8], window: Span, tree: &mut Builder) {
    let text = text.get(..window.end().min(text.len())).unwrap_or(text);
    let mut reader = Reader {
        text,
        at: window.offset,
        literals: Literals::default(),
        frames: Frames::new(text, tree),
        no_comment: false,
    };
    while let Some(&byte) = text.get(reader.at) {
        reader.token(byte);
    }
    reader.frames.finish(text.len());
    let steps = reader.literals.steps;
    tree.step(steps);
}

struct Reader<'a, 't> {
    text: &'a [u8],
    at: usize,
    literals: Literals,
    frames: Frames<'a, 't>,
    /// Whether no `*/` follows.
    no_comment: bool,
}

impl<'a> Reader<'a, '_> {
    fn rest(&self) -> &'a [u8] {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn next_is(&self, ahead: usize, is: impl Fn(u8) -> bool) -> bool {
        self.text.get(self.at.saturating_add(ahead)).is_some_and(|byte| is(*byte))
    }

    fn token(&mut self, byte: u8) {
        match byte {
            b'\n' => {
                self.frames.line(self.at);
                self.at += 1;
            }
            b' ' | b'\t' | b'\r' => self.at += 1,
            b',' => {
                self.frames.separator(self.at);
                self.at += 1;
            }
            b';' if self.frames.is_outside() || self.frames.has_value() => {
                self.frames.separator(self.at);
                self.at += 1;
            }
            b'"' | b'\'' | b'`' | b'\\' => self.quote(0),
            b'[' if self.rest().starts_with(b"[B@") => self.word(3),
            b'{' | b'[' | b'(' => self.open(byte),
            b'}' | b']' | b')' => self.close(byte),
            b'>' if self.frames.is_angle() => self.close(byte),
            b'<' | b'#' => self.angle(),
            b'/' => self.comment(),
            b':' | b'=' => self.sign(byte),
            _ => {
                let letters =
                    self.rest().iter().take(3).take_while(|byte| b"bBrRuUfFlLcC8$@~".contains(byte)).count();
                if letters > 0 && self.next_is(letters, |byte| b"\"'".contains(&byte)) {
                    self.quote(letters);
                } else {
                    self.word(0);
                }
            }
        }
    }

    /// A literal, or a quote that is a plain character.
    fn quote(&mut self, letters: usize) {
        if self.rest().starts_with(b"```") {
            return self.plain(3);
        }
        if self.frames.takes_literals(self.at)
            && let Some(literal) = self.literals.at(self.text, self.at, !self.frames.is_outside())
        {
            self.frames.literal(literal.kind, literal.span, literal.whole);
            self.at = literal.span.end();
            return;
        }
        if self.rest().starts_with(b"\\\n") || self.rest().starts_with(b"\\\r") {
            // The line goes on in the next.
            self.at += if self.rest().starts_with(b"\\\r\n") { 3 } else { 2 };
            return;
        }
        self.plain(letters + 1);
    }

    /// Characters that mean nothing.
    fn plain(&mut self, len: usize) {
        self.frames.bare(Span::new(self.at, len));
        self.at += len;
    }

    /// A word: up to a blank or a sign. `from` of its characters are known.
    fn word(&mut self, from: usize) {
        let rest = self.rest();
        let ends = |at: usize, byte: u8| match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' | b'=' | b'{' | b'}' | b'[' | b']' | b'(' | b')' => {
                true
            }
            // An apostrophe within a word.
            b'\'' | b'"' | b'`' => {
                let is_letter = |at: usize| rest.get(at).is_some_and(u8::is_ascii_alphanumeric);
                !(at > 0 && is_letter(at - 1) && is_letter(at + 1))
            }
            b'>' => self.frames.is_angle(),
            b';' => self.frames.is_outside(),
            _ => false,
        };
        let len = (from..rest.len()).find(|&at| rest.get(at).is_some_and(|byte| ends(at, *byte)));
        let len = len.unwrap_or(rest.len()).max(1);
        self.frames.bare(Span::new(self.at, len));
        self.at += len;
        if self.rest().starts_with(b"()")
            && self.text.get(..self.at).is_some_and(|text| text.ends_with(b".toByte"))
        {
            self.plain(2);
        }
    }

    fn open(&mut self, byte: u8) {
        if self.frames.open(byte, self.at) {
            self.at += 1;
            self.dump();
        } else {
            self.plain(1);
        }
    }

    /// The lines of a dump in hex behind a bracket: what spew prints of bytes.
    fn dump(&mut self) {
        let rest = self.rest();
        let first = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\r')).count();
        if rest.get(first) != Some(&b'\n') {
            return;
        }
        let start = self.at + first + 1;
        let mut end = start;
        for line in self.text.get(start..).unwrap_or_default().split_inclusive(|byte| *byte == b'\n') {
            if !is_dump_line(line) {
                break;
            }
            end += line.len();
        }
        if end > start {
            self.frames.bytes(BytesAs::Dump, Span::between(start, end), None);
            self.at = end;
        }
    }

    fn close(&mut self, byte: u8) {
        let next_is_word = self.next_is(1, |byte| byte.is_ascii_alphanumeric());
        let len = if byte == b'>' && self.frames.is_double() { 2 } else { 1 };
        if self.frames.close(byte, self.at, len, next_is_word) {
            self.at += len;
        } else {
            self.plain(1);
        }
    }

    /// `<Buffer f3 …>`, `<<243, 137>>`, `#<struct a="b">`, a here-document.
    fn angle(&mut self) {
        let rest = self.rest();
        let buffer =
            [&b"<Buffer"[..], b"<SlowBuffer", b"<Uint8Array"].iter().any(|name| rest.starts_with(name));
        if buffer && let Some(len) = ends_in_angle(rest) {
            let inside = Span::new(self.at, len + 1);
            self.frames.bytes(BytesAs::Hex, inside, left_out_of(inside.of(self.text)));
            self.at += len + 1;
            return;
        }
        if rest.starts_with(b"<<") {
            let digit =
                rest.get(2..).unwrap_or_default().trim_ascii_start().first().is_some_and(u8::is_ascii_digit);
            if digit {
                let of_numbers =
                    |byte: &u8| byte.is_ascii_digit() || byte.is_ascii_whitespace() || b",.".contains(byte);
                let len = 2 + rest.iter().skip(2).take_while(|byte| of_numbers(byte)).count();
                if rest.get(len..).is_some_and(|rest| rest.starts_with(b">>")) {
                    let span = Span::new(self.at, len + 2);
                    self.frames.bytes(BytesAs::Numbers, span, left_out_of(span.of(self.text)));
                    self.at += len + 2;
                    return;
                }
            }
            if let Some((lines, end)) = self.literals.here(self.text, self.at) {
                self.frames.literal(Kind::Text(super::Spelling::Lines), lines, true);
                self.at = end;
                return;
            }
            if rest.get(2) == Some(&b'"') && self.frames.open(b'<', self.at) {
                self.at += 2;
                return;
            }
        }
        if rest.starts_with(b"#<") && self.frames.open(b'#', self.at) {
            self.at += 2;
        } else {
            self.plain(1);
        }
    }

    /// `/* … */` and, among values, `// …` up to the end of the line.
    fn comment(&mut self) {
        let rest = self.rest();
        if rest.starts_with(b"/*") && !self.no_comment {
            match memchr::memmem::find(rest, b"*/") {
                Some(len) => self.at += len + 2,
                None => {
                    self.no_comment = true;
                    self.word(0);
                }
            }
        } else if rest.starts_with(b"//") && self.frames.takes_comments(self.at) {
            self.at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        } else {
            self.word(0);
        }
    }

    /// A sign between a name and its value, or a character like any other.
    fn sign(&mut self, byte: u8) {
        let rest = self.rest();
        let blank = |at: usize| rest.get(at).is_none_or(u8::is_ascii_whitespace);
        let before = self.at.checked_sub(1).and_then(|at| self.text.get(at)).copied().unwrap_or(b' ');
        let sign = match (byte, rest.get(1)) {
            (b'=', Some(b'>')) => Some((Sign::Arrow, 2)),
            (b'=', Some(b'=')) | (b':', Some(b':')) => None,
            (b':', Some(b'=')) => Some((Sign::Assign, 2)),
            (b'=', _) if blank(1) && before.is_ascii_whitespace() => Some((Sign::Assign, 1)),
            (b'=', _) if !blank(1) && !before.is_ascii_whitespace() => Some((Sign::Equals, 1)),
            (b':', _) if blank(1) => Some((Sign::Colon, 1)),
            (b':', _) => Some((Sign::Tight, 1)),
            _ => None,
        };
        let double = matches!(rest.get(1), Some(next) if *next == byte);
        match sign.filter(|_| !matches!(before, b'!' | b'<' | b'>') && before != byte) {
            Some((sign, len)) if self.frames.sign(sign, self.at, len) => self.at += len,
            _ => self.plain(if double { 2 } else { 1 }),
        }
    }
}

/// `00000010  f3 89 …  |..|`.
fn is_dump_line(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    let digits = line.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
    let rest = line.get(digits..).unwrap_or_default();
    digits == 8
        && rest.starts_with(b"  ")
        && rest.get(2..4).is_some_and(|byte| byte.iter().all(u8::is_ascii_hexdigit))
}

/// What a printer says in bytes that it left out.
fn left_out_of(bytes: &[u8]) -> Option<(usize, LeftOut)> {
    let dots = memchr::memmem::find(bytes, b"...")?;
    let rest = bytes.get(dots..)?;
    let end = rest.iter().position(|byte| *byte == b'>').unwrap_or(rest.len());
    match super::bare::left_out(rest.get(..end)?.trim_ascii())? {
        LeftOut::Items(count) => Some((dots, LeftOut::Bytes(count))),
        other => Some((dots, other)),
    }
}

/// The length of `<Buffer …` up to its end, where nothing but bytes stands in it.
fn ends_in_angle(rest: &[u8]) -> Option<usize> {
    let inside =
        rest.iter().skip(1).position(|byte| !byte.is_ascii_alphanumeric() && !b" .\n".contains(byte))?;
    (rest.get(inside + 1) == Some(&b'>')).then_some(inside + 1)
}
