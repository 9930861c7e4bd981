//! Reads ahead in a file with a stream: the browser reads on while earlier bytes are taken apart.
//!
//! These ways were measured in Chromium 156 over a gibibyte, beside work of 0.75 ms for each MiB. Parts of the file,
//! several requested at once, took 1.6 to 2.6 s. A stream took 1.5 s. A stream into buffers that are used again
//! ("BYOB") took 1.0 s, since new memory costs more than the bytes in it.
//!
//! Now and then Chromium never answers a stream with such buffers, mostly if one read follows another in the same
//! task. That stream is then given up for one that brings its own buffers.

use gloo::timers::callback::Timeout;
use js_sys::{ArrayBuffer, Promise, Uint8Array};
use kpl_engine::session;
use kpl_index::Chunk;
use std::collections::VecDeque;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStreamByobReader, ReadableStreamDefaultReader, ReadableStreamReadResult};

/// If the next bytes are at most this far ahead, the bytes between are read and thrown away. Otherwise a new stream
/// is begun.
const SKIPPED: u64 = 2 << 20;

/// The size of a buffer: as many bytes as Chromium has at hand at once.
const BUFFER: u32 = 2 << 20;

/// How many milliseconds a stream may take for an answer before it is given up.
const PATIENCE: u32 = 250;

/// The bytes that a stream gave and nobody has taken, and the stream.
#[derive(Debug)]
pub(super) struct Ahead {
    reader: Reader,
    came: VecDeque<Uint8Array>,
    /// The offset in the file of the first byte of `came`, and that of the first byte which has not come.
    start: u64,
    end: u64,
    /// Set while more was asked for and has not come. Gives the stream up if it never does.
    pending: Option<Timeout>,
    over: bool,
}

#[derive(Debug)]
enum Reader {
    /// A reader that fills our buffers, and those that are not in use.
    Filling(ReadableStreamByobReader, Vec<ArrayBuffer>),
    /// A reader that gives buffers of its own.
    Giving(ReadableStreamDefaultReader),
}

impl Ahead {
    /// Begins to read `rest`, which is the file from `offset` on. It fills our buffers if the browser can do that and
    /// `may_fill` allows it.
    pub(super) fn new(rest: &Blob, offset: u64, may_fill: bool) -> Self {
        let stream = rest.stream();
        let filling = may_fill.then(|| ReadableStreamByobReader::new(&stream).ok()).flatten();
        let reader = match filling {
            Some(reader) => Reader::Filling(reader, Vec::new()),
            None => Reader::Giving(stream.get_reader().unchecked_into()),
        };
        Self { reader, came: VecDeque::new(), start: offset, end: offset, pending: None, over: false }
    }

    /// The offset of the first byte that nobody has taken.
    pub(super) const fn start(&self) -> u64 {
        self.start
    }

    /// Whether this is a kind of stream that may never answer.
    pub(super) const fn may_stall(&self) -> bool {
        matches!(self.reader, Reader::Filling(..))
    }

    /// Whether all of these bytes are here.
    pub(super) const fn holds(&self, offset: u64, len: usize) -> bool {
        self.start <= offset && offset.saturating_add(len as u64) <= self.end
    }

    /// Whether this stream will soon come to `offset`.
    pub(super) const fn leads_to(&self, offset: u64) -> bool {
        self.start <= offset && offset <= self.end.saturating_add(SKIPPED)
    }

    /// Forgets the bytes before `offset`.
    pub(super) fn skip_to(&mut self, offset: u64) {
        while let Some(first) = self.came.front() {
            let (gone, len) = (offset.saturating_sub(self.start), u64::from(first.length()));
            if gone < len {
                // This is less than a length of 32 bits.
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

    /// Whether `wanted` is here, or nothing more will come.
    pub(super) const fn has(&self, wanted: session::Ahead) -> bool {
        self.over || self.end >= wanted.offset.saturating_add(wanted.least as u64)
    }

    /// Asks for more, unless that was done already or there is more here than `wanted`. Returns the promise of it.
    /// `stalled` is called if nothing comes.
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

    /// Takes in the bytes that were asked for.
    pub(super) fn take_in(&mut self, came: Result<JsValue, JsValue>) {
        self.pending = None;
        let came = came.ok().map(JsCast::unchecked_into::<ReadableStreamReadResult>);
        let came = came.filter(|came| came.get_done() == Some(false));
        match came.and_then(|came| came.get_value().dyn_into::<Uint8Array>().ok()) {
            Some(bytes) => {
                self.end += u64::from(bytes.length());
                self.came.push_back(bytes);
            }
            // The stream has ended or failed. If it failed, whoever wants the bytes reads them directly and reports
            // why that is not possible.
            None => self.over = true,
        }
    }

    /// At most `most` bytes from `offset` on, in whole pieces as they came. They are not copied here.
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
        // The stream is given up, so nobody waits for its answer.
        drop(match &self.reader {
            Reader::Filling(reader, _) => reader.cancel(),
            Reader::Giving(reader) => reader.cancel(),
        });
    }
}

/// Bytes that lie outside this worker's memory.
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
