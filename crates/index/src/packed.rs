//! A capture in gzip. It is unpacked while it streams by, and unpacked again, up to the bytes that are asked for,
//! when a record is opened.
//!
//! What was unpacked is not kept, whatever its size. So opening a record means unpacking everything before it, or
//! everything between it and the record that was opened last.

use super::holder::Holder;
use flate2::{bufread::MultiGzDecoder as Forward, write::MultiGzDecoder as Pushed};
use kpl_capture::text::unpack::{self, Packed as Format};
use std::{
    cell::RefCell,
    io::{BufReader, Read, Write},
    rc::Rc,
};

/// How many packed bytes are unpacked at once. A thousand times as many may come out.
const PIECE: usize = 8 << 10;
/// How many unpacked bytes are held before they are handed on.
const WINDOW: usize = 1 << 16;

pub(super) struct Unpacker {
    decoder: Pushed<Vec<u8>>,
    /// Whether the rest cannot be unpacked.
    pub(super) broken: bool,
    /// How many bytes were unpacked.
    pub(super) bytes: u64,
}

impl std::fmt::Debug for Unpacker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Unpacker")
            .field("broken", &self.broken)
            .field("bytes", &self.bytes)
            .finish_non_exhaustive()
    }
}

impl Unpacker {
    pub(super) fn new() -> Self {
        Self { decoder: Pushed::new(Vec::new()), broken: false, bytes: 0 }
    }

    /// Unpacks a chunk, and passes what comes out to `each` in pieces.
    pub(super) fn push(&mut self, chunk: &[u8], mut each: impl FnMut(&[u8])) {
        for piece in chunk.chunks(PIECE) {
            if self.broken {
                return;
            }
            self.broken = self.decoder.write_all(piece).and_then(|()| self.decoder.flush()).is_err();
            self.give(&mut each);
        }
    }

    /// Passes the last bytes that come out to `each`.
    pub(super) fn finish(&mut self, mut each: impl FnMut(&[u8])) {
        self.broken |= self.decoder.try_finish().is_err();
        self.give(&mut each);
    }

    fn give(&mut self, each: &mut impl FnMut(&[u8])) {
        let unpacked = self.decoder.get_mut();
        self.bytes = self.bytes.saturating_add(u64::try_from(unpacked.len()).unwrap_or(u64::MAX));
        if !unpacked.is_empty() {
            each(unpacked);
            unpacked.clear();
        }
    }
}

/// The beginning of what is in gzip, and whether it is all that comes out of these bytes. `None` where they are no
/// gzip, or an empty one.
pub(super) fn head(packed: &[u8], most: usize) -> Option<(Vec<u8>, bool)> {
    let unpacked = unpack::unpack(packed, most).filter(|unpacked| unpacked.packed == Format::Gzip)?;
    Some((unpacked.bytes, !unpacked.stopped))
}

/// The contents of a packed capture, for [`super::Index::open`].
pub struct Unpacked {
    packed: Rc<dyn Holder>,
    at: RefCell<Option<Position>>,
}

struct Position {
    decoder: Forward<BufReader<PackedBytes>>,
    offset: u64,
}

impl Unpacked {
    /// Gives the contents of `packed`. Nothing is unpacked before something is asked for.
    #[must_use]
    pub fn new(packed: Rc<dyn Holder>) -> Self {
        Self { packed, at: RefCell::new(None) }
    }

    fn start(&self) -> Position {
        let packed = PackedBytes { holder: self.packed.clone(), offset: 0 };
        Position { decoder: Forward::new(BufReader::with_capacity(WINDOW, packed)), offset: 0 }
    }
}

impl std::fmt::Debug for Unpacked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Unpacked").field("packed", &self.packed).finish_non_exhaustive()
    }
}

impl Holder for Unpacked {
    /// The length is only known once everything was unpacked, so this is the most that it may be.
    fn len(&self) -> u64 {
        u64::MAX
    }

    fn read(&self, offset: u64, len: usize) -> Result<Vec<u8>, String> {
        let mut at = self.at.borrow_mut();
        // Bytes that were passed are gone, so unpacking starts anew.
        let mut position = at.take().filter(|at| at.offset <= offset).unwrap_or_else(|| self.start());
        let fail = |error: std::io::Error| format!("The gzip cannot be unpacked up to {offset}: {error}.");
        let skip = offset - position.offset;
        let skipped =
            std::io::copy(&mut (&mut position.decoder).take(skip), &mut std::io::sink()).map_err(fail)?;
        let mut bytes = Vec::new();
        let most = u64::try_from(len).unwrap_or(u64::MAX);
        (&mut position.decoder).take(most).read_to_end(&mut bytes).map_err(fail)?;
        if skipped < skip || bytes.len() < len {
            return Err(format!("There are no {len} bytes at {offset} in the gzip. Open it again."));
        }
        position.offset = offset.saturating_add(most);
        *at = Some(position);
        Ok(bytes)
    }
}

/// Reads the packed bytes one after another.
struct PackedBytes {
    holder: Rc<dyn Holder>,
    offset: u64,
}

impl Read for PackedBytes {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let left = self.holder.len().saturating_sub(self.offset);
        let len = usize::try_from(left).unwrap_or(usize::MAX).min(into.len());
        let bytes = self.holder.read(self.offset, len).map_err(std::io::Error::other)?;
        into.iter_mut().zip(&bytes).for_each(|(to, from)| *to = *from);
        self.offset = self.offset.saturating_add(u64::try_from(len).unwrap_or(u64::MAX));
        Ok(len.min(bytes.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};

    #[test]
    fn all_comes_out_however_it_is_cut() {
        for level in 0..3 {
            for size in [0usize, 1, 15, 100, 70_000] {
                let text: Vec<u8> = (0..size).map(|at| (at * at / 7 % 251) as u8).collect();
                let mut packed = GzEncoder::new(Vec::new(), Compression::new(level));
                packed.write_all(&text).unwrap();
                let packed = packed.finish().unwrap();
                let twice = [packed.as_slice(), &packed].concat();
                for cut in 1..40 {
                    let (mut unpacker, mut out) = (Unpacker::new(), Vec::new());
                    twice
                        .chunks(cut)
                        .for_each(|chunk| unpacker.push(chunk, |bytes| out.extend_from_slice(bytes)));
                    unpacker.finish(|bytes| out.extend_from_slice(bytes));
                    assert!(!unpacker.broken);
                    assert!(out == text.repeat(2), "{size} bytes by {cut}: {} of {}", out.len(), size * 2);
                }
            }
        }
    }
}
