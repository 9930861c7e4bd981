//! The codes of a record's findings, as one number. Most records have one of the same few sets of codes.

use std::collections::HashMap;

/// The number of a set of codes; 0 is the empty set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SetId(pub(super) u32);

/// All codes that were seen, and the sets of them.
#[derive(Debug)]
pub(super) struct Words {
    /// Each code has a bit in the sets. There are fewer than 128 codes in `kpl` and `capture` together.
    words: Vec<&'static str>,
    sets: Vec<u128>,
    ids: HashMap<u128, SetId>,
}

impl Words {
    pub(super) fn new() -> Self {
        Self { words: Vec::new(), sets: vec![0], ids: HashMap::from([(0, SetId(0))]) }
    }

    /// The set with this code added.
    pub(super) fn with(&mut self, set: SetId, word: &'static str) -> SetId {
        let known = self.words.iter().position(|known| *known == word);
        let bit = known.unwrap_or_else(|| {
            self.words.push(word);
            self.words.len() - 1
        });
        let bits =
            self.bits(set) | u32::try_from(bit).ok().and_then(|bit| 1u128.checked_shl(bit)).unwrap_or(0);
        *self.ids.entry(bits).or_insert_with(|| {
            self.sets.push(bits);
            SetId(u32::try_from(self.sets.len() - 1).unwrap_or_default())
        })
    }

    fn bits(&self, set: SetId) -> u128 {
        usize::try_from(set.0).ok().and_then(|set| self.sets.get(set)).copied().unwrap_or_default()
    }

    pub(super) fn has(&self, set: SetId, word: &str) -> bool {
        let bit = self.words.iter().position(|known| *known == word);
        bit.is_some_and(|bit| self.bits(set) >> bit & 1 == 1)
    }

    /// The codes of a set, in the order in which they were first seen.
    pub(super) fn of(&self, set: SetId) -> impl Iterator<Item = &'static str> {
        let bits = self.bits(set);
        self.words.iter().enumerate().filter(move |(bit, _)| bits >> bit & 1 == 1).map(|(_, word)| *word)
    }

    pub(super) fn all(&self) -> &[&'static str] {
        &self.words
    }
}
