//! Tables: rows become maps by their header, and lists where there is none. What separates the cells is told by the file.

mod boxed;
mod cells;
mod separated;
mod upright;

use super::tree::Builder;

/// Reads the table that begins at a line: in boxes, a line for each column, or with a sign between the cells.
pub(super) fn read(text: &[u8], from: usize, tree: &mut Builder) -> Option<usize> {
    let mark = tree.mark();
    for read in [boxed::read, upright::read, separated::read] {
        if let Some(end) = read(text, from, tree) {
            return Some(end);
        }
        tree.back_to(mark);
    }
    None
}

#[cfg(test)]
mod tests;
