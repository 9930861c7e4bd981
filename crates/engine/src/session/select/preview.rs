//! The beginning of a text or of other bytes, on one line.

use crate::session::batch::Pattern;
use kpl_capture::text::legible::legible;
use kpl_format::bytes::Span;

/// The beginning of a text that may be long.
#[derive(Clone, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Preview {
    /// The text on one line. Control characters, and bytes that are not UTF-8, are made visible.
    pub text: String,
    /// Whether the text goes on.
    pub cut: bool,
    /// The part of the text that was searched for, in bytes.
    pub found: Option<(usize, usize)>,
}

/// How many bytes before a match show, where a text does not show from its beginning.
const BEFORE: usize = 16;

/// How many bytes of a text are searched for the match that its preview shows.
const SEARCHED: usize = 16 << 10;

/// A preview of text, so that the first match in it shows.
pub(super) fn sought(bytes: &[u8], span: Span, max: usize, pattern: &Pattern) -> Option<Preview> {
    let all = span.of(bytes);
    let head = all.get(..SEARCHED.min(all.len()))?;
    // The last character may be cut in two here, and then it is no text.
    let whole = head.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
    let head = if head.len() < all.len() && whole + 4 > head.len() { head.get(..whole)? } else { head };
    let found = pattern.places(head, 1).into_iter().next()?;
    let from = if found.end() > max / 2 { found.offset.saturating_sub(BEFORE) } else { 0 };
    // A character is not cut in two.
    let from = (from..=found.offset).find(|&at| head.get(at).is_none_or(|byte| byte & 0xc0 != 0x80))?;
    let part = |from: usize, to: usize| -> String {
        String::from_utf8_lossy(head.get(from..to).unwrap_or_default()).chars().map(legible).collect()
    };
    let mut text = if from > 0 { "…".to_owned() } else { String::new() };
    text.push_str(&part(from, found.offset));
    let start = text.len();
    let seen: String = part(found.offset, found.end()).chars().take(max).collect();
    text.push_str(&seen);
    let end = text.len();
    let rest = preview(bytes, Span::new(span.offset + found.end(), span.len - found.end()), max);
    text.push_str(&rest.text);
    Some(Preview { text, cut: rest.cut, found: Some((start, end)) })
}

/// The first `max` characters of `span`, on one line.
pub(super) fn preview(bytes: &[u8], span: Span, max: usize) -> Preview {
    // A character has at most four bytes. This keeps a line from decoding megabytes.
    let head = Span::new(span.offset, span.len.min(max * 4)).of(bytes);
    let text: String = String::from_utf8_lossy(head).chars().take(max).map(legible).collect();
    let cut = head.len() < span.len || String::from_utf8_lossy(head).chars().count() > max;
    Preview { text, cut, found: None }
}

/// A preview of any bytes: as text if they are text, otherwise in hex. Returns whether they are text.
pub(super) fn glimpse(bytes: &[u8], span: Span, max: usize) -> (Preview, bool) {
    let head = Span::new(span.offset, span.len.min(max * 4)).of(bytes);
    if crate::payload::begins_as_text(head) {
        return (preview(bytes, span, max), true);
    }
    let head = Span::new(span.offset, span.len.min(max / 3)).of(bytes);
    let pairs: Vec<String> = head.iter().map(|byte| format!("{byte:02x}")).collect();
    (Preview { text: pairs.join(" "), cut: head.len() < span.len, found: None }, false)
}
