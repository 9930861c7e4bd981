//! Maps and lists in brackets, as PyYAML writes those that hold scalars alone: words without quotes, tags, several lines.

use super::{MAX_DEPTH, Pending, Reader, scalar};
use crate::value::{
    lines::trimmed,
    tree::{Builder, Kind},
};
use kpl_format::bytes::Span;

/// Whether what stands in brackets is YAML's own: JSON and what programs print begin with quotes and blanks.
pub(super) fn is_likely(raw: &[u8]) -> bool {
    let inside = raw.iter().find(|byte| !b"[{".contains(byte));
    inside.is_some_and(|first| first.is_ascii_alphanumeric() || b"!&'_".contains(first))
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
            *at += len;
            blanks(text, at);
        }
        let open = *text.get(*at)?;
        if !b"{[".contains(&open) {
            let (scalar, end) = scalar_at(text, *at)?;
            self.scalar(pending, scalar);
            *at = end;
            return Some(());
        }
        if depth == MAX_DEPTH {
            return None;
        }
        put_key(self.tree, pending.key);
        let node = self.tree.open(if open == b'{' { Kind::Map } else { Kind::List }, *at);
        let close = open + 2;
        *at += 1;
        loop {
            blanks(text, at);
            if text.get(*at) == Some(&close) {
                *at += 1;
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
    is_key.then_some(span)
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
