//! gzip and zlib, unpacked so far as they go and not without bound: a small gzip of zeros must not fill the memory.

use flate2::read::{MultiGzDecoder, ZlibDecoder};
use std::io::Read;

/// What was in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpacked {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether it was gzip; zlib otherwise.
    pub gzip: bool,
    /// Whether there was more than was asked for.
    pub stopped: bool,
    /// Whether it is cut or damaged, so that this is what could be unpacked before.
    pub broken: bool,
}

/// Whether the bytes begin as gzip (RFC 1952) or as zlib with the window that everybody uses (RFC 1950) does.
#[must_use]
pub fn is_packed(bytes: &[u8]) -> bool {
    is_gzip(bytes) || is_zlib(bytes)
}

/// Unpacks at most `most` bytes of gzip or zlib; `None` where it is neither or nothing is in it.
#[must_use]
pub fn unpack(bytes: &[u8], most: usize) -> Option<Unpacked> {
    let (gzip, mut out) = (is_gzip(bytes), Vec::new());
    let limit = u64::try_from(most).ok()?.checked_add(1)?;
    let result = if gzip {
        // Several members one after another are one file.
        MultiGzDecoder::new(bytes).take(limit).read_to_end(&mut out)
    } else if is_zlib(bytes) {
        ZlibDecoder::new(bytes).take(limit).read_to_end(&mut out)
    } else {
        return None;
    };
    let stopped = out.len() > most;
    out.truncate(most);
    (!out.is_empty()).then_some(Unpacked { bytes: out, gzip, stopped, broken: result.is_err() })
}

fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b, 0x08])
}

fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [0x78, flags, ..] if (0x7800 + u16::from(*flags)).is_multiple_of(31))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    #[test]
    fn zeros_do_not_fill_the_memory() {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(&vec![0; 3 << 20]).unwrap();
        let unpacked = unpack(&packed.finish().unwrap(), 1 << 20).unwrap();
        assert_eq!((unpacked.bytes.len(), unpacked.stopped, unpacked.broken), (1 << 20, true, false));
    }

    #[test]
    fn what_is_cut_gives_what_stood_before_the_cut() {
        let mut packed = GzEncoder::new(Vec::new(), Compression::none());
        packed.write_all(b"0123456789").unwrap();
        let packed = packed.finish().unwrap();
        let unpacked = unpack(&packed[..packed.len() - 9], 100).unwrap();
        assert!(unpacked.broken && b"0123456789".starts_with(&unpacked.bytes));
        assert_eq!(unpack(b"plain", 100), None);
    }
}
