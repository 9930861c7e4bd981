//! A part of the stream whose text is at hand, and where it stands in the file.

use super::{rows::FileSpan, track::Track, users::short};
use kpl_format::bytes::Span;

/// A part of the stream whose text is at hand.
#[derive(Clone, Copy)]
pub(super) struct Stretch<'a> {
    pub(super) text: &'a [u8],
    /// Where the text begins in the file, in bytes.
    pub(super) base: u64,
    /// Where the text begins in the file, as line and column.
    pub(super) track: Track,
}

impl Stretch<'_> {
    pub(super) fn at(&self, span: Span) -> FileSpan {
        FileSpan { offset: at(self.base, span.offset), len: short(span.len) }
    }
}

/// The offset in the file of an offset in a text that begins at `base`.
pub(super) fn at(base: u64, offset: usize) -> u64 {
    base.saturating_add(u64::try_from(offset).unwrap_or(u64::MAX))
}
