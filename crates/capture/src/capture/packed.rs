//! Captures that were compressed: gzip, zlib, zstd, Snappy, LZ4, ZIP archives, as they are or as base64.

use super::finding::Code;
use crate::text::unpack::{self, Packed, Unpacked};
use kpl_format::bytes::{Span, base64};

/// How much is unpacked.
const MOST: usize = 256 << 20;

/// How many times: a file that was compressed already is compressed again by whoever stores or sends it.
pub(super) const MAX_LAYERS: usize = 3;

/// How something was unpacked.
pub(super) struct Layer {
    packed: Packed,
    bytes: usize,
    stopped: bool,
    broken: bool,
}

impl Layer {
    /// How, and what came of it.
    pub(super) fn of(unpacked: Unpacked) -> (Self, Vec<u8>) {
        let Unpacked { bytes, packed, stopped, broken } = unpacked;
        (Self { packed, bytes: bytes.len(), stopped, broken }, bytes)
    }

    /// The findings that say it.
    pub(super) fn codes(&self) -> impl Iterator<Item = Code> + use<> {
        let &Self { packed, bytes, stopped, broken } = self;
        let stopped = stopped.then_some(Code::UnpackStopped { most: MOST });
        let broken = broken.then_some(Code::UnpackBroken { bytes });
        std::iter::once(Code::Unpacked { packed, bytes }).chain(stopped).chain(broken)
    }
}

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

/// Whether bytes begin as nothing does that is compressed.
pub(super) fn is_none(bytes: &[u8]) -> bool {
    Packed::of(bytes).is_none()
}

/// Whether text begins as base64 of such bytes does.
pub(super) fn is_base64(text: &[u8]) -> bool {
    Packed::of(&base64::decode(text, Span::new(0, text.len().min(64))).bytes).is_some()
}
