//! What a literal stands for: its characters or bytes, and which byte of the text each came from.

use super::escaped::{number, push};
use super::kind::{BytesAs, Kind, Spelling};
use crate::text::escapes;
use kpl_format::bytes::{Origins, Span, base64, hex};
use std::borrow::Cow;

/// The characters of a value, and where they stand.
pub(super) fn text<'a>(layer: &'a [u8], kind: Kind, span: Span, whole: bool) -> (Cow<'a, [u8]>, Origins) {
    let inside = inside(layer, kind, span, whole);
    let raw = inside.of(layer);
    if kind == Kind::BinaryNumber {
        let mut origins = Origins::default();
        origins.add(0, span.offset);
        return (super::cbor::number::decimal(raw).unwrap_or_default().into_bytes().into(), origins);
    }
    let as_it_is = match kind {
        Kind::Text(Spelling::Quoted | Spelling::TripleQuoted) | Kind::Bytes(BytesAs::Literal) => {
            !raw.contains(&b'\\') || is_raw_literal(layer, span)
        }
        Kind::Text(Spelling::Cell) => !raw.contains(&b'\\'),
        Kind::Text(Spelling::Doubled) => !raw.contains(&layer.get(span.offset).copied().unwrap_or_default()),
        Kind::Text(Spelling::Raw | Spelling::AsIs) | Kind::Bytes(BytesAs::Raw) => true,
        Kind::Text(_) | Kind::Bytes(_) => false,
        _ => true,
    };
    let mut origins = Origins::default();
    if as_it_is {
        origins.add(0, inside.offset);
        return (Cow::Borrowed(raw), origins);
    }
    let mut out = Vec::with_capacity(raw.len());
    decode(layer, kind, span, whole, &mut out, &mut origins);
    origins.add(out.len(), inside.end());
    (Cow::Owned(out), origins)
}

/// What stands between the quotes.
pub(super) fn inside(layer: &[u8], kind: Kind, span: Span, whole: bool) -> Span {
    let quotes = match kind {
        Kind::Text(Spelling::Quoted | Spelling::Doubled) | Kind::Bytes(BytesAs::Literal) => 1,
        Kind::Text(Spelling::TripleQuoted) => 3,
        Kind::Bytes(BytesAs::Hex | BytesAs::Numbers) => return of_bytes(layer, span),
        _ => return span,
    };
    // A quote behind a backslash is one of JSON in a string: both are the quote.
    let before = span.of(layer).iter().take_while(|byte| !b"'\"`".contains(byte)).count();
    let escaped = span.of(layer).first() == Some(&b'\\');
    let behind = if whole { quotes + usize::from(escaped) } else { 0 };
    let start = span.offset.saturating_add(before).saturating_add(quotes).min(span.end());
    Span::between(start, span.end().saturating_sub(behind))
}

/// Hex and numbers without the name and brackets around them, up to where something was left out.
fn of_bytes(layer: &[u8], span: Span) -> Span {
    let raw = span.of(layer);
    let dots = memchr::memmem::find(raw, b"...").or_else(|| memchr::memmem::find(raw, "…".as_bytes()));
    let end = dots.unwrap_or(raw.len());
    let brackets = |byte: &u8| b"[{(<".contains(byte);
    let mut start = 0;
    while let Some(open) = raw.get(start..end).and_then(|rest| rest.iter().take(128).position(brackets)) {
        let next = start + open + 1;
        // A cast within the bytes is no bracket around them.
        if start > 0 && raw.get(start..next).is_some_and(|before| before.iter().any(u8::is_ascii_digit)) {
            break;
        }
        let is_cast =
            raw.get(next..).is_some_and(|rest| rest.starts_with(b"byte)") || rest.starts_with(b"sbyte)"));
        if is_cast {
            break;
        }
        start = next;
    }
    if raw.get(start..).is_some_and(|rest| rest.starts_with(b"Buffer")) {
        start += 6;
    }
    let tail = raw.get(start..end).unwrap_or_default();
    let closing = if dots.is_some() {
        0
    } else {
        tail.iter().rev().take_while(|byte| b")]}> \r\n\t".contains(byte)).count()
    };
    Span::between(span.offset + start, span.offset + end.saturating_sub(closing))
}

/// Whether letters before the quote say that backslashes stand for themselves.
fn is_raw_literal(layer: &[u8], span: Span) -> bool {
    let letters = span.of(layer).iter().take_while(|byte| byte.is_ascii_alphabetic());
    letters.into_iter().any(|letter| matches!(letter, b'r' | b'R'))
}

/// Adds what the literal stands for.
pub(super) fn decode(
    layer: &[u8],
    kind: Kind,
    span: Span,
    whole: bool,
    out: &mut Vec<u8>,
    origins: &mut Origins,
) {
    let inside = inside(layer, kind, span, whole);
    let raw = inside.of(layer);
    match kind {
        Kind::Bytes(BytesAs::Hex | BytesAs::Dump) => {
            origins.add(out.len(), inside.offset);
            out.extend(hex::decode(layer, inside).bytes);
        }
        Kind::Bytes(BytesAs::Base64) => {
            origins.add(out.len(), inside.offset);
            out.extend(base64::decode(layer, inside).bytes);
        }
        Kind::Bytes(BytesAs::Numbers) => {
            origins.add(out.len(), inside.offset);
            out.extend(super::numbers::bytes(raw));
        }
        Kind::Bytes(BytesAs::Indexed) => {
            origins.add(out.len(), inside.offset);
            let values = raw
                .split(|byte| b",\n".contains(byte))
                .filter_map(|pair| pair.rsplit(|byte| b":>=".contains(byte)).next());
            out.extend(
                values.flat_map(|value| super::numbers::bytes(value.strip_suffix(b"}").unwrap_or(value))),
            );
        }
        Kind::Text(Spelling::Doubled) => {
            let quote = layer.get(span.offset).copied().unwrap_or_default();
            let mut at = 0;
            while let Some(rest) = raw.get(at..).filter(|rest| !rest.is_empty()) {
                let len = memchr::memchr(quote, rest).map_or(rest.len(), |quote| quote + 1);
                origins.add(out.len(), inside.offset + at);
                out.extend_from_slice(rest.get(..len).unwrap_or_default());
                at += len + usize::from(rest.get(len) == Some(&quote));
            }
        }
        Kind::Text(Spelling::Yaml) => super::yaml::decode(raw, inside.offset, out, origins),
        Kind::Text(Spelling::Lines | Spelling::Folded) => lines(raw, inside.offset, kind, out, origins),
        Kind::Text(Spelling::Cell) => {
            let mut at = inside.offset;
            for piece in raw.split_inclusive(|byte| *byte == b'|') {
                let escaped = piece.strip_suffix(b"\\|");
                origins.add(out.len(), at);
                out.extend_from_slice(escaped.unwrap_or(piece));
                at += piece.len();
                if escaped.is_some() {
                    origins.add(out.len(), at - 1);
                    out.push(b'|');
                }
            }
        }
        Kind::Text(Spelling::Quoted | Spelling::TripleQuoted) | Kind::Bytes(BytesAs::Literal)
            if !is_raw_literal(layer, span) =>
        {
            if span.of(layer).starts_with(b"\\") {
                // The literal stands in a string that nobody unescaped: that comes first.
                let (mut once, mut between) = (Vec::new(), Origins::default());
                unescape(raw, inside.offset, &mut once, &mut between);
                let mut made = Origins::default();
                let start = out.len();
                unescape(&once, 0, out, &mut made);
                for index in 0..out.len() - start {
                    origins.add(start + index, between.at(made.at(start + index)));
                }
            } else {
                unescape(raw, inside.offset, out, origins);
            }
        }
        _ => {
            origins.add(out.len(), inside.offset);
            out.extend_from_slice(raw);
        }
    }
}

/// Lines without the blanks that all of them begin with.
fn lines(raw: &[u8], at: usize, kind: Kind, out: &mut Vec<u8>, origins: &mut Origins) {
    let blanks = |line: &[u8]| line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let all = || raw.split_inclusive(|byte| *byte == b'\n');
    let indent = all().filter(|line| !line.trim_ascii().is_empty()).map(blanks).min().unwrap_or(0);
    let mut offset = at;
    for line in all() {
        let cut = indent.min(blanks(line));
        origins.add(out.len(), offset + cut);
        let text = line.get(cut..).unwrap_or_default();
        if kind == Kind::Text(Spelling::Folded) {
            out.extend_from_slice(text.trim_ascii_end());
            out.push(b' ');
        } else {
            out.extend_from_slice(text);
        }
        offset += line.len();
    }
}

/// Undoes escapes by a backslash, those of all languages at once; one that is none stands for itself.
fn unescape(raw: &[u8], offset: usize, out: &mut Vec<u8>, origins: &mut Origins) {
    let mut at = 0;
    while let Some(rest) = raw.get(at..).filter(|rest| !rest.is_empty()) {
        origins.add(out.len(), offset + at);
        let run = memchr::memchr(b'\\', rest).unwrap_or(rest.len());
        if run > 0 {
            out.extend_from_slice(rest.get(..run).unwrap_or_default());
            at += run;
            continue;
        }
        at += escape(rest, out);
    }
}

/// Adds what the escape at the start of `rest` stands for, and gives its length.
fn escape(rest: &[u8], out: &mut Vec<u8>) -> usize {
    let mut unicode = |digits: usize, len: usize| {
        let value = number(rest.get(2..2 + digits).unwrap_or_default(), 16);
        push(value, out).then_some(len)
    };
    let len = match rest {
        [_, b'u', b'{', digits @ ..] | [_, b'x', b'{', digits @ ..] => {
            let len = digits.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
            let closed = digits.get(len) == Some(&b'}');
            let value = number(digits.get(..len).unwrap_or_default(), 16);
            (closed && push(value, out)).then_some(len + 4)
        }
        [_, b'u', ..] => match (unit(rest), rest.get(6..).and_then(unit)) {
            (Some(high), Some(low))
                if (0xd800..0xdc00).contains(&high) && (0xdc00..0xe000).contains(&low) =>
            {
                let value = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                push(Some(value), out).then_some(12)
            }
            (Some(value), _) => {
                push(Some(value), out);
                Some(6)
            }
            (None, _) => None,
        },
        [_, b'U', ..] => unicode(8, 10),
        [_, b'x', first, ..] if first.is_ascii_hexdigit() => {
            let len = 1 + usize::from(rest.get(3).is_some_and(u8::is_ascii_hexdigit));
            let value = number(rest.get(2..2 + len).unwrap_or_default(), 16);
            out.extend(value.and_then(|value| u8::try_from(value).ok()));
            Some(2 + len)
        }
        [_, b'0'..=b'7', ..] => {
            let (byte, len) = escapes::one(rest);
            out.extend(byte);
            Some(len)
        }
        // The line goes on in the next, behind its indentation.
        [_, b'\r', b'\n', ..] => Some(3 + indentation(rest, 3)),
        [_, letter, ..] if escapes::control(*letter).is_some() => {
            out.extend(escapes::control(*letter));
            Some(2)
        }
        [_, letter, ..] => {
            let byte = match letter {
                b'd' => 0x7f,
                b'"' | b'\'' | b'`' | b'\\' | b'/' | b'#' | b'$' | b'|' | b' ' => *letter,
                b'\n' => return 2 + indentation(rest, 2),
                _ => {
                    out.push(b'\\');
                    return 1;
                }
            };
            out.push(byte);
            Some(2)
        }
        _ => None,
    };
    len.unwrap_or_else(|| {
        out.push(b'\\');
        1
    })
}

fn indentation(rest: &[u8], from: usize) -> usize {
    rest.iter().skip(from).take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// The code unit of `\uXXXX`.
fn unit(rest: &[u8]) -> Option<u32> {
    number(rest.strip_prefix(b"\\u")?.get(..4)?, 16)
}
