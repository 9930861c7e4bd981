//! Maps and lists in brackets, as PyYAML writes those that hold scalars alone: words without quotes, tags, several lines.

use super::{MAX_DEPTH, Pending, Reader, scalar};
use crate::value::{
    bare,
    lines::{count, line, trimmed},
    tree::{Builder, BytesAs, Kind, Spelling},
};
use kpl_format::bytes::Span;

/// Whether what stands in brackets is YAML's own: JSON and what programs print begin with quotes and blanks.
pub(super) fn is_likely(raw: &[u8]) -> bool {
    let inside = raw.iter().find(|byte| !b"[{".contains(byte));
    inside.is_some_and(|first| first.is_ascii_alphanumeric() || b"!&'_".contains(first))
}

/// How deep a text that is brackets as a whole may go: each of its lines may be asked whether it begins one.
const MAX_WHOLE: usize = 12;

/// Reads a value in brackets that begins at a line and ends with one, or with the text. Only what has a name in it, and
/// a tag or words without quotes, is YAML for sure: the others are read as printed.
pub(super) fn read(text: &[u8], from: usize, tree: &mut Builder) -> Option<usize> {
    let start = trimmed(text, line(text, from)?.0).offset;
    let first = text.get(start..)?;
    if !matches!(first.first(), Some(b'{' | b'[')) || !is_likely(first) {
        return None;
    }
    let mut reader = Reader { text, tree, levels: Vec::new(), pending: None, flow: Flow::default() };
    let mut at = start;
    let pending = Pending { key: None, is_binary: false, at };
    let is_read = reader.node(text, &mut at, pending, MAX_DEPTH - MAX_WHOLE).is_some();
    count(at - start);
    let Flow { open, has_names, has_words, has_tags } = reader.flow;
    if is_read {
        return scalar::behind(text, at).filter(|_| has_names && (has_words || has_tags));
    }
    // The text was cut within it.
    let is_cut = has_tags && text.get(at..).is_some_and(|rest| rest.trim_ascii().is_empty());
    is_cut.then(|| {
        open.into_iter().rev().for_each(|node| tree.close(node, text.len(), false));
        text.len()
    })
}

/// What is open while brackets are read, and what tells YAML from what programs print.
#[derive(Clone, Debug, Default)]
pub(super) struct Flow {
    /// The maps and lists that are open.
    open: Vec<u32>,
    has_names: bool,
    /// Whether words without quotes stand in it.
    has_words: bool,
    has_tags: bool,
}

impl Reader<'_, '_> {
    /// Adds what stands in brackets; `false`, with the tree as it was, where something else than YAML does.
    pub(super) fn flow(&mut self, key: Option<Span>, span: Span) -> bool {
        let mark = self.tree.mark();
        let mut at = span.offset;
        let text = self.text.get(..span.end()).unwrap_or_default();
        let pending = Pending { key, is_binary: false, at };
        let is_read = self.node(text, &mut at, pending, 0).is_some() && at == span.end();
        if !is_read {
            self.tree.back_to(mark);
        }
        is_read
    }

    fn node(&mut self, text: &[u8], at: &mut usize, mut pending: Pending, depth: usize) -> Option<()> {
        self.tree.step(1);
        blanks(text, at);
        while let Some(sign @ (b'!' | b'&')) = text.get(*at) {
            let rest = text.get(*at..)?;
            let len = rest.iter().position(|byte| b" \n\r,]}".contains(byte))?;
            pending.is_binary |= *sign == b'!' && rest.get(..len)?.ends_with(b"binary");
            self.flow.has_tags |= rest.starts_with(b"!!");
            *at += len;
            blanks(text, at);
        }
        let open = *text.get(*at)?;
        if !b"{[".contains(&open) {
            let Some((scalar, end)) = scalar_at(text, *at) else {
                self.cut(text, *at, pending);
                *at = text.len();
                return None;
            };
            if let scalar::Scalar::Plain(span) = scalar {
                let words = span.of(text);
                // `b'…'` is a literal of Python.
                let is_literal = words.iter().take(3).any(|byte| b"'\"".contains(byte));
                self.flow.has_words |= matches!(bare::kind(words), Kind::Text(_)) && !is_literal;
            }
            self.scalar(pending, scalar);
            *at = end;
            return Some(());
        }
        if depth == MAX_DEPTH {
            return None;
        }
        put_key(self.tree, pending.key);
        let node = self.tree.open(if open == b'{' { Kind::Map } else { Kind::List }, *at);
        self.flow.open.push(node);
        let close = open + 2;
        *at += 1;
        loop {
            blanks(text, at);
            if text.get(*at) == Some(&close) {
                *at += 1;
                self.flow.open.pop();
                self.tree.close(node, *at, true);
                return Some(());
            }
            let start = *at;
            let key = key_at(text, at).filter(|_| open == b'{');
            if key.is_none() {
                *at = start;
            }
            if open == b'{' && key.is_none() {
                return None;
            }
            self.flow.has_names |= key.is_some();
            self.node(text, at, Pending { key, is_binary: false, at: *at }, depth + 1)?;
            blanks(text, at);
            match text.get(*at)? {
                b',' => *at += 1,
                byte if *byte == close => {}
                _ => return None,
            }
        }
    }
}

impl Reader<'_, '_> {
    /// Adds the scalar in which the text ends.
    fn cut(&mut self, text: &[u8], at: usize, pending: Pending) {
        let is_quoted = matches!(text.get(at), Some(b'"' | b'\''));
        let (kind, start) = match (pending.is_binary, is_quoted) {
            (true, _) => (Kind::Bytes(BytesAs::Base64), at + usize::from(is_quoted)),
            (false, true) => (Kind::Text(Spelling::Yaml), at),
            (false, false) => (Kind::Text(Spelling::Raw), at),
        };
        put_key(self.tree, pending.key);
        let node = self.tree.open(kind, start);
        self.tree.close(node, text.len(), false);
    }
}

fn put_key(tree: &mut Builder, key: Option<Span>) {
    if let Some(key) = key {
        tree.key(key);
    }
}

/// Passes over blanks, ends of lines and comments.
fn blanks(text: &[u8], at: &mut usize) {
    while let Some(byte) = text.get(*at) {
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => *at += 1,
            b'#' if at.checked_sub(1).and_then(|at| text.get(at)).is_some_and(u8::is_ascii_whitespace) => {
                let rest = text.get(*at..).unwrap_or_default();
                *at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            }
            _ => return,
        }
    }
}

/// The key at a place, and the place behind its colon.
fn key_at(text: &[u8], at: &mut usize) -> Option<Span> {
    let (key, end) = scalar_at(text, *at)?;
    *at = end;
    blanks(text, at);
    let is_key = text.get(*at) == Some(&b':');
    *at += 1;
    let (scalar::Scalar::Plain(span) | scalar::Scalar::Quoted(span)) = key else { return None };
    // `u'Data'` is a literal of Python 2.
    (is_key && !(matches!(key, scalar::Scalar::Plain(_)) && span.of(text).contains(&b'\''))).then_some(span)
}

/// The scalar at a place, and where it ends.
fn scalar_at(text: &[u8], at: usize) -> Option<(scalar::Scalar, usize)> {
    let rest = text.get(at..)?;
    if matches!(rest.first(), Some(b'"' | b'\'')) {
        let span = Span::new(at, scalar::closes_at(rest)?);
        return Some((scalar::Scalar::Quoted(span), span.end()));
    }
    let ends = |index: usize, byte: u8| match byte {
        b',' | b'[' | b']' | b'{' | b'}' => true,
        b':' => rest.get(index + 1).is_none_or(|next| next.is_ascii_whitespace() || b",[]{}".contains(next)),
        b'#' => index > 0 && rest.get(index - 1).is_some_and(u8::is_ascii_whitespace),
        _ => false,
    };
    let len = rest.iter().enumerate().position(|(index, byte)| ends(index, *byte))?;
    let span = trimmed(text, Span::new(at, len));
    Some((scalar::Scalar::Plain(span), at + len))
}
