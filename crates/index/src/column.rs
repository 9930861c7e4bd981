//! A list that grows without moving its values. It consists of pieces of a fixed size, so its memory is never held
//! twice.

/// How many values a piece has.
const PIECE: usize = 1 << 14;

#[derive(Debug)]
pub(super) struct Column<T> {
    pieces: Vec<Vec<T>>,
    len: usize,
}

impl<T: Copy> Column<T> {
    pub(super) const fn new() -> Self {
        Self { pieces: Vec::new(), len: 0 }
    }

    #[inline]
    pub(super) fn push(&mut self, value: T) {
        match self.pieces.last_mut() {
            Some(piece) if piece.len() < PIECE => piece.push(value),
            _ => {
                // The first piece grows as needed, since most captures are small.
                let mut piece = Vec::with_capacity(if self.pieces.is_empty() { 0 } else { PIECE });
                piece.push(value);
                self.pieces.push(piece);
            }
        }
        self.len += 1;
    }

    /// Adds all values, filling a piece at a time. That is faster than to look for room for each value.
    pub(super) fn extend(&mut self, mut values: impl Iterator<Item = T>) {
        loop {
            let Some(value) = values.next() else { return };
            self.push(value);
            let Some(piece) = self.pieces.last_mut() else { return };
            let before = piece.len();
            piece.extend(values.by_ref().take(PIECE.saturating_sub(before)));
            self.len += piece.len() - before;
        }
    }

    pub(super) fn get(&self, index: usize) -> Option<T> {
        self.pieces.get(index / PIECE)?.get(index % PIECE).copied()
    }

    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// How many bytes of memory the list takes.
    pub(super) fn memory(&self) -> usize {
        self.pieces.iter().map(|piece| piece.capacity() * size_of::<T>()).sum()
    }

    /// How many values at the start satisfy `is`. All values that do must stand before all that do not.
    pub(super) fn partition_point(&self, is: impl Fn(T) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.get(middle).is_some_and(&is) { low = middle + 1 } else { high = middle }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_in_their_order() {
        let mut column = Column::new();
        (0..40_000u32).for_each(|value| column.push(value * 2));
        assert_eq!((column.len(), column.get(39_999), column.get(40_000)), (40_000, Some(79_998), None));
        assert_eq!(column.partition_point(|value| value < 50_001), 25_001);
        assert!(column.memory() >= 160_000);
        let mut other = Column::new();
        for (start, end) in [(0, 1), (1, 16_384), (16_384, 16_384), (16_384, 16_385), (16_385, 40_000)] {
            other.extend((start..end).map(|value: u32| value * 2));
            assert_eq!(other.len(), usize::try_from(end).unwrap());
        }
        assert!((0..40_000).all(|index| other.get(index) == column.get(index)));
    }
}
