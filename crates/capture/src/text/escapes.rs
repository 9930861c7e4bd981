//! The escapes of C, Python, Ruby, PHP and bash: `\n`, `\xf3`, `\363`, `\'`, `\e`.

/// The byte that the escape at the start of `rest` stands for, and the length of the escape. `None` where it is no
/// escape; then the backslash stands for itself.
#[must_use]
pub fn one(rest: &[u8]) -> (Option<u8>, usize) {
    let digit = |at: usize, base: u32| char::from(*rest.get(at)?).to_digit(base);
    let byte = |value: u32| u8::try_from(value & 0xff).ok();
    match rest {
        [b'\\', b'x', ..] => match (digit(2, 16), digit(3, 16)) {
            (Some(high), Some(low)) => (byte(high << 4 | low), 4),
            _ => (None, 1),
        },
        [b'\\', b'0'..=b'7', ..] => {
            let digits = (1..4).map_while(|at| digit(at, 8));
            let (value, len) = digits.fold((0, 1), |(value, len), digit| (value << 3 | digit, len + 1));
            (byte(value), len)
        }
        [b'\\', letter, ..] => {
            // Ruby, PHP, bash and C compilers know the first two, and `\e`. Python never prints them.
            let itself = matches!(letter, b'#' | b'$' | b'\\' | b'\'' | b'"').then_some(*letter);
            let byte = control(*letter).or(itself);
            (byte, if byte.is_some() { 2 } else { 1 })
        }
        _ => (None, 1),
    }
}

/// The control character that a letter behind a backslash stands for.
#[must_use]
pub const fn control(letter: u8) -> Option<u8> {
    Some(match letter {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'a' => 0x07,
        b'b' => 0x08,
        b'f' => 0x0c,
        b'v' => 0x0b,
        b'e' => 0x1b,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::one;

    #[test]
    fn escapes_are_bytes() {
        type Row = (&'static [u8], (Option<u8>, usize));
        let rows: [Row; 11] = [
            (b"\\xf3\\x89", (Some(0xf3), 4)),
            (b"\\xfg", (None, 1)),
            (b"\\x", (None, 1)),
            (b"\\n1", (Some(10), 2)),
            (b"\\'", (Some(b'\''), 2)),
            (b"\\3639", (Some(0xf3), 4)),
            (b"\\0", (Some(0), 2)),
            (b"\\e[", (Some(0x1b), 2)),
            (b"\\#{", (Some(b'#'), 2)),
            (b"\\q", (None, 1)),
            (b"\\", (None, 1)),
        ];
        for (text, expected) in rows {
            assert_eq!(one(text), expected, "{}", String::from_utf8_lossy(text));
        }
    }
}
