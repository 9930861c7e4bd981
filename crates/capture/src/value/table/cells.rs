//! The cells that all tables have, and what a cell says.

use crate::value::{
    lines::trimmed,
    printed,
    tree::{Builder, BytesAs, Kind, LeftOut, Spelling},
};
use kpl_format::bytes::Span;

/// What programs write where there is no value. `null` may be the text of a key: Java makes it of none.
const NOTHING: [&[u8]; 5] = [b"", b"NULL", b"\\N", b"<null>", b"[NULL]"];

/// From so many bytes on dots at the end say that the cell was cut.
const SHORTEST_CUT: usize = 8;

/// Adds a cell: its text, nothing, a value that is printed in it, or as much as was not cut.
pub(super) fn push(text: &[u8], span: Span, spelling: Spelling, tree: &mut Builder) {
    let span = trimmed(text, span);
    let raw = span.of(text);
    let dots = [&b"..."[..], "…".as_bytes()].iter().find(|dots| raw.ends_with(dots)).map(|dots| dots.len());
    if NOTHING.contains(&raw) {
        tree.leaf(Kind::Null, span);
    } else if let Some(dots) =
        dots.filter(|_| span.len >= SHORTEST_CUT && (spelling != Spelling::Cell || is_data_cut(raw)))
    {
        let end = span.end() - dots;
        let node = tree.open(Kind::Text(spelling), span.offset);
        tree.leaf(Kind::LeftOut(LeftOut::Characters(None)), Span::new(end, dots));
        tree.close(node, end, false);
    } else if is_spark(raw) {
        tree.leaf(Kind::Bytes(BytesAs::Hex), span);
    } else if !(matches!(raw.first(), Some(b'{' | b'[' | b'<')) && printed(text, span, tree)) {
        tree.leaf(Kind::Text(spelling), span);
    }
}

/// Whether a cell is bytes as Spark shows them: `[F3 89 9A]`, be it one byte.
fn is_spark(cell: &[u8]) -> bool {
    let digits = cell.strip_prefix(b"[").and_then(|cell| cell.strip_suffix(b"]"));
    let is_digit = |byte: &u8| byte.is_ascii_digit() || (b'A'..=b'F').contains(byte);
    digits.is_some_and(|digits| {
        digits.split(|byte| *byte == b' ').all(|byte| byte.len() == 2 && byte.iter().all(is_digit))
    })
}

/// Whether a cell with dots at its end is data that was cut, in a table whose writer cuts nothing itself.
pub(super) fn is_data_cut(cell: &[u8]) -> bool {
    let bare = cell.strip_suffix("…".as_bytes()).or_else(|| cell.strip_suffix(b"..."));
    let of_data = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/= ".contains(byte);
    bare.is_some_and(|bare| {
        let data = bare.strip_prefix(b"[").or_else(|| bare.strip_prefix(b"\\")).unwrap_or(bare);
        data.len() >= SHORTEST_DATA && data.iter().all(of_data)
    })
}

/// From so many characters on what is before the dots may be data.
const SHORTEST_DATA: usize = 16;

/// Adds the value that is all of a span, if it is one.
fn printed(text: &[u8], span: Span, tree: &mut Builder) -> bool {
    let mark = tree.mark();
    let key = tree.take_key();
    let node = tree.next();
    printed::read(text, span, tree);
    let next = tree.next();
    let is_all = tree.get(node).is_some_and(|node| {
        node.whole && node.span == span && node.next == next && !matches!(node.kind, Kind::LeftOut(_))
    });
    match tree.get_mut(node).filter(|_| is_all) {
        Some(node) => node.key = key,
        None => tree.back_to(mark),
    }
    is_all
}

/// Adds a cell of several lines, whose ends belong to it.
pub(super) fn push_lines(text: &[u8], pieces: &[Span], tree: &mut Builder) {
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
    if pieces.len() == 1 {
        return push(text, *first, Spelling::Raw, tree);
    }
    let node = tree.open(Kind::Text(Spelling::Joined), first.offset);
    for piece in pieces {
        if tree.next() > node + 1 {
            // The end of the line before it.
            let before = text.get(..piece.offset).and_then(|before| memchr::memrchr(b'\n', before));
            tree.leaf(Kind::Text(Spelling::Raw), Span::new(before.unwrap_or(piece.offset), 1));
        }
        tree.leaf(Kind::Text(Spelling::Raw), *piece);
    }
    tree.close(node, last.end(), true);
}
