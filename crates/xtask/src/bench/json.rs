//! The little JSON that is needed to speak with a browser's driver: strings, in and out.

use std::fmt::Write;

/// Writes a text as a JSON string.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            // Writing to a `String` cannot fail.
            control if control < ' ' => drop(write!(quoted, "\\u{:04x}", u32::from(control))),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// The first string that is the value of a member with this name, wherever it stands.
pub fn string_of(json: &str, name: &str) -> Option<String> {
    let (_, after) = json.split_once(&format!("\"{name}\":"))?;
    let mut rest = after.trim_start().strip_prefix('"')?.chars();
    let mut text = String::new();
    loop {
        match rest.next()? {
            '"' => return Some(text),
            '\\' => text.push(escaped(&mut rest)?),
            other => text.push(other),
        }
    }
}

/// Reads what stands behind a backslash. A half of a surrogate pair becomes U+FFFD, since nothing here is written so.
fn escaped(rest: &mut std::str::Chars<'_>) -> Option<char> {
    Some(match rest.next()? {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'u' => {
            let digits: String = rest.by_ref().take(4).collect();
            char::from_u32(u32::from_str_radix(&digits, 16).ok()?).unwrap_or('\u{fffd}')
        }
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::{quoted, string_of};

    #[test]
    fn what_is_written_is_read() {
        for text in ["", "a \"b\" \\ c", "1\t2\n3\r\u{1}", "“…” 😀"] {
            let json = format!("{{\"status\":0, \"value\": {}}}", quoted(text));
            assert_eq!(string_of(&json, "value").as_deref(), Some(text));
        }
        assert_eq!(string_of("{\"value\":\"\\u00e9\\/\"}", "value").as_deref(), Some("é/"));
        for none in ["{}", "{\"value\":null}", "{\"value\":\"a", "{\"value\":\"\\u12\"}"] {
            assert_eq!(string_of(none, "value"), None, "{none}");
        }
    }
}
