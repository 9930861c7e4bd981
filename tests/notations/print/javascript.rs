//! A fixture in JavaScript or TypeScript: names without quotes, single quotes, comments, commas at the ends.

use super::{super::tree::Tree, calendar, text};
use base64::{Engine, engine::general_purpose::STANDARD};

/// An object in source, with what `Data` is in it.
struct Source {
    /// `Buffer.from('…', 'base64')` in place of the base64 alone.
    buffers: bool,
}

pub fn fixture(tree: &Tree) -> String {
    format!("'use strict'\n\nmodule.exports = {}\n", Source { buffers: false }.value(tree, 0))
}

pub fn buffers(tree: &Tree) -> String {
    format!("const input: GetRecordsCommandOutput = {};\n", Source { buffers: true }.value(tree, 0))
}

impl Source {
    fn value(&self, tree: &Tree, level: usize) -> String {
        let (inner, outer) = ("  ".repeat(level + 1), "  ".repeat(level));
        match tree {
            Tree::Null => "null".to_owned(),
            Tree::Bool(value) => value.to_string(),
            Tree::Int(value) => value.to_string(),
            Tree::Seconds(millis) => calendar::seconds(*millis),
            Tree::Time(millis) if self.buffers => format!("new Date('{}')", calendar::iso(*millis)),
            Tree::Time(millis) => quoted(&calendar::iso(*millis)),
            Tree::Text(text) => quoted(text),
            Tree::Bytes(bytes) => format!("Buffer.from('{}', 'base64')", STANDARD.encode(bytes)),
            Tree::List(items) => {
                let items = text::join(items, "", |item| {
                    // What stands in comments is no value, whatever it looks like.
                    format!(
                        "{inner}// it's the \"next\" one: {{ data: [\n{inner}{},\n",
                        self.value(item, level + 1)
                    )
                });
                format!("[\n{items}{outer}]")
            }
            Tree::Map(map) => {
                let fields = text::join(&map.fields, "", |field| {
                    let name =
                        if text::is_name(&field.name) { field.name.clone() } else { quoted(&field.name) };
                    let value = self.value(&field.value, level + 1);
                    // Where a line is long, the value stands on the next one.
                    let between =
                        if inner.len() + name.len() + value.len() > 78 && value.starts_with(['\'', '"']) {
                            format!("\n{inner}  ")
                        } else {
                            " ".to_owned()
                        };
                    let comment = if field.is_known { "" } else { " /* isn't used */" };
                    format!("{inner}{name}:{between}{value},{comment}\n")
                });
                format!("{{\n{fields}{outer}}}")
            }
        }
    }
}

/// A string in single quotes, or in double ones where that needs fewer escapes.
pub fn quoted(text: &str) -> String {
    let quote = if text.matches('\'').count() > text.matches('"').count() { '"' } else { '\'' };
    let mut out = quote.to_string();
    for character in text.chars() {
        match character {
            '\\' => out += "\\\\",
            '\n' => out += "\\n",
            '\r' => out += "\\r",
            '\t' => out += "\\t",
            '\u{2028}' | '\u{2029}' => out += &format!("\\u{:04x}", u32::from(character)),
            control if control < ' ' || control == '\u{7f}' => {
                out += &format!("\\x{:02x}", u32::from(control))
            }
            same if same == quote => out.extend(['\\', same]),
            other => out.push(other),
        }
    }
    out.push(quote);
    out
}
