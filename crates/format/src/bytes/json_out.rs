//! Writes JSON, member by member, indented or on one line, whole or in pieces. Numbers that may pass 2^53 are the caller's to write as strings.

use std::fmt::{Display, Write};

/// A JSON text in the making.
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
    depth: usize,
    filled: bool,
    /// Everything on one line.
    compact: bool,
}

impl Writer {
    /// One that writes everything on one line.
    #[must_use]
    pub fn on_one_line() -> Self {
        Self { compact: true, ..Self::default() }
    }

    /// What was written since it was last taken, for a text that is too long to hold.
    #[must_use]
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.out)
    }

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
                out.item();
                each(out, item);
            }
        });
    }

    /// Begins an item of an array that was opened; its value is to follow.
    pub fn item(&mut self) {
        self.next_line();
    }

    /// Opens an object or array that [`Self::close`] ends.
    pub fn open(&mut self, bracket: char) {
        self.out.push(bracket);
        self.filled = false;
        self.depth += 1;
    }

    /// Ends what was opened last: it stands in something that is not empty, or in nothing.
    pub fn close(&mut self, bracket: char) {
        self.depth = self.depth.saturating_sub(1);
        if self.filled {
            self.line();
        }
        self.out.push(bracket);
        self.filled = true;
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

    /// An object with what `members` writes of a value, or `null`.
    pub fn object_or_null<T>(&mut self, value: Option<&T>, members: impl FnOnce(&mut Self, &T)) {
        match value {
            Some(value) => self.object(|out| members(out, value)),
            None => self.raw("null"),
        }
    }

    /// A number, `true`, `false` or `null`.
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
