//! Decodes base64 of the standard alphabet with WebAssembly's vectors, sixty-four characters at a time.
//!
//! The upper four bits of a character tell what must be added to it to get its value. `+` and `/` share their upper
//! bits, so `/` is handled apart. Both halves of the character together tell whether it belongs to the alphabet. The
//! method is that of Muła and Lemire, "Faster Base64 Encoding and Decoding Using AVX2 Instructions", 2018, section 4.

use core::arch::wasm32::{
    i8x16, i8x16_add, i8x16_eq, i8x16_shuffle, i16x8_shl, i32x4_dot_i16x8, i32x4_splat, u8x16, u8x16_splat,
    u8x16_swizzle, u16x8_shr, u16x8_splat, u64x2, u64x2_extract_lane, v128, v128_and, v128_any_true, v128_or,
};

/// The characters that are read at a time, and the number of bytes that they stand for (three for every four).
const CHARACTERS: usize = 64;
const BYTES: usize = 48;

/// Decodes whole stretches of 64 characters from the start of the text and appends their bytes to `out`. It stops
/// before the first stretch that holds a character outside the alphabet, and always before the last four characters,
/// because these may be padded. Returns the number of characters decoded.
pub(super) fn decode_beginning(text: &[u8], out: &mut Vec<u8>) -> usize {
    let (stretches, _) =
        text.get(..text.len().saturating_sub(4)).unwrap_or_default().as_chunks::<CHARACTERS>();
    out.reserve(text.len() / 4 * 3 + 3);
    for (number, stretch) in stretches.iter().enumerate() {
        let Some(bytes) = decode(stretch) else { return number * CHARACTERS };
        out.extend_from_slice(&bytes);
    }
    stretches.len() * CHARACTERS
}

#[inline(always)]
fn decode(stretch: &[u8; CHARACTERS]) -> Option<[u8; BYTES]> {
    let (quarters, _) = stretch.as_chunks::<16>();
    let [a, b, c, d] = quarters else { return None };
    let ((a, bad_a), (b, bad_b), (c, bad_c), (d, bad_d)) = (values(a), values(b), values(c), values(d));
    if v128_any_true(v128_or(v128_or(bad_a, bad_b), v128_or(bad_c, bad_d))) {
        return None;
    }
    // Each vector now holds twelve bytes, in reverse order within each 32 bits. The shuffles put the 48 side by side.
    let (a, b, c, d) = (packed(a), packed(b), packed(c), packed(d));
    let first = i8x16_shuffle::<2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, 18, 17, 16, 22>(a, b);
    let second = i8x16_shuffle::<5, 4, 10, 9, 8, 14, 13, 12, 18, 17, 16, 22, 21, 20, 26, 25>(b, c);
    let third = i8x16_shuffle::<8, 14, 13, 12, 18, 17, 16, 22, 21, 20, 26, 25, 24, 30, 29, 28>(c, d);
    let mut bytes = [0; BYTES];
    for (to, from) in bytes.as_chunks_mut::<16>().0.iter_mut().zip([first, second, third]) {
        let halves = [u64x2_extract_lane::<0>(from), u64x2_extract_lane::<1>(from)];
        for (to, half) in to.as_chunks_mut::<8>().0.iter_mut().zip(halves) {
            *to = half.to_le_bytes();
        }
    }
    Some(bytes)
}

/// The six-bit values of sixteen characters, and a mask that is not zero where a character is outside the alphabet.
#[inline(always)]
fn values(characters: &[u8; 16]) -> (v128, v128) {
    let (halves, _) = characters.as_chunks::<8>();
    let [low, high] = halves else { return (u8x16_splat(0), u8x16_splat(1)) };
    let text = u64x2(u64::from_le_bytes(*low), u64::from_le_bytes(*high));
    let nibble = u8x16_splat(0x0f);
    let (lower, upper) = (v128_and(text, nibble), v128_and(u16x8_shr(text, 4), nibble));
    let lower_says =
        u8x16(0x15, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x13, 0x1a, 0x1b, 0x1b, 0x1b, 0x1a);
    let upper_says =
        u8x16(0x10, 0x10, 0x01, 0x02, 0x04, 0x08, 0x04, 0x08, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10);
    let bad = v128_and(u8x16_swizzle(lower_says, lower), u8x16_swizzle(upper_says, upper));
    let added = i8x16(0, 16, 19, 4, -65, -65, -71, -71, 0, 0, 0, 0, 0, 0, 0, 0);
    let slash = i8x16_eq(text, u8x16_splat(b'/'));
    (i8x16_add(text, u8x16_swizzle(added, i8x16_add(slash, upper))), bad)
}

/// Joins the four six-bit values in each 32 bits to 24 bits. The first character gives the highest bits.
#[inline(always)]
fn packed(values: v128) -> v128 {
    let first = i16x8_shl(v128_and(values, u16x8_splat(0x00ff)), 6);
    let twelve = v128_or(first, u16x8_shr(values, 8));
    i32x4_dot_i16x8(twelve, i32x4_splat(0x0001_1000))
}
