//! A range of 128-bit hash keys, as a shard owns it.

use std::fmt;

/// A range of hash keys from `start` to `end`, both included. It is never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HashKeyRange {
    start: u128,
    end: u128,
}

impl HashKeyRange {
    /// All hash keys: 0 to 2^128 - 1.
    pub const FULL: Self = Self { start: 0, end: u128::MAX };

    /// The range from `start` to `end`, both included. `None` where `start` is greater than `end`.
    #[must_use]
    pub const fn new(start: u128, end: u128) -> Option<Self> {
        if start > end { None } else { Some(Self { start, end }) }
    }

    /// The lowest hash key.
    #[must_use]
    pub const fn start(self) -> u128 {
        self.start
    }

    /// The highest hash key. It belongs to the range.
    #[must_use]
    pub const fn end(self) -> u128 {
        self.end
    }

    /// Whether the hash key lies in the range.
    #[must_use]
    pub const fn contains(self, key: u128) -> bool {
        self.start <= key && key <= self.end
    }

    /// The distance from the lowest to the highest hash key. That is one less than the number of hash keys, because
    /// the number of [`Self::FULL`] does not fit into a `u128`.
    #[must_use]
    pub const fn width(self) -> u128 {
        self.end - self.start
    }
}

/// Writes both ends in decimal: `0 to 170141183460469231731687303715884105727`.
impl fmt::Display for HashKeyRange {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} to {}", self.start, self.end)
    }
}
