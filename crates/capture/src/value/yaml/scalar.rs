//! Scalars of YAML: where they end, and what those over several lines stand for.

use super::{dash, indent, key};
use crate::value::{
    lines::{line, trimmed},
    spelling::{number, push},
};
use kpl_format::bytes::{Origins, Span};

/// A scalar, or what stands in brackets.
pub(super) enum Scalar {
    /// From `|` or `>` on, and the lines below that.
    Block {
        span: Span,
        content: Span,
    },
    Quoted(Span),
    Flow(Span),
    Plain(Span),
}

/// A scalar and where the line behind it begins.
pub(super) struct Ends {
    pub(super) scalar: Scalar,
    pub(super) next: usize,
}

/// What stands behind a value's tag and anchor, and the tag.
pub(super) fn properties(text: &[u8], rest: Span) -> (Span, Option<Span>) {
    let (mut rest, mut tag) = (trimmed(text, rest), None);
    for _ in 0..2 {
        let raw = rest.of(text);
        let Some(first @ (b'!' | b'&')) = raw.first() else { break };
        let len = raw.iter().position(|byte| *byte == b' ').unwrap_or(raw.len());
        if *first == b'!' {
            tag = Some(Span::new(rest.offset, len));
        }
        rest = trimmed(text, Span::between(rest.offset + len, rest.end()));
    }
    (rest, tag)
}

/// Whether a block begins here: `|`, `>-`, `|2+`.
pub(super) fn is_block(value: &[u8]) -> bool {
    let signs = value.get(1..).unwrap_or_default();
    let len = signs.iter().take_while(|byte| byte.is_ascii_digit() || b"+-".contains(byte)).count();
    let behind = signs.get(len..).unwrap_or_default();
    matches!(value.first(), Some(b'|' | b'>'))
        && len <= 2
        && (behind.is_empty() || behind.starts_with(b" "))
        && super::is_nothing(behind)
}

/// Whether as many brackets close as open.
pub(super) fn is_balanced(value: &[u8]) -> bool {
    let (open, close) = (b"([{", b")]}");
    let count = |signs: &[u8]| value.iter().filter(|byte| signs.contains(byte)).count();
    count(open) <= count(close)
}

/// Where the scalar ends that begins in a line; what is around it is `indent` blanks in.
pub(super) fn ends(text: &[u8], rest: Span, next: usize, around: usize) -> Option<Ends> {
    let raw = rest.of(text);
    match raw.first()? {
        b'|' | b'>' if is_block(raw) => {
            let keeps = raw.contains(&b'+');
            let end = below(text, next, around, keeps);
            let span = Span::between(rest.offset, end.max(rest.end()));
            Some(Ends {
                scalar: Scalar::Block { span, content: Span::between(next, end) },
                next: end.max(next),
            })
        }
        b'{' | b'[' => {
            let end = closes(text, rest.offset, next, around)?;
            behind(text, end).map(|next| Ends { scalar: Scalar::Flow(Span::between(rest.offset, end)), next })
        }
        quote @ (b'"' | b'\'') => {
            let end = quoted(text, rest.offset, *quote, next, around)?;
            behind(text, end)
                .map(|next| Ends { scalar: Scalar::Quoted(Span::between(rest.offset, end)), next })
        }
        _ => {
            let comment = memchr::memmem::find(raw, b" #").unwrap_or(raw.len());
            let first = trimmed(text, Span::new(rest.offset, comment));
            if !is_balanced(first.of(text)) {
                return None;
            }
            let (mut end, mut at) = (first.end(), next);
            while let Some((row, next)) = line(text, at).filter(|_| comment == raw.len()) {
                let Some(blanks) = indent(row.of(text)).filter(|blanks| *blanks > around) else { break };
                let rest = Span::between(row.offset + blanks, row.end());
                let raw = rest.of(text);
                if raw.is_empty() || raw.starts_with(b"#") || dash(raw).is_some() || key(text, rest).is_some()
                {
                    break;
                }
                end = trimmed(text, row).end();
                at = next;
            }
            Some(Ends { scalar: Scalar::Plain(Span::between(first.offset, end)), next: at })
        }
    }
}

/// Where the lines end that are deeper in than what is around them; empty ones at the end count where they are kept.
fn below(text: &[u8], from: usize, around: usize, keeps: bool) -> usize {
    let (mut at, mut end) = (from, from);
    while let Some((row, next)) = line(text, at) {
        let raw = row.of(text);
        let is_empty = raw.trim_ascii().is_empty();
        if !is_empty && raw.iter().take_while(|byte| **byte == b' ').count() <= around {
            break;
        }
        at = next;
        if !is_empty || keeps {
            end = next;
        }
    }
    end
}

/// Where the next line begins, where nothing but a comment stands behind a value.
fn behind(text: &[u8], end: usize) -> Option<usize> {
    let (rest, next) = line(text, end).unwrap_or((Span::new(end, 0), end));
    super::is_nothing(rest.of(text)).then_some(next)
}

/// Whether a value may go on in a line: it is deeper in than what is around it, or empty, or closes it.
fn goes_on(text: &[u8], row: Span, around: usize) -> bool {
    let raw = row.of(text);
    let blanks = raw.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    blanks > around || matches!(raw.get(blanks), None | Some(b'}' | b']'))
}

/// The length of the literal that a text begins with, where its quote closes.
pub(super) fn closes_at(raw: &[u8]) -> Option<usize> {
    let quote = *raw.first()?;
    let mut at = 1;
    loop {
        at += raw.get(at..)?.iter().position(|byte| *byte == quote || (*byte == b'\\' && quote == b'"'))?;
        if raw.get(at) == Some(&b'\\') || (quote == b'\'' && raw.get(at + 1) == Some(&quote)) {
            at += 2;
        } else {
            return Some(at + 1);
        }
    }
}

/// Where the quote closes, in this line or one that goes on with it.
fn quoted(text: &[u8], from: usize, quote: u8, next: usize, around: usize) -> Option<usize> {
    let (mut at, mut stop) = (from + 1, next);
    loop {
        let found = Span::between(at, stop).of(text).iter().position(|byte| *byte == quote || *byte == b'\\');
        match found.map(|found| at + found) {
            Some(escape) if text.get(escape) == Some(&b'\\') => {
                at = escape + if quote == b'"' { 2 } else { 1 }
            }
            Some(close) if quote == b'\'' && text.get(close + 1) == Some(&quote) => at = close + 2,
            Some(close) => return Some(close + 1),
            None => {
                let (row, next) = line(text, stop)?;
                if !goes_on(text, row, around) {
                    return None;
                }
                (at, stop) = (at.max(stop), next);
            }
        }
    }
}

/// Where the bracket closes.
fn closes(text: &[u8], from: usize, next: usize, around: usize) -> Option<usize> {
    let (mut at, mut stop, mut depth) = (from, next, 0usize);
    // A quote is one where a value begins, behind its tag perhaps.
    let (mut quote, mut begins, mut in_tag, mut closed) = (0u8, true, false, false);
    loop {
        while let Some(byte) = text.get(at).filter(|_| at < stop) {
            at += 1;
            match byte {
                b'\\' if quote == b'"' => at += 1,
                b'\'' if quote == b'\'' && text.get(at) == Some(&b'\'') => at += 1,
                byte if quote != 0 => {
                    closed = *byte == quote;
                    quote = if closed { 0 } else { quote };
                }
                b' ' | b'\t' | b'\r' | b'\n' => {
                    begins |= in_tag;
                    in_tag = false;
                }
                b'"' | b'\'' if begins => (quote, begins) = (*byte, false),
                b'{' | b'[' => (depth, begins) = (depth + 1, true),
                b'}' | b']' => {
                    (depth, begins) = (depth - 1, false);
                    if depth == 0 {
                        return Some(at);
                    }
                }
                byte => {
                    in_tag |= begins && b"!&".contains(byte);
                    let is_colon =
                        *byte == b':' && (closed || text.get(at).is_some_and(u8::is_ascii_whitespace));
                    begins = is_colon || b",(".contains(byte);
                    closed = false;
                }
            }
        }
        let (row, next) = line(text, stop)?;
        if !goes_on(text, row, around) {
            return None;
        }
        stop = next;
    }
}

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
