//! What a row shows, in pieces of one kind each.

use super::{
    Lines, Look, Sheet, Source,
    json::{JsonLine, JsonNode, NodeShape},
};
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_capture::text::legible::legible;
use kpl_format::bytes::{Span, base64};

/// What a piece is, for its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum PieceKind {
    /// A key of JSON.
    Key,
    String,
    Number,
    /// `true`, `false` or `null`.
    Word,
    /// Brackets, colons, commas, and what else is not the payload's own.
    Mark,
    /// Text that is not JSON, and bytes.
    Plain,
}

/// A part of a row.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Piece {
    pub kind: PieceKind,
    pub text: String,
    /// Whether it is part of what was searched for.
    pub found: bool,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct SheetRow {
    /// The line that it is of, or begins.
    pub line: usize,
    /// How many columns it is indented.
    pub indent: usize,
    /// How deep a JSON value is nested; 0 is the outermost.
    pub depth: usize,
    /// Whether the object or array that begins here is open; `None` where none does.
    pub open: Option<bool>,
    /// How many values stand in it, where it is closed.
    pub hidden: Option<usize>,
    pub pieces: Vec<Piece>,
    pub caret: bool,
}

/// A part of a line before it is cut into rows: its kind, its text, and where that stands in the source.
pub(super) struct Part<'a> {
    kind: PieceKind,
    pub(super) text: &'a str,
    source: Option<usize>,
}

/// How many bytes stand in a row of a hex dump: 16, or 8 where 16 have no room.
pub(super) const fn hex_row(columns: usize) -> usize {
    // Six digits of offset, two blanks, three columns a byte, a blank, and the characters.
    if columns >= 8 + 16 * 3 + 1 + 16 { 16 } else { 8 }
}

/// How many bytes stand in a row of base64: whole groups of three.
pub(super) const fn base64_row(columns: usize) -> usize {
    let groups = columns / 4;
    if groups == 0 { 3 } else { groups * 3 }
}

/// How many columns each level is indented.
pub(super) const STEP: usize = 2;

/// How many columns a line of this depth is indented. Where values are nested deeply, half of the width stays free.
pub(super) fn indent(depth: usize, columns: usize) -> usize {
    (depth * STEP).min(columns / 2)
}

/// A line whole, and how deep it is nested.
pub(super) fn line(sheet: &Sheet, line: usize) -> (Vec<Part<'_>>, usize) {
    match (&sheet.source, &sheet.lines) {
        (Source::Json { text, nodes }, Lines::Json(lines)) => {
            let found = lines.get(line).and_then(|line| Some((line, nodes.get(line.node)?)));
            found.map_or((Vec::new(), 0), |(line, node)| {
                (json_parts(text, node, *line, sheet.folded.contains(&line.node)), node.depth)
            })
        }
        (Source::Text(text), Lines::Text(lines)) => {
            let start = lines.get(line).copied().unwrap_or(text.len());
            let rest = text.get(start..).unwrap_or_default();
            let end = lines.get(line + 1).map_or(rest.len(), |next| next.saturating_sub(start));
            let shown = rest.get(..end).unwrap_or(rest);
            let shown = shown.strip_suffix('\n').unwrap_or(shown);
            let shown = shown.strip_suffix('\r').unwrap_or(shown);
            (vec![Part { kind: PieceKind::Plain, text: shown, source: Some(start) }], 0)
        }
        _ => (Vec::new(), 0),
    }
}

/// Where a place of the source stands within what a line shows; `None` where it is not in that line.
pub(super) fn within(sheet: &Sheet, line: usize, offset: usize) -> Option<usize> {
    let mut start = 0;
    for part in self::line(sheet, line).0 {
        let at = part.source.and_then(|source| offset.checked_sub(source)).filter(|at| *at < part.text.len());
        if let Some(at) = at {
            return Some(start + at);
        }
        start += part.text.len();
    }
    None
}

fn json_parts<'a>(text: &'a str, node: &JsonNode, line: JsonLine, folded: bool) -> Vec<Part<'a>> {
    let of = |span: Span, kind| Part {
        kind,
        text: text.get(span.offset..span.end()).unwrap_or_default(),
        source: Some(span.offset),
    };
    let mark = |text| Part { kind: PieceKind::Mark, text, source: None };
    let (first, last, closed) = match node.kind {
        NodeShape::Object => ("{", "}", "{…}"),
        _ => ("[", "]", "[…]"),
    };
    let mut parts = Vec::new();
    if let Some(key) = node.key.filter(|_| !line.closes) {
        parts.extend([of(key, PieceKind::Key), mark(": ")]);
    }
    let ends = match node.kind {
        NodeShape::String => {
            parts.push(of(node.span, PieceKind::String));
            true
        }
        NodeShape::Number => {
            parts.push(of(node.span, PieceKind::Number));
            true
        }
        NodeShape::Word => {
            parts.push(of(node.span, PieceKind::Word));
            true
        }
        _ if line.closes => {
            parts.push(mark(last));
            true
        }
        NodeShape::Object | NodeShape::Array => {
            let empty = node.holds == 0;
            parts.push(mark(if folded && !empty { closed } else { first }));
            parts.extend(empty.then(|| mark(last)));
            folded || empty
        }
    };
    parts.extend((ends && node.more).then(|| mark(",")));
    parts
}

/// A row of a sheet.
pub(super) fn row(sheet: &Sheet, columns: usize, row: usize) -> Option<SheetRow> {
    let plain =
        |line, pieces| SheetRow { line, indent: 0, depth: 0, open: None, hidden: None, pieces, caret: false };
    match &sheet.source {
        Source::Hex(bytes) => Some(plain(row, hex(sheet, bytes, row, hex_row(columns))?)),
        Source::Base64(bytes) => {
            let of = base64_row(columns);
            let head = bytes.get(row.checked_mul(of)?..)?;
            let text = base64::encode(head.get(..of).unwrap_or(head));
            Some(plain(row, vec![Piece { kind: PieceKind::Plain, text, found: false }]))
        }
        Source::Json { .. } | Source::Text(_) => {
            let rows = sheet.laid(columns);
            let begins = rows.get(row)?;
            let next = rows.get(row + 1).filter(|next| next.line == begins.line).map(|next| next.at);
            let (parts, depth) = line(sheet, begins.line);
            let pieces = cut(sheet, &parts, begins.at, next);
            let mut row = plain(begins.line, pieces);
            if sheet.look() == Look::Json {
                row.indent = indent(depth, columns) + if begins.at > 0 { STEP } else { 0 };
                row.depth = depth;
                row.caret = begins.line == sheet.caret;
                if begins.at == 0 {
                    (row.open, row.hidden) = sheet.folding(begins.line);
                }
            }
            Some(row)
        }
    }
}

/// What of a line stands from `from` up to `to`, cut where a match begins or ends.
fn cut(sheet: &Sheet, parts: &[Part<'_>], from: usize, to: Option<usize>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for part in parts {
        let end = start + part.text.len();
        let (head, tail) = (from.max(start), to.unwrap_or(end).min(end));
        if head < tail
            && let Some(text) = part.text.get(head - start..tail - start)
        {
            let source = part.source.map(|at| at + (head - start));
            sheet.found.split(text.len(), source, |range, found| {
                let text = text.get(range).unwrap_or_default();
                let shown = text.chars().map(|char| if char == '\t' { char } else { legible(char) });
                pieces.push(Piece { kind: part.kind, text: shown.collect(), found });
            });
        }
        start = end;
    }
    pieces
}

/// A row of a hex dump: the offset, the bytes, their characters.
fn hex(sheet: &Sheet, bytes: &[u8], row: usize, of: usize) -> Option<Vec<Piece>> {
    let offset = row.checked_mul(of)?;
    let rest = bytes.get(offset..)?;
    let bytes = rest.get(..of).unwrap_or(rest);
    let mark = |text| Piece { kind: PieceKind::Mark, text, found: false };
    let shown = |pieces: &mut Vec<Piece>, make: &dyn Fn(u8) -> String| {
        sheet.found.split(bytes.len(), Some(offset), |range, found| {
            let text = bytes.get(range).unwrap_or_default().iter().map(|&byte| make(byte)).collect();
            pieces.push(Piece { kind: PieceKind::Plain, text, found });
        });
    };
    let mut pieces = vec![mark(format!("{offset:06x}  "))];
    shown(&mut pieces, &|byte| format!("{byte:02x} "));
    pieces.push(mark(" ".repeat(3 * (of - bytes.len()) + 1)));
    let printable = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
    shown(&mut pieces, &|byte| String::from(if printable(byte) { char::from(byte) } else { '·' }));
    Some(pieces)
}
