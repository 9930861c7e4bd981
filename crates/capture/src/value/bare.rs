//! What words without quotes are: a number, a time, nothing, something that the printer left out, or text.

use super::tree::{BytesAs, Kind, LeftOut, Spelling};

/// What the words are.
pub(super) fn kind(words: &[u8]) -> Kind {
    match words {
        b"null" | b"None" | b"nil" | b"undefined" | b"NULL" | b"<nil>" | b"<null>" => Kind::Null,
        b"true" | b"True" | b"TRUE" => Kind::Bool(true),
        b"false" | b"False" | b"FALSE" => Kind::Bool(false),
        _ if is_number(words) => Kind::Number,
        _ if is_hex(words) => Kind::Bytes(BytesAs::Hex),
        _ if is_time(words) => Kind::Time,
        _ => left_out(words).map_or(Kind::Text(Spelling::Raw), Kind::LeftOut),
    }
}

/// A decimal number, perhaps with a fraction and an exponent; a byte as languages write it.
fn is_number(words: &[u8]) -> bool {
    let digits = words.strip_prefix(b"-").unwrap_or(words);
    let plain = digits.first().is_some_and(u8::is_ascii_digit)
        && digits.iter().all(|byte| byte.is_ascii_digit() || b".eE+-".contains(byte))
        && digits.iter().skip(1).filter(|byte| b"-+".contains(byte)).count() <= 1
        && (!digits.iter().any(|byte| b"+-".contains(byte))
            || digits.iter().any(|byte| b"eE".contains(byte)));
    plain || (words.len() <= 16 && super::numbers::byte(words).is_some())
}

/// `0x` and whole bytes.
fn is_hex(words: &[u8]) -> bool {
    let digits = words.strip_prefix(b"0x").or_else(|| words.strip_prefix(b"0X"));
    digits.is_some_and(|digits| {
        digits.len() >= 4 && digits.len().is_multiple_of(2) && digits.iter().all(u8::is_ascii_hexdigit)
    })
}

/// `2026-05-17…`.
fn is_time(words: &[u8]) -> bool {
    words.get(..10).is_some_and(|date| {
        date.iter()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() })
    }) && words.get(10).is_none_or(|next| b"T ".contains(next))
}

/// What printers write where they leave something out.
pub(super) fn left_out(words: &[u8]) -> Option<LeftOut> {
    let dots = words.strip_prefix("…".as_bytes()).or_else(|| words.strip_prefix(b"..."));
    if let Some(rest) = dots {
        let rest = rest.trim_ascii();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let count = std::str::from_utf8(rest.get(..digits)?).ok()?.parse().ok();
        let unit = rest.get(digits..)?.trim_ascii();
        let unit = unit.strip_prefix(b"more").unwrap_or(unit).trim_ascii_start();
        return match unit {
            _ if unit.starts_with(b"byte") => Some(LeftOut::Bytes(count)),
            _ if unit.starts_with(b"character") => Some(LeftOut::Characters(count)),
            _ if unit.starts_with(b"item") || unit.starts_with(b"propert") => Some(LeftOut::Items(count)),
            b"" | b"," => Some(LeftOut::Items(count)),
            _ => None,
        };
    }
    let binary = words.strip_prefix(b"<binary> len ");
    if let Some(digits) = binary {
        return Some(LeftOut::Bytes(std::str::from_utf8(digits).ok()?.parse().ok()));
    }
    let known: [&[u8]; 4] =
        [b"System.IO.MemoryStream", b"System.Byte[]", b"*** Sensitive Data Redacted ***", b"<sensitive>"];
    (known.contains(&words) || is_object_id(words)).then_some(LeftOut::Value)
}

/// `[B@1b6d3586`, `java.nio.HeapByteBuffer@1f`: what Java prints where nobody said how.
fn is_object_id(words: &[u8]) -> bool {
    let Some(at) = words.iter().rposition(|byte| *byte == b'@') else { return false };
    let (name, id) = (words.get(..at).unwrap_or_default(), words.get(at + 1..).unwrap_or_default());
    let class = name == b"[B"
        || name.contains(&b'.')
            && name.iter().all(|byte| byte.is_ascii_alphanumeric() || b"._$".contains(byte));
    class && !id.is_empty() && id.len() <= 8 && id.iter().all(u8::is_ascii_hexdigit)
}
