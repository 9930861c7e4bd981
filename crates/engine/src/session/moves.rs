//! Moving a caret with the keyboard, the same in every pane.

#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Move {
    /// One place back.
    Previous,
    /// One place on.
    Next,
    RowStart,
    RowEnd,
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
}

/// How many rows Page Up and Page Down move.
const PAGE: usize = 16;

impl Move {
    /// Where a caret at `at`, of `total` places, goes. There are `columns` places in a row.
    #[must_use]
    pub fn from(self, at: usize, total: usize, columns: usize) -> usize {
        let (columns, last) = (columns.max(1), total.saturating_sub(1));
        let row = at - at % columns;
        let column = at - row;
        let to = match self {
            Self::Previous => at.saturating_sub(1),
            Self::Next => at + 1,
            Self::RowStart => row,
            Self::RowEnd => row + columns - 1,
            Self::Up => at.checked_sub(columns).unwrap_or(at),
            Self::Down if at + columns > last => at,
            Self::Down => at + columns,
            Self::PageUp => at.checked_sub(columns * PAGE).unwrap_or(column),
            Self::PageDown => at + columns * PAGE,
            Self::First => 0,
            Self::Last => last,
        };
        to.min(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_stay_inside() {
        for (step, at, expected) in [
            (Move::Previous, 0, 0),
            (Move::Next, 19, 19),
            (Move::Up, 3, 3),
            (Move::Down, 2, 10),
            (Move::Down, 15, 15),
            (Move::RowEnd, 17, 19),
            (Move::RowStart, 13, 8),
            (Move::PageDown, 1, 19),
            (Move::PageUp, 17, 1),
            (Move::Last, 0, 19),
        ] {
            assert_eq!(step.from(at, 20, 8), expected, "{step:?} from {at}");
        }
        assert_eq!(Move::Last.from(0, 0, 8), 0);
    }
}
