//! Captures that were compressed: gzip and zlib, so far as they go and not without bound.

use crate::bytes::{Span, base64};
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use std::io::Read;

/// How much is unpacked. A small gzip of zeros must not fill the memory.
pub(super) const MOST: usize = 256 << 20;

/// What was in it.
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    pub(super) gzip: bool,
    /// Whether there was more than is unpacked.
    pub(super) stopped: bool,
    /// Whether it is cut or damaged, so that this is what could be unpacked before.
    pub(super) broken: bool,
}

/// Unpacks the input, where it is gzip or zlib.
pub(super) fn unpack(input: &[u8]) -> Option<Unpacked> {
    let gzip = input.starts_with(&[0x1f, 0x8b, 0x08]);
    let (mut bytes, limit) = (Vec::new(), u64::try_from(MOST).ok()?.checked_add(1)?);
    let result = if gzip {
        // Several members one after another are one file.
        MultiGzDecoder::new(input).take(limit).read_to_end(&mut bytes)
    } else if is_zlib(input) {
        ZlibDecoder::new(input).take(limit).read_to_end(&mut bytes)
    } else {
        return None;
    };
    let stopped = bytes.len() > MOST;
    bytes.truncate(MOST);
    (!bytes.is_empty()).then_some(Unpacked { bytes, gzip, stopped, broken: result.is_err() })
}

/// The header of RFC 1950 with the window that everybody uses.
fn is_zlib(input: &[u8]) -> bool {
    matches!(input, [0x78, flags, ..] if (0x7800 + u16::from(*flags)).is_multiple_of(31))
}

/// The same for base64 of it.
pub(super) fn unpack_base64(text: &[u8]) -> Option<Unpacked> {
    let head = base64::decode(text, Span::new(0, text.len().min(64))).bytes;
    if !head.starts_with(&[0x1f, 0x8b, 0x08]) && !is_zlib(&head) {
        return None;
    }
    unpack(&base64::decode(text, Span::new(0, text.len())).bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    #[test]
    fn zeros_do_not_fill_the_memory() {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        let zeros = vec![0; 1 << 20];
        for _ in 0..257 {
            packed.write_all(&zeros).unwrap();
        }
        let unpacked = unpack(&packed.finish().unwrap()).unwrap();
        assert_eq!((unpacked.bytes.len(), unpacked.stopped, unpacked.broken), (MOST, true, false));
    }
}
