//! The verbs of Go's `fmt`: `%v` of maps, `%+v` and `%#v` of structs, `%q` of maps.

use super::{super::tree::Tree, calendar, text};

/// `%v` of what `encoding/json` makes of JSON: `map[Records:[map[…]]]`, names in order.
pub fn v(tree: &Tree) -> String {
    fn value(tree: &Tree) -> String {
        match tree {
            Tree::Null => "<nil>".to_owned(),
            Tree::Bool(value) => value.to_string(),
            Tree::Int(value) => exponent(&value.to_string(), *value * 1000),
            Tree::Seconds(millis) => exponent("0", *millis),
            Tree::Time(millis) => time(*millis),
            Tree::Text(text) => text.clone(),
            Tree::Bytes(bytes) => format!("[{}]", text::numbers(bytes, " ")),
            Tree::List(items) => format!("[{}]", text::join(items, " ", value)),
            Tree::Map(map) => {
                let field = |name: &str, tree: &Tree| format!("{name}:{}", value(tree));
                format!("map[{}]", text::join(&map.fields, " ", |each| field(&each.name, &each.value)))
            }
        }
    }
    value(&tree.sorted())
}

/// A float: with an exponent from a million million on, as `encoding/json` makes every number one.
fn exponent(whole: &str, millis: i64) -> String {
    if millis < 1_000_000_000_000 {
        return whole.to_owned();
    }
    let (digits, exponent) = calendar::scientific(millis);
    format!("{}e+{exponent:0>2}", digits.trim_end_matches('.'))
}

/// `%q` of a map with bytes in it.
pub fn q(tree: &Tree) -> String {
    fn value(tree: &Tree) -> String {
        match tree {
            Tree::Null => "%!q(<nil>)".to_owned(),
            Tree::Bool(value) => format!("%!q(bool={value})"),
            Tree::Int(value) => {
                format!("'{}'", if *value == 0 { "\\x00".to_owned() } else { value.to_string() })
            }
            Tree::Seconds(millis) => format!("%!q(float64={})", exponent("0", *millis)),
            Tree::Time(millis) => quoted(time(*millis).as_bytes()),
            Tree::Text(text) => quoted(text.as_bytes()),
            Tree::Bytes(bytes) => quoted(bytes),
            Tree::List(items) => format!("[{}]", text::join(items, " ", value)),
            Tree::Map(map) => {
                let field = |name: &str, tree: &Tree| format!("{}:{}", quoted(name.as_bytes()), value(tree));
                format!("map[{}]", text::join(&map.fields, " ", |each| field(&each.name, &each.value)))
            }
        }
    }
    value(&tree.sorted())
}

/// `%+v` of structs.
pub fn plus_v(tree: &Tree) -> String {
    match tree {
        Tree::Null => String::new(),
        Tree::Bool(value) => value.to_string(),
        Tree::Int(value) => value.to_string(),
        Tree::Seconds(millis) => exponent("0", *millis),
        Tree::Time(millis) => time(*millis),
        Tree::Text(text) => text.clone(),
        Tree::Bytes(bytes) => format!("[{}]", text::numbers(bytes, " ")),
        Tree::List(items) => format!("[{}]", text::join(items, " ", plus_v)),
        Tree::Map(map) => {
            let fields =
                text::join(&map.fields, " ", |field| format!("{}:{}", field.name, plus_v(&field.value)));
            format!("{{{fields}}}")
        }
    }
}

/// `%#v` of structs: as they stand in source.
pub fn sharp_v(tree: &Tree) -> String {
    match tree {
        Tree::Null => "\"\"".to_owned(),
        Tree::Bool(value) => value.to_string(),
        Tree::Int(value) => value.to_string(),
        Tree::Seconds(millis) => exponent("0", *millis),
        Tree::Time(millis) => {
            let time = calendar::civil(*millis);
            let (month, nanos) = (time.month_name(), time.milli * 1_000_000);
            let (hour, minute, second) = (time.hour, time.minute, time.second);
            format!(
                "time.Date({}, time.{month}, {}, {hour}, {minute}, {second}, {nanos}, time.UTC)",
                time.year, time.day
            )
        }
        Tree::Text(text) => quoted(text.as_bytes()),
        Tree::Bytes(bytes) => format!("[]uint8{{{}}}", text::join(bytes, ", ", |byte| format!("0x{byte:x}"))),
        Tree::List(items) => {
            let name = type_of(items.first());
            format!("[]{name}{{{}}}", text::join(items, ", ", sharp_v))
        }
        Tree::Map(map) => {
            let fields =
                text::join(&map.fields, ", ", |field| format!("{}:{}", field.name, sharp_v(&field.value)));
            format!("{}{{{fields}}}", type_name(map.name))
        }
    }
}

pub fn type_of(tree: Option<&Tree>) -> String {
    match tree {
        Some(Tree::Map(map)) => type_name(map.name),
        Some(Tree::Text(_)) => "string".to_owned(),
        _ => "interface {}".to_owned(),
    }
}

/// The package that the type is of.
pub fn type_name(name: &str) -> String {
    let package = if name.contains("Event") || name.starts_with("Kinesis") { "events" } else { "main" };
    format!("{package}.{name}")
}

/// A `time.Time`: `2026-05-17 06:40:00.125 +0000 UTC`.
pub fn time(millis: i64) -> String {
    calendar::plain(millis) + " +0000 UTC"
}

/// `strconv.Quote`: bytes that are no UTF-8 as `\x…`.
pub fn quoted(bytes: &[u8]) -> String {
    let mut out = "\"".to_owned();
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            let code = u32::from(character);
            match character {
                '"' => out += "\\\"",
                '\\' => out += "\\\\",
                '\u{7}' => out += "\\a",
                '\u{8}' => out += "\\b",
                '\u{c}' => out += "\\f",
                '\n' => out += "\\n",
                '\r' => out += "\\r",
                '\t' => out += "\\t",
                '\u{b}' => out += "\\v",
                shown if text::is_printable(shown) => out.push(shown),
                _ if code < 0x20 || code == 0x7f => out += &format!("\\x{code:02x}"),
                _ if code < 0x1_0000 => out += &format!("\\u{code:04x}"),
                _ => out += &format!("\\U{code:08x}"),
            }
        }
        out += &text::join(chunk.invalid(), "", |byte| format!("\\x{byte:02x}"));
    }
    out + "\""
}
