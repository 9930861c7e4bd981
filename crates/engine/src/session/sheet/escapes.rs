//! The escapes of JSON, shown as what they stand for.

use kpl_capture::text::legible;

/// JSON whose `\u` escapes are the characters that they stand for, except for those that cannot be seen, quotes and
/// backslashes.
pub(super) fn unescaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        text.push_str(before);
        let (char, len) = escaped(escape).unwrap_or(('\0', 0));
        let seen = || legible::line(char.encode_utf8(&mut [0; 4])).starts_with(char);
        if len > 0 && !matches!(char, '"' | '\\') && seen() {
            text.push(char);
            rest = escape.get(len..).unwrap_or_default();
        } else {
            // The backslash and what it escapes, which may be another backslash.
            let end = escape.char_indices().nth(2).map_or(escape.len(), |(end, _)| end);
            let (kept, after) = escape.split_at(end);
            text.push_str(kept);
            rest = after;
        }
    }
    text.push_str(rest);
    text
}

/// The character of a `\u` escape, or of two for a character beyond U+FFFF, and how many bytes that takes.
fn escaped(text: &str) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    let units: Vec<u16> = [unit(0), unit(6)].into_iter().map_while(|unit| unit).collect();
    let char = char::decode_utf16(units).next()?.ok()?;
    Some((char, 6 * char.len_utf16()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kpl_format::bytes::json;

    #[test]
    fn escapes_are_shown_as_their_characters_and_mean_the_same() {
        for (json, shown) in [
            (r#""Zo\u00eb""#, "\"Zo\u{eb}\""),
            (r#""\ud83d\ude00 \ud83d x""#, "\"\u{1f600} \\ud83d x\""),
            (r#""\\u00eb \u0022 \u005c \u0007 \n""#, r#""\\u00eb \u0022 \u005c \u0007 \n""#),
            (r#""\u00e""#, r#""\u00e""#),
            ("\"\\", "\"\\"),
        ] {
            assert_eq!(unescaped(json), shown);
            let bytes = |text: &str| Some(json::parse(text.as_bytes()).0?.text(text.as_bytes())?.bytes());
            assert_eq!(bytes(json), bytes(shown), "{json}");
        }
    }
}
