//! The beginning of a text or of other bytes, on one line.

use kpl_capture::text::legible::legible;
use kpl_format::bytes::Span;

/// The beginning of a text that may be long.
#[derive(Clone, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Preview {
    /// The text on one line. Control characters, and bytes that are not UTF-8, are made visible.
    pub text: String,
    /// Whether the text goes on.
    pub cut: bool,
}

/// The first `max` characters of `span`, on one line.
pub(super) fn preview(bytes: &[u8], span: Span, max: usize) -> Preview {
    // A character has at most four bytes. This keeps a line from decoding megabytes.
    let head = Span::new(span.offset, span.len.min(max * 4)).of(bytes);
    let text: String = String::from_utf8_lossy(head).chars().take(max).map(legible).collect();
    let cut = head.len() < span.len || String::from_utf8_lossy(head).chars().count() > max;
    Preview { text, cut }
}

/// A preview of any bytes: as text if they are text, otherwise in hex. Returns whether they are text.
pub(super) fn glimpse(bytes: &[u8], span: Span, max: usize) -> (Preview, bool) {
    let head = Span::new(span.offset, span.len.min(max * 4)).of(bytes);
    // The last character may be cut in two here; that does not make the bytes anything but text.
    let whole =
        (0..4).filter_map(|less| head.get(..head.len().checked_sub(less)?)).any(crate::payload::is_text);
    if whole {
        return (preview(bytes, span, max), true);
    }
    let head = Span::new(span.offset, span.len.min(max / 3)).of(bytes);
    let pairs: Vec<String> = head.iter().map(|byte| format!("{byte:02x}")).collect();
    (Preview { text: pairs.join(" "), cut: head.len() < span.len }, false)
}
