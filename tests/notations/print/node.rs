//! `util.inspect` of Node 20, as `console.log` prints values. The algorithm is that of lib/internal/util/inspect.js.

use super::{super::tree::Tree, calendar, text};

/// What `inspect` was asked.
#[derive(Clone, Copy)]
struct Options {
    depth: usize,
    /// Data is a Uint8Array, as in version 3 of the SDK, and not a Buffer.
    typed_arrays: bool,
    /// Lines up to about this length.
    width: usize,
}

struct Inspect {
    options: Options,
    indent: usize,
    /// How deep the object lies that was looked at last.
    deepest: usize,
}

const WIDTH: usize = 80;

fn inspect(tree: &Tree, options: Options) -> String {
    Inspect { options, indent: 0, deepest: 0 }.value(tree, 0)
}

/// `console.dir(value, { depth: null })` with Buffers.
pub fn buffers(tree: &Tree) -> String {
    inspect(tree, Options { depth: usize::MAX, typed_arrays: false, width: WIDTH })
}

/// The same with Uint8Arrays.
pub fn typed_arrays(tree: &Tree) -> String {
    inspect(tree, Options { depth: usize::MAX, typed_arrays: true, width: WIDTH })
}

/// `console.log(value)`, which looks two levels deep.
pub fn shallow(tree: &Tree) -> String {
    inspect(tree, Options { depth: 2, typed_arrays: false, width: WIDTH })
}

/// `console.log(value)` with Uint8Arrays.
pub fn shallow_typed(tree: &Tree) -> String {
    inspect(tree, Options { depth: 2, typed_arrays: true, width: WIDTH })
}

/// `inspect(value, { depth: null, breakLength: Infinity })`: one line.
pub fn one_line(tree: &Tree) -> String {
    inspect(tree, Options { depth: usize::MAX, typed_arrays: false, width: usize::MAX / 2 })
}

impl Inspect {
    fn value(&mut self, tree: &Tree, depth: usize) -> String {
        match tree {
            Tree::Null => "null".to_owned(),
            Tree::Bool(value) => value.to_string(),
            Tree::Int(value) => value.to_string(),
            Tree::Seconds(millis) => calendar::seconds(*millis),
            Tree::Time(millis) => calendar::iso(*millis),
            Tree::Text(text) => self.text(text),
            Tree::Bytes(bytes) if !self.options.typed_arrays => buffer(bytes),
            Tree::Bytes(_) if depth > self.options.depth => "[Uint8Array]".to_owned(),
            Tree::Bytes(bytes) => {
                self.deepest = depth + 1;
                let mut items: Vec<String> = bytes.iter().take(100).map(u8::to_string).collect();
                let more = bytes.len().saturating_sub(100);
                if more > 0 {
                    items.push(format!("... {more} more item{}", if more > 1 { "s" } else { "" }));
                }
                let open = format!("Uint8Array({}) [", bytes.len());
                self.group(items, &open, "]", depth + 1, true, more > 0)
            }
            Tree::List(items) if items.is_empty() => "[]".to_owned(),
            Tree::List(_) if depth > self.options.depth => "[Array]".to_owned(),
            Tree::Map(_) if depth > self.options.depth => "[Object]".to_owned(),
            Tree::List(items) => {
                self.deepest = depth + 1;
                let items = items.iter().map(|item| self.within(item, depth + 1)).collect();
                self.group(items, "[", "]", depth + 1, true, false)
            }
            Tree::Map(map) if map.fields.is_empty() => "{}".to_owned(),
            Tree::Map(map) => {
                self.deepest = depth + 1;
                let mut fields = Vec::new();
                for field in &map.fields {
                    let value = self.within(&field.value, depth + 1);
                    let name =
                        if text::is_name(&field.name) { field.name.clone() } else { escape(&field.name) };
                    fields.push(format!("{name}: {value}"));
                }
                self.group(fields, "{", "}", depth + 1, false, false)
            }
        }
    }

    fn within(&mut self, tree: &Tree, depth: usize) -> String {
        self.indent += 2;
        let printed = self.value(tree, depth);
        self.indent -= 2;
        printed
    }

    /// A long text is broken after its line breaks.
    fn text(&self, text: &str) -> String {
        let length = units(text);
        if length > 16 && length + self.indent + 4 > self.options.width {
            let between = format!(" +\n{}", " ".repeat(self.indent + 2));
            let lines: Vec<&str> = text.split_inclusive('\n').collect();
            return text::join(&lines, &between, |line| escape(line));
        }
        escape(text)
    }

    /// On one line where there is room for it and no more than three levels are in it.
    fn group(
        &self,
        items: Vec<String>,
        open: &str,
        close: &str,
        depth: usize,
        is_list: bool,
        has_more: bool,
    ) -> String {
        let count = items.len();
        let items = if is_list && count > 6 { self.columns(items, has_more) } else { items };
        if self.deepest - depth < 3 && items.len() == count {
            let start = items.len() + self.indent + units(open) + 10;
            let total = items.iter().map(|item| units(item)).sum::<usize>() + items.len() + start;
            let joined = items.join(", ");
            if total <= self.options.width && !joined.contains('\n') {
                return format!("{open} {joined} {close}");
            }
        }
        let line = format!("\n{}", " ".repeat(self.indent));
        format!("{open}{line}  {}{line}{close}", items.join(&format!(",{line}  ")))
    }

    /// Many short items side by side.
    fn columns(&self, items: Vec<String>, has_more: bool) -> Vec<String> {
        let shown = items.len() - usize::from(has_more);
        let lengths: Vec<usize> = items[..shown].iter().map(|item| units(item)).collect();
        let total: usize = lengths.iter().map(|length| length + 2).sum();
        let longest = lengths.iter().copied().max().unwrap_or(0);
        let widest = longest + 2;
        let apart = float(total) / float(widest) > 5.0 || longest <= 6;
        if widest * 3 + self.indent >= self.options.width || !apart {
            return items;
        }
        let bias = (float(widest) - float(total) / float(items.len())).sqrt();
        let biased = (float(widest) - 3.0 - bias).max(1.0);
        let square = ((2.5 * biased * float(shown)).sqrt() / biased).round();
        let columns = [(self.options.width - self.indent) / widest, 12, 15];
        let columns =
            columns.into_iter().filter(|&most| float(most) < square).min().unwrap_or_else(|| whole(square));
        if columns <= 1 {
            return items;
        }
        let is_number = |item: &String| item.bytes().all(|byte| byte.is_ascii_digit());
        let pads_before = items[..shown].iter().all(is_number);
        let width =
            |column: usize| (column..shown).step_by(columns).map(|at| lengths[at]).max().unwrap_or(0) + 2;
        let mut lines: Vec<String> = Vec::new();
        for (row, items) in items[..shown].chunks(columns).enumerate() {
            let mut line = String::new();
            for (column, item) in items.iter().enumerate() {
                let (is_last, width) = (column + 1 == items.len(), width(column));
                let item = if is_last { item.clone() } else { format!("{item}, ") };
                let width = if is_last { width - 2 } else { width };
                let pad = " ".repeat(width.saturating_sub(units(&item)));
                line += &match (pads_before, is_last) {
                    (true, _) => pad + &item,
                    (false, true) => item,
                    (false, false) => item + &pad,
                };
            }
            debug_assert_eq!(lines.len(), row);
            lines.push(line);
        }
        lines.extend(items[shown..].iter().cloned());
        lines
    }
}

fn float(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// A small whole number out of a float.
fn whole(number: f64) -> usize {
    (0..64).find(|&at| float(at) >= number).unwrap_or(64)
}

/// The length as JavaScript counts it.
fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

fn buffer(bytes: &[u8]) -> String {
    let shown: Vec<String> = bytes.iter().take(50).map(|byte| format!("{byte:02x}")).collect();
    match bytes.len().saturating_sub(50) {
        0 => format!("<Buffer {}>", shown.join(" ")),
        more => {
            format!("<Buffer {} ... {more} more byte{}>", shown.join(" "), if more > 1 { "s" } else { "" })
        }
    }
}

/// A string in the quotes that need no escape.
pub fn escape(text: &str) -> String {
    let quote = match (text.contains('\''), text.contains('"'), text.contains('`') || text.contains("${")) {
        (true, false, _) => '"',
        (true, true, false) => '`',
        _ => '\'',
    };
    let mut out = quote.to_string();
    for character in text.chars() {
        match character {
            '\\' => out += "\\\\",
            '\'' if quote == '\'' => out += "\\'",
            '\u{8}' => out += "\\b",
            '\t' => out += "\\t",
            '\n' => out += "\\n",
            '\u{c}' => out += "\\f",
            '\r' => out += "\\r",
            '\0'..' ' | '\u{7f}'..='\u{9f}' => out += &format!("\\x{:02X}", u32::from(character)),
            other => out.push(other),
        }
    }
    out.push(quote);
    out
}
