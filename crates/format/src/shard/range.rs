//! A range of 128-bit hash keys, both ends included, as a shard has it.

use std::fmt;

/// From `start` to `end`, both included; `start` is never past `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HashKeyRange {
    start: u128,
    end: u128,
}

impl HashKeyRange {
    /// Every hash key there is: 0 to 2^128 - 1.
    pub const FULL: Self = Self { start: 0, end: u128::MAX };

    /// From `start` to `end`, both included; `None` where `start` is past `end`.
    #[must_use]
    pub const fn new(start: u128, end: u128) -> Option<Self> {
        if start > end { None } else { Some(Self { start, end }) }
    }

    /// The lowest hash key.
    #[must_use]
    pub const fn start(self) -> u128 {
        self.start
    }

    /// The highest hash key, included.
    #[must_use]
    pub const fn end(self) -> u128 {
        self.end
    }

    /// Whether the key lies in it.
    #[must_use]
    pub const fn contains(self, key: u128) -> bool {
        self.start <= key && key <= self.end
    }

    /// How many hash keys there are between its ends: one less than how many it holds, which may not fit.
    #[must_use]
    pub const fn width(self) -> u128 {
        self.end - self.start
    }
}

/// `0 to 170141183460469231731687303715884105727`.
impl fmt::Display for HashKeyRange {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} to {}", self.start, self.end)
    }
}
