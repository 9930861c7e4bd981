//! Computes the MD5 of many messages at once: up to sixteen lanes, one message in each, in up to four vectors of four.
//!
//! One MD5 is a long chain of steps in which each needs the last one's result, so a processor is mostly idle. Several
//! chains side by side use the idle time. The rounds are loops of four steps each. With straight-line code, V8's
//! compiler would arrange the vectors' chains one after the other, and more than one vector would bring no gain.

mod variants;

use md5::{Digest, Md5};
use std::{array::from_fn, cmp::Reverse, hint::black_box};
use wide::u32x4;

pub use variants::{Flip, Variants};

/// The lanes of 32 bits in a vector. It is the width of SSE2, NEON and WebAssembly's simd128.
const WIDTH: usize = 4;

/// The most messages that are hashed side by side. A fifth vector brings no further gain.
const LANES: usize = 4 * WIDTH;

/// A block of a message (RFC 1321, section 3.4).
type Block = [u8; 64];

/// The fewest bytes of padding: one for the bit that ends the message, and eight for its length (RFC 1321, sections 3.1
/// and 3.2).
const LEAST_PADDING: usize = 9;

/// One 32-bit word for each lane.
type Words<const VECTORS: usize> = [u32x4; VECTORS];

/// The state words A, B, C and D for each lane.
type State<const VECTORS: usize> = [Words<VECTORS>; 4];

/// Four steps of a round: for each, the number of the block's word that it adds, and its constant (from the sine).
struct Steps {
    words: [u8; 4],
    sines: [u32; 4],
}

/// The four rounds of RFC 1321, section 3.4, each with four times four steps.
static ROUNDS: [[Steps; 4]; 4] = [
    [
        steps([0, 1, 2, 3], [0xd76a_a478, 0xe8c7_b756, 0x2420_70db, 0xc1bd_ceee]),
        steps([4, 5, 6, 7], [0xf57c_0faf, 0x4787_c62a, 0xa830_4613, 0xfd46_9501]),
        steps([8, 9, 10, 11], [0x6980_98d8, 0x8b44_f7af, 0xffff_5bb1, 0x895c_d7be]),
        steps([12, 13, 14, 15], [0x6b90_1122, 0xfd98_7193, 0xa679_438e, 0x49b4_0821]),
    ],
    [
        steps([1, 6, 11, 0], [0xf61e_2562, 0xc040_b340, 0x265e_5a51, 0xe9b6_c7aa]),
        steps([5, 10, 15, 4], [0xd62f_105d, 0x0244_1453, 0xd8a1_e681, 0xe7d3_fbc8]),
        steps([9, 14, 3, 8], [0x21e1_cde6, 0xc337_07d6, 0xf4d5_0d87, 0x455a_14ed]),
        steps([13, 2, 7, 12], [0xa9e3_e905, 0xfcef_a3f8, 0x676f_02d9, 0x8d2a_4c8a]),
    ],
    [
        steps([5, 8, 11, 14], [0xfffa_3942, 0x8771_f681, 0x6d9d_6122, 0xfde5_380c]),
        steps([1, 4, 7, 10], [0xa4be_ea44, 0x4bde_cfa9, 0xf6bb_4b60, 0xbebf_bc70]),
        steps([13, 0, 3, 6], [0x289b_7ec6, 0xeaa1_27fa, 0xd4ef_3085, 0x0488_1d05]),
        steps([9, 12, 15, 2], [0xd9d4_d039, 0xe6db_99e5, 0x1fa2_7cf8, 0xc4ac_5665]),
    ],
    [
        steps_of_fourth([0, 7, 14, 5], [0xf429_2244, 0x432a_ff97, 0xab94_23a7, 0xfc93_a039]),
        steps_of_fourth([12, 3, 10, 1], [0x655b_59c3, 0x8f0c_cc92, 0xffef_f47d, 0x8584_5dd1]),
        steps_of_fourth([8, 15, 6, 13], [0x6fa8_7e4f, 0xfe2c_e6e0, 0xa301_4314, 0x4e08_11a1]),
        steps_of_fourth([4, 11, 2, 9], [0xf753_7e82, 0xbd3a_f235, 0x2ad7_d2bb, 0xeb86_d391]),
    ],
];

const fn steps(words: [u8; 4], sines: [u32; 4]) -> Steps {
    Steps { words, sines }
}

/// The fourth round adds `!x`, which is `-x - 1`. The constants take in the `- 1` here, and the round subtracts `x`.
const fn steps_of_fourth(words: [u8; 4], [a, b, c, d]: [u32; 4]) -> Steps {
    Steps { words, sines: [a - 1, b - 1, c - 1, d - 1] }
}

/// The state before the first block (RFC 1321, section 3.3).
const INITIAL: [u32; 4] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];

/// The MD5 of each message, in the order of the messages. Their lengths may differ. A lane whose message ends takes the
/// next one. Long messages go first, so that the lanes stay filled nearly to the end.
#[must_use]
pub fn md5_many(messages: &[&[u8]]) -> Vec<[u8; 16]> {
    // For a single message the md-5 crate is faster.
    if let [only] = messages {
        return vec![Md5::digest(only).into()];
    }
    let mut digests = vec![[0; 16]; messages.len()];
    let mut queue: Vec<(&[u8], &mut [u8; 16])> = messages.iter().copied().zip(&mut digests).collect();
    queue.sort_by_key(|(message, _)| Reverse(message.len()));
    let mut queue = queue.into_iter().map(|(message, digest)| Lane::new(message, digest));
    let mut lanes: Vec<Lane<'_>> = queue.by_ref().take(LANES).collect();
    // Each turn takes as many blocks as every lane holds without a break.
    while let Some(run) = lanes.iter().map(|lane| lane.blocks().len()).min() {
        match lanes.len().div_ceil(WIDTH) {
            1 => digest::<1>(&mut lanes, run),
            2 => digest::<2>(&mut lanes, run),
            _ => digest::<{ LANES / WIDTH }>(&mut lanes, run),
        }
        lanes.retain_mut(|lane| {
            lane.advance(run);
            if !lane.blocks().is_empty() {
                return true;
            }
            lane.write_digest();
            queue.next().map(|next| *lane = next).is_some()
        });
    }
    digests
}

/// A message that is being hashed.
struct Lane<'a> {
    state: [u32; 4],
    /// The whole blocks of the message that are left.
    body: &'a [Block],
    /// The rest of the message with its padding. Where that is one block, it is the second of the two.
    tail: [Block; 2],
    /// How many blocks of `tail` are left.
    tail_left: usize,
    digest: &'a mut [u8; 16],
}

impl<'a> Lane<'a> {
    fn new(message: &'a [u8], digest: &'a mut [u8; 16]) -> Self {
        let (body, rest) = message.as_chunks();
        let mut tail = [[0; 64]; 2];
        let tail_left = (rest.len() + LEAST_PADDING).div_ceil(64);
        let padded = tail.as_flattened_mut().get_mut(64 * (2 - tail_left)..).unwrap_or_default();
        for (to, from) in padded.iter_mut().zip(rest.iter().chain([&0x80])) {
            *to = *from;
        }
        if let Some(bits) = padded.last_chunk_mut() {
            *bits = (message.len() as u64).wrapping_mul(8).to_le_bytes();
        }
        Self { state: INITIAL, body, tail, tail_left, digest }
    }

    /// The blocks that come next and lie without a break in memory. Empty at the end of the message.
    fn blocks(&self) -> &[Block] {
        if self.body.is_empty() {
            self.tail.get(self.tail.len() - self.tail_left..).unwrap_or_default()
        } else {
            self.body
        }
    }

    /// Steps over `count` blocks. There must be no more than [`Self::blocks`] returned.
    fn advance(&mut self, count: usize) {
        if self.body.is_empty() {
            self.tail_left = self.tail_left.saturating_sub(count);
        } else {
            self.body = self.body.get(count..).unwrap_or_default();
        }
    }

    /// Writes out the four state words, low bytes first (RFC 1321, section 3.5).
    fn write_digest(&mut self) {
        for (bytes, word) in self.digest.as_chunks_mut().0.iter_mut().zip(self.state) {
            *bytes = word.to_le_bytes();
        }
    }
}

/// Hashes `run` blocks of each lane. There are at most as many lanes as the vectors hold.
fn digest<const VECTORS: usize>(lanes: &mut [Lane<'_>], run: usize) {
    let lane = |vector: usize, at: usize| lanes.get(vector * WIDTH + at).or(lanes.first());
    // Where there are fewer lanes than places, the first lane fills the places that are left. Their result is not used.
    let mut blocks: [[&[Block]; WIDTH]; VECTORS] =
        from_fn(|vector| from_fn(|at| lane(vector, at).map(Lane::blocks).unwrap_or_default()));
    let mut state: State<VECTORS> = from_fn(|word| {
        from_fn(|vector| {
            let word = |at| lane(vector, at).and_then(|lane| lane.state.get(word)).copied();
            u32x4::new(from_fn(|at| word(at).unwrap_or_default()))
        })
    });
    let mut words = [[u32x4::ZERO; VECTORS]; 16];
    for _ in 0..run {
        let mut first = [[&[0; 64]; WIDTH]; VECTORS];
        for (first, blocks) in first.as_flattened_mut().iter_mut().zip(blocks.as_flattened_mut()) {
            let Some((block, rest)) = blocks.split_first() else { return };
            (*first, *blocks) = (block, rest);
        }
        side_by_side(&first, &mut words);
        block(&mut state, &words);
    }
    for (word, words) in state.iter().enumerate() {
        let words = words.map(u32x4::to_array);
        for (lane, new) in lanes.iter_mut().zip(words.as_flattened()) {
            if let Some(word) = lane.state.get_mut(word) {
                *word = *new;
            }
        }
    }
}

/// Loads the sixteen words of each lane's block, four at a time. They go into the caller's memory, because returning
/// them would copy them for every block.
#[inline(always)]
fn side_by_side<const VECTORS: usize>(blocks: &[[&Block; WIDTH]; VECTORS], words: &mut [Words<VECTORS>; 16]) {
    for (quarter, words) in words.as_chunks_mut::<4>().0.iter_mut().enumerate() {
        for (vector, blocks) in blocks.iter().enumerate() {
            let four = transposed(blocks.map(|block| words_of(block, quarter)));
            for (word, new) in words.iter_mut().zip(four) {
                if let Some(word) = word.get_mut(vector) {
                    *word = new;
                }
            }
        }
    }
}

/// Four words of a block, each read low byte first. `quarter` is 0 to 3.
#[inline(always)]
fn words_of(block: &Block, quarter: usize) -> u32x4 {
    let bytes = block.as_chunks::<16>().0.get(quarter).copied().unwrap_or_default();
    let words = bytes.as_chunks().0;
    u32x4::new(from_fn(|at| words.get(at).copied().map_or(0, u32::from_le_bytes)))
}

/// Transposes four vectors of four: the first result holds the first word of each, and so on.
#[inline(always)]
fn transposed([a, b, c, d]: [u32x4; 4]) -> [u32x4; 4] {
    let (low, high) = ((a.unpack_lo(c), b.unpack_lo(d)), (a.unpack_hi(c), b.unpack_hi(d)));
    [low.0.unpack_lo(low.1), low.0.unpack_hi(low.1), high.0.unpack_lo(high.1), high.0.unpack_hi(high.1)]
}

/// Hashes one block of each lane (RFC 1321, section 3.4).
#[inline(always)]
fn block<const VECTORS: usize>(state: &mut State<VECTORS>, words: &[Words<VECTORS>; 16]) {
    let mut next = *state;
    let [first, second, third, fourth] = &ROUNDS;
    // These are F, G, H and I of the RFC, written so that the newest word, `b`, is needed as late as possible. A
    // complement costs two instructions, so I is written without one: see `steps_of_fourth`.
    round::<7, 12, 17, 22, VECTORS>(&mut next, words, first, |sum, b, c, d| sum + (d ^ (b & (c ^ d))));
    round::<5, 9, 14, 20, VECTORS>(&mut next, words, second, |sum, b, c, d| sum + (c & !d) + (b & d));
    round::<4, 11, 16, 23, VECTORS>(&mut next, words, third, |sum, b, c, d| sum + (b ^ (c ^ d)));
    round::<6, 10, 15, 21, VECTORS>(&mut next, words, fourth, |sum, b, c, d| sum - (c ^ (d & !b)));
    for (words, next) in state.as_flattened_mut().iter_mut().zip(next.as_flattened()) {
        *words += *next;
    }
}

#[inline(always)]
fn round<const S0: i32, const S1: i32, const S2: i32, const S3: i32, const VECTORS: usize>(
    state: &mut State<VECTORS>,
    words: &[Words<VECTORS>; 16],
    steps: &[Steps; 4],
    mix: impl Fn(u32x4, u32x4, u32x4, u32x4) -> u32x4 + Copy,
) {
    let [mut a, mut b, mut c, mut d] = *state;
    // black_box hides the number of turns. Otherwise the compiler would unroll the loop to straight-line code.
    for Steps { words: [w0, w1, w2, w3], sines: [s0, s1, s2, s3] } in steps.iter().take(black_box(4)) {
        let word = |at: u8| words.get(usize::from(at & 15)).copied().unwrap_or([u32x4::ZERO; VECTORS]);
        a = step::<S0, VECTORS>([a, b, c, d], word(*w0), *s0, mix);
        d = step::<S1, VECTORS>([d, a, b, c], word(*w1), *s1, mix);
        c = step::<S2, VECTORS>([c, d, a, b], word(*w2), *s2, mix);
        b = step::<S3, VECTORS>([b, c, d, a], word(*w3), *s3, mix);
    }
    *state = [a, b, c, d];
}

#[inline(always)]
fn step<const SHIFT: i32, const VECTORS: usize>(
    [mut a, b, c, d]: State<VECTORS>,
    word: Words<VECTORS>,
    sine: u32,
    mix: impl Fn(u32x4, u32x4, u32x4, u32x4) -> u32x4,
) -> Words<VECTORS> {
    let sine = u32x4::splat(sine);
    for ((((a, b), c), d), word) in a.iter_mut().zip(b).zip(c).zip(d).zip(word) {
        let sum = mix(*a + (word + sine), b, c, d);
        *a = ((sum << SHIFT) | (sum >> (32 - SHIFT))) + b;
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn by_md5(messages: &[&[u8]]) -> Vec<[u8; 16]> {
        messages.iter().map(|message| Md5::digest(message).into()).collect()
    }

    proptest! {
        #[test]
        fn the_digests_are_those_of_md5(
            messages in prop::collection::vec(
                prop_oneof![
                    prop::collection::vec(any::<u8>(), 0..200),
                    // Lengths around those at which the padding takes another block.
                    (prop::sample::select(vec![0usize, 1, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 5_000]), any::<u8>())
                        .prop_map(|(len, byte)| vec![byte; len]),
                ],
                0..70,
            )
        ) {
            let messages: Vec<&[u8]> = messages.iter().map(Vec::as_slice).collect();
            prop_assert_eq!(md5_many(&messages), by_md5(&messages));
        }
    }

    #[test]
    fn any_number_of_lanes_and_every_length_around_a_block() {
        let bytes: Vec<u8> =
            (0..200_000u32).map(|at| at.wrapping_mul(2_654_435_761).to_le_bytes()[3]).collect();
        for count in 0..=3 * LANES {
            let messages: Vec<&[u8]> = (0..count).map(|at| &bytes[at..at + 64 + count - at]).collect();
            assert_eq!(md5_many(&messages), by_md5(&messages), "{count} messages");
        }
        let every: Vec<&[u8]> = (0..=260).map(|len| &bytes[len..2 * len]).chain([&bytes[..]]).collect();
        assert_eq!(md5_many(&every), by_md5(&every));
    }
}
