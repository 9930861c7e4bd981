//! A place in the captured bytes and the window it may not leave. The only one who does arithmetic on offsets.

use super::{
    Span,
    varint::{self, Varint, VarintFault},
};

/// Reads forward through a window of the capture; every offset it gives is absolute.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    bytes: &'a [u8],
    offset: usize,
    end: usize,
}

impl<'a> Cursor<'a> {
    /// A cursor over `window`, cut to what `bytes` hold.
    #[must_use]
    pub fn new(bytes: &'a [u8], window: Span) -> Self {
        let end = window.end().min(bytes.len());
        Self { bytes, offset: window.offset.min(end), end }
    }

    /// Where the next byte stands.
    #[must_use]
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// The first offset past the window.
    #[must_use]
    pub const fn end(&self) -> usize {
        self.end
    }

    /// How many bytes are left in the window.
    #[must_use]
    pub const fn remaining(&self) -> usize {
        self.end - self.offset
    }

    /// Whether the window is used up.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        self.offset == self.end
    }

    /// What is left of the window.
    #[must_use]
    pub const fn rest(&self) -> Span {
        Span::between(self.offset, self.end)
    }

    /// What is left of the window up to `end`.
    #[must_use]
    pub const fn rest_up_to(&self, end: usize) -> Span {
        Span::between(self.offset, end)
    }

    /// Everything since `start`.
    #[must_use]
    pub const fn since(&self, start: usize) -> Span {
        Span::between(start, self.offset)
    }

    /// Steps over `len` bytes, or over nothing where the window has fewer.
    pub fn take(&mut self, len: u64) -> Option<Span> {
        let len = usize::try_from(len).ok().filter(|&len| len <= self.remaining())?;
        let span = Span::new(self.offset, len);
        self.offset += len;
        Some(span)
    }

    /// Steps over all that is left.
    pub fn take_rest(&mut self) -> Span {
        let rest = self.rest();
        self.offset = self.end;
        rest
    }

    /// Goes on to an absolute offset; never back, never out of the window.
    pub fn skip_to(&mut self, offset: usize) {
        self.offset = offset.clamp(self.offset, self.end);
    }

    /// Steps over bytes of zero; how many there were.
    pub fn skip_zeros(&mut self) -> usize {
        let zeros = self.rest().of(self.bytes).iter().take_while(|&&byte| byte == 0).count();
        self.offset += zeros;
        zeros
    }

    /// Reads a varint and steps over it; after a fault the cursor stands where it stood.
    ///
    /// # Errors
    /// As [`varint::read`].
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
