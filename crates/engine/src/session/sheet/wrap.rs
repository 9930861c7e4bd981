//! Breaks lines into rows: after a blank where one is near, else where the width is full.

use super::{Lines, Look, Sheet, draw};

/// Where a row begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) line: usize,
    /// The offset within what the line shows, in bytes.
    pub(super) at: usize,
}

/// The fewest characters of a line that stand in a row, however deep it is indented.
const NARROWEST: usize = 12;

/// How many columns a tab takes at most. The style sheet says the same.
pub(super) const TAB: usize = 4;

/// Where the lines of a text begin. A line break at the end of the text begins no further line.
pub(super) fn text_lines(text: &str) -> Vec<usize> {
    let after = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1).filter(|&at| at < text.len());
    std::iter::once(0).chain(after).collect()
}

/// All rows of a sheet.
pub(super) fn rows(sheet: &Sheet, columns: usize) -> Vec<Row> {
    let total = match &sheet.lines {
        Lines::Json(lines) => lines.len(),
        Lines::Text(lines) => lines.len(),
        Lines::Even => 0,
    };
    let mut rows = Vec::with_capacity(total);
    for line in 0..total {
        rows.push(Row { line, at: 0 });
        let (pieces, depth) = draw::line(sheet, line);
        // What goes on in a further row stands a step further in.
        let indent = draw::indent(depth, columns) + if sheet.look() == Look::Json { draw::STEP } else { 0 };
        let width = columns.saturating_sub(indent).max(NARROWEST);
        let len: usize = pieces.iter().map(|piece| piece.text.len()).sum();
        // No character takes more columns than bytes, but for a tab.
        if len <= width && pieces.iter().all(|piece| !piece.text.contains('\t')) {
            continue;
        }
        let chars = pieces.iter().flat_map(|piece| piece.text.chars());
        breaks(chars, width, |at| rows.push(Row { line, at }));
    }
    rows
}

/// Tells where each row after the first begins.
fn breaks(chars: impl Iterator<Item = char>, width: usize, mut tell: impl FnMut(usize)) {
    let (mut at, mut used) = (0, 0);
    // After the last blank of this row: the offset, and how much of the row was used there.
    let mut blank = None;
    for char in chars {
        let wide = columns_of(char);
        if used + wide > width {
            match blank.take().filter(|&(_, before)| before * 2 > width) {
                Some((after, before)) => {
                    tell(after);
                    used -= before;
                }
                None => {
                    tell(at);
                    used = 0;
                }
            }
        }
        (at, used) = (at + char.len_utf8(), used + wide);
        if char == ' ' {
            blank = Some((at, used));
        }
    }
}

/// How many columns a character takes. East Asian ones take two (Unicode Standard Annex 11, in broad strokes).
pub(super) const fn columns_of(char: char) -> usize {
    match char {
        '\t' => TAB,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}
