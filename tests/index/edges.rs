//! What people and programs do to a capture on its way: other line ends, other blanks, escapes, a missing value.

use std::io::Write;

/// The capture in other forms, each with a name.
pub fn of(input: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut all = vec![("mark".to_owned(), [b"\xef\xbb\xbf".as_slice(), input].concat())];
    for between in ["", "\n", "\r\n", ",", "\x1e"] {
        all.push((format!("twice, {between:?}"), [input, between.as_bytes(), input].concat()));
    }
    let Ok(text) = std::str::from_utf8(input) else { return all };
    for (from, to) in [
        ("\n", "\r\n"),
        ("\n", "\r"),
        ("  ", "\t"),
        ("/", "\\/"),
        ("+", "\\u002b"),
        ("=\"", "\""),
        ("\"Data\"", "\"D\\u0061ta\""),
        ("\"data\"", "\"d\\u0061ta\""),
        ("Records", "records"),
        ("records", "Records"),
        ("\"a\"", "\"\\ud83d\\ude00\\\\\\\"\""),
    ] {
        all.push((format!("{from:?} is {to:?}"), text.replace(from, to).into_bytes()));
        all.push((format!("{from:?} is {to:?} once"), text.replacen(from, to, 1).into_bytes()));
    }
    for name in ["\"Data\":", "\"data\":", "\"rawData\":"] {
        let Some((before, after)) = text.split_once(name) else { continue };
        let Some((_, rest)) = after.trim_start().strip_prefix('"').and_then(|after| after.split_once('"'))
        else {
            continue;
        };
        for value in ["null", "7", "true", "[]", "[72,105]", "{}", "\"\""] {
            all.push((format!("{name} {value}"), format!("{before}{name}{value}{rest}").into_bytes()));
        }
    }
    if let Ok(json) = serde_json::from_str::<serde_json::Value>(text) {
        let string = serde_json::Value::String(json.to_string());
        all.push(("on one line".to_owned(), json.to_string().into_bytes()));
        all.push(("three lines".to_owned(), format!("{json}\n{json}\n{json}\n").into_bytes()));
        all.push(("in a list".to_owned(), format!("[{json},{json}]").into_bytes()));
        all.push(("a string".to_owned(), string.to_string().into_bytes()));
        all.push(("in SQS".to_owned(), format!("{{\"Records\":[{{\"body\":{string}}}]}}").into_bytes()));
    }
    all
}

pub fn packed(input: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(input).unwrap();
    packed.finish().unwrap()
}
