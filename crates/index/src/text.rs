//! Text that comes in chunks and is forgotten from its front. A chunk is copied once, from wherever it is.

use std::ops::Deref;

/// The bytes that were read and are not dealt with yet.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// The bytes of the text are those before `len`. Those behind were used before and are kept, so that no memory
    /// has to be cleared for the next chunk.
    bytes: Vec<u8>,
    len: usize,
}

impl Text {
    pub(super) const fn new() -> Self {
        Self { bytes: Vec::new(), len: 0 }
    }

    /// Makes room for `len` more bytes, which the caller fills. If the text has to move, it gets enough memory to
    /// grow to `likely` bytes without moving again.
    pub(super) fn room(&mut self, len: usize, likely: usize) -> &mut [u8] {
        let (start, end) = (self.len, self.len + len);
        if end > self.bytes.capacity() {
            self.bytes.truncate(self.len);
            self.bytes.reserve_exact(likely.max(end) - self.len);
        }
        if end > self.bytes.len() {
            self.bytes.resize(end, 0);
        }
        self.len = end;
        self.bytes.get_mut(start..end).unwrap_or_default()
    }

    /// Forgets the first `count` bytes.
    pub(super) fn forget(&mut self, count: usize) {
        let count = count.min(self.len);
        self.bytes.copy_within(count..self.len, 0);
        self.len -= count;
    }
}

impl Deref for Text {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn what_was_not_forgotten_is_there() {
        let (mut text, mut expected) = (Text::new(), Vec::new());
        for size in (0..200u8).chain([255, 3, 0, 90]) {
            text.room(usize::from(size), 300).fill(size);
            expected.extend(std::iter::repeat_n(size, usize::from(size)));
            assert_eq!(&*text, expected);
            let gone = usize::from(size) / 2 + expected.len() / 4;
            text.forget(gone);
            expected.drain(..gone.min(expected.len()));
            assert_eq!(&*text, expected);
        }
    }
}
