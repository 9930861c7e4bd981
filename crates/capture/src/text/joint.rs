//! Where one file ends and the next begins, if both are read as one.

/// Whether a line break belongs between two files. It does where both are text where they meet and the first does not
/// end its last line; otherwise two lines would become one. Other bytes are joined as they are.
#[must_use]
pub fn takes_line_break(last: Option<u8>, first: Option<u8>) -> bool {
    let is_text = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_graphic());
    is_text(last) && is_text(first)
}
