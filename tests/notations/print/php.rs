//! `print_r` and `var_export` of PHP, whose strings are bytes and are printed as they are.

use super::{
    super::tree::{Field, Tree},
    calendar,
};

/// `print_r($value)`.
pub fn print_r(tree: &Tree) -> Vec<u8> {
    let mut out = Vec::new();
    shown(&mut out, tree, 0);
    out
}

fn shown(out: &mut Vec<u8>, tree: &Tree, indent: usize) {
    match tree {
        Tree::Null | Tree::Bool(false) => {}
        Tree::Bool(true) => out.push(b'1'),
        Tree::Int(value) => out.extend(value.to_string().bytes()),
        Tree::Seconds(millis) => out.extend(calendar::seconds(*millis).bytes()),
        Tree::Time(millis) => entries(out, "Aws\\Api\\DateTimeResult Object", &date(*millis), indent),
        Tree::Text(text) => out.extend(text.bytes()),
        Tree::Bytes(bytes) => out.extend(bytes),
        Tree::List(items) => {
            let items: Vec<_> =
                items.iter().enumerate().map(|(at, item)| (at.to_string(), item.clone())).collect();
            entries(out, "Array", &items, indent);
        }
        Tree::Map(map) => entries(out, "Array", &map.fields.iter().map(pair).collect::<Vec<_>>(), indent),
    }
}

fn pair(field: &Field) -> (String, Tree) {
    (field.name.clone(), field.value.clone())
}

/// What a DateTime shows.
fn date(millis: i64) -> Vec<(String, Tree)> {
    let time = calendar::civil(millis);
    let date = format!("{} {}.{:03}000", time.date(), time.clock(), time.milli);
    let fields = [
        ("date", Tree::Text(date)),
        ("timezone_type", Tree::Int(1)),
        ("timezone", Tree::Text("+00:00".to_owned())),
    ];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn entries(out: &mut Vec<u8>, what: &str, entries: &[(String, Tree)], indent: usize) {
    let blanks = " ".repeat(indent);
    out.extend(format!("{what}\n{blanks}(\n").bytes());
    for (name, value) in entries {
        out.extend(format!("{blanks}    [{name}] => ").bytes());
        shown(out, value, indent + 8);
        out.push(b'\n');
    }
    out.extend(format!("{blanks})\n").bytes());
}

/// `var_export($value)`.
pub fn var_export(tree: &Tree) -> Vec<u8> {
    let mut out = Vec::new();
    exported(&mut out, tree, 0);
    out
}

fn exported(out: &mut Vec<u8>, tree: &Tree, indent: usize) {
    let blanks = " ".repeat(indent);
    match tree {
        Tree::Null => out.extend(b"NULL"),
        Tree::Bool(value) => out.extend(value.to_string().bytes()),
        Tree::Int(value) => out.extend(value.to_string().bytes()),
        Tree::Seconds(millis) => out.extend(calendar::float(*millis).bytes()),
        Tree::Time(millis) => {
            out.extend(format!("\n{blanks}\\Aws\\Api\\DateTimeResult::__set_state(array(\n").bytes());
            for (name, value) in date(*millis) {
                out.extend(format!("{blanks}   '{name}' => ").bytes());
                exported(out, &value, indent);
                out.extend(b",\n");
            }
            out.extend(format!("{blanks}))").bytes());
        }
        Tree::Text(text) => quoted(out, text.as_bytes()),
        Tree::Bytes(bytes) => quoted(out, bytes),
        Tree::List(items) => {
            let items: Vec<_> =
                items.iter().enumerate().map(|(at, item)| (at.to_string(), item.clone())).collect();
            array(out, &items, indent);
        }
        Tree::Map(map) => {
            let pairs: Vec<_> =
                map.fields.iter().map(|field| (format!("'{}'", field.name), field.value.clone())).collect();
            array(out, &pairs, indent);
        }
    }
}

fn array(out: &mut Vec<u8>, entries: &[(String, Tree)], indent: usize) {
    let blanks = " ".repeat(indent);
    if indent > 0 {
        out.extend(format!("\n{blanks}").bytes());
    }
    out.extend(b"array (\n");
    for (name, value) in entries {
        out.extend(format!("{blanks}  {name} => ").bytes());
        exported(out, value, indent + 2);
        out.extend(b",\n");
    }
    out.extend(format!("{blanks})").bytes());
}

/// Single quotes, in which a NUL has no place.
fn quoted(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'\'');
    for &byte in bytes {
        match byte {
            b'\'' | b'\\' => out.extend([b'\\', byte]),
            0 => out.extend(b"' . \"\\0\" . '"),
            other => out.push(other),
        }
    }
    out.push(b'\'');
}
