//! Rows with a line for each column: psql's `\x` (`-[ RECORD 1 ]`), MySQL's `\G` (`*** 1. row ***`).

use super::cells::push_lines;
use crate::value::{
    lines::{line, trimmed},
    tree::{Builder, Kind},
};
use kpl_format::bytes::Span;

/// What stands between a name and its value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Psql,
    MySql,
}

impl Form {
    /// The form whose rows begin with this line.
    fn of(line: &[u8]) -> Option<Self> {
        let line = line.trim_ascii();
        let line = line.strip_prefix(b"+").unwrap_or(line);
        if line.starts_with(b"-[ RECORD ") || line.starts_with("─[ RECORD ".as_bytes()) {
            return Some(Self::Psql);
        }
        let row = line.starts_with(b"***") && line.ends_with(b"***");
        (row && line.trim_ascii().windows(6).any(|six| six == b". row ")).then_some(Self::MySql)
    }

    /// The name and the value in a line; `None` where there is no name in it.
    fn pair(self, text: &[u8], line: Span) -> Option<(Span, Span)> {
        let raw = line.of(text);
        let (at, len) = match self {
            Self::MySql => {
                (memchr::memmem::find(raw, b": ").or_else(|| raw.strip_suffix(b":").map(<[u8]>::len))?, 1)
            }
            Self::Psql => match memchr::memchr(b'|', raw.strip_prefix(b"|").unwrap_or(raw)) {
                Some(at) => (at + usize::from(raw.starts_with(b"|")), 1),
                None => (memchr::memmem::find(raw, "│".as_bytes())?, 3),
            },
        };
        let name = trimmed(text, Span::new(line.offset, at));
        let name = if name.of(text).starts_with(b"|") {
            trimmed(text, Span::between(name.offset + 1, name.end()))
        } else {
            name
        };
        let value = Span::between((line.offset + at + len).min(line.end()), line.end());
        let is_name =
            name.of(text).iter().all(|byte| byte.is_ascii_alphanumeric() || b"_.-@$#?()".contains(byte));
        (self == Self::Psql || (is_name && !name.is_empty())).then_some((name, value))
    }
}

/// Reads the rows that begin at `from`, one after another.
pub(super) fn read(text: &[u8], from: usize, tree: &mut Builder) -> Option<usize> {
    let form = Form::of(line(text, from)?.0.of(text))?;
    let table = tree.open(Kind::List, from);
    let mut at = from;
    while let Some((head, next)) = line(text, at).filter(|(head, _)| Form::of(head.of(text)) == Some(form)) {
        let row = tree.open(Kind::Map, head.offset);
        at = columns(text, next, form, tree);
        tree.close(row, at, true);
    }
    tree.close(table, at, true);
    Some(at)
}

/// Reads the columns of a row, and gives where they end.
fn columns(text: &[u8], from: usize, form: Form, tree: &mut Builder) -> usize {
    let mut open: Option<(Span, Vec<Span>)> = None;
    let close = |open: Option<(Span, Vec<Span>)>, tree: &mut Builder| {
        if let Some((name, pieces)) = open {
            tree.key(name);
            push_lines(text, &pieces, tree);
        }
    };
    let mut at = from;
    while let Some((row, next)) = line(text, at) {
        let raw = row.of(text);
        if Form::of(raw).is_some() || raw.trim_ascii().is_empty() || raw.starts_with(b"(") {
            break;
        }
        match (form.pair(text, row), open.as_mut()) {
            (Some((name, value)), Some((_, pieces))) if name.is_empty() => {
                // psql marks a line that goes on.
                if let Some(last) = pieces.last_mut().filter(|last| last.of(text).ends_with(b"+")) {
                    *last = trimmed(text, Span::new(last.offset, last.len - 1));
                }
                pieces.push(trimmed(text, value));
            }
            (Some((name, value)), _) if !name.is_empty() => {
                close(open.take(), tree);
                open = Some((name, vec![trimmed(text, value)]));
            }
            // A line of MySQL's that belongs to the value before it.
            (None, Some((_, pieces))) if form == Form::MySql && !is_end(raw) => pieces.push(row),
            _ => break,
        }
        at = next;
    }
    close(open, tree);
    at
}

/// `2 rows in set (0.00 sec)`.
fn is_end(line: &[u8]) -> bool {
    line.first().is_some_and(u8::is_ascii_digit) && memchr::memmem::find(line, b" in set").is_some()
}
