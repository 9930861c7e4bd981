//! Characters that nobody sees in a text.

/// Whether a character is a control, a mark of direction, a separator that is no line break to most, or a blank or
/// joiner of no width.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
