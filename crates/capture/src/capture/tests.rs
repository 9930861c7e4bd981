//! Detection, a row a rule.

use super::*;

/// Shape, and each record as text.
fn shape_of(input: &[u8]) -> (Shape, Vec<Vec<u8>>) {
    let capture = read(input);
    (capture.shape, capture.records.into_iter().map(|record| record.data).collect())
}

fn codes(input: &[u8]) -> Vec<&'static str> {
    read(input).findings.iter().map(|finding| finding.code.word()).collect()
}

#[test]
fn one_record_in_every_plain_shape() {
    let hello = b"Hello World";
    let rows: [(&[u8], Shape, &[u8]); 15] = [
        (b"", Shape::Binary, b""),
        (b"\0\x01", Shape::Binary, b"\0\x01"),
        (b"\xf3\x89\x9a\xc2", Shape::Binary, b"\xf3\x89\x9a\xc2"),
        (b"SGVsbG8gV29ybGQ=", Shape::Base64, hello),
        (b"\xef\xbb\xbfSGVsbG8gV29ybGQ=\r\n", Shape::Base64, hello),
        (b"\"SGVsbG8gV29ybGQ=\"", Shape::Base64, hello),
        (b"SGVs\nbG8g\nV29y\nbGQ=\n", Shape::Base64, hello),
        (b"84maw", Shape::Base64, b"\xf3\x89\x9a"),
        (b"test", Shape::Base64, b"\xb5\xeb\x2d"),
        (b"48656c6c6f20576f726c64", Shape::Hex, hello),
        (b"48 65 6c 6c 6f 20 57 6f 72 6c 64", Shape::Hex, hello),
        (b"f3899ac20", Shape::Hex, b"\xf3\x89\x9a\xc2"),
        (b"0x48656c6c6f", Shape::Hex, b"Hello"),
        (b"\\x48\\x65\\x6c\\x6c\\x6f", Shape::Hex, b"Hello"),
        (b"00000000  48 65 6c 6c 6f  |Hello|\n00000005\n", Shape::Hex, b"Hello"),
    ];
    for (input, shape, data) in rows {
        assert_eq!(shape_of(input), (shape, vec![data.to_vec()]), "{}", String::from_utf8_lossy(input));
    }
}

#[test]
fn a_text_without_records_has_none_and_is_one_when_asked() {
    let texts: [&[u8]; 7] = [
        b"hello world",
        b" hello\n",
        b"\xef\xbb\xbfhello there",
        b"{\"a\": 1}\n",
        b"[1, 2]",
        b"{not json",
        b"{\"Records\":[{\"body\":\"x\"}]}",
    ];
    for text in texts {
        let words = String::from_utf8_lossy(text);
        assert_eq!(shape_of(text), (Shape::Unknown, vec![]), "{words}");
        assert_eq!(codes(text), ["no-kinesis-record"], "{words}");
        assert!(read(text).others.contains(&Shape::Text), "{words}");
        assert_eq!(read_as(text, Shape::Text).records[0].data, text, "{words}");
    }
}

/// What is left of bytes that somebody took for a text is a record still, so that it can be told what happened to it.
#[test]
fn a_text_that_was_bytes_is_a_record() {
    let mojibake = "\u{f3}\u{89}\u{9a}\u{c2}\n\u{3}123";
    for text in [
        mojibake,
        "≤ëÜ┬\n\u{3}123",
        "\u{fffd}\u{fffd}\u{fffd}\n\u{3}123",
        "java.nio.HeapByteBuffer[pos=0 lim=7 cap=7]",
    ] {
        assert_eq!(shape_of(text.as_bytes()).1, [text.as_bytes()], "{text}");
    }
}

#[test]
fn blanks_alone_are_no_record() {
    assert_eq!(shape_of(b" \n\t"), (Shape::Text, vec![]));
    assert_eq!(codes(b" \n\t"), ["nothing-to-read"]);
}

#[test]
fn many_lines_are_records_or_one_that_was_wrapped() {
    let rows: [(&[u8], Shape, usize); 7] = [
        (b"SGVsbG8=\nV29ybGQ=\n", Shape::Base64Lines, 2),
        (b"84mawgoD\n84mawgoE\n", Shape::Base64Lines, 2),
        (b"SGVsbG8gV29ybGQh\nSGVsbG8h\nSGVsbG8gV29ybGQh", Shape::Base64Lines, 3),
        (b"SGVsbG8=\n\nnot base64, is it?\nV29ybGQ=\n", Shape::Base64Lines, 2),
        (b"SGVsbG8g\nV29ybGQh\n", Shape::Base64, 1),
        (b"f3899ac2\nF3899AC20A\n", Shape::Hex, 2),
        (b"some words here\nand some there\n", Shape::Unknown, 0),
    ];
    for (input, shape, records) in rows {
        let (found, list) = shape_of(input);
        assert_eq!((found, list.len()), (shape, records), "{}", String::from_utf8_lossy(input));
    }
    let capture = read(b"SGVsbG8=\n\nnot base64, is it?\nV29ybGQ=\n");
    assert_eq!(capture.findings[0].place.unwrap().line, 3);
    assert_eq!(capture.others, [Shape::Base64, Shape::Text]);
}

#[test]
fn other_readings_are_read_as_asked() {
    let capture = read_as(b"deadbeef", Shape::Base64);
    assert_eq!((capture.why, capture.others.as_slice()), (Why::Asked, [Shape::Hex, Shape::Text].as_slice()));
    assert_eq!(capture.records[0].data.len(), 6);
    for shape in Shape::ALL {
        for input in [b"".as_slice(), b"\xff\0", b"{\"Records\":[]}", b"{\"a\":1}", b"words", b"f3 8"] {
            let capture = read_as(input, shape);
            assert_eq!(capture.shape, shape);
            assert!(!capture.others.contains(&shape));
        }
    }
}

#[test]
fn json_that_does_not_hold_what_it_should_is_said() {
    let get = |records: &str| format!("{{\"Records\":[{records}]}}");
    let whole = r#"{"SequenceNumber":"1","Data":"SGk=","PartitionKey":"a"}"#;
    let rows = [
        (get(""), 0, vec!["no-records"]),
        (get(r#"{"SequenceNumber":"1","PartitionKey":"a"}"#), 1, vec!["data-missing"]),
        (get(r#"{"SequenceNumber":"1","Data":7}"#), 1, vec!["data-not-string"]),
        (get(r#"{"SequenceNumber":"1","Data":"hello, world"}"#), 1, vec!["data-not-base64"]),
        (get(&format!("{whole},7,{whole}")), 3, vec!["data-missing"]),
        (get(&format!("{whole} {whole}")), 2, vec!["json-missing-comma"]),
        (format!("{{\"Records\":[{whole},{{\"Data\":\"SGVs"), 2, vec!["data-cut-short", "json-cut-short"]),
        (r#"{"Records":[{"Sequ"#.into(), 0, vec!["json-cut-short"]),
        (format!("{whole}\n{whole}\n{{}}"), 2, vec!["json-other-document"]),
        (get(r#"{"SequenceNumber":"1","Data":"SG\/\u003d"}"#), 1, vec!["base64-trailing-bits"]),
        (get(r#"{"SequenceNumber":"1","Data":"SGVs*G8="}"#), 1, vec!["base64-bad-character"]),
    ];
    for (text, records, expected) in rows {
        let capture = read(text.as_bytes());
        assert_eq!((capture.shape, capture.records.len()), (Shape::GetRecords, records), "{text}");
        assert_eq!(codes(text.as_bytes()), expected, "{text}");
    }
}

#[test]
fn utf_16_is_decoded_and_said() {
    let words = "\u{feff}SGVsbG8gV29ybGQ=\r\n".encode_utf16();
    let (little, big): (Vec<_>, Vec<_>) = words.map(|unit| (unit.to_le_bytes(), unit.to_be_bytes())).unzip();
    for input in [little.concat(), big.concat()] {
        let capture = read(&input);
        assert_eq!(
            (capture.shape, capture.records[0].data.as_slice()),
            (Shape::Base64, b"Hello World".as_slice())
        );
        assert_eq!(capture.findings[0].code.word(), "utf-16");
        assert_eq!(capture.others, [Shape::Text, Shape::Binary]);
        assert_eq!(read_as(&input, Shape::Text).records[0].data, input);
    }
}

#[test]
fn a_finding_says_which_record_and_where() {
    let text = "{\"Records\":[\n {\"SequenceNumber\":\"1\",\"Data\":\"\\/QQQQQQQQQQQ*kkk\"}]}";
    let messages: Vec<String> = read(text.as_bytes()).findings.iter().map(Finding::message).collect();
    assert_eq!(
        messages,
        [
            "records[0], line 2, column 45 (byte 57): \u{2018}*\u{2019} is not a base64 character and was read as A."
        ]
    );
}
