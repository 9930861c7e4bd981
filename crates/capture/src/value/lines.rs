//! Lines of a text, for the notations that have some.

use kpl_format::bytes::Span;

/// The line at a place, without its end, and where the next one begins.
pub(super) fn line(text: &[u8], at: usize) -> Option<(Span, usize)> {
    let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
    let len = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    let next = at + (len + 1).min(rest.len());
    let line = rest.get(..len)?;
    Some((Span::new(at, line.strip_suffix(b"\r").unwrap_or(line).len()), next))
}

/// A span without the blanks at its ends.
pub(super) fn trimmed(text: &[u8], span: Span) -> Span {
    let raw = span.of(text);
    let start = raw.len() - raw.trim_ascii_start().len();
    Span::new(span.offset + start, raw.trim_ascii().len())
}
