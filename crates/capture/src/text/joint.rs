//! Where one file ends and the next begins, when they are read as one.

/// Whether a line break belongs between two files, so that the last line of one and the first of the next stay two: both
/// are text where they meet, and no line ends there. Bytes that belong together stay so.
#[must_use]
pub fn takes_line_break(last: Option<u8>, first: Option<u8>) -> bool {
    let is_text = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_graphic());
    is_text(last) && is_text(first)
}
