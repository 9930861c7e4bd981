//! What scalars of YAML over several lines stand for: blocks, words and quotes whose breaks are folded, escapes.

use crate::value::escaped::{number, push};
use kpl_format::bytes::Origins;

/// Adds what a scalar over several lines stands for.
pub(in crate::value) fn decode(raw: &[u8], offset: usize, out: &mut Vec<u8>, origins: &mut Origins) {
    match raw.first() {
        Some(b'|' | b'>') => block(raw, offset, out, origins),
        Some(quote @ (b'"' | b'\'')) => {
            let whole = raw.len() > 1 && raw.ends_with(&[*quote]);
            let inside = raw.get(1..raw.len() - usize::from(whole)).unwrap_or_default();
            folded(inside, offset + 1, *quote, out, origins);
        }
        _ => folded(raw, offset, 0, out, origins),
    }
}

/// The lines of a block.
fn block(raw: &[u8], offset: usize, out: &mut Vec<u8>, origins: &mut Origins) {
    let folds = raw.starts_with(b">");
    let head = memchr::memchr(b'\n', raw).map_or(raw.len(), |end| end + 1);
    let has = |sign: u8| {
        raw.get(..head).is_some_and(|head| {
            head.split(|byte| *byte == b'#').next().is_some_and(|signs| signs.contains(&sign))
        })
    };
    let (strips, keeps, says) =
        (has(b'-'), has(b'+'), raw.get(1..3).is_some_and(|signs| signs.iter().any(u8::is_ascii_digit)));
    let lines = || raw.get(head..).unwrap_or_default().split_inclusive(|byte| *byte == b'\n');
    let blanks = |line: &[u8]| line.iter().take_while(|byte| **byte == b' ').count();
    let mut indents = lines().filter(|line| !line.trim_ascii().is_empty()).map(blanks);
    // Where the depth is said, the first line may be deeper in than it.
    let depth = if says { indents.min() } else { indents.next() }.unwrap_or(0);
    let start = out.len();
    let (mut at, mut empty, mut before) = (offset + head, 0usize, None::<bool>);
    for line in lines() {
        let cut = depth.min(blanks(line));
        let text = line.get(cut..).unwrap_or_default();
        let text = text.strip_suffix(b"\n").unwrap_or(text);
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        if text.is_empty() {
            empty += 1;
        } else {
            let is_deeper = text.starts_with(b" ") || text.starts_with(b"\t");
            let breaks = match before {
                None => empty,
                Some(was_deeper) if folds && !was_deeper && !is_deeper && empty > 0 => empty,
                Some(was_deeper) if folds && !was_deeper && !is_deeper => 0,
                Some(_) => empty + 1,
            };
            origins.add(out.len(), at.saturating_sub(1));
            out.extend(std::iter::repeat_n(b'\n', breaks));
            if breaks == 0 && before.is_some() {
                out.push(b' ');
            }
            origins.add(out.len(), at + cut);
            out.extend_from_slice(text);
            (empty, before) = (0, Some(is_deeper));
        }
        at += line.len();
    }
    origins.add(out.len(), at.saturating_sub(1));
    let last = usize::from(out.len() > start && !strips);
    out.extend(std::iter::repeat_n(b'\n', if keeps { empty + last } else { last }));
}

/// Lines that are one: a break is a blank, an empty line a break.
fn folded(raw: &[u8], offset: usize, quote: u8, out: &mut Vec<u8>, origins: &mut Origins) {
    let (mut at, mut empty, mut joins) = (offset, 0usize, None::<bool>);
    let count = raw.split(|byte| *byte == b'\n').count();
    for (index, line) in raw.split(|byte| *byte == b'\n').enumerate() {
        let start = if index > 0 { line.len() - line.trim_ascii_start().len() } else { 0 };
        let end = if index + 1 < count { line.trim_ascii_end().len() } else { line.len() };
        let text = line.get(start..end.max(start)).unwrap_or_default();
        if text.is_empty() && index > 0 && index + 1 < count {
            empty += 1;
        } else {
            if let Some(joins) = joins {
                origins.add(out.len(), at.saturating_sub(1));
                out.extend(std::iter::repeat_n(b'\n', empty));
                if empty == 0 && !joins {
                    out.push(b' ');
                }
            }
            let escaped = text.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1;
            let is_escape = quote == b'"' && escaped && index + 1 < count;
            let text = if is_escape { text.get(..text.len() - 1).unwrap_or_default() } else { text };
            piece(text, at + start, quote, out, origins);
            (empty, joins) = (0, Some(is_escape));
        }
        at += line.len() + 1;
    }
}

/// Characters in quotes of a kind.
fn piece(text: &[u8], offset: usize, quote: u8, out: &mut Vec<u8>, origins: &mut Origins) {
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        origins.add(out.len(), offset + at);
        let special = if quote == b'"' { b'\\' } else { b'\'' };
        let run = if quote == 0 { rest.len() } else { memchr::memchr(special, rest).unwrap_or(rest.len()) };
        out.extend_from_slice(rest.get(..run).unwrap_or_default());
        at += run;
        let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) else { break };
        origins.add(out.len(), offset + at);
        at += if quote == b'"' { escape(rest, out) } else { 1 + usize::from(rest.get(1) == Some(&b'\'')) };
        if quote == b'\'' {
            out.push(b'\'');
        }
    }
}

/// Adds the character that an escape stands for, and gives its length.
fn escape(rest: &[u8], out: &mut Vec<u8>) -> usize {
    let digits = |len: usize, out: &mut Vec<u8>| {
        let digits = rest.get(2..2 + len).unwrap_or_default();
        if push(number(digits, 16).filter(|_| digits.len() == len), out) {
            2 + len
        } else {
            out.push(b'\\');
            1
        }
    };
    let char = match rest.get(1) {
        Some(b'x') => return digits(2, out),
        Some(b'u') => {
            // JSON's pairs of surrogates, as writers of JSON in YAML keep them.
            let unit = |at: usize| number(rest.get(at..at + 4)?, 16);
            let pair = (unit(2), rest.get(6..8).filter(|mark| *mark == b"\\u").and_then(|_| unit(8)));
            if let (Some(high @ 0xd800..0xdc00), Some(low @ 0xdc00..0xe000)) = pair {
                push(Some(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00)), out);
                return 12;
            }
            return digits(4, out);
        }
        Some(b'U') => return digits(8, out),
        Some(b'0') => '\0',
        Some(b'a') => '\x07',
        Some(b'b') => '\x08',
        Some(b't' | b'\t') => '\t',
        Some(b'n') => '\n',
        Some(b'v') => '\x0b',
        Some(b'f') => '\x0c',
        Some(b'r') => '\r',
        Some(b'e') => '\x1b',
        Some(b'N') => '\u{85}',
        Some(b'_') => '\u{a0}',
        Some(b'L') => '\u{2028}',
        Some(b'P') => '\u{2029}',
        Some(byte @ (b' ' | b'"' | b'/' | b'\\')) => char::from(*byte),
        _ => {
            out.push(b'\\');
            return 1;
        }
    };
    push(Some(u32::from(char)), out);
    2
}
