//! Decodes text that is not valid UTF-8 as Java does. The KCL computes hash keys from the text with its U+FFFD, so
//! their number matters.

use std::borrow::Cow;

/// Decodes like `new String(bytes, UTF_8)` in the JDK. It differs from [`String::from_utf8_lossy`] in one thing: the
/// three bytes of an encoded surrogate become one U+FFFD instead of three.
pub fn java(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes;
    let mut plain = 0;
    while let Some(window) = rest.get(plain..) {
        match window {
            [0xed, 0xa0..=0xbf, 0x80..=0xbf, after @ ..] => {
                text.push_str(&String::from_utf8_lossy(rest.get(..plain).unwrap_or_default()));
                text.push(char::REPLACEMENT_CHARACTER);
                (rest, plain) = (after, 0);
            }
            [] => break,
            _ => plain += 1,
        }
    }
    text.push_str(&String::from_utf8_lossy(rest));
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surrogate_is_one_replacement_character_and_all_else_is_as_usual() {
        assert_eq!(java("clé-東京".as_bytes()), "clé-東京");
        assert_eq!(java(b"\xff\xfe"), "\u{fffd}\u{fffd}");
        assert_eq!(java(b"a\xed\xa0\x80b"), "a\u{fffd}b");
        assert_eq!(java(b"\xed\xa0\x80\xed\xb0\x80\xff"), "\u{fffd}\u{fffd}\u{fffd}");
        assert_eq!(java(b"\xe2\x82"), "\u{fffd}");
        assert_eq!(java(b"\xe2\x82\xed\xa0"), String::from_utf8_lossy(b"\xe2\x82\xed\xa0"));
    }
}
