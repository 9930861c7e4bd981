//! Where a literal in quotes ends: `"…"`, `b'…'`, `"""…"""`, `` `…` ``, `\"…\"`, a here-document.

use super::tree::{BytesAs, Kind, Spelling};
use kpl_format::bytes::Span;

/// A literal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Literal {
    pub(super) kind: Kind,
    pub(super) span: Span,
    pub(super) whole: bool,
}

/// Finds literals, and remembers which quotes close no more, so that nothing is searched for twice.
#[derive(Debug, Default)]
pub(super) struct Literals {
    /// Up to where it is known that no such quote closes: `"`, `'`, `` ` ``, three `"`, three `'`, `\"`.
    none: [usize; 6],
    /// How much was looked at.
    pub(super) steps: u64,
    /// How often no end of a here-document was found.
    failed: usize,
}

/// How many here-documents without an end are looked for.
const MOST_FAILED: usize = 4;

impl Literals {
    /// The literal that begins at `at`, its letters before the quote included.
    pub(super) fn at(&mut self, text: &[u8], at: usize, inside: bool) -> Option<Literal> {
        let rest = text.get(at..)?;
        let letters = rest.iter().take(3).take_while(|byte| b"bBrRuUfFlLcC8$@~".contains(byte)).count();
        let quote = *rest.get(letters).filter(|byte| b"\"'`\\".contains(byte))?;
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        if at.checked_sub(1).and_then(|before| text.get(before)).is_some_and(is_word) {
            return None;
        }
        let bytes = rest.iter().take(letters).any(|byte| matches!(byte, b'b' | b'B'));
        let start = at + letters;
        if quote == b'\\' {
            return (letters == 0 && rest.get(1) == Some(&b'"')).then(|| self.escaped(text, at))?;
        }
        let triple = quote != b'`'
            && text.get(start..start + 3).is_some_and(|three| three.iter().all(|byte| *byte == quote));
        if triple && let Some(end) = self.triple(text, start, quote) {
            let kind = Kind::Text(Spelling::TripleQuoted);
            return Some(Literal { kind, span: Span::between(at, end), whole: true });
        }
        let (end, doubled, whole) = self.end(text, start, quote, inside)?;
        let kind = match (bytes, doubled) {
            (true, _) => Kind::Bytes(BytesAs::Literal),
            (_, true) => Kind::Text(Spelling::Doubled),
            _ => Kind::Text(Spelling::Quoted),
        };
        Some(Literal { kind, span: Span::between(at, end), whole })
    }

    fn triple(&mut self, text: &[u8], start: usize, quote: u8) -> Option<usize> {
        let known = self.none.get_mut(if quote == b'"' { 3 } else { 4 })?;
        if start < *known {
            return None;
        }
        let mut at = start + 3;
        while let Some(rest) = text.get(at..) {
            let Some(found) = memchr::memchr2(quote, b'\\', rest) else { break };
            let here = at + found;
            if text.get(here) == Some(&b'\\') {
                at = here + 2;
            } else if text.get(here..here + 3).is_some_and(|three| three.iter().all(|byte| *byte == quote)) {
                self.steps += u64::try_from(here - start).unwrap_or(0);
                return Some(here + 3);
            } else {
                at = here + 1;
            }
        }
        *known = text.len();
        None
    }

    /// Where the literal ends whose quote is at `start`, whether quotes in it are doubled, and whether its end is there.
    fn end(&mut self, text: &[u8], start: usize, quote: u8, inside: bool) -> Option<(usize, bool, bool)> {
        let slot = match quote {
            b'"' => 0,
            b'\'' => 1,
            _ => 2,
        };
        if start < *self.none.get(slot)? {
            return None;
        }
        // Only these go on over a line: JSON that was wrapped, a template.
        let lines = quote == b'`' || inside;
        let (mut at, mut doubled) = (start + 1, false);
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let end = loop {
            let rest = text.get(at..).unwrap_or_default();
            let found = if lines {
                memchr::memchr2(quote, b'\\', rest)
            } else {
                memchr::memchr3(quote, b'\\', b'\n', rest)
            };
            let Some(found) = found else { break text.len() };
            let here = at + found;
            match text.get(here) {
                // A line of Windows goes on as well.
                Some(b'\\') if text.get(here + 1..here + 3) == Some(b"\r\n") => at = here + 3,
                Some(b'\\') => at = here + 2,
                Some(b'\n') => break here,
                _ => match text.get(here + 1) {
                    // A quote that is doubled stands for one, in what has more than nothing in it.
                    Some(next) if *next == quote && here > start + 1 => {
                        doubled = true;
                        at = here + 2;
                    }
                    Some(next) if is_word(next) => {
                        self.steps += u64::try_from(here - start).unwrap_or(0);
                        return None;
                    }
                    _ => {
                        self.steps += u64::try_from(here - start).unwrap_or(0);
                        return Some((here + 1, doubled, true));
                    }
                },
            }
        };
        self.steps += u64::try_from(end.saturating_sub(start)).unwrap_or(0);
        if let Some(none) = self.none.get_mut(slot) {
            *none = end;
        }
        // The text was cut within it.
        let rest = Span::between(start, text.len()).of(text).trim_ascii_end();
        let cut = inside && quote != b'`' && end == text.len() && memchr::memchr(b'\n', rest).is_none();
        cut.then_some((start + rest.len(), doubled, false))
    }

    /// `\"…\"`: a literal in a string that nobody unescaped.
    fn escaped(&mut self, text: &[u8], start: usize) -> Option<Literal> {
        let known = self.none.get_mut(5)?;
        if start < *known {
            return None;
        }
        let mut at = start + 2;
        loop {
            let rest = text.get(at..).unwrap_or_default();
            let Some(found) = memchr::memchr3(b'\\', b'"', b'\n', rest) else { break };
            let here = at + found;
            match text.get(here..)? {
                [b'\\', b'"', ..] => {
                    self.steps += u64::try_from(here - start).unwrap_or(0);
                    let span = Span::between(start, here + 2);
                    return Some(Literal { kind: Kind::Text(Spelling::Quoted), span, whole: true });
                }
                // An escape in the inner text: what it escapes may be escaped in the outer one.
                [b'\\', b'\\', b'\\', _, ..] => at = here + 4,
                [b'\\', b'\\', ..] => at = here + 3,
                [b'\\', ..] => at = here + 2,
                // The string around it ends here.
                _ => {
                    *known = here;
                    return None;
                }
            }
        }
        *known = text.len();
        None
    }

    /// The lines of a here-document whose `<<` stands at `at`, and where its first line goes on.
    pub(super) fn here(&mut self, text: &[u8], at: usize) -> Option<(Span, usize)> {
        let rest = text.get(at..)?;
        let head = rest.strip_prefix(b"<<<").or_else(|| rest.strip_prefix(b"<<"))?;
        let head = head.strip_prefix(b"~").or_else(|| head.strip_prefix(b"-")).unwrap_or(head);
        let head = head.strip_prefix(b"'").or_else(|| head.strip_prefix(b"\"")).unwrap_or(head);
        let len = head.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        let name =
            head.get(..len).filter(|name| name.first().is_some_and(|first| !first.is_ascii_digit()))?;
        if self.failed >= MOST_FAILED {
            return None;
        }
        let mut line = at + memchr::memchr(b'\n', rest)? + 1;
        let start = line;
        while let Some(rest) = text.get(line..).filter(|rest| !rest.is_empty()) {
            let len = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
            let words = rest.get(..len).unwrap_or_default().trim_ascii();
            let ends = words.strip_prefix(name).is_some_and(|rest| {
                rest.first().is_none_or(|next| !next.is_ascii_alphanumeric() && *next != b'_')
            });
            self.steps += u64::try_from(len).unwrap_or(0);
            if ends {
                return Some((Span::between(start, line), line + len));
            }
            line += len;
        }
        self.failed += 1;
        None
    }
}
