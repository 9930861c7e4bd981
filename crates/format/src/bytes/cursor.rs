//! A reading position in the input and the window that it may not leave. All arithmetic on offsets is done here.

use super::{
    Span,
    varint::{self, Varint, VarintFault},
};

/// Reads forward through a window of the input. Every offset that it returns counts from the start of the whole input.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    bytes: &'a [u8],
    offset: usize,
    end: usize,
}

impl<'a> Cursor<'a> {
    /// A cursor at the start of `window`. A window that reaches past the end of `bytes` is shortened.
    #[must_use]
    pub fn new(bytes: &'a [u8], window: Span) -> Self {
        let end = window.end().min(bytes.len());
        Self { bytes, offset: window.offset.min(end), end }
    }

    /// The offset of the next byte.
    #[must_use]
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// The offset of the first byte after the window.
    #[must_use]
    pub const fn end(&self) -> usize {
        self.end
    }

    /// The number of bytes that are left in the window.
    #[must_use]
    pub const fn remaining(&self) -> usize {
        self.end - self.offset
    }

    /// Whether no byte is left in the window.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        self.offset == self.end
    }

    /// The part of the window that is not read yet.
    #[must_use]
    pub const fn rest(&self) -> Span {
        Span::between(self.offset, self.end)
    }

    /// The span from the next byte up to the absolute offset `end`.
    #[must_use]
    pub const fn rest_up_to(&self, end: usize) -> Span {
        Span::between(self.offset, end)
    }

    /// The span from the absolute offset `start` up to the next byte.
    #[must_use]
    pub const fn since(&self, start: usize) -> Span {
        Span::between(start, self.offset)
    }

    /// Steps over `len` bytes and returns their span. Where the window holds fewer, it steps over nothing and returns
    /// `None`.
    pub fn take(&mut self, len: u64) -> Option<Span> {
        let len = usize::try_from(len).ok().filter(|&len| len <= self.remaining())?;
        let span = Span::new(self.offset, len);
        self.offset += len;
        Some(span)
    }

    /// Steps to the end of the window and returns the span of what was left.
    pub fn take_rest(&mut self) -> Span {
        let rest = self.rest();
        self.offset = self.end;
        rest
    }

    /// Moves forward to an absolute offset. It never moves back, and never out of the window.
    pub fn skip_to(&mut self, offset: usize) {
        self.offset = offset.clamp(self.offset, self.end);
    }

    /// Steps over zero bytes and returns how many there were.
    pub fn skip_zeros(&mut self) -> usize {
        let zeros = self.rest().of(self.bytes).iter().take_while(|&&byte| byte == 0).count();
        self.offset += zeros;
        zeros
    }

    /// Reads a varint and steps over it. After a fault the cursor has not moved.
    ///
    /// # Errors
    /// Fails where [`varint::read`] fails.
    pub fn varint(&mut self) -> Result<Varint, VarintFault> {
        let varint = varint::read(self.rest().of(self.bytes), self.offset)?;
        self.offset = varint.span.end();
        Ok(varint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_absolute_and_the_window_holds() {
        let bytes = [9, 9, 0x96, 0x01, 5, 9];
        let mut cursor = Cursor::new(&bytes, Span::between(2, 5));
        assert_eq!(cursor.varint().unwrap().span, Span::new(2, 2));
        assert_eq!(cursor.take(2), None);
        assert_eq!(cursor.take(u64::MAX), None);
        assert_eq!(cursor.take(1), Some(Span::new(4, 1)));
        assert!(cursor.is_done());
        assert_eq!(cursor.since(2), Span::new(2, 3));
    }

    #[test]
    fn a_varint_does_not_reach_past_the_window() {
        let bytes = [0x80, 0x01];
        let mut cursor = Cursor::new(&bytes, Span::new(0, 1));
        assert_eq!(cursor.varint(), Err(VarintFault::Truncated(Span::new(0, 1))));
        assert_eq!(cursor.offset(), 0);
    }
}
