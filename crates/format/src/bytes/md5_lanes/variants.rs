//! Computes the MD5 of variants of one message that all differ in the same block: sixteen at a time, from there on.

use super::{Block, INITIAL, LANES, Lane, State, WIDTH, block, side_by_side};
use std::array::from_fn;
use wide::u32x4;

/// A message, split into blocks together with its padding, and the state of MD5 before each block.
#[derive(Clone, Debug)]
pub struct Variants {
    blocks: Vec<Block>,
    before: Vec<[u32; 4]>,
}

/// A change of a message: the offset of a byte, and a mask of the bits that are flipped in it.
pub type Flip = (usize, u8);

impl Variants {
    /// The bytes of a block. All flips of one call must lie in the same block.
    pub const BLOCK: usize = 64;

    /// Prepares a message of any length. This keeps 20 bytes of memory for each 16 bytes of the message.
    #[must_use]
    pub fn new(message: &[u8]) -> Self {
        let mut digest = [0; 16];
        let mut lane = Lane::new(message, &mut digest);
        let mut blocks = Vec::with_capacity(message.len() / Self::BLOCK + 2);
        while !lane.blocks().is_empty() {
            blocks.extend_from_slice(lane.blocks());
            lane.advance(lane.blocks().len());
        }
        let mut words = [[u32x4::ZERO; 1]; 16];
        let mut state: State<1> = INITIAL.map(|word| [u32x4::splat(word)]);
        let before = blocks.iter().map(|each| {
            let before = first_lane(&state);
            shared(each, &mut words);
            block(&mut state, &words);
            before
        });
        let before = before.collect();
        Self { blocks, before }
    }

    /// How many bytes must be hashed for one variant whose flip is at byte `at`: from its block to the end.
    #[must_use]
    pub fn rest(&self, at: usize) -> usize {
        self.blocks.len().saturating_sub(at / Self::BLOCK) * Self::BLOCK
    }

    /// The MD5 of the message with each flip applied alone. All flips must lie in the same block as the first. `None`
    /// where that block is past the end of the message.
    #[must_use]
    pub fn digests(&self, flips: &[Flip; LANES]) -> Option<[[u8; 16]; LANES]> {
        let [(at, _), ..] = *flips;
        let number = at / Self::BLOCK;
        let (first, rest) = self.blocks.get(number..)?.split_first()?;
        let before = self.before.get(number)?;
        let changed = flips.map(|(at, mask)| {
            let mut block = *first;
            if let Some(byte) = block.get_mut(at % Self::BLOCK) {
                *byte ^= mask;
            }
            block
        });
        let mut state: State<{ LANES / WIDTH }> = before.map(|word| [u32x4::splat(word); LANES / WIDTH]);
        let (lanes, _) = changed.as_chunks::<WIDTH>();
        let lanes: [[&Block; WIDTH]; LANES / WIDTH] = from_fn(|vector| {
            from_fn(|at| lanes.get(vector).and_then(|lanes| lanes.get(at)).unwrap_or(first))
        });
        let mut words = [[u32x4::ZERO; LANES / WIDTH]; 16];
        side_by_side(&lanes, &mut words);
        block(&mut state, &words);
        for each in rest {
            shared(each, &mut words);
            block(&mut state, &words);
        }
        Some(digests(&state))
    }
}

/// Loads the words of a block that is the same in all lanes.
#[inline(always)]
fn shared<const VECTORS: usize>(block: &Block, words: &mut [[u32x4; VECTORS]; 16]) {
    for (to, word) in words.iter_mut().zip(block.as_chunks().0) {
        *to = [u32x4::splat(u32::from_le_bytes(*word)); VECTORS];
    }
}

fn first_lane(state: &State<1>) -> [u32; 4] {
    state.map(|[word]| {
        let [first, ..] = word.to_array();
        first
    })
}

/// Writes out the four state words of each lane, low bytes first (RFC 1321, section 3.5).
fn digests(state: &State<{ LANES / WIDTH }>) -> [[u8; 16]; LANES] {
    let words = state.map(|words| words.map(u32x4::to_array));
    from_fn(|lane| {
        let word = |number: usize| words.get(number)?.as_flattened().get(lane).copied();
        let mut digest = [0; 16];
        for (number, bytes) in digest.as_chunks_mut().0.iter_mut().enumerate() {
            *bytes = word(number).unwrap_or_default().to_le_bytes();
        }
        digest
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use md5::{Digest, Md5};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_digests_are_those_of_the_changed_messages(
            message in prop::collection::vec(any::<u8>(), 1..400),
            at: prop::sample::Index,
            flips: [(u8, u8); LANES],
        ) {
            let at = at.index(message.len());
            let start = at / Variants::BLOCK * Variants::BLOCK;
            let flips = flips.map(|(offset, mask)| {
                ((start + usize::from(offset) % Variants::BLOCK).min(message.len() - 1), mask)
            });
            let expected: Vec<[u8; 16]> = flips
                .iter()
                .map(|&(at, mask)| {
                    let mut changed = message.clone();
                    changed[at] ^= mask;
                    Md5::digest(&changed).into()
                })
                .collect();
            let digests = Variants::new(&message).digests(&flips).unwrap();
            prop_assert_eq!(digests.as_slice(), expected);
        }
    }
}
