//! What holds for any input: nothing panics, spans lie inside the input, and no dirt changes a byte of data.

use super::{data, support};
use kpl_capture::capture::{Capture, Shape, read, read_as};
use kpl_format::bytes::{Span, base64, hex};
use md5::{Digest, Md5};
use proptest::prelude::*;

/// Checks these laws for a capture.
pub fn hold(input: &[u8], capture: &Capture) {
    let len = capture.decoded.as_ref().map_or(input.len(), Vec::len);
    let all = Span::new(0, len);
    assert!(capture.records.iter().all(|record| all.covers(record.source)), "a source outside of the input");
    for finding in &capture.findings {
        assert!(all.covers(finding.span), "{finding:?} outside of the input");
        assert!(finding.place.is_some() && !finding.message().is_empty() && !finding.help().is_empty());
        assert!(
            finding.record.is_none_or(|record| record < capture.records.len()),
            "{finding:?} of no record"
        );
    }
    assert!(!capture.others.contains(&capture.shape));
    assert_eq!(capture.bytes, input.len());
}

fn every_reading(input: &[u8]) {
    hold(input, &read(input));
    for shape in Shape::ALL {
        hold(input, &read_as(input, shape));
    }
}

/// A capture of the corpus in which a few bytes were changed, added or removed.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let inputs: Vec<Vec<u8>> = support::captures().into_iter().map(|(_, input)| input).collect();
    let change = (any::<prop::sample::Index>(), 0u8..4, prop_oneof![any::<u8>(), 0x20u8..0x7f]);
    (prop::sample::select(inputs), prop::collection::vec(change, 1..5)).prop_map(|(mut input, changes)| {
        for (at, how, byte) in changes {
            let at = at.index(input.len() + 1);
            match how {
                0 => input.truncate(at),
                1 if at < input.len() => input[at] = byte,
                2 if at < input.len() => drop(input.remove(at)),
                _ => input.insert(at, byte),
            }
        }
        input
    })
}

/// An aggregate with any bytes as its message.
fn aggregate() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 1..300)
        .prop_map(|body| [&[0xf3, 0x89, 0x9a, 0xc2][..], &body[..], &Md5::digest(&body)[..]].concat())
}

/// Bytes in the form in which a program, log or shell writes them.
fn written(bytes: &[u8], form: u8) -> String {
    let list =
        |sign: &str, each: fn(&u8) -> String| bytes.iter().map(each).collect::<Vec<String>>().join(sign);
    match form {
        0 => base64::encode(bytes),
        1 => base64::encode(bytes).replace('/', "\\/"),
        2 => base64::encode(bytes).replace('+', "%2B").replace('/', "%2F").replace('=', "%3D"),
        3 => hex::encode(bytes),
        4 => list(" ", |byte| format!("{byte:02X}")),
        5 => list(":", |byte| format!("{byte:02x}")),
        6 => list(", ", |byte| format!("0x{byte:x}")),
        7 => list(",\n  ", |byte| format!("0x{byte:02X}")),
        8 => list("", |byte| format!("\\x{byte:02x}")),
        10 => format!("<<{}>>", list(",", u8::to_string)),
        11 => format!("Array({})", list(", ", |byte| byte.cast_signed().to_string())),
        12 => format!("[{}]", list(" ", u8::to_string)),
        13 => format!("\"{}\"", list("", |byte| format!("\\{byte:03o}"))),
        _ => {
            let character = |byte: &u8| match byte {
                b'\'' | b'\\' | 0..0x20 | 0x7f.. => format!("\\x{byte:02x}"),
                _ => char::from(*byte).to_string(),
            };
            format!("'{}'", bytes.iter().map(character).collect::<String>())
        }
    }
}

fn dirty(bytes: &[u8], dirt: u8, width: usize) -> String {
    let text = base64::encode(bytes);
    let wrapped = |width: usize, end: &str| -> String {
        text.as_bytes().chunks(width).map(|line| String::from_utf8_lossy(line) + end).collect()
    };
    match dirt {
        0 => text,
        1 => wrapped(76, "\r\n"),
        2 => wrapped(width * 4, "\n"),
        3 => format!(" '{text}',\n"),
        4 => text.replace('+', "-").replace('/', "_").trim_end_matches('=').into(),
        5 => format!("data:application/octet-stream;base64,{text}"),
        6 => format!("  \"Data\": \"{}\",", text.replace('/', "\\/")),
        7 => format!("\u{feff}{text}"),
        8 => hex::encode(bytes),
        9 => hex::encode(bytes).to_uppercase() + "\n",
        10 => bytes.iter().map(|byte| format!("{byte:02x} ")).collect(),
        11 => format!("b'{}'", bytes.iter().map(|byte| format!("\\x{byte:02x}")).collect::<String>()),
        12 => format!("0x{}", hex::encode(bytes)),
        13 => hex::encode(bytes)
            .as_bytes()
            .chunks(60)
            .map(|line| String::from_utf8_lossy(line) + "\n")
            .collect(),
        14 => format!(r#"{{"Records":[{{"SequenceNumber":"1","Data":"{text}","PartitionKey":"a"}}]}}"#),
        15 => format!(r#"[{{"Data":"{}","PartitionKey":"a"}}]"#, text.replace('=', "\\u003d")),
        _ => format!(r#"{{"Records":[{{"kinesis":{{"data":"{text}"}},"eventID":"shardId-1:2"}}]}}"#),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_bytes_are_read(bytes: Vec<u8>) {
        every_reading(&bytes);
    }

    #[test]
    fn any_text_is_read(text in "[-84maw=+/A-Fxf3\\\\0-9 \n\r:|*\"',{}\\[\\]é]{0,80}") {
        every_reading(text.as_bytes());
    }

    #[test]
    fn damaged_captures_are_read(input in mutated()) {
        every_reading(&input);
    }

    #[test]
    fn no_dirt_changes_a_byte(bytes in aggregate(), dirt in 0u8..17, width in 4usize..30) {
        let text = dirty(&bytes, dirt, width);
        let capture = read(text.as_bytes());
        hold(text.as_bytes(), &capture);
        prop_assert_eq!(data(&capture), vec![bytes.as_slice()], "{}", text);
    }

    #[test]
    fn aggregates_in_any_text_are_found(
        records in prop::collection::vec((aggregate(), 0u8..14, "[g-z]{3,12}( [G-Z]{1,8}){0,3}[=:>|] ?"), 1..4),
    ) {
        let line = |(record, form, words): &(Vec<u8>, u8, String)| format!("{words}{} .\n", written(record, *form));
        let text = format!("Some words.\n{}Others.", records.iter().map(line).collect::<String>());
        let capture = read(text.as_bytes());
        hold(text.as_bytes(), &capture);
        let expected: Vec<&[u8]> = records.iter().map(|(record, ..)| record.as_slice()).collect();
        prop_assert_eq!(data(&capture), expected, "{}", text);
        prop_assert_eq!(capture.shape, Shape::InText);
    }

    #[test]
    fn a_line_each_gives_a_record_each(records in prop::collection::vec(aggregate(), 2..6), in_hex: bool) {
        let line = |record: &Vec<u8>| if in_hex { hex::encode(record) } else { base64::encode(record) };
        let text: Vec<String> = records.iter().map(line).collect();
        let capture = read(text.join("\n").as_bytes());
        prop_assert_eq!(data(&capture), records);
    }
}

#[test]
fn large_captures_take_linear_time() {
    // Quadratic work would take hours. Time itself is not measured, so that a slow machine does not fail.
    let bytes: Vec<u8> = (0..3_000_000u32).map(|index| (index % 251) as u8).collect();
    assert_eq!(data(&read(base64::encode(&bytes).as_bytes())), [bytes.as_slice()]);
    let lines = "SGVsbG8gV29ybGQ=\nSGk=\nnot base64, no\n".repeat(50_000);
    let capture = read(lines.as_bytes());
    assert_eq!((capture.records.len(), capture.findings.len()), (100_000, 501));
    for bad in
        ["[", "{\"a\":", "\"", "\\x", "0x", "= ", "84maw*", "\n", "*\n", "00000000: f3  x\n*\n", "-13, "]
    {
        every_reading(bad.repeat(40_000).as_bytes());
    }
    // Endless repetitions of what the readers of wrapped data look for: calls, quotes, commands and magics.
    for (head, bad) in [
        ("[b'\\x", "'b'"),
        ("[", "datetime("),
        ("[<Buffer ", ", ...\n"),
        ("aws kinesis put-record", " --data \"x"),
        ("[", "{\"B\":"),
        ("", "84maw\nabcd\n"),
        ("got ", "243,137,154,194,"),
        ("[\"[", "\\\"[\\"),
        ("{\"a\":[", "{\"Records\":[],\"x\":[1]},"),
    ] {
        every_reading(format!("{head}{}", bad.repeat(4_000)).as_bytes());
    }
    // Each of these lines is a capture of its own, and is tried as several things.
    for line in [
        "got {'Records': [{'Data': b'\\xf3', 'PartitionKey': 'a', 'SequenceNumber': '1'}]}\n",
        "$ xxd\n00000000: f389 9ac2  ....\n```\n",
    ] {
        every_reading(line.repeat(400).as_bytes());
    }
    every_reading(&[0xf3, 0x89, 0x9a, 0xc2, 0x0a, 0x05].repeat(4_000));
}
