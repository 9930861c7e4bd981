//! Bytes as numbers: decimal or hex, signed or not, with casts, suffixes and names between them.

/// The bytes of numbers in a text; what is no byte is left out.
pub fn bytes(text: &[u8]) -> Vec<u8> {
    words(text).filter_map(byte).collect()
}

/// How many numbers there are, where all that stands between them is what languages write between bytes.
pub fn count(text: &[u8]) -> Option<usize> {
    let mut count = 0;
    for word in words(text) {
        match byte(word) {
            Some(_) => count += 1,
            None if is_cast(word) => {}
            None => return None,
        }
    }
    (count > 0).then_some(count)
}

fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let between = |byte: &u8| byte.is_ascii_whitespace() || b",;()".contains(byte);
    text.split(between).filter(|word| !word.is_empty())
}

fn is_cast(word: &[u8]) -> bool {
    matches!(
        word,
        b"byte" | b"sbyte" | b"Byte" | b"char" | b"uint8_t" | b"u8" | b"uint8" | b"unsigned" | b"int8"
    )
}

/// A number as a byte: Java's go from -128, all others to 255.
pub fn byte(word: &[u8]) -> Option<u8> {
    let word = word.strip_suffix(b"()").unwrap_or(word);
    let word = word.strip_suffix(b".toByte").unwrap_or(word);
    let word = std::str::from_utf8(word).ok().filter(|word| word.len() <= 12)?;
    let (negative, digits) = word.strip_prefix('-').map_or((false, word), |digits| (true, digits));
    let hex = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X"));
    let digits = hex.unwrap_or(digits);
    let end =
        digits.find(|char: char| !char.is_digit(if hex.is_some() { 16 } else { 10 })).unwrap_or(digits.len());
    let (digits, suffix) = digits.split_at_checked(end)?;
    let known = matches!(suffix, "" | "u8" | "i8" | "_u8" | "uy" | "y" | ".toByte");
    let value = i32::from_str_radix(digits, if hex.is_some() { 16 } else { 10 }).ok().filter(|_| known)?;
    let value = if negative { -value } else { value };
    // Two's complement: -13 is 0xf3.
    (-128..=255).contains(&value).then(|| value.to_le_bytes()[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_every_language() {
        let rows: [(&str, Option<u8>); 11] = [
            ("243", Some(0xf3)),
            ("-13", Some(0xf3)),
            ("0xF3", Some(0xf3)),
            ("0xa", Some(10)),
            ("243u8", Some(0xf3)),
            ("-0x0d", Some(0xf3)),
            ("-13.toByte", Some(0xf3)),
            ("256", None),
            ("-129", None),
            ("1.5", None),
            ("", None),
        ];
        for (word, expected) in rows {
            assert_eq!(byte(word.as_bytes()), expected, "{word}");
        }
        let cast = b"(byte) 0xF3, (byte)0x89,\n 0x9a, -62";
        assert_eq!(bytes(cast), [0xf3, 0x89, 0x9a, 0xc2]);
        assert_eq!((count(cast), count(b"1, two"), count(b"")), (Some(4), None, None));
    }
}
