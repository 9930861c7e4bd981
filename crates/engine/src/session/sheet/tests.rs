//! Laws of laid out payloads: rows show all of what is laid out, folds open again, matches are reached.

use super::*;
use crate::session::{
    Move,
    batch::{Pattern, Search},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use kpl_format::bytes::json::parse;
use proptest::prelude::*;

/// JSON as programs write it: without blanks, or re-indented, and with keys and texts that are awkward to cut.
fn documents() -> impl Strategy<Value = String> {
    let text = r#"[ a-z"\\\t→日🙂{}\[\],:0-9]{0,40}"#;
    let leaf = prop_oneof![
        text.prop_map(serde_json::Value::from),
        any::<i64>().prop_map(serde_json::Value::from),
        any::<bool>().prop_map(serde_json::Value::from),
        Just(serde_json::Value::Null),
    ];
    let value = leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(serde_json::Value::from),
            prop::collection::hash_map(text, inner, 0..6)
                .prop_map(|map| serde_json::Value::from(map.into_iter().collect::<serde_json::Map<_, _>>())),
        ]
    });
    (value, any::<bool>()).prop_map(|(value, pretty)| {
        if pretty { serde_json::to_string_pretty(&value).unwrap() } else { value.to_string() }
    })
}

/// What all rows show, one after the other.
fn shown(sheet: &Sheet, columns: usize) -> String {
    let rows = sheet.rows(columns, 0..sheet.rows_total(columns));
    rows.iter().flat_map(|row| &row.pieces).map(|piece| piece.text.as_str()).collect()
}

fn pattern(text: &str) -> Pattern {
    Pattern::of(&Search { text: text.to_owned(), ..Search::default() }).unwrap().unwrap()
}

proptest! {
    #[test]
    fn the_rows_of_json_are_that_json(json in documents(), columns in 20usize..120) {
        let sheet = Sheet::json(&json).unwrap();
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        prop_assert_eq!(value(&shown(&sheet, columns)), value(&json));
        for row in sheet.rows(columns, 0..sheet.rows_total(columns)) {
            let wide: usize = row.pieces.iter().flat_map(|piece| piece.text.chars()).map(wrap::columns_of).sum();
            prop_assert!(row.indent + wide <= columns.max(row.indent + 13), "{row:?}");
        }
    }

    #[test]
    fn what_was_closed_opens_again(json in documents(), lines in prop::collection::vec(0usize..60, 0..12)) {
        let mut sheet = Sheet::json(&json).unwrap();
        let before = shown(&sheet, 80);
        for line in lines {
            sheet.go(&SheetMove::Toggle(line));
            prop_assert!(sheet.row_at_hand(80).is_some_and(|row| row < sheet.rows_total(80)));
            prop_assert!(sheet.path().is_some_and(|path| path.starts_with('$')));
        }
        sheet.go(&SheetMove::All(false));
        sheet.go(&SheetMove::All(true));
        prop_assert_eq!(shown(&sheet, 80), before);
    }

    #[test]
    fn the_caret_reaches_each_value_and_copies_it(json in documents()) {
        let mut sheet = Sheet::json(&json).unwrap();
        let whole: serde_json::Value = serde_json::from_str(&json).unwrap();
        let (mut seen, mut last) = (0, None);
        sheet.go(&SheetMove::Caret(Move::First));
        while last != Some(sheet.caret) {
            last = Some(sheet.caret);
            let copied = String::from_utf8(sheet.value().unwrap()).unwrap();
            // The path leads to the same value in a tree that somebody else has read.
            let (mut at, path) = (&whole, sheet.path().unwrap());
            let mut rest = path.strip_prefix('$').unwrap();
            while !rest.is_empty() {
                if let Some(name) = rest.strip_prefix('.') {
                    let end = name.find(['.', '[']).unwrap_or(name.len());
                    (at, rest) = (&at[&name[..end]], &name[end..]);
                } else if let Some(text) = rest.strip_prefix("[\"") {
                    let key = parse(format!("\"{text}").as_bytes()).0.unwrap().span;
                    let name: String = serde_json::from_str(&format!("\"{text}")[..key.len]).unwrap();
                    (at, rest) = (&at[&name], &text[key.len..]);
                } else {
                    let (place, after) = rest[1..].split_once(']').unwrap();
                    (at, rest) = (&at[place.parse::<usize>().unwrap()], after);
                }
            }
            match at {
                serde_json::Value::String(text) => prop_assert_eq!(text, &copied),
                value => prop_assert_eq!(value, &serde_json::from_str::<serde_json::Value>(&copied).unwrap()),
            }
            seen += 1;
            sheet.go(&SheetMove::Caret(Move::Down));
        }
        prop_assert!(seen >= 1);
    }

    #[test]
    fn the_rows_of_a_text_are_that_text(text in r"[ a-zé日\t,]{0,80}(\r?\n[ a-z→]{0,60}){0,6}", columns in 20usize..60) {
        let lines = text.lines().collect::<String>();
        prop_assert_eq!(shown(&Sheet::text(&text), columns), lines);
    }

    #[test]
    fn rows_of_bytes_are_those_bytes(bytes: Vec<u8>, columns in 20usize..120) {
        let base64 = shown(&Sheet::base64(&bytes), columns);
        prop_assert_eq!(STANDARD.decode(&base64).ok(), Some(bytes.clone()));
        let sheet = Sheet::hex(&bytes);
        let rows = sheet.rows(columns, 0..sheet.rows_total(columns));
        let hex: Vec<&str> = rows.iter().filter_map(|row| row.pieces.get(1)).flat_map(|piece| piece.text.split_whitespace()).collect();
        prop_assert_eq!(hex, bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>());
    }

    #[test]
    fn each_match_is_reached_and_marked(json in documents(), columns in 20usize..120) {
        for mut sheet in [Sheet::json(&json).unwrap(), Sheet::text(&json), Sheet::hex(json.as_bytes())] {
            sheet.find(Some(&pattern("a")));
            sheet.go(&SheetMove::All(false));
            let (_, found, _) = sheet.found();
            prop_assert_eq!(found, json.to_lowercase().matches('a').count());
            for _ in 0..found {
                sheet.go(&SheetMove::Step(true));
                let row = sheet.row_at_hand(columns).unwrap();
                let rows = sheet.rows(columns, row..row + 1);
                let marked = rows.iter().flat_map(|row| &row.pieces).any(|piece| piece.found);
                prop_assert!(marked, "{:?}", sheet.found());
            }
        }
    }
}

#[test]
fn closed_json_says_how_much_is_in_it() {
    let mut sheet = Sheet::json(r#"{"a":[1,{"b":null}],"c d":{}}"#).unwrap();
    sheet.go(&SheetMove::Toggle(1));
    assert_eq!(shown(&sheet, 80), r#"{"a": […],"c d": {}}"#);
    assert_eq!(sheet.rows(80, 1..2).first().and_then(|row| row.hidden), Some(2));
    sheet.go(&SheetMove::To(2));
    assert_eq!(sheet.path().as_deref(), Some(r#"$["c d"]"#));
    sheet.go(&SheetMove::Out);
    assert_eq!(sheet.path().as_deref(), Some("$"));
}

#[test]
fn a_long_value_goes_on_in_further_rows_and_breaks_after_blanks() {
    let sheet = Sheet::json(r#"{"text":"the quick brown fox jumps over the lazy dog"}"#).unwrap();
    let rows = sheet.rows(30, 0..9);
    let text = |at: usize| {
        rows.get(at).map(|row| row.pieces.iter().map(|piece| piece.text.as_str()).collect::<String>())
    };
    assert_eq!(text(1).as_deref(), Some("\"text\": \"the quick brown "));
    assert_eq!(text(2).as_deref(), Some("fox jumps over the lazy "));
    assert_eq!(text(3).as_deref(), Some("dog\""));
}
