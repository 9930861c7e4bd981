//! Scalars of YAML: where they end.

use super::{dash, indent, key};
use crate::value::lines::{line, trimmed};
use kpl_format::bytes::Span;

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
            if !is_balanced(first.of(text)) && !is_last(text, next, around) {
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

/// Whether nothing stands deeper in below a line: then a bracket in its words opens nothing.
fn is_last(text: &[u8], next: usize, around: usize) -> bool {
    let Some((row, _)) = line(text, next) else { return true };
    let raw = row.of(text);
    let is_fit = |blanks: usize| {
        let rest = Span::between(row.offset + blanks, row.end());
        blanks < around || dash(rest.of(text)).is_some() || key(text, rest).is_some()
    };
    raw.trim_ascii().is_empty() || indent(raw).is_some_and(|blanks| blanks <= around && is_fit(blanks))
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
pub(super) fn behind(text: &[u8], end: usize) -> Option<usize> {
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
