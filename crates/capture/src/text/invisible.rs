//! Characters of a text that nobody sees.

/// Whether a character is invisible: a control, a mark of direction, a separator that few treat as a line break, or a
/// blank or joiner of no width.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
