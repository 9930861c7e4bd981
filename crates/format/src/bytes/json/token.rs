//! A strict check of JSON, token by token, and the same tokens laid out with indentation.

use crate::bytes::Span;

/// The most bytes that `pretty` writes: 64 MiB. With deep nesting the indentation can grow with the square of the
/// text.
const MAX_PRETTY: usize = 64 << 20;

/// Whether the text is exactly one JSON value by the letter of RFC 8259: UTF-8, and no byte order mark. Nesting may
/// be of any depth.
#[must_use]
pub fn is_json(text: &[u8]) -> bool {
    std::str::from_utf8(text).is_ok() && walk(text, |_, _| true)
}

/// The text with each member and element on a line of its own, indented by `indent` blanks per level. Tokens are
/// copied unchanged and in order. `None` where the text is not strictly JSON, or where the result would exceed 64
/// MiB.
#[must_use]
pub fn pretty(text: &[u8], indent: usize) -> Option<String> {
    std::str::from_utf8(text).ok()?;
    let mut out = Vec::with_capacity(text.len().saturating_mul(2).min(MAX_PRETTY));
    let mut depth = 0usize;
    let mut last = JsonToken::Comma;
    let mut first = true;
    let whole = walk(text, |token, span| {
        let closes_empty = token == JsonToken::Close && last == JsonToken::Open;
        depth = if token == JsonToken::Close { depth.saturating_sub(1) } else { depth };
        let new_line = (last == JsonToken::Open && !closes_empty)
            || (last == JsonToken::Comma && !first)
            || (token == JsonToken::Close && !closes_empty);
        let blanks = if new_line { depth.saturating_mul(indent).saturating_add(1) } else { 0 };
        if out.len().saturating_add(blanks).saturating_add(span.len) > MAX_PRETTY {
            return false;
        }
        if new_line {
            out.push(b'\n');
            out.resize(out.len() + blanks - 1, b' ');
        }
        out.extend_from_slice(span.of(text));
        if token == JsonToken::Colon {
            out.push(b' ');
        }
        depth += usize::from(token == JsonToken::Open);
        (last, first) = (token, false);
        true
    });
    whole.then(|| String::from_utf8(out).ok())?
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum JsonToken {
    Open,
    Close,
    Comma,
    Colon,
    Scalar,
}

/// Which tokens the grammar allows next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Value,
    /// A value, or the end of an array that is empty so far.
    ValueOrClose,
    Key,
    KeyOrClose,
    Colon,
    CommaOrClose,
}

/// Calls `each` with every token, until a token is wrong or `each` returns false. Returns whether the whole text was
/// walked and is one JSON value.
fn walk(text: &[u8], mut each: impl FnMut(JsonToken, Span) -> bool) -> bool {
    // One entry for each open container: whether it is an object.
    let mut stack: Vec<bool> = Vec::new();
    let mut next = Next::Value;
    let mut at = 0;
    loop {
        while matches!(text.get(at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            at += 1;
        }
        let Some(&byte) = text.get(at) else {
            return stack.is_empty() && next == Next::CommaOrClose;
        };
        let in_object = stack.last().copied();
        let rest = text.get(at..).unwrap_or_default();
        let value = matches!(next, Next::Value | Next::ValueOrClose);
        let closes = matches!(next, Next::ValueOrClose | Next::KeyOrClose | Next::CommaOrClose);
        let (token, len) = match byte {
            b'{' | b'[' if value => {
                stack.push(byte == b'{');
                next = if byte == b'{' { Next::KeyOrClose } else { Next::ValueOrClose };
                (JsonToken::Open, Some(1))
            }
            b'}' | b']' if closes && in_object == Some(byte == b'}') => {
                stack.pop();
                next = Next::CommaOrClose;
                (JsonToken::Close, Some(1))
            }
            b',' if next == Next::CommaOrClose && in_object.is_some() => {
                next = if in_object == Some(true) { Next::Key } else { Next::Value };
                (JsonToken::Comma, Some(1))
            }
            b':' if next == Next::Colon => {
                next = Next::Value;
                (JsonToken::Colon, Some(1))
            }
            b'"' if matches!(next, Next::Key | Next::KeyOrClose) => {
                next = Next::Colon;
                (JsonToken::Scalar, string_len(rest))
            }
            _ if value => {
                next = Next::CommaOrClose;
                (JsonToken::Scalar, scalar_len(rest))
            }
            _ => return false,
        };
        let Some(len) = len else { return false };
        if !each(token, Span::new(at, len)) {
            return false;
        }
        at += len;
    }
}

fn scalar_len(rest: &[u8]) -> Option<usize> {
    let word = |word: &[u8]| rest.starts_with(word).then_some(word.len());
    match rest.first()? {
        b'"' => string_len(rest),
        b't' => word(b"true"),
        b'f' => word(b"false"),
        b'n' => word(b"null"),
        _ => number_len(rest),
    }
}

/// The length of the string at the start of `rest`, quotes included, or `None` where RFC 8259 §7 does not allow it.
fn string_len(rest: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        match rest.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => match rest.get(at + 1)? {
                b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => at += 2,
                b'u' if rest.get(at + 2..at + 6)?.iter().all(u8::is_ascii_hexdigit) => at += 6,
                _ => return None,
            },
            0..0x20 => return None,
            _ => at += 1,
        }
    }
}

/// The length of the number at the start of `rest`, or `None` where RFC 8259 §6 does not allow it.
pub(super) fn number_len(rest: &[u8]) -> Option<usize> {
    let digits = |from: usize| {
        rest.get(from..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let start = usize::from(rest.first() == Some(&b'-'));
    let whole = digits(start);
    let leading_zero = whole > 1 && rest.get(start) == Some(&b'0');
    if whole == 0 || leading_zero {
        return None;
    }
    let mut at = start + whole;
    if rest.get(at) == Some(&b'.') {
        let fraction = digits(at + 1);
        at += 1 + fraction;
        if fraction == 0 {
            return None;
        }
    }
    if matches!(rest.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(rest.get(at + 1), Some(b'+' | b'-')));
        let exponent = digits(at + 1 + sign);
        at += 1 + sign + exponent;
        if exponent == 0 {
            return None;
        }
    }
    Some(at)
}
