//! Writes JSON, member by member, indented. Numbers that may pass 2^53 are the caller's to write as strings.

use std::fmt::{Display, Write};

/// A JSON text in the making.
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
    depth: usize,
    filled: bool,
}

impl Writer {
    /// The text.
    #[must_use]
    pub fn finish(mut self) -> String {
        self.out.push('\n');
        self.out
    }

    /// An object, with what `members` writes into it.
    pub fn object(&mut self, members: impl FnOnce(&mut Self)) {
        self.nest('{', '}', members);
    }

    /// An array with an element for each item.
    pub fn array<T>(&mut self, items: impl IntoIterator<Item = T>, mut each: impl FnMut(&mut Self, T)) {
        self.nest('[', ']', |out| {
            for item in items {
                out.next_line();
                each(out, item);
            }
        });
    }

    /// The name of a member; its value is to follow.
    pub fn member(&mut self, name: &str) -> &mut Self {
        self.next_line();
        self.string(name);
        self.out.push_str(": ");
        self
    }

    /// A string.
    pub fn string(&mut self, text: &str) {
        self.out.push('"');
        for char in text.chars() {
            match char {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                char if char < ' ' || char == '\u{7f}' => {
                    // Writing to a String cannot fail.
                    let _ = write!(self.out, "\\u{:04x}", u32::from(char));
                }
                char => self.out.push(char),
            }
        }
        self.out.push('"');
    }

    /// A string, or `null` where there is none.
    pub fn string_or_null(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.string(text),
            None => self.raw("null"),
        }
    }

    /// A number, `true`, `false` or `null`.
    pub fn raw(&mut self, value: impl Display) {
        let _ = write!(self.out, "{value}");
    }

    fn nest(&mut self, open: char, close: char, fill: impl FnOnce(&mut Self)) {
        self.out.push(open);
        let outer = std::mem::replace(&mut self.filled, false);
        self.depth += 1;
        fill(self);
        self.depth -= 1;
        if self.filled {
            self.line();
        }
        self.out.push(close);
        self.filled = outer;
    }

    fn next_line(&mut self) {
        if std::mem::replace(&mut self.filled, true) {
            self.out.push(',');
        }
        self.line();
    }

    fn line(&mut self) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n("  ", self.depth));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn serde_json_reads_back_what_was_written(names: Vec<String>, numbers: Vec<u32>) {
            let mut out = Writer::default();
            out.object(|out| {
                out.member("names").array(&names, |out, name| out.string(name));
                out.member("numbers").array(&numbers, |out, number| out.raw(number));
                out.member("none").string_or_null(None);
                out.member("empty").object(|_| {});
            });
            let read: serde_json::Value = serde_json::from_str(&out.finish()).unwrap();
            prop_assert_eq!(read, serde_json::json!({ "names": names, "numbers": numbers, "none": null, "empty": {} }));
        }
    }
}
