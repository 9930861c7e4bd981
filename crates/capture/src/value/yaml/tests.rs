//! Laws of the reader of YAML: what a writer of the tests' own wrote is read again, in every style, with its places.

use super::*;
use crate::value::Tree;
use proptest::prelude::*;

#[derive(Clone, Copy, Debug)]
enum Style {
    Plain,
    Single,
    Double,
    Literal,
    Folded,
    Binary,
}

#[derive(Clone, Debug)]
enum Value {
    Text(String, Style),
    List(Vec<Value>),
    Map(Vec<Value>),
    /// Words in brackets.
    Flow(Vec<String>, bool),
}

/// Words, with all that YAML means something by, in lines.
const WORDS: &str =
    r#"[A-Za-z0-9{}\[\],:#'"&*!|>%@`\\é=+/-]{1,12}( [A-Za-z0-9{}\[\],:#'"&*!|>%@`\\é=+/-]{1,12}){0,8}"#;

fn scalars() -> impl Strategy<Value = Value> {
    let lines = prop::collection::vec(WORDS, 1..4).prop_map(|lines| lines.join("\n"));
    let styles = prop::sample::select(vec![
        Style::Single,
        Style::Double,
        Style::Literal,
        Style::Folded,
        Style::Binary,
    ]);
    prop_oneof![
        "[A-Z][a-z0-9]{0,9}( [a-z0-9/:+.'-]{1,9}[a-z]){0,9}".prop_map(|text| Value::Text(text, Style::Plain)),
        (lines, styles).prop_map(|(text, style)| Value::Text(text, style)),
        (prop::collection::vec("[A-Z][a-z0-9]{0,9}( [a-z0-9/:+.'|\"-]{1,9}[a-z]){0,9}", 1..5), any::<bool>())
            .prop_map(|(words, is_map)| Value::Flow(words, is_map)),
    ]
}

fn values() -> impl Strategy<Value = Value> {
    let inner = scalars().prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..5).prop_map(Value::List),
            prop::collection::vec(inner, 1..5).prop_map(Value::Map),
        ]
    });
    prop::collection::vec(inner, 2..5).prop_map(Value::Map)
}

/// How a writer lays things out.
#[derive(Clone, Copy, Debug)]
struct Layout {
    /// Whether dashes stand right below their key.
    is_flush: bool,
    /// Whether words may stand in the next line.
    folds: bool,
}

fn fold(text: &str, layout: Layout, indent: usize, escaped: bool) -> String {
    if !layout.folds {
        return text.replace('\n', &format!("\n\n{}", " ".repeat(indent)));
    }
    let mut out = String::new();
    for (index, line) in text.split('\n').enumerate() {
        let pad = " ".repeat(indent);
        if index > 0 {
            out += &format!("\n\n{pad}");
        }
        let words: Vec<&str> = line.split(' ').collect();
        // A blank of two words becomes the break of a line, in double quotes perhaps an escaped one.
        for (at, word) in words.iter().enumerate() {
            match at {
                0 => {}
                _ if at % 3 != 1 => out += " ",
                _ if escaped => out += &format!("\\\n{pad}\\ "),
                _ => out += &format!("\n{pad}"),
            }
            out += word;
        }
    }
    out
}

fn write(value: &Value, indent: usize, layout: Layout, out: &mut String) {
    let pad = " ".repeat(indent);
    let deeper = " ".repeat(indent + 2);
    match value {
        Value::Text(text, style) => {
            let written = match style {
                Style::Plain => fold(text, layout, indent + 2, false),
                Style::Single => format!("'{}'", fold(&text.replace('\'', "''"), layout, indent + 2, false)),
                Style::Double => {
                    let text = text
                        .replace('\\', "\\\\")
                        .replace('"', "\\\"")
                        .replace('é', "\\xE9")
                        .replace('\n', "\\n");
                    format!("\"{}\"", fold(&text, layout, indent + 2, true))
                }
                Style::Literal => format!("|-\n{deeper}{}", text.replace('\n', &format!("\n{deeper}"))),
                Style::Folded => format!(">\n{deeper}{}", fold(text, layout, indent + 2, false)),
                Style::Binary => format!("!!binary |\n{deeper}{}", wrapped(text, &deeper)),
            };
            *out += &format!("{written}\n");
        }
        Value::Flow(words, is_map) => {
            let item = |(index, word): (usize, &String)| {
                let word =
                    if index % 2 == 1 { format!("'{}'", word.replace('\'', "''")) } else { word.clone() };
                let word = fold(&word, layout, indent + 2, false);
                if *is_map { format!("{}: {word}", name(index)) } else { word }
            };
            let items: Vec<String> = words.iter().enumerate().map(item).collect();
            let (open, close) = if *is_map { ('{', '}') } else { ('[', ']') };
            *out += &format!("{open}{}{close}\n", items.join(&format!(",\n{deeper}")));
        }
        Value::List(all) => {
            for item in all {
                *out += &format!("{pad}- ");
                inside(item, indent + 2, layout, out);
            }
        }
        Value::Map(all) => {
            for (index, item) in all.iter().enumerate() {
                *out += &format!("{pad}{}:", name(index));
                match item {
                    Value::List(_) if layout.is_flush => {
                        *out += "\n";
                        write(item, indent, layout, out);
                    }
                    Value::Text(..) | Value::Flow(..) => {
                        *out += " ";
                        write(item, indent, layout, out);
                    }
                    _ => {
                        *out += "\n";
                        write(item, indent + 2, layout, out);
                    }
                }
            }
        }
    }
}

/// A value behind a dash.
fn inside(value: &Value, indent: usize, layout: Layout, out: &mut String) {
    let mut written = String::new();
    write(
        value,
        if matches!(value, Value::Text(..) | Value::Flow(..)) { indent - 2 } else { indent },
        layout,
        &mut written,
    );
    *out += written.trim_start_matches(' ');
}

fn name(index: usize) -> String {
    ["Data", "'partition key'", "x-y.z/w", "\"q: q\""]
        .get(index)
        .map_or_else(|| format!("n{index}"), |name| (*name).to_owned())
}

fn wrapped(text: &str, pad: &str) -> String {
    let digits: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
    // Base64 of bytes that are digits in base64 themselves: its own law stands elsewhere.
    digits
        .as_bytes()
        .chunks(20)
        .map(|line| String::from_utf8_lossy(line).into_owned())
        .collect::<Vec<_>>()
        .join(&format!("\n{pad}"))
}

/// What a scalar is read as.
fn meaning(text: &str, style: Style) -> Vec<u8> {
    match style {
        Style::Folded => format!("{text}\n").into_bytes(),
        Style::Binary => {
            let digits: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
            kpl_format::bytes::base64::decode(digits.as_bytes(), Span::new(0, digits.len())).bytes
        }
        _ => text.as_bytes().to_vec(),
    }
}

fn is_same(text: &[u8], tree: &Tree, node: u32, value: &Value) -> bool {
    let at = tree.get(node).unwrap();
    let children: Vec<u32> = tree.children(node).map(|(child, _)| child).collect();
    let same = |all: &[Value]| {
        children.len() == all.len()
            && children.iter().zip(all).all(|(child, value)| is_same(text, tree, *child, value))
    };
    match value {
        Value::Text(expected, style) => {
            let (written, _) = tree.text(text, node);
            let kind = matches!(style, Style::Binary) == matches!(at.kind, Kind::Bytes(_));
            kind && written == meaning(expected, *style)
        }
        Value::Flow(words, is_map) => {
            let texts = children.iter().map(|child| tree.text(text, *child).0.into_owned());
            let keys = tree.children(node).filter_map(|(_, child)| Some(child.key?.of(text).to_vec()));
            let names = (0..words.len()).map(|index| name(index).into_bytes());
            at.kind == if *is_map { Kind::Map } else { Kind::List }
                && texts.eq(words.iter().map(|word| word.clone().into_bytes()))
                && keys.eq(names.filter(|_| *is_map))
        }
        Value::List(all) => at.kind == Kind::List && same(all),
        Value::Map(all) => {
            let keys = tree.children(node).map(|(_, child)| child.key.unwrap().of(text).to_vec());
            at.kind == Kind::Map && keys.eq((0..all.len()).map(|index| name(index).into_bytes())) && same(all)
        }
    }
}

fn tree_of(text: &str) -> Option<(Tree, usize)> {
    let mut tree = Builder::default();
    let end = read(text.as_bytes(), 0, &mut tree)?;
    assert!(tree.steps() <= 8 + 8 * text.len() as u64);
    Some((tree.finish(), end))
}

proptest! {
    #[test]
    fn what_was_written_is_read(value in values(), is_flush in any::<bool>(), folds in any::<bool>(), behind in prop::sample::select(vec!["", "...\nSome words.\n", "<html>\n"])) {
        let mut text = String::new();
        write(&value, 0, Layout { is_flush, folds }, &mut text);
        let len = text.len();
        text += behind;
        let found = tree_of(&text);
        prop_assert!(found.is_some(), "{}", text);
        let (tree, end) = found.unwrap();
        prop_assert!(is_same(text.as_bytes(), &tree, 0, &value), "{}", text);
        prop_assert_eq!(end, len);
        prop_assert_eq!(tree.get(0).unwrap().next, tree.len());
    }

    #[test]
    fn each_character_has_its_place(text in "[a-z]{1,9}( [a-z]{1,9}){0,20}", folds in any::<bool>(), style in prop::sample::select(vec![Style::Plain, Style::Single, Style::Double, Style::Literal, Style::Folded])) {
        let mut written = String::new();
        write(&Value::Map(vec![Value::Text(text.clone(), style), Value::List(Vec::new())]), 0, Layout { is_flush: true, folds }, &mut written);
        let found = tree_of(&written);
        prop_assert!(found.is_some(), "{}", written);
        let (tree, _) = found.unwrap();
        let (node, _) = tree.children(0).next().unwrap();
        let (found, origins) = tree.text(written.as_bytes(), node);
        for (at, byte) in found.iter().enumerate().filter(|(_, byte)| !byte.is_ascii_whitespace()) {
            prop_assert_eq!(written.as_bytes()[origins.at(at)], *byte);
        }
    }

    #[test]
    fn documents_stand_beside_one_another(all in prop::collection::vec(values(), 1..4)) {
        let mut text = String::new();
        for value in &all {
            write(value, 0, Layout { is_flush: true, folds: false }, &mut text);
            text += "---\n";
        }
        let (tree, _) = tree_of(&text).unwrap();
        let roots: Vec<u32> = tree.roots().map(|(root, _)| root).collect();
        prop_assert_eq!(roots.len(), all.len());
        for (root, value) in roots.iter().zip(&all) {
            prop_assert!(is_same(text.as_bytes(), &tree, *root, value));
        }
    }

    #[test]
    fn nothing_panics_and_all_ends(text in r#"([-a:{}\[\]"'|>!&*# \\\n]|  |: |- |\n|: \||: '){0,120}"#) {
        let mut tree = Builder::default();
        if let Some(end) = read(text.as_bytes(), 0, &mut tree) {
            prop_assert!(end > 0 && end <= text.len());
            let tree = tree.finish();
            for node in 0..tree.len() {
                let _ = tree.text(text.as_bytes(), node);
            }
        }
    }
}

#[test]
fn what_is_no_yaml() {
    for text in [
        "In short: yes\nand so on.\n",
        "  eventID: 'shardId-0:1',\n  kinesis: {\n",
        "2026-05-17 06:40:05 INFO a: b\nmore\n",
        "const a: string = \"x\";\nconst b: string = \"y\";\n",
        "- a\n- b\n",
        "key: value\nkey: value\n",
        "Records: [\n  1\n]\n",
        "\tkey: 1\n\tother: 2\n",
    ] {
        assert!(tree_of(text).is_none(), "{text}");
    }
}

#[test]
fn a_line_that_does_not_fit_ends_the_value() {
    let text = "a:\n  b: 1\n  c: {d: [2,\n    3]}\n  e: {f: 4\ng: 5\n";
    let (tree, end) = tree_of(text).unwrap();
    assert_eq!(&text[end..], "  e: {f: 4\ng: 5\n");
    assert_eq!(tree.children(1).count(), 2);
}

/// What PyYAML 6 writes: binary, words in quotes over several lines, scalars in brackets.
#[test]
fn what_pyyaml_writes() {
    let text = r#"Records:
- Data: !!binary |
    84mawvOJmsLziZrC84mawvOJmsLziZrC84mawvOJmsLziZrC84mawvOJmsLziZrC84mawvOJmsLz
    iZrC84mawvOJmsLziZrC84mawvOJmsI=
  PartitionKey: it's
- {Data: eA==, PartitionKey: b | c, SequenceNumber: '50'}
bell: "\a \xE9 \"q\" word word word word word word word word word word word word word\
  \ word "
body: '{"Records": [{"PartitionKey": "two words", "Data": "84mawgoHdXNlci0xNwoHdXNlci0yMw=="}],
  "More": "\n"}'
note: 'first

  second

  '
"#;
    let (tree, end) = tree_of(text).unwrap();
    assert_eq!(end, text.len());
    let texts: Vec<Vec<u8>> = (0..tree.len())
        .filter(|node| !matches!(tree.get(*node).unwrap().kind, Kind::Map | Kind::List))
        .map(|node| tree.text(text.as_bytes(), node).0.into_owned())
        .collect();
    let bell = format!("\x07 é \"q\" {}", "word ".repeat(14));
    let body = r#"{"Records": [{"PartitionKey": "two words", "Data": "84mawgoHdXNlci0xNwoHdXNlci0yMw=="}], "More": "\n"}"#;
    let data = b"\xf3\x89\x9a\xc2".repeat(20);
    let expected: [&[u8]; 8] =
        [&data, b"it's", b"eA==", b"b | c", b"50", bell.as_bytes(), body.as_bytes(), b"first\nsecond\n"];
    assert_eq!(texts, expected);
}
