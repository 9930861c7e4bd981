//! Captures that were compressed: gzip, zlib, zstd, Snappy, LZ4, as they are or as base64.

use crate::bytes::{
    Span, base64,
    unpack::{self, Packed, Unpacked},
};

/// How much is unpacked.
pub(super) const MOST: usize = 256 << 20;

/// Unpacks the input, where it is compressed.
pub(super) fn unpack(input: &[u8]) -> Option<Unpacked> {
    unpack::unpack(input, MOST)
}

/// The same for base64 of it.
pub(super) fn unpack_base64(text: &[u8]) -> Option<Unpacked> {
    if !is_base64(text) {
        return None;
    }
    unpack(&base64::decode(text, Span::new(0, text.len())).bytes)
}

/// Whether text begins as base64 of such bytes does.
pub(super) fn is_base64(text: &[u8]) -> bool {
    Packed::of(&base64::decode(text, Span::new(0, text.len().min(64))).bytes).is_some()
}
