//! Writes JSON member by member, indented or on one line, whole or in pieces. Many readers hold numbers as floats, so
//! the caller must write a number that may exceed 2^53 as a string.

use std::fmt::{Display, Write};

/// A JSON text that is being written.
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
    depth: usize,
    filled: bool,
    /// Whether everything goes on one line.
    compact: bool,
}

impl Writer {
    /// A writer that puts everything on one line. [`Writer::default`] indents.
    #[must_use]
    pub fn on_one_line() -> Self {
        Self { compact: true, ..Self::default() }
    }

    /// Returns what was written since the last call, and keeps no copy. A long text can be written out in pieces so.
    #[must_use]
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.out)
    }

    /// Returns the text (what [`Self::take`] has left of it) with a line break at its end.
    #[must_use]
    pub fn finish(mut self) -> String {
        self.out.push('\n');
        self.out
    }

    /// Writes an object. `members` writes its members.
    pub fn object(&mut self, members: impl FnOnce(&mut Self)) {
        self.nest('{', '}', members);
    }

    /// Writes an array. `each` writes one element for each item.
    pub fn array<T>(&mut self, items: impl IntoIterator<Item = T>, mut each: impl FnMut(&mut Self, T)) {
        self.nest('[', ']', |out| {
            for item in items {
                out.item();
                each(out, item);
            }
        });
    }

    /// Begins an element of an array that [`Self::open`] began. The caller writes the element's value next.
    pub fn item(&mut self) {
        self.next_line();
    }

    /// Begins an object or array; `bracket` is `{` or `[`. [`Self::close`] ends it. This pair serves where the content
    /// comes in pieces; otherwise use [`Self::object`] and [`Self::array`].
    pub fn open(&mut self, bracket: char) {
        self.out.push(bracket);
        self.filled = false;
        self.depth += 1;
    }

    /// Ends what [`Self::open`] began last. It takes for granted that the container around it is not empty, which holds
    /// because this one stands in it.
    pub fn close(&mut self, bracket: char) {
        self.depth = self.depth.saturating_sub(1);
        if self.filled {
            self.line();
        }
        self.out.push(bracket);
        self.filled = true;
    }

    /// Writes the name of a member. The caller writes the member's value next.
    pub fn member(&mut self, name: &str) -> &mut Self {
        self.next_line();
        self.string(name);
        self.out.push_str(": ");
        self
    }

    /// Writes a string and escapes what JSON requires, and U+007F as well.
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

    /// Writes a string, or `null` where there is none.
    pub fn string_or_null(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.string(text),
            None => self.raw("null"),
        }
    }

    /// Writes an object whose members `members` writes from the value, or `null` where there is no value.
    pub fn object_or_null<T>(&mut self, value: Option<&T>, members: impl FnOnce(&mut Self, &T)) {
        match value {
            Some(value) => self.object(|out| members(out, value)),
            None => self.raw("null"),
        }
    }

    /// Writes a value as it is, without quotes: a number, `true`, `false` or `null`.
    pub fn raw(&mut self, value: impl Display) {
        let _ = write!(self.out, "{value}");
    }

    fn nest(&mut self, open: char, close: char, fill: impl FnOnce(&mut Self)) {
        let outer = self.filled;
        self.open(open);
        fill(self);
        self.close(close);
        self.filled = outer;
    }

    fn next_line(&mut self) {
        if std::mem::replace(&mut self.filled, true) {
            self.out.push(',');
        }
        self.line();
    }

    fn line(&mut self) {
        if self.compact {
            return;
        }
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
            let mut line = Writer::on_one_line();
            line.open('[');
            for name in &names {
                line.item();
                line.string(name);
            }
            line.close(']');
            let line = line.take();
            prop_assert!(!line.contains('\n'));
            prop_assert_eq!(serde_json::from_str::<Vec<String>>(&line).unwrap(), names.clone());
            prop_assert_eq!(read, serde_json::json!({ "names": names, "numbers": numbers, "none": null, "empty": {} }));
        }
    }
}
