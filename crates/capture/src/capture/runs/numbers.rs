//! Bytes as decimal numbers: `<<243,137,…>>` as Erlang and Elixir print them, `Array(-13, -119, …)` and
//! `byteArrayOf(…)` as Scala and Kotlin do, `[243 137 …]` as Go does.

use kpl_format::{bytes::Span, kpl::MAGIC};

/// The numbers whose first one ends at `end`, where they start as an aggregate does; there are at least `shortest`.
pub(super) fn run(text: &[u8], end: usize, shortest: usize) -> Option<Span> {
    let start = ["243", "-13"].iter().find_map(|first| {
        let start = end.checked_sub(first.len())?;
        (text.get(start..end)? == first.as_bytes()).then_some(start)
    })?;
    let in_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._".contains(byte);
    if text.get(..start)?.last().is_some_and(in_word) {
        return None;
    }
    let (bytes, end) = bytes(text, start);
    (bytes.len() >= shortest && bytes.starts_with(&MAGIC)).then_some(Span::between(start, end))
}

/// The bytes from `start` on, and where they end. What begins otherwise than an aggregate is not read further.
pub(super) fn bytes(text: &[u8], start: usize) -> (Vec<u8>, usize) {
    let (mut bytes, mut end) = (Vec::new(), start);
    let mut at = start;
    while let Some((byte, after)) = number(text, at) {
        if MAGIC.get(bytes.len()).is_some_and(|magic| *magic != byte) {
            break;
        }
        bytes.push(byte);
        end = after;
        let rest = text.get(after..).unwrap_or_default();
        let between = rest.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b',').count();
        let commas = rest.iter().take(between).filter(|byte| **byte == b',').count();
        if between == 0 || commas > 1 {
            break;
        }
        at = after + between;
    }
    (bytes, end)
}

/// A byte from -128 to 255 at `at`, and where it ends.
fn number(text: &[u8], at: usize) -> Option<(u8, usize)> {
    let rest = text.get(at..)?;
    let digits = rest.strip_prefix(b"-").unwrap_or(rest);
    let len = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let sign = rest.len() - digits.len();
    let in_word = |byte: &u8| byte.is_ascii_alphabetic() || b"_.".contains(byte);
    if len == 0 || len > 3 || digits.get(len).is_some_and(in_word) {
        return None;
    }
    let written = std::str::from_utf8(rest.get(..sign + len)?).ok()?;
    let value: i16 = written.parse().ok()?;
    let byte = (-128..=255).contains(&value).then(|| value.rem_euclid(256))?;
    Some((u8::try_from(byte).ok()?, at + sign + len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_many_languages_are_bytes() {
        let expected = [0xf3, 0x89, 0x9a, 0xc2, 0, 255, 128];
        let rows = [
            "<<243,137,154,194,0,255,128>>",
            "Array(-13, -119, -102, -62, 0, -1, -128)",
            "got [243 137 154 194 0 255 128] of",
            "[\n  243, 137,\n  154, 194, 0, 255, 128\n]",
        ];
        for text in rows {
            let end = text.find("3").unwrap() + 1;
            let span = run(text.as_bytes(), end, 7).unwrap();
            assert_eq!(bytes(text.as_bytes(), span.offset), (expected.to_vec(), span.end()), "{text}");
        }
        for text in ["1243,137,154,194", "243,137,154,195", "243,137,154,194.5", "243,,137,154,194", "243"] {
            let end = text.find("3").unwrap() + 1;
            assert_eq!(run(text.as_bytes(), end, 4), None, "{text}");
        }
    }
}
