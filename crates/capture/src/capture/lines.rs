//! The lines of a text that hold something.

use kpl_format::bytes::Span;

/// The lines of a window without the blanks at their ends; blank lines are left out.
pub(super) fn lines(text: &[u8], window: Span) -> impl Iterator<Item = Span> {
    let mut offset = window.offset;
    window.of(text).split(|&byte| byte == b'\n' || byte == b'\r').filter_map(move |line| {
        let start = offset;
        offset += line.len() + 1;
        // A byte order mark is no part of the first line.
        let mark = if start == 0 && line.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let line = line.get(mark..).unwrap_or_default();
        let before = line.len() - line.trim_ascii_start().len();
        let len = line.trim_ascii().len();
        (len > 0).then_some(Span::new(start + mark + before, len))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_and_blanks_are_left_out() {
        let text = b"\xef\xbb\xbfab\r\n\n  c d\t\n\re";
        let found: Vec<&[u8]> = lines(text, Span::new(0, text.len())).map(|line| line.of(text)).collect();
        assert_eq!(found, [b"ab".as_slice(), b"c d", b"e"]);
    }
}
