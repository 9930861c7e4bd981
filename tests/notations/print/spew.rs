//! `spew.Sdump` of Go: types in parentheses, bytes as a dump.

use super::{
    super::tree::Tree,
    go::{quoted, time, type_name, type_of},
    text,
};

pub fn dump(tree: &Tree) -> String {
    let type_of_all = match tree {
        Tree::List(items) => format!("[]{}", type_of(items.first())),
        Tree::Map(map) => type_name(map.name),
        _ => "interface {}".to_owned(),
    };
    format!("({type_of_all}) {}\n", value(tree, 0))
}

/// What stands behind the type.
fn value(tree: &Tree, level: usize) -> String {
    let (inner, outer) = (" ".repeat(level + 1), " ".repeat(level));
    match tree {
        Tree::Null => "<nil>".to_owned(),
        Tree::Bool(value) => value.to_string(),
        Tree::Int(value) => value.to_string(),
        Tree::Seconds(millis) | Tree::Time(millis) => time(*millis),
        Tree::Text(text) => format!("(len={}) {}", text.len(), quoted(text.as_bytes())),
        Tree::Bytes(bytes) => {
            let size = format!("(len={0} cap={0})", bytes.len());
            let lines: Vec<&[u8]> = bytes.chunks(16).collect();
            let mut offset = 0;
            let lines = text::join(&lines, "", |line| {
                let printed = format!("{inner}{}\n", dumped(offset, line));
                offset += 16;
                printed
            });
            format!("{size} {{\n{lines}{outer}}}")
        }
        Tree::List(items) => {
            let size = format!("(len={0} cap={0})", items.len());
            let items = text::join(items, ",\n", |item| {
                format!("{inner}({}) {}", type_of(Some(item)), value(item, level + 1))
            });
            format!("{size} {{\n{items}\n{outer}}}")
        }
        Tree::Map(map) => {
            let fields = text::join(&map.fields, ",\n", |field| {
                format!(
                    "{inner}{}: ({}) {}",
                    field.name,
                    type_in_field(&field.value),
                    value(&field.value, level + 1)
                )
            });
            format!("{{\n{fields}\n{outer}}}")
        }
    }
}

fn type_in_field(tree: &Tree) -> String {
    match tree {
        Tree::Bytes(_) => "[]uint8".to_owned(),
        Tree::Text(_) => "string".to_owned(),
        Tree::Int(_) => "int64".to_owned(),
        Tree::Bool(_) => "bool".to_owned(),
        Tree::Time(_) | Tree::Seconds(_) => "time.Time".to_owned(),
        Tree::List(items) => format!("[]{}", type_of(items.first())),
        other => type_of(Some(other)),
    }
}

/// A line of `hex.Dump`.
fn dumped(offset: usize, line: &[u8]) -> String {
    let mut hex = String::new();
    for at in 0..16 {
        hex += &line.get(at).map_or("   ".to_owned(), |byte| format!("{byte:02x} "));
        if at == 7 {
            hex.push(' ');
        }
    }
    let shown: String =
        line.iter().map(|&byte| if (b' '..0x7f).contains(&byte) { byte.into() } else { '.' }).collect();
    format!("{offset:08x}  {hex} |{shown}|")
}
