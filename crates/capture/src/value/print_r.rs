//! What PHP's `print_r` prints: names in brackets, strings as they are. A string ends where the next name or the end of its
//! array stands at its place in a line: one that has such a line in it cannot be told from two.

use super::{
    bare,
    lines::{count, line},
    tree::{Builder, Kind, Spelling},
};
use kpl_format::bytes::Span;

/// How far in the parts of an array stand, and those of the next one in it.
const NAMES: usize = 4;
const NESTED: usize = 8;

/// How deep arrays may lie in one another.
const MAX_DEPTH: usize = 32;

/// In how many lines behind a bracket that may be the last another name is looked for.
const LOOK_AHEAD: usize = 32;

/// An array that is open.
struct Level {
    indent: usize,
    node: u32,
    is_empty: bool,
}

/// A name and where its value begins.
#[derive(Clone, Copy)]
struct Entry {
    name: Span,
    value: usize,
}

/// Reads the array or object whose first line ends with the line at `from`.
pub(super) fn read(text: &[u8], from: usize, tree: &mut Builder) -> Option<usize> {
    let (first, next) = line(text, from)?;
    let what = first.of(text).trim_ascii_end();
    let behind_word = what.len().checked_sub(6).and_then(|at| what.get(at));
    let is_array =
        what.ends_with(b"Array") && behind_word.is_none_or(|before| !before.is_ascii_alphanumeric());
    if !is_array && !what.ends_with(b" Object") {
        return None;
    }
    let (_, next) = line(text, next).filter(|(open, _)| open.of(text) == b"(")?;
    let start = first.offset + what.len() - if is_array { 5 } else { 6 };
    let mut reader = Reader { text, tree, levels: Vec::new(), value: None };
    reader.open(0, start);
    reader.lines(next)
}

struct Reader<'a, 't> {
    text: &'a [u8],
    tree: &'t mut Builder,
    levels: Vec<Level>,
    /// The name whose value goes on.
    value: Option<Entry>,
}

impl Reader<'_, '_> {
    /// Reads line after line, and gives where the outermost array ends.
    fn lines(&mut self, from: usize) -> Option<usize> {
        let mut at = from;
        while let Some((row, next)) = line(self.text, at) {
            let level = self.levels.last()?;
            if let Some(entry) = entry(self.text, row, level.indent + NAMES) {
                self.end_value(at);
                at = self.begin(entry, row, next)?;
                continue;
            }
            if is_bracket(self.text, row, b')', level.indent) && self.closes(next) {
                self.end_value(at);
                let level = self.levels.pop()?;
                self.tree.close(level.node, row.end(), true);
                if self.levels.is_empty() {
                    return Some(next);
                }
                at = line(self.text, next).filter(|(row, _)| row.is_empty()).map_or(next, |(_, next)| next);
                continue;
            }
            // What stands between names is a part of a value.
            self.value?;
            at = next;
        }
        // The text was cut.
        let end = self.text.len();
        if let Some(entry) = self.value.take() {
            self.leaf(entry, end, false);
        }
        while let Some(level) = self.levels.pop() {
            self.tree.close(level.node, end, false);
        }
        Some(end)
    }

    fn open(&mut self, indent: usize, at: usize) {
        let node = self.tree.open(Kind::Map, at);
        self.levels.push(Level { indent, node, is_empty: true });
    }

    /// Begins what has a name; gives where the line behind what is known of it begins.
    fn begin(&mut self, entry: Entry, row: Span, next: usize) -> Option<usize> {
        let level = self.levels.last_mut()?;
        let indent = level.indent + NESTED;
        // What has numbers for names is a list.
        if std::mem::take(&mut level.is_empty)
            && entry.name.of(self.text) == b"0"
            && let Some(node) = self.tree.get_mut(level.node)
        {
            node.kind = Kind::List;
        }
        let value = Span::between(entry.value, row.end()).of(self.text);
        let opens = (value == b"Array" || value.ends_with(b" Object")) && self.levels.len() < MAX_DEPTH;
        let below =
            line(self.text, next).filter(|(row, _)| opens && is_bracket(self.text, *row, b'(', indent));
        let Some((_, below)) = below else {
            self.value = Some(entry);
            return Some(next);
        };
        self.name(entry);
        self.open(indent, entry.value);
        Some(below)
    }

    /// Gives what is added next its name, where it stands in no list.
    fn name(&mut self, entry: Entry) {
        let list = self.levels.last().and_then(|level| self.tree.get(level.node));
        if list.is_some_and(|list| list.kind != Kind::List) {
            self.tree.key(entry.name);
        }
    }

    /// Ends the value that stands before a line.
    fn end_value(&mut self, at: usize) {
        if let Some(entry) = self.value.take() {
            self.leaf(entry, at.saturating_sub(1).max(entry.value), true);
        }
    }

    fn leaf(&mut self, entry: Entry, end: usize, whole: bool) {
        let span = Span::between(entry.value, end);
        let kind = match bare::kind(span.of(self.text)) {
            kind @ (Kind::Number | Kind::Time) => kind,
            _ if span.is_empty() => Kind::Null,
            _ => Kind::Text(Spelling::AsIs),
        };
        self.name(entry);
        let node = self.tree.open(kind, span.offset);
        self.tree.close(node, span.end(), whole);
    }

    /// Whether a bracket closes the array, by what stands behind it: an empty line, or, behind the outermost, no name of it.
    fn closes(&self, next: usize) -> bool {
        if self.levels.len() > 1 {
            return line(self.text, next).is_none_or(|(row, _)| row.of(self.text).trim_ascii().is_empty());
        }
        let mut at = next;
        for _ in 0..LOOK_AHEAD {
            let Some((row, next)) = line(self.text, at).filter(|(row, _)| row.of(self.text) != b"(") else {
                break;
            };
            if entry(self.text, row, NAMES).is_some() {
                return false;
            }
            at = next;
        }
        true
    }
}

/// The name in a line, so many blanks in.
fn entry(text: &[u8], row: Span, indent: usize) -> Option<Entry> {
    let raw = row.of(text);
    count(indent.min(raw.len()));
    let rest = raw.get(indent..)?.strip_prefix(b"[")?;
    if !raw.iter().take(indent).all(|byte| *byte == b' ') {
        return None;
    }
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.:\\ ".contains(byte);
    let len = rest.iter().take_while(|byte| is_name(byte)).count();
    let sign = rest.get(len..)?;
    let value = if sign.starts_with(b"] => ") { 5 } else { usize::from(sign == b"] =>") * 4 };
    // Of a property it says who may see it.
    let name = rest.get(..len)?.split(|byte| *byte == b':').next()?;
    let start = row.offset + indent + 1;
    (value > 0 && len > 0).then_some(Entry { name: Span::new(start, name.len()), value: start + len + value })
}

/// Whether nothing but a bracket stands in a line, so many blanks in.
fn is_bracket(text: &[u8], row: Span, bracket: u8, indent: usize) -> bool {
    let raw = row.of(text);
    raw.len() == indent + 1 && raw.ends_with(&[bracket]) && raw.iter().take(indent).all(|byte| *byte == b' ')
}
