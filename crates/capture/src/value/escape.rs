//! Escapes by a backslash, those of all languages at once.

use kpl_format::bytes::Origins;

/// Undoes escapes by a backslash, those of all languages at once; one that is none stands for itself.
pub(super) fn unescape(raw: &[u8], offset: usize, out: &mut Vec<u8>, origins: &mut Origins) {
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
            let digits = rest.iter().skip(1).take(3).take_while(|byte| (b'0'..=b'7').contains(byte)).count();
            let value = number(rest.get(1..=digits).unwrap_or_default(), 8).map(|value| value & 0xff);
            out.extend(value.and_then(|value| u8::try_from(value).ok()));
            Some(1 + digits)
        }
        // The line goes on in the next, behind its indentation.
        [_, b'\r', b'\n', ..] => Some(3 + indentation(rest, 3)),
        [_, letter, ..] => {
            let byte = match letter {
                b'n' => b'\n',
                b'r' => b'\r',
                b't' => b'\t',
                b'a' => 0x07,
                b'b' => 0x08,
                b'f' => 0x0c,
                b'v' => 0x0b,
                b'e' => 0x1b,
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

pub(super) fn number(digits: &[u8], base: u32) -> Option<u32> {
    let step =
        |value: u32, digit: &u8| value.checked_mul(base)?.checked_add(char::from(*digit).to_digit(base)?);
    digits.iter().try_fold(0, step).filter(|_| !digits.is_empty())
}

/// Adds a character, U+FFFD for half a surrogate pair; whether there was a number at all.
pub(super) fn push(value: Option<u32>, out: &mut Vec<u8>) -> bool {
    let Some(value) = value else { return false };
    let char = char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER);
    out.extend(char.encode_utf8(&mut [0; 4]).as_bytes());
    true
}
