//! Cells with a sign between them: CSV, TSV, psql's `-A`, awscli's `--output text`, exports of Logs Insights and Athena.

use super::cells::{is_data_cut, push};
use crate::value::{
    lines::{count, line, trimmed},
    tree::{Builder, Kind, Spelling},
};
use kpl_format::bytes::Span;

/// What may stand between cells.
const SIGNS: [u8; 4] = [b'\t', b',', b';', b'|'];

/// In how many lines a cell with data is looked for where there is no header.
const LOOK_AHEAD: usize = 4;

/// From so many characters on a word may be data for sure.
const SHORTEST: usize = 20;

/// A cell.
#[derive(Clone, Copy, Debug)]
struct Cell {
    span: Span,
    is_quoted: bool,
    is_whole: bool,
}

/// The cells of the row at a place, and where the next one begins; `None` where quotes are not as CSV has them.
fn row(text: &[u8], from: usize, sign: u8) -> Option<(Vec<Cell>, usize)> {
    let mut cells = Vec::new();
    let (mut at, (mut rest, mut next)) = (from, line(text, from).unwrap_or((Span::new(from, 0), from)));
    loop {
        let quoted =
            rest.of(text).first().filter(|quote| **quote == b'"').and_then(|_| quoted(text, at, sign));
        let end = match quoted {
            Some(cell) => {
                cells.push(cell);
                if cell.span.end() > rest.end() {
                    // The cell ends in another line.
                    let end = cell.span.end();
                    (rest, next) = line(text, end).unwrap_or((Span::new(end, 0), end));
                }
                cell.span.end()
            }
            None => {
                let raw = rest.of(text);
                let span = Span::new(at, memchr::memchr(sign, raw).unwrap_or(raw.len()));
                // In tabs nothing is quoted of need: JSON may stand there as it is.
                if sign != b'\t' && span.of(text).contains(&b'"') {
                    return None;
                }
                cells.push(Cell { span, is_quoted: false, is_whole: true });
                span.end()
            }
        };
        if end >= rest.end() {
            return Some((cells, next));
        }
        at = end + 1;
        rest = Span::between(at, rest.end());
    }
}

/// The cell in quotes at a place; `None` where something else than a sign follows it.
fn quoted(text: &[u8], from: usize, sign: u8) -> Option<Cell> {
    let mut at = from + 1;
    while let Some(quote) = text.get(at..).and_then(|rest| memchr::memchr(b'"', rest)) {
        at += quote + 1;
        count(quote + 1);
        match text.get(at..).unwrap_or_default() {
            [b'"', ..] => at += 1,
            [] | [b'\n', ..] | [b'\r', b'\n', ..] => {
                return Some(Cell { span: Span::between(from, at), is_quoted: true, is_whole: true });
            }
            [next, ..] if *next == sign => {
                return Some(Cell { span: Span::between(from, at), is_quoted: true, is_whole: true });
            }
            _ => return None,
        }
    }
    Some(Cell { span: Span::between(from, text.len()), is_quoted: true, is_whole: false })
}

/// Reads the table that begins at `from`.
pub(super) fn read(text: &[u8], from: usize, tree: &mut Builder) -> Option<usize> {
    let (first, next) = line(text, from)?;
    let head = text.get(..first.end())?;
    if !may_be_header(first.of(text)) && !is_near_data(text, from) {
        return None;
    }
    let sign = SIGNS.into_iter().filter(|sign| first.of(text).contains(sign));
    let widest =
        sign.filter_map(|sign| Some((row(head, from, sign)?.0, sign))).max_by_key(|(cells, _)| cells.len());
    let (cells, sign) = widest.filter(|(cells, _)| cells.len() > 1)?;
    let names: Option<Vec<Span>> = cells.iter().map(|cell| name(text, *cell)).collect();
    match names {
        Some(names) if is_like(text, next, sign, names.len()) => {
            rows(text, from, next, sign, Some(&names), tree)
        }
        _ => without_header(text, from, sign, cells, tree),
    }
}

/// Whether a line begins as a header does.
fn may_be_header(line: &[u8]) -> bool {
    line.first().is_some_and(|first| first.is_ascii_alphabetic() || b"\"_@#$\xef".contains(first))
}

/// Whether data stands in one of the lines in which it is looked for where there is no header.
fn is_near_data(text: &[u8], from: usize) -> bool {
    let mut at = from;
    (0..LOOK_AHEAD).any(|_| {
        let Some((row, next)) = line(text, at) else { return false };
        at = next;
        has_data(row.of(text))
    })
}

/// Whether a word of a line is data. Only every so manyth byte is looked at: shorter words are none.
fn has_data(line: &[u8]) -> bool {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=-_".contains(byte);
    let (mut known, mut at) = (0, SHORTEST - 1);
    while let Some(byte) = line.get(at) {
        let mut end = at;
        if is_word(byte) {
            let before =
                line.get(known..at).unwrap_or_default().iter().rev().take_while(|byte| is_word(byte)).count();
            end += line.get(at..).unwrap_or_default().iter().take_while(|byte| is_word(byte)).count();
            if line.get(at - before..end).is_some_and(is_data) {
                return true;
            }
        }
        known = end;
        at = end + SHORTEST;
    }
    false
}

/// The name that a cell of a header is.
fn name(text: &[u8], cell: Cell) -> Option<Span> {
    let name = if cell.is_quoted {
        Span::new(cell.span.offset + 1, cell.span.len.checked_sub(2)?)
    } else {
        cell.span
    };
    let raw = name.of(text);
    let first = may_be_header(raw) && !raw.starts_with(b"\"");
    let known = |byte: &u8| byte.is_ascii_alphanumeric() || b"_ .@#$/-()".contains(byte) || *byte >= 0x80;
    let is_name = first && raw.len() <= 64 && raw.trim_ascii() == raw && raw.iter().all(known);
    (is_name && !raw.split(|byte| *byte == b' ').any(is_hex)).then_some(name)
}

/// Whether the line behind the header has as many cells, those before a quote that does not close in it.
fn is_like(text: &[u8], at: usize, sign: u8, columns: usize) -> bool {
    let Some((below, _)) = line(text, at).filter(|(below, _)| !below.is_empty()) else { return false };
    let cells = text
        .get(..below.end())
        .and_then(|head| row(head, at, sign))
        .map_or_else(Vec::new, |(cells, _)| cells);
    let is_open = cells.last().is_some_and(|cell| !cell.is_whole);
    cells.len() == columns || (is_open && cells.len() <= columns)
}

/// Reads rows, a map each where there are names.
fn rows(
    text: &[u8],
    from: usize,
    at: usize,
    sign: u8,
    names: Option<&[Span]>,
    tree: &mut Builder,
) -> Option<usize> {
    let table = tree.open(Kind::List, from);
    let (mut at, mut columns) = (at, names.map(<[Span]>::len));
    while let Some((cells, next)) = row(text, at, sign) {
        let is_last = next == text.len() && !text.ends_with(b"\n");
        let wanted = *columns.get_or_insert(cells.len());
        let is_row = cells.len() == wanted || (is_last && cells.len() < wanted && cells.len() > 1);
        if at == text.len() || !is_row || (names.is_none() && !are_clean(text, &cells, sign)) {
            break;
        }
        let node = tree.open(if names.is_some() { Kind::Map } else { Kind::List }, at);
        for (index, cell) in cells.iter().enumerate() {
            if let Some(name) = names.and_then(|names| names.get(index)) {
                tree.key(*name);
            } else if index == 0 && is_list_name(cell.span.of(text)) {
                continue;
            }
            if names.is_some() { add_whole(text, *cell, tree) } else { add(text, *cell, tree) }
        }
        tree.close(node, next, cells.last().is_none_or(|cell| cell.is_whole));
        at = next;
    }
    tree.close(table, at, true);
    (tree.next() > table + 1).then_some(at)
}

/// Adds a cell under a name: where blanks are no part of it, they stand around the names as well, which then are none.
fn add_whole(text: &[u8], cell: Cell, tree: &mut Builder) {
    let raw = cell.span.of(text);
    let has_blanks = raw.trim_ascii().len() < raw.len() && !raw.trim_ascii().is_empty();
    if has_blanks && !cell.is_quoted && !is_data(raw.trim_ascii()) {
        tree.leaf(Kind::Text(Spelling::Raw), cell.span);
    } else {
        add(text, cell, tree);
    }
}

fn add(text: &[u8], cell: Cell, tree: &mut Builder) {
    if cell.is_quoted {
        let node = tree.open(Kind::Text(Spelling::Doubled), cell.span.offset);
        tree.close(node, cell.span.end(), cell.is_whole);
    } else if has_dots(cell.span.of(text)) && !is_data_cut(cell.span.of(text)) {
        // Who writes such cells cuts none.
        tree.leaf(Kind::Text(Spelling::Raw), trimmed(text, cell.span));
    } else {
        push(text, cell.span, Spelling::Raw, tree);
    }
}

fn has_dots(cell: &[u8]) -> bool {
    cell.ends_with(b"...") || cell.ends_with("…".as_bytes())
}

/// awscli writes the name of the list before each row of it, in capitals.
fn is_list_name(cell: &[u8]) -> bool {
    cell.len() > 1 && cell.iter().all(u8::is_ascii_uppercase)
}

/// Reads rows without a header: one of the first has data in a cell of its own, and no cell holds anything printed.
fn without_header(text: &[u8], from: usize, sign: u8, cells: Vec<Cell>, tree: &mut Builder) -> Option<usize> {
    let (mut at, mut found) = (from, false);
    for _ in 0..LOOK_AHEAD {
        let Some((next, end)) = line(text, at) else { break };
        let row = text
            .get(..next.end())
            .and_then(|head| row(head, at, sign))
            .map_or_else(Vec::new, |(cells, _)| cells);
        if row.len() != cells.len() || !are_clean(text, &row, sign) {
            break;
        }
        found = found || row.iter().any(|cell| is_data(cell.span.of(text)));
        at = end;
    }
    if !found {
        return None;
    }
    let values = cells.iter().filter(|cell| is_base64(cell.span.of(text))).count();
    let (first, next) = line(text, from)?;
    let is_alone = line(text, next).is_none_or(|(below, _)| !below.of(text).contains(&sign));
    if is_alone && values > 1 && cells.iter().all(|cell| is_of_base64(cell.span.of(text))) {
        // `--query 'Records[].Data'`: the values of a list are in one line, a row each.
        let table = tree.open(Kind::List, from);
        for cell in &cells {
            let row = tree.open(Kind::List, cell.span.offset);
            add(text, *cell, tree);
            tree.close(row, cell.span.end(), cell.is_whole);
        }
        tree.close(table, first.end(), true);
        return Some(next);
    }
    rows(text, from, from, sign, None, tree)
}

/// Whether no cell of a row is a piece of something that is printed. What awscli prints has the name of its list before it.
fn are_clean(text: &[u8], row: &[Cell], sign: u8) -> bool {
    let is_listed = sign == b'\t' && row.first().is_some_and(|cell| is_list_name(cell.span.of(text)));
    (is_listed && row.len() > 2) || row.iter().all(|cell| is_clean(text, *cell, sign))
}

/// Whether a cell is no piece of something that is printed.
fn is_clean(text: &[u8], cell: Cell, sign: u8) -> bool {
    let raw = cell.span.of(text);
    let bare = raw.trim_ascii_end();
    let bare = bare.len() - bare.iter().rev().take_while(|byte| **byte == b'=').count();
    let signs: &[u8] = if sign == b'\t' { b"{}" } else { b"{}[]()<>\"'=" };
    cell.is_quoted
        || (!raw.iter().take(bare).any(|byte| signs.contains(byte))
            && memchr::memmem::find(raw, b": ").is_none()
            && (sign == b'\t' || !raw.starts_with(b" ")))
}

/// Whether a cell can only be data, or a sequence number.
fn is_data(cell: &[u8]) -> bool {
    let cell = cell.strip_prefix(b"\"").and_then(|cell| cell.strip_suffix(b"\"")).unwrap_or(cell);
    let is_number = cell.len() >= 40 && cell.iter().all(u8::is_ascii_digit);
    is_number || is_hex(cell) || is_base64(cell)
}

fn is_hex(cell: &[u8]) -> bool {
    let digits = cell.strip_prefix(b"\\x").or_else(|| cell.strip_prefix(b"0x")).unwrap_or(cell);
    digits.len() >= 24 && digits.len().is_multiple_of(2) && digits.iter().all(u8::is_ascii_hexdigit)
}

fn is_of_base64(cell: &[u8]) -> bool {
    cell.iter().all(|byte| byte.is_ascii_alphanumeric() || b"+/=-_".contains(byte))
}

fn is_base64(cell: &[u8]) -> bool {
    let has = |is: fn(&u8) -> bool| cell.iter().any(is);
    cell.len() >= SHORTEST
        && is_of_base64(cell)
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_lowercase)
}
