//! JSON, as libraries write it: tight, with spaces, over lines, with everything but ASCII escaped.

use super::{
    super::tree::{Field, Map, Tree},
    calendar,
    python::Python,
    text, yaml,
};

/// How a library lays JSON out.
#[derive(Clone, Copy)]
pub struct Layout {
    /// Blanks a level, where there are lines.
    indent: Option<usize>,
    comma: &'static str,
    colon: &'static str,
    ascii: bool,
}

/// `JSON.stringify(value)`.
pub fn tight(tree: &Tree) -> String {
    Layout { indent: None, comma: ",", colon: ":", ascii: false }.print(tree)
}

/// `JSON.stringify(value, null, 2)`.
pub fn pretty(tree: &Tree) -> String {
    Layout { indent: Some(2), comma: ",", colon: ": ", ascii: false }.print(tree)
}

/// `json.dumps(value)` of Python.
pub fn dumps(tree: &Tree) -> String {
    Layout { indent: None, comma: ", ", colon: ": ", ascii: true }.print(tree)
}

/// `json.dumps(value, indent=4)` of Python.
pub fn dumps_pretty(tree: &Tree) -> String {
    Layout { indent: Some(4), comma: ",", colon: ": ", ascii: true }.print(tree)
}

/// `json.dumps(value, default=str)` of Python: bytes and times as Python prints them, in strings.
pub fn dumps_text(tree: &Tree) -> String {
    let mut tree = with_bytes(tree, &|bytes| {
        let python = Python { is_old: false, zone: "" };
        Tree::Text(python.repr(&Tree::Bytes(bytes.to_vec())))
    });
    tree.each_map(&mut |map| {
        for field in &mut map.fields {
            if let Tree::Time(millis) = field.value {
                field.value = Tree::Text(yaml::timestamp(millis));
            }
        }
    });
    dumps(&tree)
}

/// `JSON.stringify` where data is a Buffer: `{"type":"Buffer","data":[…]}`.
pub fn buffer(tree: &Tree) -> String {
    pretty(&with_bytes(tree, &|bytes| {
        let numbers = Tree::List(bytes.iter().map(|&byte| Tree::Int(byte.into())).collect());
        map(vec![("type".to_owned(), Tree::Text("Buffer".to_owned())), ("data".to_owned(), numbers)])
    }))
}

/// `JSON.stringify` where data is a Uint8Array: `{"0":243,…}`.
pub fn indexed(tree: &Tree) -> String {
    pretty(&with_bytes(tree, &|bytes| {
        map(bytes.iter().enumerate().map(|(at, &byte)| (at.to_string(), Tree::Int(byte.into()))).collect())
    }))
}

/// Gson, where data is a ByteBuffer: its private fields, and dates as an American writes them.
pub fn gson(tree: &Tree) -> String {
    let mut tree = with_bytes(tree, &|bytes| {
        let numbers = Tree::List(bytes.iter().map(|byte| Tree::Int(byte.cast_signed().into())).collect());
        let size = || Tree::Int(i64::try_from(bytes.len()).unwrap());
        let fields = [
            ("hb", numbers),
            ("offset", Tree::Int(0)),
            ("isReadOnly", Tree::Bool(false)),
            ("bigEndian", Tree::Bool(true)),
            ("nativeByteOrder", Tree::Bool(false)),
            ("mark", Tree::Int(-1)),
            ("position", Tree::Int(0)),
            ("limit", size()),
            ("capacity", size()),
            ("address", Tree::Int(0)),
        ];
        map(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    });
    tree.each_map(&mut |map| {
        // Gson leaves out what is null.
        map.fields.retain(|field| field.value != Tree::Null);
        for field in &mut map.fields {
            if let Tree::Time(millis) = field.value {
                field.value = Tree::Text(american(millis));
            }
        }
    });
    pretty(&tree)
}

/// `May 17, 2026, 6:40:00 AM`.
fn american(millis: i64) -> String {
    let time = calendar::civil(millis);
    let (hour, half) = (time.hour % 12, if time.hour < 12 { "AM" } else { "PM" });
    let hour = if hour == 0 { 12 } else { hour };
    let (month, day, year) = (&time.month_name()[..3], time.day, time.year);
    format!("{month} {day}, {year}, {hour}:{:02}:{:02} {half}", time.minute, time.second)
}

fn map(fields: Vec<(String, Tree)>) -> Tree {
    let fields = fields.into_iter().map(|(name, value)| Field { name, value, is_known: true }).collect();
    Tree::Map(Map { name: "", is_object: false, fields })
}

/// The same with something else in place of bytes.
fn with_bytes(tree: &Tree, instead: &impl Fn(&[u8]) -> Tree) -> Tree {
    match tree {
        Tree::Bytes(bytes) => instead(bytes),
        Tree::List(items) => Tree::List(items.iter().map(|item| with_bytes(item, instead)).collect()),
        Tree::Map(map) => {
            let field = |field: &Field| Field { value: with_bytes(&field.value, instead), ..field.clone() };
            Tree::Map(Map { fields: map.fields.iter().map(field).collect(), ..*map })
        }
        other => other.clone(),
    }
}

impl Layout {
    fn print(self, tree: &Tree) -> String {
        self.value(tree, 0)
    }

    fn value(self, tree: &Tree, level: usize) -> String {
        match tree {
            Tree::Null => "null".to_owned(),
            Tree::Bool(value) => value.to_string(),
            Tree::Int(value) => value.to_string(),
            Tree::Seconds(millis) if self.ascii => calendar::float(*millis),
            Tree::Seconds(millis) => calendar::seconds(*millis),
            Tree::Time(millis) => self.string(&calendar::iso(*millis)),
            Tree::Text(text) => self.string(text),
            Tree::Bytes(bytes) => format!("[{}]", text::numbers(bytes, self.comma)),
            Tree::List(items) => self.group(['[', ']'], level, items, |item| self.value(item, level + 1)),
            Tree::Map(map) => self.group(['{', '}'], level, &map.fields, |field| {
                self.string(&field.name) + self.colon + &self.value(&field.value, level + 1)
            }),
        }
    }

    fn group<T>(
        self,
        [open, close]: [char; 2],
        level: usize,
        items: &[T],
        each: impl FnMut(&T) -> String,
    ) -> String {
        let Some(indent) = self.indent.filter(|_| !items.is_empty()) else {
            return format!("{open}{}{close}", text::join(items, self.comma, each));
        };
        let (inner, outer) = (" ".repeat(indent * (level + 1)), " ".repeat(indent * level));
        let items = text::join(items, &format!("{}\n{inner}", self.comma), each);
        format!("{open}\n{inner}{items}\n{outer}{close}")
    }

    fn string(self, text: &str) -> String {
        if self.ascii { ascii(text) } else { serde_json::to_string(text).unwrap() }
    }
}

/// A string with everything but ASCII escaped.
pub fn ascii(text: &str) -> String {
    let mut out = String::new();
    for unit in serde_json::to_string(text).unwrap().encode_utf16() {
        match u8::try_from(unit) {
            Ok(byte) if byte < 0x7f => out.push(byte.into()),
            _ => out += &format!("\\u{unit:04x}"),
        }
    }
    out
}
