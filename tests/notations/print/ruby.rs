//! `inspect` of Ruby, as `p` and `logger.info(event)` print: hashes before and since 3.4, and the structs of the SDK.

use super::{
    super::tree::{Map, Tree},
    calendar, text,
};

/// Which Ruby prints, and what.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ruby {
    /// `{:a=>1, "b"=>2}`.
    Old,
    /// `{a: 1, "b" => 2}`.
    New,
    /// `#<struct Aws::Kinesis::Types::Record …>`, as the SDK returns them.
    Struct,
}

pub fn old(tree: &Tree) -> String {
    Ruby::Old.inspect(tree)
}

pub fn new(tree: &Tree) -> String {
    Ruby::New.inspect(tree)
}

pub fn structs(tree: &Tree) -> String {
    Ruby::Struct.inspect(tree)
}

impl Ruby {
    fn inspect(self, tree: &Tree) -> String {
        match tree {
            Tree::Null => "nil".to_owned(),
            Tree::Bool(value) => value.to_string(),
            Tree::Int(value) => value.to_string(),
            Tree::Seconds(millis) => calendar::float(*millis),
            Tree::Time(millis) => calendar::plain(*millis) + " UTC",
            Tree::Text(text) => quoted(text),
            Tree::Bytes(bytes) => binary(bytes),
            Tree::List(items) => format!("[{}]", text::join(items, ", ", |item| self.inspect(item))),
            Tree::Map(map) if map.is_object && self == Self::Struct => self.structure(map),
            Tree::Map(map) => self.hash(map),
        }
    }

    fn structure(self, map: &Map) -> String {
        let fields =
            text::join(&map.fields, ", ", |field| format!("{}={}", field.name, self.inspect(&field.value)));
        format!("#<struct Aws::Kinesis::Types::{} {fields}>", map.name)
    }

    fn hash(self, map: &Map) -> String {
        let field = |name: &str, value: &Tree| {
            let value = self.inspect(value);
            match (self, map.is_object) {
                (Self::New, true) => format!("{name}: {value}"),
                (Self::New, false) => format!("{} => {value}", quoted(name)),
                (_, true) => format!(":{name}=>{value}"),
                (_, false) => format!("{}=>{value}", quoted(name)),
            }
        };
        format!("{{{}}}", text::join(&map.fields, ", ", |each| field(&each.name, &each.value)))
    }
}

/// What starts an interpolation is escaped as well.
fn escaped(character: char, next: Option<char>) -> Option<&'static str> {
    Some(match character {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\u{7}' => "\\a",
        '\u{8}' => "\\b",
        '\u{b}' => "\\v",
        '\u{c}' => "\\f",
        '\u{1b}' => "\\e",
        '#' if matches!(next, Some('{' | '$' | '@')) => "\\#",
        _ => return None,
    })
}

/// A string in UTF-8.
fn quoted(text: &str) -> String {
    let mut out = "\"".to_owned();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match escaped(character, characters.peek().copied()) {
            Some(escape) => out += escape,
            None if !text::is_printable(character) && character != '\u{a0}' => {
                out += &format!("\\u{:04X}", u32::from(character));
            }
            None => out.push(character),
        }
    }
    out + "\""
}

/// A string of bytes without an encoding.
fn binary(bytes: &[u8]) -> String {
    let mut out = "\"".to_owned();
    for (at, &byte) in bytes.iter().enumerate() {
        let next = bytes.get(at + 1).map(|&next| char::from(next));
        match escaped(byte.into(), next) {
            Some(escape) => out += escape,
            None if (b' '..0x7f).contains(&byte) => out.push(byte.into()),
            None => out += &format!("\\x{byte:02X}"),
        }
    }
    out + "\""
}
