//! YAML in blocks: what PyYAML, awscli, cassettes of VCR and Kubernetes write. What stands in brackets is read as printed.
//! A line that does not fit ends the value, and what follows is asked anew: no error loses what came before it.
//!
//! Of the crates with spans, saphyr-parser counts characters instead of bytes, wants text without a bad byte in it, and
//! ends at the first line that is no YAML; here YAML stands between the lines of a log, and its end is not known. It would
//! add 28 KB to what a browser loads, these files 5.

mod begin;
mod flow;
mod meaning;
mod scalar;

use super::{
    lines::line,
    printed,
    tree::{Builder, BytesAs, Kind, Spelling},
};
use kpl_format::bytes::Span;
pub(super) use meaning::decode;
use scalar::{Ends, Scalar};

/// How deep values may lie in one another, and how far in a line may begin.
const MAX_DEPTH: usize = 64;
const MAX_INDENT: usize = 256;

/// From so many bytes on words that are a literal of bytes, or hold brackets, are what they seem.
const SHORTEST_LITERAL: usize = 16;

/// Reads the maps and lists that begin at a line, those of several documents one after another.
pub(super) fn read(text: &[u8], from: usize, tree: &mut Builder) -> Option<usize> {
    let mark = tree.mark();
    if let Some(end) = flow::read(text, from, tree) {
        return Some(end);
    }
    tree.back_to(mark);
    if !begin::is_likely(text, from) {
        return None;
    }
    let mut reader = Reader { text, tree, levels: Vec::new(), pending: None, flow: flow::Flow::default() };
    let end = reader.lines(from);
    if end > from {
        return Some(end);
    }
    tree.back_to(mark);
    None
}

/// A map or list that is open.
struct Level {
    indent: usize,
    node: u32,
    is_list: bool,
    /// The first key of a map.
    first: Option<Span>,
}

/// A key, or the dash of an item, whose value is to come.
#[derive(Clone, Copy)]
struct Pending {
    key: Option<Span>,
    is_binary: bool,
    at: usize,
}

struct Reader<'a, 't> {
    text: &'a [u8],
    tree: &'t mut Builder,
    levels: Vec<Level>,
    pending: Option<Pending>,
    flow: flow::Flow,
}

/// How many blanks a line begins with; `None` where a tab is among them, or too many are.
fn indent(line: &[u8]) -> Option<usize> {
    let blanks = line.iter().take_while(|byte| **byte == b' ').count();
    (line.get(blanks) != Some(&b'\t') && blanks <= MAX_INDENT).then_some(blanks)
}

/// Whether nothing or a comment stands there.
fn is_nothing(rest: &[u8]) -> bool {
    let rest = rest.trim_ascii();
    rest.is_empty() || rest.starts_with(b"#")
}

/// Whether a line parts documents.
fn is_marker(line: &[u8]) -> bool {
    line.starts_with(b"---") && matches!(line.get(3), None | Some(b' ')) || line == b"..."
}

/// The length of the dash before an item and the blanks behind it.
fn dash(rest: &[u8]) -> Option<usize> {
    let behind = rest.strip_prefix(b"-").filter(|rest| matches!(rest, [] | [b' ', ..]))?;
    Some(1 + behind.iter().take_while(|byte| **byte == b' ').count())
}

/// The key that a line begins with, and where what is behind its colon begins.
fn key(text: &[u8], line: Span) -> Option<(Span, usize)> {
    let raw = line.of(text);
    if matches!(raw.first(), Some(b'"' | b'\'')) {
        let close = scalar::closes_at(raw)?;
        let blanks = raw.get(close..)?.iter().take_while(|byte| **byte == b' ').count();
        let is_key = matches!(raw.get(close + blanks..)?, [b':'] | [b':', b' ', ..]);
        return is_key.then_some((Span::new(line.offset, close), line.offset + close + blanks + 1));
    }
    let len = memchr::memmem::find(raw, b": ").or_else(|| raw.strip_suffix(b":").map(<[u8]>::len))?;
    let name = raw.get(..len)?;
    let first = name.first().is_some_and(|first| !b"-?[]{}#&*!|>%@`,\"'".contains(first));
    let is_plain = |byte: &u8| !b"{}[]\"'<>(),;=`\\".contains(byte);
    let words = name.split(|byte| *byte == b' ').count();
    ((first && name.len() <= 128 && words <= 5 && name.iter().all(is_plain)) || name == b"<<")
        .then_some((Span::new(line.offset, len), line.offset + len + 1))
}

impl Reader<'_, '_> {
    /// Reads line after line, and gives where the last that fits ends.
    fn lines(&mut self, from: usize) -> usize {
        let (mut at, mut end) = (from, from);
        let base = line(self.text, from).and_then(|(first, _)| indent(first.of(self.text))).unwrap_or(0);
        while let Some((row, next)) = line(self.text, at) {
            let raw = row.of(self.text);
            if is_nothing(raw) {
                at = next;
                continue;
            }
            if is_marker(raw) && base == 0 {
                self.close_to(0, end);
                at = next;
                continue;
            }
            let Some(blanks) = indent(raw).filter(|blanks| *blanks >= base) else { break };
            self.tree.step(1);
            match self.content(blanks, Span::between(row.offset + blanks, row.end()), next) {
                Some(next) => (at, end) = (next, next),
                None => break,
            }
        }
        self.close_to(0, end);
        end
    }

    /// Reads what stands in a line, and the lines that belong to its scalar; gives where the next line begins.
    fn content(&mut self, mut column: usize, mut rest: Span, next: usize) -> Option<usize> {
        while let Some(len) = dash(rest.of(self.text)) {
            self.item(column, rest.offset)?;
            self.pending = Some(Pending { key: None, is_binary: false, at: rest.offset + 1 });
            column += len;
            rest = Span::between(rest.offset + len, rest.end());
            if is_nothing(rest.of(self.text)) {
                return Some(next);
            }
        }
        if let Some((key, behind)) = key(self.text, rest) {
            self.pair(column, rest.offset, key)?;
            let value = Pending { key: Some(key), is_binary: false, at: behind };
            return self.value(value, Span::between(behind, rest.end()), next);
        }
        let pending = self.pending.take()?;
        self.levels.last().filter(|level| level.indent < column)?;
        self.value(pending, rest, next)
    }

    /// Makes the list at a column the one that is open.
    fn item(&mut self, column: usize, at: usize) -> Option<()> {
        let keep = self.levels.iter().take_while(|level| level.indent <= column).count();
        if keep == 0 && !self.levels.is_empty() {
            return None;
        }
        self.close_to(keep, at);
        match self.levels.last() {
            Some(level) if level.is_list && level.indent == column => {
                self.nothing();
                Some(())
            }
            // A list may begin right below its key.
            Some(level) if self.pending.is_some() && (level.indent < column || !level.is_list) => {
                self.open(column, at, true, None)
            }
            None => self.open(column, at, true, None),
            _ => None,
        }
    }

    /// Makes the map at a column the one that is open.
    fn pair(&mut self, column: usize, at: usize, key: Span) -> Option<()> {
        let fits = |level: &&Level| level.indent < column || (level.indent == column && !level.is_list);
        let keep = self.levels.iter().take_while(fits).count();
        if keep == 0 && !self.levels.is_empty() {
            return None;
        }
        self.close_to(keep, at);
        match self.levels.last() {
            Some(level) if level.indent == column => {
                self.nothing();
                let level = self.levels.last()?;
                // One record below another without anything between them.
                if keep == 1 && level.first.is_some_and(|first| first.of(self.text) == key.of(self.text)) {
                    self.close_to(0, at);
                    return self.open(column, at, false, Some(key));
                }
                Some(())
            }
            Some(_) if self.pending.is_none() => None,
            _ => self.open(column, at, false, Some(key)),
        }
    }

    fn open(&mut self, indent: usize, at: usize, is_list: bool, first: Option<Span>) -> Option<()> {
        if self.levels.len() >= MAX_DEPTH {
            return None;
        }
        if let Some(key) = self.pending.take().and_then(|pending| pending.key) {
            self.tree.key(key);
        }
        let node = self.tree.open(if is_list { Kind::List } else { Kind::Map }, at);
        self.levels.push(Level { indent, node, is_list, first });
        Some(())
    }

    /// Closes all but so many levels.
    fn close_to(&mut self, keep: usize, at: usize) {
        if self.levels.len() > keep {
            self.nothing();
        }
        while self.levels.len() > keep {
            if let Some(level) = self.levels.pop() {
                self.tree.close(level.node, at, true);
            }
        }
    }

    /// Adds that a key has no value.
    fn nothing(&mut self) {
        if let Some(pending) = self.pending.take() {
            self.leaf(pending.key, Kind::Null, Span::new(pending.at, 0));
        }
    }

    fn leaf(&mut self, key: Option<Span>, kind: Kind, span: Span) {
        if let Some(key) = key {
            self.tree.key(key);
        }
        self.tree.leaf(kind, span);
    }

    /// Adds the value that begins in the rest of a line, and gives where the line behind it begins.
    fn value(&mut self, mut pending: Pending, rest: Span, next: usize) -> Option<usize> {
        let (rest, tag) = scalar::properties(self.text, rest);
        pending.is_binary |= tag.is_some_and(|tag| tag.of(self.text).ends_with(b"binary"));
        if is_nothing(rest.of(self.text)) {
            self.pending = Some(pending);
            return Some(next);
        }
        let indent = self.levels.last()?.indent;
        let Ends { scalar, next } = scalar::ends(self.text, rest, next, indent)?;
        self.scalar(pending, scalar);
        Some(next)
    }

    fn scalar(&mut self, pending: Pending, scalar: Scalar) {
        match scalar {
            Scalar::Block { span, content } if pending.is_binary => {
                let _ = span;
                self.leaf(pending.key, Kind::Bytes(BytesAs::Base64), content);
            }
            Scalar::Block { span, .. } => self.leaf(pending.key, Kind::Text(Spelling::Yaml), span),
            Scalar::Quoted(span) if pending.is_binary => {
                self.leaf(
                    pending.key,
                    Kind::Bytes(BytesAs::Base64),
                    Span::new(span.offset + 1, span.len - 2),
                );
            }
            Scalar::Plain(span) if pending.is_binary => {
                self.leaf(pending.key, Kind::Bytes(BytesAs::Base64), span);
            }
            Scalar::Quoted(span) => {
                let raw = span.of(self.text);
                let spelling = match raw.first() {
                    _ if raw.contains(&b'\n') => Spelling::Yaml,
                    Some(b'"') if raw.contains(&b'\\') => Spelling::Yaml,
                    Some(b'"') => Spelling::Quoted,
                    _ => Spelling::Doubled,
                };
                self.leaf(pending.key, Kind::Text(spelling), span);
            }
            Scalar::Flow(span) => {
                if flow::is_likely(span.of(self.text)) && self.flow(pending.key, span) {
                    return;
                }
                let node = self.tree.next();
                printed::read(self.text, span, self.tree);
                if let Some(node) = self.tree.get_mut(node) {
                    node.key = pending.key;
                }
            }
            Scalar::Plain(span) => self.plain(pending.key, span),
        }
    }

    /// Adds a scalar without quotes: a value as programs print it, or text, in which printed values may stand.
    fn plain(&mut self, key: Option<Span>, span: Span) {
        let raw = span.of(self.text);
        if raw.contains(&b'\n') {
            return self.leaf(key, Kind::Text(Spelling::Yaml), span);
        }
        let kind = match raw {
            b"" | b"null" | b"Null" | b"NULL" | b"~" => Kind::Null,
            b"true" | b"True" | b"TRUE" => Kind::Bool(true),
            b"false" | b"False" | b"FALSE" => Kind::Bool(false),
            // What means nothing elsewhere is a word here.
            _ => match super::bare::kind(raw) {
                kind @ (Kind::Number | Kind::Time | Kind::Bytes(_)) => kind,
                _ => Kind::Text(Spelling::Raw),
            },
        };
        let mark = self.tree.mark();
        let node = self.tree.next();
        printed::read(self.text, span, self.tree);
        let next = self.tree.next();
        let is_printed = |kind| match kind {
            // A literal of bytes that is short is as likely a word, and so are brackets in one: `x[1]`.
            Kind::Bytes(BytesAs::Literal) | Kind::List | Kind::Tagged { .. } => raw.len() >= SHORTEST_LITERAL,
            kind => matches!(kind, Kind::Bytes(_) | Kind::Map),
        };
        let first = self.tree.get_mut(node);
        let first = first
            .filter(|node| node.whole && node.span == span && node.next == next && is_printed(node.kind));
        if let Some(first) = first {
            first.key = key;
            return;
        }
        self.tree.back_to(mark);
        self.leaf(key, kind, span);
        if raw.len() >= SHORTEST_LITERAL && raw.iter().any(|byte| b"{[(".contains(byte)) {
            printed::read(self.text, span, self.tree);
        }
    }
}

#[cfg(test)]
mod tests;
