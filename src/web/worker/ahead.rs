//! A file read ahead as a stream: the browser reads on while what came is taken apart.
//!
//! Measured in Chromium 156 over a gibibyte, beside work of 0.75 ms a MiB: parts of the file, several asked for at once,
//! 1.6 to 2.6 s; a stream 1.5 s; a stream into buffers that are used again and again ("BYOB") 1.0 s, since memory that
//! is new costs more than the bytes in it. Now and then Chromium forgets to answer such a stream: it is given up then
//! for one that comes with buffers of its own. It does so most where one read follows another in the same task.

use gloo::timers::callback::Timeout;
use js_sys::{ArrayBuffer, Promise, Uint8Array};
use kpl_capture::index::Chunk;
use kpl_engine::session;
use std::collections::VecDeque;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStreamByobReader, ReadableStreamDefaultReader, ReadableStreamReadResult};

/// So far ahead what lies between is read and thrown away; farther away a new stream is begun.
const SKIPPED: u64 = 2 << 20;

/// Bytes of a buffer: as much as Chromium has at hand at once.
const BUFFER: u32 = 2 << 20;

/// Milliseconds after which a stream that does not answer is given up.
const PATIENCE: u32 = 250;

/// What a stream gave and nobody took, and what it will give next.
#[derive(Debug)]
pub(super) struct Ahead {
    reader: Reader,
    came: VecDeque<Uint8Array>,
    /// Where the first byte of `came` stands in the file, and the first that did not come.
    start: u64,
    end: u64,
    /// Whether more was asked for and did not come yet: what happens if it never does.
    pending: Option<Timeout>,
    /// Whether nothing more comes.
    over: bool,
}

#[derive(Debug)]
enum Reader {
    /// Fills buffers; those that are not in use.
    Filling(ReadableStreamByobReader, Vec<ArrayBuffer>),
    /// Gives buffers.
    Giving(ReadableStreamDefaultReader),
}

impl Ahead {
    /// Begins to read `rest`, the file from `offset` on; into buffers of its own where it can and may.
    pub(super) fn new(rest: &Blob, offset: u64, may_fill: bool) -> Self {
        let stream = rest.stream();
        let filling = may_fill.then(|| ReadableStreamByobReader::new(&stream).ok()).flatten();
        let reader = match filling {
            Some(reader) => Reader::Filling(reader, Vec::new()),
            None => Reader::Giving(stream.get_reader().unchecked_into()),
        };
        Self { reader, came: VecDeque::new(), start: offset, end: offset, pending: None, over: false }
    }

    /// Where the first byte stands that nobody took.
    pub(super) const fn start(&self) -> u64 {
        self.start
    }

    /// Whether it may be that it never answers.
    pub(super) const fn may_stall(&self) -> bool {
        matches!(self.reader, Reader::Filling(..))
    }

    /// Whether all of these bytes came and were not forgotten.
    pub(super) const fn holds(&self, offset: u64, len: usize) -> bool {
        self.start <= offset && offset.saturating_add(len as u64) <= self.end
    }

    /// Whether this stream is the way to `offset`.
    pub(super) const fn leads_to(&self, offset: u64) -> bool {
        self.start <= offset && offset <= self.end.saturating_add(SKIPPED)
    }

    /// Forgets what stands before `offset`.
    pub(super) fn skip_to(&mut self, offset: u64) {
        while let Some(first) = self.came.front() {
            let (gone, len) = (offset.saturating_sub(self.start), u64::from(first.length()));
            if gone < len {
                // Less than a length that has 32 bits.
                let rest = first.subarray(u32::try_from(gone).unwrap_or_default(), first.length());
                if let Some(first) = self.came.front_mut() {
                    *first = rest;
                }
                self.start += gone;
                return;
            }
            if let (Some(gone), Reader::Filling(_, free)) = (self.came.pop_front(), &mut self.reader) {
                free.push(gone.buffer());
            }
            self.start += len;
        }
    }

    /// Whether `wanted` is here, or nothing more comes.
    pub(super) const fn has(&self, wanted: session::Ahead) -> bool {
        self.over || self.end >= wanted.offset.saturating_add(wanted.least as u64)
    }

    /// Asks for more unless that was done or there is more than `wanted` here; what gives it. `stalled` is called where
    /// nothing does.
    pub(super) fn ask(
        &mut self,
        wanted: session::Ahead,
        stalled: impl FnOnce() + 'static,
    ) -> Option<JsFuture> {
        let full = self.end >= wanted.offset.saturating_add(wanted.most as u64).saturating_add(SKIPPED);
        if self.pending.is_some() || self.over || full {
            return None;
        }
        self.pending = Some(Timeout::new(PATIENCE, stalled));
        Some(JsFuture::from(self.reader.read()))
    }

    /// Takes in what was asked for.
    pub(super) fn take_in(&mut self, came: Result<JsValue, JsValue>) {
        self.pending = None;
        let came = came.ok().map(JsCast::unchecked_into::<ReadableStreamReadResult>);
        let came = came.filter(|came| came.get_done() == Some(false));
        match came.and_then(|came| came.get_value().dyn_into::<Uint8Array>().ok()) {
            Some(bytes) => {
                self.end += u64::from(bytes.length());
                self.came.push_back(bytes);
            }
            // The end; or whoever wants the bytes asks for them at once and says why they cannot be read.
            None => self.over = true,
        }
    }

    /// At most `most` bytes from `offset` on, whole pieces as they came, without copying them.
    pub(super) fn pieces(&mut self, offset: u64, most: usize) -> Option<Pieces> {
        if self.start > offset {
            return None;
        }
        self.skip_to(offset);
        let (mut pieces, mut len) = (Vec::new(), 0);
        for piece in &self.came {
            let left = u32::try_from(most - len).unwrap_or(u32::MAX).min(piece.length());
            if left == 0 {
                break;
            }
            len += usize::try_from(left).unwrap_or_default();
            pieces.push(piece.subarray(0, left));
        }
        (self.start == offset && len > 0).then_some(Pieces { pieces, len })
    }
}

impl Reader {
    fn read(&mut self) -> Promise {
        match self {
            Self::Filling(reader, free) => {
                let buffer = free.pop().unwrap_or_else(|| ArrayBuffer::new(BUFFER));
                reader.read_with_array_buffer_view(&Uint8Array::new(&buffer))
            }
            Self::Giving(reader) => reader.read(),
        }
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        // Nobody waits for what a stream that is given up says to that.
        drop(match &self.reader {
            Reader::Filling(reader, _) => reader.cancel(),
            Reader::Giving(reader) => reader.cancel(),
        });
    }
}

/// Bytes outside of this worker's memory.
pub(super) struct Pieces {
    pieces: Vec<Uint8Array>,
    len: usize,
}

impl Chunk for Pieces {
    fn len(&self) -> usize {
        self.len
    }

    fn copy_to(&self, mut into: &mut [u8]) {
        for piece in &self.pieces {
            let len = usize::try_from(piece.length()).unwrap_or_default().min(into.len());
            let (here, rest) = into.split_at_mut_checked(len).unwrap_or_default();
            piece.copy_to(here);
            into = rest;
        }
    }
}
