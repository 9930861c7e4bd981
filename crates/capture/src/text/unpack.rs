//! Unpacks compressed bytes up to a limit, so that a small gzip full of zeros cannot fill the memory. What is damaged
//! is unpacked as far as possible.

mod archive;

use flate2::read::{MultiGzDecoder, ZlibDecoder};
use lz4_flex::frame::FrameDecoder;
use snap::read::FrameDecoder as SnappyDecoder;
use std::io::{self, Read};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Packed {
    /// gzip (RFC 1952), also several members one after another.
    Gzip,
    /// zlib (RFC 1950) with the window size that everybody uses.
    Zlib,
    Zstd,
    /// LZ4 in frames.
    Lz4,
    /// Snappy in frames.
    Snappy,
    /// Snappy as snappy-java writes it: a header, then blocks that each follow their length.
    SnappyJava,
    /// A ZIP archive. Its files are put one after another.
    Zip,
}

impl Packed {
    /// How `bytes` are compressed, as their beginning shows.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        Some(match bytes {
            [0x1f, 0x8b, 0x08, ..] => Self::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Self::Zstd,
            [0x04, 0x22, 0x4d, 0x18, ..] => Self::Lz4,
            [0xff, 0x06, 0x00, 0x00, b's', b'N', b'a', b'P', b'p', b'Y', ..] => Self::Snappy,
            [b'P', b'K', 0x03, 0x04, ..] => Self::Zip,
            [0x82, b'S', b'N', b'A', b'P', b'P', b'Y', 0x00, ..] => Self::SnappyJava,
            [0x78, flags, ..] if (0x7800 + u16::from(*flags)).is_multiple_of(31) => Self::Zlib,
            _ => return None,
        })
    }

    /// The name of the format.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zlib => "zlib",
            Self::Zstd => "zstd",
            Self::Lz4 => "LZ4",
            Self::Snappy | Self::SnappyJava => "Snappy",
            Self::Zip => "ZIP",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpacked {
    pub bytes: Vec<u8>,
    pub packed: Packed,
    /// Whether there is more than was asked for.
    pub stopped: bool,
    /// Whether the data is cut or damaged. `bytes` is what could be unpacked before that.
    pub broken: bool,
}

/// Unpacks at most `most` bytes. `None` where the bytes do not look compressed, or nothing is in them.
#[must_use]
pub fn unpack(bytes: &[u8], most: usize) -> Option<Unpacked> {
    let packed = Packed::of(bytes)?;
    let mut out = Vec::new();
    let limit = u64::try_from(most).ok()?.checked_add(1)?;
    let mut read = |from: &mut dyn Read| from.take(limit).read_to_end(&mut out).map(drop);
    let result = match packed {
        Packed::Gzip => read(&mut MultiGzDecoder::new(bytes)),
        Packed::Zlib => read(&mut ZlibDecoder::new(bytes)),
        Packed::Zstd => match ruzstd::decoding::StreamingDecoder::new(bytes) {
            Ok(mut decoder) => read(&mut decoder),
            Err(error) => Err(io::Error::other(error.to_string())),
        },
        Packed::Lz4 => read(&mut FrameDecoder::new(bytes)),
        Packed::Snappy => read(&mut SnappyDecoder::new(bytes)),
        Packed::SnappyJava => snappy_java(bytes, most, &mut out),
        Packed::Zip => archive::zip(bytes, limit, &mut out),
    };
    let stopped = out.len() > most;
    out.truncate(most);
    (!out.is_empty()).then_some(Unpacked { bytes: out, packed, stopped, broken: result.is_err() })
}

/// The length of snappy-java's header: a signature, a version, and the oldest version that can read it
/// (`SnappyCodec.java`).
const JAVA_HEADER: usize = 16;

/// Unpacks the blocks of snappy-java; each follows its length (`SnappyOutputStream.java`).
fn snappy_java(bytes: &[u8], most: usize, out: &mut Vec<u8>) -> io::Result<()> {
    let cut = || io::Error::from(io::ErrorKind::UnexpectedEof);
    let mut rest = bytes.get(JAVA_HEADER..).ok_or_else(cut)?;
    while out.len() <= most && !rest.is_empty() {
        let (len, after) = rest.split_first_chunk::<4>().ok_or_else(cut)?;
        let len = usize::try_from(u32::from_be_bytes(*len)).unwrap_or(usize::MAX);
        let (block, after) = after.split_at_checked(len).ok_or_else(cut)?;
        // The size that the block states is checked before memory is asked for.
        let size = snap::raw::decompress_len(block).map_err(io::Error::other)?;
        if size > most.saturating_sub(out.len()).saturating_add(MOST_BLOCK) {
            return Err(io::Error::other("a block that is larger than any that is written"));
        }
        out.extend(snap::raw::Decoder::new().decompress_vec(block).map_err(io::Error::other)?);
        rest = after;
    }
    Ok(())
}

/// How many bytes a block may hold beyond what is asked for. snappy-java writes blocks of 32 KiB by default.
const MOST_BLOCK: usize = 1 << 20;

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

    /// `{"a":1}` a hundred times, packed by each compressor and given here as bytes.
    fn packed() -> Vec<(Packed, Vec<u8>)> {
        let text = b"{\"a\":1}".repeat(100);
        let mut snappy = snap::write::FrameEncoder::new(Vec::new());
        snappy.write_all(&text).unwrap();
        let mut java = b"\x82SNAPPY\x00\x00\x00\x00\x01\x00\x00\x00\x01".to_vec();
        for block in text.chunks(300) {
            let block = snap::raw::Encoder::new().compress_vec(block).unwrap();
            java.extend(u32::try_from(block.len()).unwrap().to_be_bytes());
            java.extend(block);
        }
        let mut lz4 = lz4_flex::frame::FrameEncoder::new(Vec::new());
        lz4.write_all(&text).unwrap();
        let zstd =
            ruzstd::encoding::compress_to_vec(text.as_slice(), ruzstd::encoding::CompressionLevel::Fastest);
        vec![
            (Packed::Snappy, snappy.into_inner().unwrap()),
            (Packed::SnappyJava, java),
            (Packed::Lz4, lz4.finish().unwrap()),
            (Packed::Zstd, zstd),
        ]
    }

    #[test]
    fn every_format_is_unpacked_whole_and_cut() {
        let text = b"{\"a\":1}".repeat(100);
        for (format, bytes) in packed() {
            let whole = unpack(&bytes, 1 << 20).unwrap();
            assert_eq!((whole.packed, whole.broken, whole.stopped), (format, false, false));
            assert!(whole.bytes == text, "{format:?}");
            assert!(unpack(&bytes, 10).is_some_and(|some| some.stopped && text.starts_with(&some.bytes)));
            for cut in 0..bytes.len() {
                let some = unpack(&bytes[..cut], 1 << 20);
                assert!(some.is_none_or(|some| text.starts_with(&some.bytes)), "{format:?} cut at {cut}");
            }
        }
    }

    #[test]
    fn a_block_that_says_it_is_huge_is_refused() {
        let mut java = b"\x82SNAPPY\x00\x00\x00\x00\x01\x00\x00\x00\x01".to_vec();
        java.extend([0, 0, 0, 5, 0xff, 0xff, 0xff, 0xff, 0x0f]);
        assert_eq!(unpack(&java, 100), None);
    }
}
