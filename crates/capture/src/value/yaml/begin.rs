//! Whether YAML begins at a line: two lines are looked at, so that prose, logs and code are none.

use super::{MAX_DEPTH, dash, flow, indent, is_nothing, key, scalar};
use crate::value::lines::line;
use kpl_format::bytes::Span;

/// How many comments and empty lines may stand below the first line.
const MOST_EMPTY: usize = 3;

/// Over how many lines words without quotes may go, for what begins with them to be told.
const MOST_LINES: usize = 16;

/// What a line holds: where it begins, the dashes before its items, its key and what stands behind that.
struct Row {
    indent: usize,
    /// Where the key is, the dashes counted.
    column: usize,
    is_item: bool,
    key: Option<Span>,
    value: Span,
}

fn row(text: &[u8], line: Span) -> Option<Row> {
    let indent = indent(line.of(text))?;
    let (mut column, mut rest) = (indent, Span::between(line.offset + indent, line.end()));
    for _ in 0..MAX_DEPTH {
        let Some(len) = dash(rest.of(text)) else { break };
        column += len;
        rest = Span::between(rest.offset + len, rest.end());
    }
    let is_item = column > indent;
    let (key, value) = match key(text, rest) {
        Some((key, behind)) => (Some(key), Span::between(behind, rest.end())),
        None => (None, rest),
    };
    Some(Row { indent, column, is_item, key, value: scalar::properties(text, value).0 })
}

/// Whether the line begins a map or a list of maps, as the next one shows.
pub(super) fn is_likely(text: &[u8], from: usize) -> bool {
    is_begun(text, from).unwrap_or(false)
}

fn is_begun(text: &[u8], from: usize) -> Option<bool> {
    let (first, mut at) = line(text, from)?;
    let first = row(text, first).filter(|row| row.key.is_some())?;
    let goes_on = is_open(first.value.of(text));
    // In quotes and in a block nothing is a comment.
    let is_text = goes_on || scalar::is_block(first.value.of(text));
    let is_empty = |raw: &[u8]| if is_text { raw.trim_ascii().is_empty() } else { is_nothing(raw) };
    let mut below = line(text, at)?;
    for _ in 0..MOST_EMPTY {
        if is_empty(below.0.of(text)) {
            at = below.1;
            below = line(text, at)?;
        }
    }
    let mut second = row(text, below.0)?;
    let value = first.value.of(text);
    if is_nothing(value) {
        let deeper = second.indent > first.column && (second.key.is_some() || second.is_item);
        return Some(deeper || (second.is_item && second.indent == first.column));
    }
    if scalar::is_block(value) {
        return Some(second.indent > first.indent);
    }
    let is_deeper = |second: &Row| second.indent > first.indent && second.key.is_none() && !second.is_item;
    if goes_on || is_open_flow(value) {
        return Some(second.indent > first.indent);
    }
    if !is_scalar(value) {
        return Some(false);
    }
    // Words may go on in lines that are deeper in.
    for _ in 0..MOST_LINES {
        if is_deeper(&second) {
            below = line(text, below.1)?;
            second = row(text, below.0)?;
        }
    }
    let beside = |key: Span| {
        let is_next_item = second.is_item && first.is_item && second.indent == first.indent;
        let is_other = first.key.is_some_and(|before| before.of(text) != key.of(text));
        (!second.is_item && second.indent == first.column && is_other) || is_next_item
    };
    let value = second.value.of(text);
    Some(
        second.key.is_some_and(beside)
            && (is_nothing(value)
                || scalar::is_block(value)
                || is_open(value)
                || is_open_flow(value)
                || is_scalar(value)),
    )
}

/// Whether a value begins with a quote that does not close in its line.
fn is_open(value: &[u8]) -> bool {
    matches!(value.first(), Some(b'"' | b'\'')) && scalar::closes_at(value).is_none()
}

/// Whether a value begins with a bracket of YAML's own that does not close in its line.
fn is_open_flow(value: &[u8]) -> bool {
    matches!(value.first(), Some(b'[' | b'{')) && !scalar::is_balanced(value) && flow::is_likely(value)
}

/// Whether a value ends in its line as one of YAML does.
fn is_scalar(value: &[u8]) -> bool {
    let value = value.trim_ascii_end();
    if matches!(value.first(), Some(b'"' | b'\'')) {
        return scalar::closes_at(value).is_some_and(|end| is_nothing(value.get(end..).unwrap_or_default()));
    }
    !value.ends_with(b",") && !value.ends_with(b";") && scalar::is_balanced(value)
}
