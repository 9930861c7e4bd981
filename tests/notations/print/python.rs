//! `repr` of Python 3 and of Python 2, as `print` shows a dictionary.

use super::{super::tree::Tree, calendar, text};

/// Which Python, and how it names UTC.
#[derive(Clone, Copy)]
pub struct Python {
    /// Text is `u'…'`, and bytes are `'…'`.
    pub is_old: bool,
    pub zone: &'static str,
}

/// What boto3 returns, in Python 3.
pub fn repr(tree: &Tree) -> String {
    Python { is_old: false, zone: "tzlocal()" }.repr(tree)
}

/// The same in Python 2.
pub fn old(tree: &Tree) -> String {
    Python { is_old: true, zone: "tzlocal()" }.repr(tree)
}

impl Python {
    pub fn repr(self, tree: &Tree) -> String {
        match tree {
            Tree::Null => "None".to_owned(),
            Tree::Bool(value) => (if *value { "True" } else { "False" }).to_owned(),
            Tree::Int(value) => value.to_string(),
            Tree::Seconds(millis) => calendar::float(*millis),
            Tree::Time(millis) => self.datetime(*millis),
            Tree::Text(text) => self.text(text),
            Tree::Bytes(bytes) if self.is_old => quoted(bytes.iter().map(|&byte| char::from(byte)), true),
            Tree::Bytes(bytes) => format!("b{}", quoted(bytes.iter().map(|&byte| char::from(byte)), true)),
            Tree::List(items) => format!("[{}]", text::join(items, ", ", |item| self.repr(item))),
            Tree::Map(map) => {
                let field = |name: &str, value: &Tree| format!("{}: {}", self.text(name), self.repr(value));
                format!("{{{}}}", text::join(&map.fields, ", ", |each| field(&each.name, &each.value)))
            }
        }
    }

    pub fn text(self, text: &str) -> String {
        if self.is_old { format!("u{}", quoted(text.chars(), true)) } else { quoted(text.chars(), false) }
    }

    /// Seconds and their fraction are left out where they are 0.
    fn datetime(self, millis: i64) -> String {
        let time = calendar::civil(millis);
        let mut parts = vec![time.year, time.month, time.day, time.hour, time.minute];
        if time.second > 0 || time.milli > 0 {
            parts.push(time.second);
        }
        if time.milli > 0 {
            parts.push(time.milli * 1000);
        }
        format!("datetime.datetime({}, tzinfo={})", text::join(&parts, ", ", i64::to_string), self.zone)
    }
}

/// A literal in the quotes that Python prefers.
fn quoted(characters: impl Iterator<Item = char> + Clone, is_ascii: bool) -> String {
    let has = |wanted| characters.clone().any(|character| character == wanted);
    let quote = if has('\'') && !has('"') { '"' } else { '\'' };
    let mut out = quote.to_string();
    for character in characters.clone() {
        let code = u32::from(character);
        match character {
            '\\' => out += "\\\\",
            '\n' => out += "\\n",
            '\r' => out += "\\r",
            '\t' => out += "\\t",
            same if same == quote => out.extend(['\\', same]),
            plain if (' '..='~').contains(&plain) => out.push(plain),
            shown if !is_ascii && text::is_printable(shown) => out.push(shown),
            _ if code < 0x100 => out += &format!("\\x{code:02x}"),
            _ if code < 0x1_0000 => out += &format!("\\u{code:04x}"),
            _ => out += &format!("\\U{code:08x}"),
        }
    }
    out.push(quote);
    out
}
