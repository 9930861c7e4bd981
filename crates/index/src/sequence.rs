//! Sequence numbers in a row: up to 57 decimal digits in 24 bytes that sort as the numbers do.

/// How many decimal digits 64 bits can always hold.
const DIGITS: usize = 19;

/// A sequence number of a row. They compare as numbers; [`Self::ODD`] and [`Self::NONE`] come last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sequence([u64; 3]);

impl Sequence {
    /// The record has no sequence number.
    pub const NONE: Self = Self([u64::MAX; 3]);
    /// The sequence number is no decimal number of at most 57 digits without leading zeros. Whoever wants to see it
    /// must open the record.
    pub const ODD: Self = Self([u64::MAX, u64::MAX, 0]);

    /// Keeps a number. The services write 56 digits.
    pub(super) fn of(text: &[u8]) -> Self {
        let canonical = text.iter().all(u8::is_ascii_digit) && (text == b"0" || !text.starts_with(b"0"));
        if text.is_empty() || text.len() > 3 * DIGITS || !canonical {
            return Self::ODD;
        }
        let mut words = [0; 3];
        for (word, digits) in words.iter_mut().rev().zip(text.rchunks(DIGITS)) {
            *word = digits.iter().fold(0, |word: u64, digit| word * 10 + u64::from(digit & 0x0f));
        }
        Self(words)
    }

    /// Three words that compare as the numbers do, the first word first.
    #[must_use]
    pub const fn words(self) -> [u64; 3] {
        self.0
    }

    /// The number as it was written; `None` for [`Sequence::NONE`] and [`Sequence::ODD`].
    #[must_use]
    pub fn text(self) -> Option<String> {
        let [high, middle, low] = self.0;
        match (high, middle) {
            (u64::MAX, _) => None,
            (0, 0) => Some(low.to_string()),
            (0, _) => Some(format!("{middle}{low:019}")),
            _ => Some(format!("{high}{middle:019}{low:019}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_and_keep_their_order() {
        let most = "9".repeat(57);
        let rows =
            ["0", "7", "10000000000000000000", "49590338271490256608559692538361571095921575989136588898"];
        let rows: Vec<&str> = rows.into_iter().chain([most.as_str()]).collect();
        let kept: Vec<Sequence> = rows.iter().map(|text| Sequence::of(text.as_bytes())).collect();
        assert!(kept.is_sorted() && *kept.last().unwrap() < Sequence::ODD && Sequence::ODD < Sequence::NONE);
        for (text, kept) in rows.iter().zip(kept) {
            assert_eq!(kept.text().as_deref(), Some(*text));
        }
        for odd in ["", "007", "-1", "1x", &"1".repeat(58)] {
            assert_eq!(Sequence::of(odd.as_bytes()), Sequence::ODD, "{odd}");
        }
    }
}
