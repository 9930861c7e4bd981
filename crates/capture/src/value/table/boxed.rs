//! Tables that are drawn: psql, MySQL, Spark's `show`, Markdown, awscli's `--output table`, with ASCII or box-drawing signs.
//! A ruler says where the columns are; a cell of psql may go on in the next line.

use super::cells::{push, push_lines};
use crate::value::{
    lines::{line, trimmed},
    tree::{Builder, Kind, Spelling},
};
use kpl_format::bytes::Span;

/// Where the columns of a table are.
#[derive(Clone, Debug, Default)]
struct Ruler {
    /// The characters at which the cells of a row are parted.
    places: Vec<usize>,
    /// How many characters it has.
    len: usize,
    /// Whether rows begin and end with a sign.
    is_around: bool,
    /// Whether it is Markdown's, in which signs of a cell are escaped.
    is_markdown: bool,
}

impl Ruler {
    /// The ruler that a line is.
    fn of(line: &[u8]) -> Option<Self> {
        let line = std::str::from_utf8(line).ok()?.trim_end();
        let is_markdown = line.contains(['|', '│', '║']) && !line.contains(['+', '┼', '┬', '┴']);
        let mut ruler = Self { is_markdown, ..Self::default() };
        let mut dashes = 0;
        for char in line.chars() {
            match char {
                '-' | '=' | '─' | '━' | '═' => dashes += 1,
                '+' | '┼' | '┬' | '┴' | '╪' | '╬' | '╦' | '╩' | '╤' | '╧' => {
                    ruler.places.push(ruler.len)
                }
                '┌' | '┐' | '└' | '┘' | '├' | '┤' | '╔' | '╗' | '╚' | '╝' | '╠' | '╣' | '╞' | '╡' | '╭'
                | '╮' | '╯' | '╰' => ruler.places.push(ruler.len),
                '|' | '│' | '║' if ruler.is_markdown => ruler.places.push(ruler.len),
                '|' | ' ' | ':' | '│' | '║' => {}
                _ => return None,
            }
            ruler.len += 1;
        }
        ruler.is_around = !line.trim_start().starts_with(['-', '=', '─', '━', ':']);
        (dashes >= 3).then_some(ruler)
    }
}

fn is_sign(char: char) -> bool {
    matches!(char, '|' | '│' | '║' | '┃' | '┆')
}

/// A cell, and whether it goes on in the next line.
type Cell = (Span, bool);

/// The cells of a row.
fn cells(text: &[u8], row: Span, ruler: &Ruler) -> Option<Vec<Cell>> {
    let line = std::str::from_utf8(row.of(text)).ok()?;
    let is_drawn = line.trim_start().starts_with(is_sign);
    if line.trim().is_empty() || (ruler.is_around && !is_drawn) {
        return None;
    }
    let is_alone = ruler.places.is_empty() && !ruler.is_around;
    if is_alone && !line.starts_with(' ') {
        return None;
    }
    let placed = at_places(line, ruler);
    let is_placed = placed.is_some();
    let signs = placed.or_else(|| at_signs(line, ruler.is_markdown))?;
    let mut cells = Vec::new();
    let mut start = 0;
    for (end, next) in signs.into_iter().chain([(line.len(), line.len())]) {
        cells.push(Span::between(row.offset + start, row.offset + end));
        start = next;
    }
    let nothing = |span: &Span| {
        std::str::from_utf8(span.of(text))
            .is_ok_and(|cell| cell.chars().all(|char| is_sign(char) || char == ' '))
    };
    if ruler.is_around || (ruler.is_markdown && is_drawn) {
        cells.pop_if(|cell| nothing(cell));
        if cells.first().is_some_and(nothing) {
            cells.remove(0);
        }
        if !is_placed {
            // A table within a table has more signs around it.
            while cells.pop_if(|cell| cell.is_empty()).is_some() {}
            let around = cells.iter().take_while(|cell| cell.is_empty()).count();
            cells.drain(..around);
        }
    }
    let full = |cell: Span| {
        // A mark in the last place of the column, which is else a blank.
        let end = cell.end() - row.offset;
        let place = line.get(..end).map_or(0, |before| before.chars().count());
        cell.of(text).ends_with(b"+")
            && !ruler.is_markdown
            && (ruler.places.contains(&place) || place == ruler.len)
    };
    Some(cells.into_iter().map(|cell| (cell, full(cell))).collect())
}

/// Where the signs stand that are at the places of the ruler, if there is one at each.
fn at_places(line: &str, ruler: &Ruler) -> Option<Vec<(usize, usize)>> {
    if ruler.is_markdown {
        return None;
    }
    // Characters that are two columns wide move the signs behind them.
    if ruler.is_around && line.chars().count() != ruler.len {
        return None;
    }
    let mut places = ruler.places.iter().peekable();
    let mut signs = Vec::new();
    for (index, (at, char)) in line.char_indices().enumerate() {
        if places.next_if(|place| **place == index).is_some() {
            if !is_sign(char) {
                return None;
            }
            signs.push((at, at + char.len_utf8()));
        }
    }
    places.next().is_none().then_some(signs)
}

/// Where any sign stands that is not escaped.
fn at_signs(line: &str, escapes: bool) -> Option<Vec<(usize, usize)>> {
    let mut signs = Vec::new();
    let mut is_escaped = false;
    for (at, char) in line.char_indices() {
        if is_sign(char) && !is_escaped {
            signs.push((at, at + char.len_utf8()));
        }
        is_escaped = escapes && char == '\\';
    }
    (!signs.is_empty()).then_some(signs)
}

/// Reads the table that begins at `from`.
pub(super) fn read(text: &[u8], from: usize, tree: &mut Builder) -> Option<usize> {
    let (first, second_at) = line(text, from)?;
    let (second, third_at) = line(text, second_at)?;
    if !may_begin(first.of(text), second.of(text)) {
        return None;
    }
    let table = tree.open(Kind::List, from);
    let mut reader =
        Reader { text, tree, ruler: Ruler::default(), header: None, rows: Vec::new(), pairs: None };
    let mut at = from;
    if let Some(mut ruler) = Ruler::of(first.of(text)) {
        // awscli's first line has nothing but dashes.
        ruler.is_around |= std::str::from_utf8(second.of(text)).is_ok_and(|row| row.starts_with(is_sign));
        cells(text, second, &ruler)?;
        reader.ruler = ruler;
        at = second_at;
    } else {
        reader.ruler = Ruler::of(second.of(text))?;
        let header = cells(text, first, &reader.ruler)?;
        // A column alone is psql's, whose rows begin with a blank.
        if header.len() < 2
            && (!first.of(text).starts_with(b" ") || !reader.ruler.places.is_empty())
            && !reader.ruler.is_around
        {
            return None;
        }
        reader.header = Some(header.into_iter().map(|(cell, _)| trimmed(text, cell)).collect());
        at = third_at.max(at);
    }
    let mut goes_on = false;
    while let Some((row, next)) = line(text, at) {
        if let Some(ruler) = Ruler::of(row.of(text)).filter(|_| !goes_on) {
            reader.ruled(ruler, next);
        } else if let Some(cells) = cells(text, row, &reader.ruler) {
            goes_on = reader.row(cells, goes_on);
        } else {
            break;
        }
        at = next;
    }
    reader.flush();
    if let Some((_, next)) = line(text, at).filter(|(count, _)| is_count(count.of(text))) {
        at = next;
    }
    let is_empty = reader.tree.next() == table + 1;
    tree.close(table, at, true);
    (!is_empty).then_some(at)
}

/// Whether two lines may be the first of a table.
fn may_begin(first: &[u8], second: &[u8]) -> bool {
    let is_ruler = |line: &[u8]| {
        let start = line.trim_ascii_start();
        matches!(start.first(), Some(b'-' | b'+' | b'|' | b'=' | b':' | 0xe2)) && Ruler::of(line).is_some()
    };
    let has_sign = |line: &[u8]| std::str::from_utf8(line).is_ok_and(|line| line.contains(is_sign));
    let is_column = |line: &[u8], ruler: &[u8]| {
        line.starts_with(b" ") && line.len() > 2 && line.len() <= ruler.len() + 1 && !ruler.starts_with(b" ")
    };
    (is_ruler(first) && has_sign(second))
        || (is_ruler(second) && (has_sign(first) || is_column(first, second)))
}

/// `(2 rows)`.
fn is_count(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    line.starts_with(b"(") && (line.ends_with(b" rows)") || line.ends_with(b" row)"))
}

/// The cells of a row, each by its lines.
type Row = Vec<Vec<Span>>;

struct Reader<'a, 't> {
    text: &'a [u8],
    tree: &'t mut Builder,
    ruler: Ruler,
    header: Option<Vec<Span>>,
    /// Rows since the ruler that may be a header or a title, and the one that is read.
    rows: Vec<Row>,
    /// The map that names and values in two columns go to.
    pairs: Option<u32>,
}

impl Reader<'_, '_> {
    /// Takes a line of cells; whether the row goes on in the next one.
    fn row(&mut self, cells: Vec<Cell>, goes_on: bool) -> bool {
        let more = cells.iter().any(|(_, more)| *more);
        if !goes_on {
            let most = if self.header.is_none() && self.pairs.is_none() { MOST_HEAD } else { 1 };
            if self.rows.len() >= most {
                self.flush();
            }
            self.rows.push(Vec::new());
        }
        let Some(row) = self.rows.last_mut() else { return false };
        for (index, (cell, more)) in cells.into_iter().enumerate() {
            let piece = trimmed(self.text, if more { Span::new(cell.offset, cell.len - 1) } else { cell });
            match row.get_mut(index) {
                Some(pieces) if !piece.is_empty() => pieces.push(piece),
                Some(_) => {}
                None => row.push(vec![piece]),
            }
        }
        more
    }

    /// Takes a ruler, behind which the text goes on at `next`.
    fn ruled(&mut self, ruler: Ruler, next: usize) {
        let below = line(self.text, next).and_then(|(row, _)| cells(self.text, row, &ruler));
        let below = below.map(|below| below.len());
        if let [row, types @ ..] = self.rows.as_slice() {
            let is_head = below == Some(row.len())
                && self.header.is_none()
                && types.iter().flatten().flatten().all(|cell| is_type(cell.of(self.text)));
            if is_head {
                self.header = Some(row.iter().filter_map(|pieces| pieces.first().copied()).collect());
                self.rows.clear();
            } else if row.len() == 1 && types.is_empty() && below.is_some() {
                // The title of a table, or of one in this one.
                self.rows.clear();
                self.header = None;
            }
        }
        self.flush();
        if let Some(pairs) = self.pairs.take() {
            self.tree.close(pairs, next, true);
        }
        self.ruler = ruler;
    }

    /// Adds the rows that are no header.
    fn flush(&mut self) {
        for row in std::mem::take(&mut self.rows) {
            let start = row.first().and_then(|pieces| pieces.first()).map_or(0, |first| first.offset);
            let end = row.iter().flatten().map(|piece| piece.end()).max().unwrap_or(start);
            if let ([name, value], None) = (row.as_slice(), &self.header)
                && let Some(name) = name.first().filter(|name| is_name(name.of(self.text)))
            {
                let pairs = *self.pairs.get_or_insert_with(|| self.tree.open(Kind::Map, start));
                self.tree.key(*name);
                push_lines(self.text, value, self.tree);
                self.tree.close(pairs, end, true);
                continue;
            }
            let node = self.tree.open(if self.header.is_some() { Kind::Map } else { Kind::List }, start);
            for (index, pieces) in row.iter().enumerate() {
                if let Some(name) = self.header.as_ref().and_then(|header| header.get(index)) {
                    self.tree.key(*name);
                }
                match pieces.as_slice() {
                    [only] if self.ruler.is_markdown => push(self.text, *only, Spelling::Cell, self.tree),
                    pieces => push_lines(self.text, pieces, self.tree),
                }
            }
            self.tree.close(node, end, true);
        }
    }
}

/// How many lines may stand above the ruler below a header: DuckDB and Polars print the types below the names.
const MOST_HEAD: usize = 3;

/// What types look like, and the dashes above them.
fn is_type(word: &[u8]) -> bool {
    word == b"---"
        || (word.first().is_some_and(u8::is_ascii_lowercase)
            && word
                .iter()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b" _(),[]".contains(byte)))
}

/// What names of fields look like.
fn is_name(word: &[u8]) -> bool {
    word.first().is_some_and(u8::is_ascii_alphabetic)
        && word.len() <= 64
        && word.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(byte))
}
