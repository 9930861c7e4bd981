//! `inspect` of Elixir: maps with atoms or strings, binaries as text where they can be shown as such.

use super::{super::tree::Tree, calendar, text};

/// `inspect(value, limit: :infinity)`.
pub fn inspect(tree: &Tree) -> String {
    value(tree, usize::MAX)
}

/// The same with Elixir's own limit, which leaves out what is behind the fiftieth byte.
pub fn limited(tree: &Tree) -> String {
    value(tree, 50)
}

fn value(tree: &Tree, limit: usize) -> String {
    match tree {
        Tree::Null => "nil".to_owned(),
        Tree::Bool(value) => value.to_string(),
        Tree::Int(value) => value.to_string(),
        Tree::Seconds(millis) => calendar::float(*millis),
        Tree::Time(millis) => format!("~U[{}]", calendar::iso(*millis).replace('T', " ")),
        Tree::Text(text) => binary(text.as_bytes(), limit),
        Tree::Bytes(bytes) => binary(bytes, limit),
        Tree::List(items) => format!("[{}]", text::join(items, ", ", |item| value(item, limit))),
        Tree::Map(map) => {
            // Small maps are in the order of their names.
            let mut fields: Vec<_> = map.fields.iter().collect();
            fields.sort_by(|one, other| one.name.cmp(&other.name));
            let mut limit = limit;
            let fields = text::join(&fields, ", ", |field| {
                // Each field uses up some of what is shown of the next.
                limit = limit.saturating_sub(1);
                match map.is_object {
                    true => format!("{}: {}", field.name, value(&field.value, limit)),
                    false => {
                        format!("{} => {}", binary(field.name.as_bytes(), limit), value(&field.value, limit))
                    }
                }
            });
            format!("%{{{fields}}}")
        }
    }
}

fn is_printable(bytes: &[u8]) -> bool {
    let shown = |character: char| {
        !character.is_control() || "\u{7}\u{8}\t\n\u{b}\u{c}\r\u{1b}\u{7f}".contains(character)
    };
    std::str::from_utf8(bytes).is_ok_and(|text| text.chars().all(shown))
}

fn binary(bytes: &[u8], limit: usize) -> String {
    if !is_printable(bytes) {
        let shown = text::numbers(&bytes[..bytes.len().min(limit)], ", ");
        return format!("<<{shown}{}>>", if bytes.len() > limit { ", ..." } else { "" });
    }
    let mut out = "\"".to_owned();
    let mut characters = std::str::from_utf8(bytes).unwrap().chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' => out += "\\\"",
            '\\' => out += "\\\\",
            '\u{7}' => out += "\\a",
            '\u{8}' => out += "\\b",
            '\t' => out += "\\t",
            '\n' => out += "\\n",
            '\u{b}' => out += "\\v",
            '\u{c}' => out += "\\f",
            '\r' => out += "\\r",
            '\u{1b}' => out += "\\e",
            '\u{7f}' => out += "\\d",
            '#' if characters.peek() == Some(&'{') => out += "\\#",
            other => out.push(other),
        }
    }
    out + "\""
}
