//! Line and column of a byte, as an editor shows them.

/// A place in a text, both numbers counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line; `\n`, `\r\n` and a lone `\r` end one.
    pub line: usize,
    /// The column, in characters (Unicode scalar values), not bytes.
    pub column: usize,
}

impl Place {
    /// The line and column of the byte at `offset`. This walks the text from its start; use [`Places`] for many bytes.
    #[must_use]
    pub fn of(text: &[u8], offset: usize) -> Self {
        Places::new(text).at(offset)
    }
}

/// Finds the places of many bytes in one walk of the text. Ask in ascending order: an offset before the last one makes
/// it start over.
#[derive(Clone, Debug)]
pub struct Places<'a> {
    text: &'a [u8],
    offset: usize,
    place: Place,
}

impl<'a> Places<'a> {
    const START: Place = Place { line: 1, column: 1 };

    /// Starts at the beginning of `text`.
    #[must_use]
    pub const fn new(text: &'a [u8]) -> Self {
        Self { text, offset: 0, place: Self::START }
    }

    /// The line and column of the byte at `offset`. Past the end, the place after the last character.
    pub fn at(&mut self, offset: usize) -> Place {
        if offset < self.offset {
            *self = Self::new(self.text);
        }
        let end = offset.min(self.text.len());
        let mut bytes = self.text.get(self.offset..).unwrap_or_default().iter().peekable();
        for _ in self.offset..end {
            let byte = bytes.next().copied().unwrap_or_default();
            let next = bytes.peek().copied().copied();
            if byte == b'\n' || (byte == b'\r' && next != Some(b'\n')) {
                self.place = Place { line: self.place.line + 1, column: 1 };
            } else if next.is_none_or(|next| next & 0xc0 != 0x80) {
                // The next byte is not a UTF-8 continuation byte (10xxxxxx), so a character ends here.
                self.place.column += 1;
            }
        }
        self.offset = end;
        self.place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_three_ways_and_columns_are_characters() {
        let text = "ab\ncé d\r\nx\ry".as_bytes();
        let rows =
            [(0, 1, 1), (1, 1, 2), (3, 2, 1), (4, 2, 2), (6, 2, 3), (10, 3, 1), (12, 4, 1), (13, 4, 2)];
        for (offset, line, column) in rows {
            assert_eq!(Place::of(text, offset), Place { line, column }, "byte {offset}");
        }
        assert_eq!(Place::of(text, 999), Place { line: 4, column: 2 });
    }

    #[test]
    fn going_back_starts_over() {
        let mut places = Places::new(b"a\nb");
        assert_eq!(places.at(2).line, 2);
        assert_eq!(places.at(0).line, 1);
    }
}
