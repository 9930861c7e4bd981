//! A half-open range of bytes. Its offsets count from the start of the whole input, at every depth.

/// The range `[offset, offset + len)`, in bytes from the start of the record or text that was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "borsh", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub struct Span {
    /// The offset of the first byte.
    pub offset: usize,
    /// The number of bytes. A span of 0 bytes is a place between two bytes.
    pub len: usize,
}

impl Span {
    /// The span of `len` bytes from `offset`.
    #[must_use]
    pub const fn new(offset: usize, len: usize) -> Self {
        Self { offset, len }
    }

    /// The span from `start` up to but not including `end`. It is empty where `end` does not lie past `start`.
    #[must_use]
    pub const fn between(start: usize, end: usize) -> Self {
        Self { offset: start, len: end.saturating_sub(start) }
    }

    /// The offset of the first byte after the span.
    #[must_use]
    pub const fn end(self) -> usize {
        self.offset.saturating_add(self.len)
    }

    /// Whether the byte at `offset` belongs to the span.
    #[must_use]
    pub const fn contains(self, offset: usize) -> bool {
        offset >= self.offset && offset < self.end()
    }

    /// Whether every byte of `other` belongs to the span.
    #[must_use]
    pub const fn covers(self, other: Self) -> bool {
        other.offset >= self.offset && other.end() <= self.end()
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len == 0
    }

    /// The bytes of the span. Where the span reaches past the end of `bytes`, only the part inside is returned, so
    /// this cannot fail.
    #[must_use]
    pub fn of(self, bytes: &[u8]) -> &[u8] {
        let end = self.end().min(bytes.len());
        bytes.get(self.offset.min(end)..end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_outside_of_the_bytes_is_cut_not_a_panic() {
        assert_eq!(Span::new(2, 5).of(b"abcd"), b"cd");
        assert_eq!(Span::new(9, 5).of(b"abcd"), b"");
        assert_eq!(Span::new(usize::MAX, usize::MAX).of(b"abcd"), b"");
    }

    #[test]
    fn contains_is_half_open() {
        let span = Span::between(3, 5);
        let inside: Vec<usize> = (0..8).filter(|&offset| span.contains(offset)).collect();
        assert_eq!(inside, [3, 4]);
    }
}
