//! What happens to a text on its way through mail, word processors, web pages and logs: quotes that curl, spaces that do
//! not break, a mark, a number or a time before each line. It is undone without moving a byte, so that offsets stay true.

use super::{finding::Code, lines, sure};
use kpl_format::bytes::Span;

/// What was undone, and the text without it; `None` where it is a capture as it is, or none without it either.
pub(super) fn undone(text: &[u8]) -> Option<(Code, Vec<u8>)> {
    let typographic = std::iter::once_with(|| Some((Code::Typographic, straight(text)?)));
    let marks = std::iter::once_with(|| Some((Code::LinePrefixes, without_prefixes(text)?)));
    let beginnings = std::iter::once_with(|| Some((Code::LinePrefixes, without_beginnings(text)?)));
    let mut ways = typographic.chain(marks).chain(beginnings).flatten();
    let found = ways.find(|(_, undone)| sure::is_capture(undone))?;
    let is_better = || sure::count(&found.1) >= sure::count(text);
    (!sure::is_capture(text) && is_better()).then_some(found)
}

/// Straight quotes for curled ones, blanks for what does not break. A quote has three bytes: two become blanks, outside
/// of the string.
pub(super) fn straight(text: &[u8]) -> Option<Vec<u8>> {
    const SPACE: &[u8] = "\u{a0}".as_bytes();
    let starts = |at: usize, mark: &str| text.get(at..).is_some_and(|rest| rest.starts_with(mark.as_bytes()));
    let any =
        memchr::memmem::find(text, SPACE).is_some() || memchr::memmem::find(text, b"\xe2\x80").is_some();
    if !any {
        return None;
    }
    let is_curled = |at: usize| starts(at, "\u{201c}") || starts(at, "\u{201d}");
    let (mut plain, mut at) = (Vec::with_capacity(text.len()), 0);
    // In a string, and in one of the JSON that it holds.
    let (mut inside, mut deeper) = (false, false);
    while let Some(byte) = text.get(at) {
        let made: &[u8] = match byte {
            0xe2 if is_curled(at) => {
                (inside, deeper) = (!inside, false);
                if inside { b"  \"" } else { b"\"  " }
            }
            0xe2 if !inside && starts(at, "\u{200b}") => b"   ",
            0xc2 if !inside && starts(at, "\u{a0}") => b"  ",
            b'"' => {
                (inside, deeper) = (!inside, false);
                b"\""
            }
            b'\\' if inside && is_curled(at + 1) => {
                deeper = !deeper;
                if deeper { b"  \\\"" } else { b"\\\"  " }
            }
            b'\\' if inside => text.get(at..at + 2).unwrap_or(b"\\"),
            _ => std::slice::from_ref(byte),
        };
        plain.extend_from_slice(made);
        at += made.len();
    }
    (plain != text).then_some(plain)
}

/// Blanks for what stands before every line: `> ` of a mail, the signs of a comment, the number of the line.
fn without_prefixes(text: &[u8]) -> Option<Vec<u8>> {
    let signs = |line: &[u8]| line.iter().take_while(|byte| b">/#*;|-".contains(byte)).count();
    blanked(text, |line| set_off(line, signs(line))).or_else(|| without_numbers(text))
}

/// Each line's number is one more than that of the line before; one line alone may begin with a number of its own.
fn without_numbers(text: &[u8]) -> Option<Vec<u8>> {
    lines::lines(text, Span::new(0, text.len())).nth(1)?;
    let mut expected = None;
    blanked(text, |line| {
        let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number: u64 = std::str::from_utf8(line.get(..digits)?).ok()?.parse().ok()?;
        let follows = expected.is_none_or(|expected| expected == Some(number));
        expected = Some(number.checked_add(1));
        let sign = usize::from(line.get(digits).is_some_and(|byte| b":|.)".contains(byte)));
        set_off(line, digits + sign).filter(|_| follows)
    })
}

/// The length of a prefix, where there is one and a blank behind it.
fn set_off(line: &[u8], len: usize) -> Option<usize> {
    let blank = line.get(len).is_none_or(|byte| matches!(byte, b' ' | b'\t'));
    (len > 0 && blank).then_some(len)
}

/// Blanks for as many characters of each line as `prefix` says; `None` where it does not, or there is no line.
fn blanked(text: &[u8], mut prefix: impl FnMut(&[u8]) -> Option<usize>) -> Option<Vec<u8>> {
    let mut plain = None;
    for line in lines::lines(text, Span::new(0, text.len())) {
        let len = prefix(line.of(text))?.min(line.len);
        let plain = plain.get_or_insert_with(|| text.to_vec());
        plain.get_mut(line.offset..line.offset + len)?.fill(b' ');
    }
    plain
}

/// Blanks for what all lines begin with, digits aside: the time and the name that a log puts before each. It ends with
/// the first blank from which on the first lines are a capture.
fn without_beginnings(text: &[u8]) -> Option<Vec<u8>> {
    let mut all = lines::lines(text, Span::new(0, text.len()));
    let first = all.next().filter(|_| text.len() <= MOST_LOG)?.of(text);
    let alike = |one: u8, other: u8| one == other || (one.is_ascii_digit() && other.is_ascii_digit());
    let mut common = None;
    for line in all {
        let same = first.iter().zip(line.of(text)).take_while(|(one, other)| alike(**one, **other)).count();
        // A line with nothing but the beginning says nothing about its length.
        let same = if same < line.len { same } else { MOST_BEGINNING };
        common = Some(common.unwrap_or(MOST_BEGINNING).min(same));
    }
    let sample =
        memchr::memrchr(b'\n', text.get(..SAMPLE).unwrap_or(text)).and_then(|end| text.get(..end))?;
    let ends_here = |end: &usize| first.get(end - 1).is_some_and(|byte| matches!(byte, b' ' | b'\t'));
    let is_capture = |text: Option<Vec<u8>>| text.is_some_and(|text| sure::is_capture(&text));
    let mut ends = (1..=common?.min(first.len())).filter(ends_here);
    let end = ends.find(|&end| is_capture(blanked(sample, |_| Some(end))))?;
    blanked(text, |_| Some(end))
}

/// How long such a beginning may be, and the text in which it is looked for.
const MOST_BEGINNING: usize = 160;
const MOST_LOG: usize = 16 << 20;
/// Bytes of the first lines that tell what it is: a record of a megabyte stands among them.
const SAMPLE: usize = 2 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_byte_moves() {
        let rows = [
            ("“a”:\u{a0}“b \u{a0}c”", "  \"a\"  :    \"b \u{a0}c\"  "),
            ("“{\\“a\\”:1}”", "  \"{  \\\"a\\\"  :1}\"  "),
            ("\"\\\"\u{a0}\"\u{200b}", "\"\\\"\u{a0}\"   "),
        ];
        for (text, expected) in rows {
            assert_eq!(
                straight(text.as_bytes()).map(|text| String::from_utf8(text).unwrap()).as_deref(),
                Some(expected)
            );
        }
        assert_eq!(straight("\"a\u{a0}b\"".as_bytes()), None);
        let rows = [
            ("> a\n>> b\n>\n", "  a\n   b\n \n"),
            ("// a\n// b", "   a\n   b"),
            (" 9: a\n10: b\n", "    a\n    b\n"),
        ];
        for (text, expected) in rows {
            let found = without_prefixes(text.as_bytes()).map(|text| String::from_utf8(text).unwrap());
            assert_eq!(found.as_deref(), Some(expected), "{text}");
        }
        for text in ["a", "> a\nb", "1 a", "1 a\n3 b", "12a\n13b", ""] {
            assert_eq!(without_prefixes(text.as_bytes()), None, "{text}");
        }
    }
}
