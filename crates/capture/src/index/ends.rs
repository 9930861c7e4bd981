//! Where a JSON value ends, found a chunk at a time: brackets are counted, strings leapt over.

use kpl_format::bytes::json::{self, FaultKind};
use memchr::memchr2;

/// What a value is, by its first character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    /// Nothing of it was seen yet.
    Unknown,
    /// An object, an array or a string.
    Bracketed,
    /// A number or a word, or what is no JSON: up to what cannot belong to it.
    Bare,
}

/// The state between chunks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ends {
    of: Of,
    depth: usize,
    string: bool,
    /// A backslash was the last byte of the chunk.
    escaped: bool,
}

impl Ends {
    pub(super) const fn new() -> Self {
        Self { of: Of::Unknown, depth: 0, string: false, escaped: false }
    }

    /// Behind the first item of an object.
    pub(super) const fn inside() -> Self {
        Self { of: Of::Bracketed, depth: 1, string: false, escaped: false }
    }

    /// Goes on through `bytes`; how many of them belong to the value, where it ends in them.
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

    /// Up to the end of the string; how many bytes were passed.
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

    /// Up to behind the next bracket or quote.
    fn outside(&mut self, bytes: &[u8]) -> usize {
        // Between strings there are few bytes: a call to look for five characters at once would cost more.
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

/// What ends a number or a word between documents or items. A quote or bracket begins the next value.
const fn ends_bare(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b'{' | b'[' | b'}' | b']' | b'"' | 0x1e)
}

/// Where the string ends whose first character is at `at`, behind its opening quote; `None` where it has no end.
/// Says as well whether there are escapes.
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

/// Where the last line break is.
pub(super) fn last_line_break(text: &[u8]) -> Option<usize> {
    memchr::memrchr2(b'\n', b'\r', text)
}

/// How long the value of `len` bytes at the start is for its reader. Where it is a number or word that is none, the
/// character after it belongs to it, so that it is not taken for one that the end of the text cut.
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
