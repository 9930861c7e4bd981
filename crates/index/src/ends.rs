//! Finds where a JSON value ends, a chunk at a time. It counts brackets and leaps over strings.

use kpl_format::bytes::json::{self, FaultKind};
use memchr::memchr2;

/// What a value is, as its first character tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Unknown,
    /// An object, an array or a string. It ends with its closing bracket or quote.
    Bracketed,
    /// A number, a word, or no JSON at all. It ends before the first character that cannot belong to it.
    Bare,
}

/// What is known between two chunks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ends {
    of: Of,
    depth: usize,
    string: bool,
    /// Whether the last byte of the chunk was a backslash.
    escaped: bool,
}

impl Ends {
    pub(super) const fn new() -> Self {
        Self { of: Of::Unknown, depth: 0, string: false, escaped: false }
    }

    /// Starts within an object, behind its first item.
    pub(super) const fn inside() -> Self {
        Self { of: Of::Bracketed, depth: 1, string: false, escaped: false }
    }

    /// Goes on through `bytes`. If the value ends in them, returns how many of them belong to it.
    pub(super) fn step(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        if self.of == Of::Unknown {
            self.of = match bytes.first()? {
                b'{' | b'[' | b'"' => Of::Bracketed,
                _ => Of::Bare,
            };
            at = usize::from(self.of == Of::Bare);
        }
        if self.of == Of::Bare {
            let rest = bytes.get(at..).unwrap_or_default();
            return rest.iter().position(|&byte| ends_bare(byte)).map(|len| at + len);
        }
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            at += if self.string { self.in_string(rest) } else { self.outside(rest) };
            if !self.string && self.depth == 0 {
                return Some(at);
            }
        }
        None
    }

    /// Goes to the end of the string. Returns how many bytes were passed.
    fn in_string(&mut self, bytes: &[u8]) -> usize {
        if self.escaped {
            self.escaped = false;
            return 1;
        }
        let Some(at) = memchr2(b'"', b'\\', bytes) else { return bytes.len() };
        match bytes.get(at) {
            Some(b'"') => self.string = false,
            _ => self.escaped = true,
        }
        at + 1
    }

    /// Goes past the next bracket or quote. Returns how many bytes were passed.
    fn outside(&mut self, bytes: &[u8]) -> usize {
        // Few bytes stand between strings, so a call that looks for five characters at once would cost more.
        let is_sign = |byte: &u8| matches!(byte, b'"' | b'{' | b'[' | b'}' | b']');
        let Some(at) = bytes.iter().position(is_sign) else { return bytes.len() };
        match bytes.get(at) {
            Some(b'"') => self.string = true,
            Some(b'{' | b'[') => self.depth += 1,
            _ => self.depth = self.depth.saturating_sub(1),
        }
        at + 1
    }
}

/// Whether a byte ends a number or word. A quote or bracket does, since it begins the next value.
const fn ends_bare(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b'{' | b'[' | b'}' | b']' | b'"' | 0x1e)
}

/// The end of the string whose first character is at `at`, behind its opening quote, and whether it has escapes.
/// `None` where the string has no end.
pub(super) fn string_end(text: &[u8], at: usize) -> Option<(usize, bool)> {
    let (mut from, mut escaped) = (at, false);
    loop {
        let rest = text.get(from..)?;
        let found = from + memchr2(b'"', b'\\', rest)?;
        if text.get(found) == Some(&b'"') {
            return Some((found, escaped));
        }
        escaped = true;
        from = found + 2;
    }
}

/// The offset of the last line break.
pub(super) fn last_line_break(text: &[u8]) -> Option<usize> {
    memchr::memrchr2(b'\n', b'\r', text)
}

/// How much of the text belongs to a value of `len` bytes at its start. If that is a word or number that is not
/// valid, the next character is included, so that the reader does not take the value for one that the end of the text
/// cut off.
pub(super) fn end_of_word(text: &[u8], len: usize) -> usize {
    let word = text.get(..len).unwrap_or_default();
    let is_word = !matches!(word, [] | [b'{' | b'[' | b'"', ..]);
    let is_none = || json::parse(word).1.is_some_and(|fault| fault.kind == FaultKind::CutShort);
    if is_word && is_none() { (len + 1).min(text.len()) } else { len }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_end_where_they_do_however_they_are_cut() {
        let rows = [
            (r#"{"a":[1,"}\"]"],"b":{}} {"#, 23),
            (r#"[] []"#, 2),
            (r#""a\\" 1"#, 5),
            ("12.5,7", 4),
            ("true{}", 4),
            ("\u{feff}{}", 3),
            (r#"{"a\"#, 0),
            ("17", 0),
        ];
        for (text, end) in rows {
            for cut in 0..=text.len() {
                let (first, second) = text.as_bytes().split_at(cut);
                let mut ends = Ends::new();
                let found = ends.step(first).or_else(|| ends.step(second).map(|len| cut + len));
                assert_eq!(found.unwrap_or_default(), end, "{text} cut at {cut}");
            }
        }
    }
}
