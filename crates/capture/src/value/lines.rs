//! Lines of a text, for the notations that have some.

use kpl_format::bytes::Span;

/// The line at a place, without its end, and where the next one begins.
pub(super) fn line(text: &[u8], at: usize) -> Option<(Span, usize)> {
    let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
    let len = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    let next = at + (len + 1).min(rest.len());
    let line = rest.get(..len)?;
    count(len + 1);
    Some((Span::new(at, line.strip_suffix(b"\r").unwrap_or(line).len()), next))
}

/// A span without the blanks at its ends.
pub(super) fn trimmed(text: &[u8], span: Span) -> Span {
    let raw = span.of(text);
    let start = raw.len() - raw.trim_ascii_start().len();
    Span::new(span.offset + start, raw.trim_ascii().len())
}

/// Counts the bytes that are looked at, for the law below.
pub(super) fn count(bytes: usize) {
    #[cfg(test)]
    tests::SEEN.with(|seen| seen.set(seen.get() + bytes as u64));
    let _ = bytes;
}

#[cfg(test)]
mod tests {
    use crate::value::{UNWRAPPERS, find};
    use std::cell::Cell;

    thread_local! {
        pub(super) static SEEN: Cell<u64> = const { Cell::new(0) };
    }

    /// A beginning, and what is written over and over behind it.
    const HOSTILE: [(&str, &str); 42] = [
        ("", "k: v\nk2: [\n"),
        ("", "k: v\nk2: 'x\n"),
        ("", "k: v\nk2: 'x\n  y: \"\n   z\n"),
        ("k: |\n", "  x\n"),
        ("", "k:\n"),
        ("", "- "),
        ("", "- - - a: b\n"),
        ("a: 1\nb: ", "[a,"),
        ("a: 1\nb: ", "[a,\n "),
        ("", "a: 1\nb: {a: b}\n"),
        ("", "a: 1\nb: {a: b\n  c\n"),
        ("", "\"a\": b\n"),
        ("a: b\n", " c\n"),
        ("a: b\n", "#\n"),
        ("", "a: b\n c\n c\n c\n c\n c\n c\n c\n c\n"),
        ("", "a,b\nc,\"d\n"),
        ("", "a,b\n\"c\",\"d\"\"\n"),
        ("a,b\n\"", "\"\""),
        ("a,b\n", "\"\",\"\n"),
        ("", "a\tb\n"),
        ("", "A1bA1bA1bA1bA1bA1bA1bA1b\tb\n"),
        ("", "|"),
        ("", "a,"),
        ("", "\"a\","),
        ("", "+-+-+\n|a|b|\n"),
        ("", "a|b\n-+-\n"),
        ("", "|\n"),
        ("", "---\n"),
        (" a  | b \n----+---\n", " x +| y \n"),
        ("", "-[ RECORD 1 ]\na|b+\n |\n"),
        ("", "*** 1. row ***\na: b\nc\n"),
        ("", "GET / HTTP/1.1\nA: HTTP/1.1 200 \n"),
        ("", "0x0000:  4500 0028\n"),
        ("", "Array\n(\n"),
        ("", "Array\n(\n    [a] => b\n"),
        ("Array\n(\n    [a] => ", "x\n)\n"),
        ("Array\n(\n", "    [a] => Array\n        (\n"),
        ("", "{a: b,\n"),
        ("", "[a,\n"),
        ("", "{a: !!x\n"),
        ("{a: !!x \"", "{b: c\n"),
        ("", "\n"),
    ];

    fn seen(text: &str) -> u64 {
        SEEN.with(|seen| seen.set(0));
        let _ = find(text.as_bytes());
        for unwrap in UNWRAPPERS {
            let _ = unwrap(text.as_bytes());
        }
        SEEN.with(Cell::get)
    }

    #[test]
    fn twice_the_text_is_twice_the_work() {
        for (start, again) in HOSTILE {
            let text = |len: usize| start.to_owned() + &again.repeat(len / again.len());
            let (once, twice) = (seen(&text(8_000)), seen(&text(16_000)));
            assert!(twice <= 2 * once + once / 4 + 1_000, "{again:?}: {once} and {twice}");
            assert!(twice <= 80 * 16_000, "{again:?}: {twice}");
        }
    }
}
