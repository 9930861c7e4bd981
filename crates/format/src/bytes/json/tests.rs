//! Tests of the JSON reader. Valid JSON is compared with serde_json; broken JSON is tried by rows and random text.

use super::*;
use proptest::prelude::*;
use serde_json::Value as Oracle;

/// Converts a value that serde_json read, with numbers as text, so that the two can be compared.
fn as_oracle(text: &[u8], value: &Value) -> Oracle {
    match &value.kind {
        JsonKind::Null => Oracle::Null,
        JsonKind::Bool(value) => Oracle::Bool(*value),
        JsonKind::Number => serde_json::from_slice(value.span.of(text)).unwrap(),
        JsonKind::String => Oracle::String(value.text(text).unwrap().decode().into_owned()),
        JsonKind::Array(items) => items.iter().map(|item| as_oracle(text, item)).collect(),
        JsonKind::Object(members) => {
            let pair = |member: &Member| {
                (Text::new(text, member.key).decode().into_owned(), as_oracle(text, &member.value))
            };
            Oracle::Object(members.iter().map(pair).collect())
        }
    }
}

fn json() -> impl Strategy<Value = Oracle> {
    let leaf = prop_oneof![
        Just(Oracle::Null),
        any::<bool>().prop_map(Oracle::Bool),
        any::<i64>().prop_map(Oracle::from),
        any::<f64>().prop_map(Oracle::from),
        any::<String>().prop_map(Oracle::String),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Oracle::Array),
            prop::collection::vec((any::<String>(), inner), 0..6)
                .prop_map(|members| Oracle::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_serde_writes_we_read(value in json(), broad: bool) {
        let text = if broad { serde_json::to_vec_pretty(&value) } else { serde_json::to_vec(&value) }.unwrap();
        let (read, fault) = parse(&text);
        prop_assert_eq!(fault, None);
        prop_assert_eq!(as_oracle(&text, &read.unwrap()), value.clone());
        prop_assert_eq!(pretty(&text, 2).unwrap(), serde_json::to_string_pretty(&value).unwrap());
    }

    #[test]
    fn strict_where_serde_is_strict(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "{", "}", "[", "]", ",", ":", "\"a\"", "\"\\n\\/\"", "\"\\x\"", "\"\n\"", "\"", "1", "01", "-", "1.5",
            "1.", "1e5", "2E+", "true", "nul", "null", " ", "\n", "\u{e9}", "[1,2]", "{\"a\":1}",
        ]), 0..9),
    ) {
        let text = pieces.concat();
        let strict = serde_json::from_str::<Oracle>(&text).is_ok();
        prop_assert_eq!(is_json(text.as_bytes()), strict, "{}", text);
        let (value, fault) = parse(text.as_bytes());
        if strict {
            prop_assert_eq!(fault, None, "{}", text);
            prop_assert_eq!(as_oracle(text.as_bytes(), &value.unwrap()), serde_json::from_str::<Oracle>(&text).unwrap());
        }
    }

    #[test]
    fn any_cut_keeps_what_was_before_it(value in json(), cut: prop::sample::Index) {
        let text = serde_json::to_vec(&value).unwrap();
        let cut = &text[..cut.index(text.len() + 1)];
        let (read, fault) = parse(cut);
        prop_assert!(fault.is_none_or(|fault| fault.offset <= cut.len()));
        prop_assert!(read.is_none_or(|value| value.span.end() <= cut.len() && (value.whole || fault.is_some())));
    }

    #[test]
    fn any_bytes_are_read(bytes: Vec<u8>, soup in "[\\[\\]{},:\"\\\\u0-9a-f \n.-]{0,60}") {
        for text in [bytes.as_slice(), soup.as_bytes()] {
            let _ = parse(text);
            let (values, _) = documents(text);
            prop_assert!(values.iter().is_sorted_by_key(|value| value.span.offset));
            prop_assert_eq!(is_json(text), serde_json::from_slice::<Oracle>(text).is_ok() || lone_surrogate(text));
        }
    }
}

/// Whether the text escapes half a surrogate pair. The grammar of RFC 8259 allows that; serde_json does not.
fn lone_surrogate(text: &[u8]) -> bool {
    text.windows(3).any(|window| window == b"\\ud") && is_json(text)
}

fn fault(text: &str) -> Option<(FaultKind, usize)> {
    parse(text.as_bytes()).1.map(|fault| (fault.kind, fault.offset))
}

#[test]
fn faults_name_their_byte() {
    let rows = [
        ("", Some((FaultKind::CutShort, 0))),
        ("[1,2", Some((FaultKind::CutShort, 4))),
        ("{\"a\":\"b", Some((FaultKind::CutShort, 7))),
        ("{\"a\":tr", Some((FaultKind::CutShort, 7))),
        ("[12.", Some((FaultKind::CutShort, 4))),
        ("{a:1}", Some((FaultKind::Unexpected, 1))),
        ("[1]x", Some((FaultKind::AfterEnd, 3))),
        ("[1 2]", Some((FaultKind::MissingComma, 3))),
        ("[1,]", Some((FaultKind::TrailingComma, 2))),
        ("[1,,2]", Some((FaultKind::Unexpected, 3))),
        ("[\"a\nb\"]", Some((FaultKind::ControlCharacter, 3))),
        ("[1,] [", Some((FaultKind::AfterEnd, 5))),
        ("\u{feff}[1]", None),
    ];
    for (text, expected) in rows {
        assert_eq!(fault(text), expected, "{text:?}");
    }
    let place = parse(b"{\n  \"a\": oops}").1.unwrap().place;
    assert_eq!((place.line, place.column), (2, 8));
}

#[test]
fn strings_are_decoded_and_traced_back() {
    let text = br#""a\u003d\/\ud83d\ude00\ud83dx\q""#;
    let value = parse(text).0.unwrap();
    let string = value.text(text).unwrap();
    assert_eq!(string.decode(), "a=/\u{1f600}\u{fffd}x\\q");
    assert_eq!((string.origin(1), string.origin(2), string.origin(3), string.origin(99)), (2, 8, 10, 31));
}

#[test]
fn numbers_and_doubled_keys_stay_as_they_are() {
    let text = br#"{"n":123456789012345678901234567890.10,"n":1E+2}"#;
    let value = parse(text).0.unwrap();
    assert_eq!(value.members().len(), 2);
    assert_eq!(value.members()[0].value.span.of(text), b"123456789012345678901234567890.10");
    assert_eq!(value.get(text, "n").unwrap().span.of(text), b"1E+2");
    assert_eq!(pretty(text, 0).unwrap(), "{\n\"n\": 123456789012345678901234567890.10,\n\"n\": 1E+2\n}");
}

#[test]
fn depth_is_no_danger() {
    let deep = vec![b'['; 1_000_000];
    assert_eq!(parse(&deep).1.unwrap().kind, FaultKind::TooDeep);
    let closed = [deep, vec![b']'; 1_000_000]].concat();
    assert!(is_json(&closed));
    assert_eq!(pretty(&closed, 2), None);
}

#[test]
fn documents_follow_one_another() {
    let (values, fault) = documents(b"{\"a\":1}\n{\"a\":2}{} [3]\n");
    assert_eq!((values.len(), fault), (4, None));
    let (values, fault) = documents(b"{\"a\":1}\n{\"a\":");
    assert_eq!((values.len(), values[1].whole), (2, false));
    assert_eq!(fault.unwrap().kind, FaultKind::CutShort);
}
