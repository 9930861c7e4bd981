//! Lines of base64: a record each, or one that was wrapped.

use super::{likeness, lines::lines, shape::Shape, why::Why, wrapped};
use kpl_format::bytes::Span;

/// Many lines: a record each, or one that was wrapped. `None` where they are no base64.
pub(super) fn by_line(text: &[u8]) -> Option<(Shape, Why)> {
    let all: Vec<Span> = lines(text, Span::new(0, text.len())).collect();
    let (last, before) = all.split_last()?;
    let first = before.first()?;
    let of = |line: &Span| line.of(text);
    let like = all.iter().filter(|line| likeness::is_base64(of(line))).count();
    if like * 2 < all.len() && !likeness::has_base64_magic(of(first)) {
        return None;
    }
    let lines = all.len();
    let begins = |line: &Span| likeness::has_base64_magic(of(line));
    if let Some(records) = wrapped::in_base64(text) {
        return Some((Shape::Base64, Why::WrappedEach { records: records.len() }));
    }
    let padded = |line: &Span| likeness::bare(of(line)).ends_with(b"=");
    let one_width = before.iter().all(|line| line.len == first.len) && last.len <= first.len;
    let why = if before.iter().any(padded) {
        Why::LinesPadded { lines }
    } else if all.iter().all(begins) {
        Why::LinesMagic { lines }
    } else if likeness::is_whole_aggregate(of(first)) {
        Why::FirstLineWhole { lines }
    } else if begins(first) && !all.iter().skip(1).any(begins) {
        // An aggregate that does not end with its line goes on in the next, however unevenly it was wrapped.
        return Some((Shape::Base64, Why::Wrapped { lines }));
    } else if !one_width {
        Why::LinesVary { lines }
    } else {
        return Some((Shape::Base64, Why::Wrapped { lines }));
    };
    Some((Shape::Base64Lines, why))
}
