//! A file of the browser, as the worker reads it: at once if somebody waits for the bytes, and ahead if it is known
//! which come next.

use super::ahead::Ahead;
use crate::web::platform::file::why;
use kpl_engine::session;
use kpl_index::{Chunk, Holder};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, File, FileReaderSync};

/// How many bytes are read at once if somebody wants fewer. Records stand one after another and are asked for in that
/// order.
const AT_ONCE: usize = 1 << 20;

/// How many of the bytes that were read ahead are copied at once: as many as one step of a search looks through.
const STRETCH: usize = 4 << 20;

/// A file that was picked or dropped, wherever it lies.
#[derive(Debug)]
pub(super) struct InBrowser {
    file: File,
    len: u64,
    /// The bytes that were read last, and the offset of the first.
    last: RefCell<(u64, Vec<u8>)>,
    ahead: RefCell<Option<Ahead>>,
    /// How many streams were begun.
    begun: Cell<u32>,
    /// Whether one of them did not answer.
    stalled: Cell<bool>,
}

impl InBrowser {
    pub(super) fn new(file: &File) -> Self {
        // Browsers give sizes as floats, which are exact up to 2^53.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let len = file.size() as u64;
        Self {
            file: file.clone(),
            len,
            last: RefCell::default(),
            ahead: RefCell::default(),
            begun: Cell::default(),
            stalled: Cell::default(),
        }
    }

    /// Whether `wanted` is here. If not, it is asked for, and `arrived` is called when something has come.
    pub(super) fn prefetch(
        self: &Rc<Self>,
        wanted: session::Ahead,
        arrived: impl Fn() + Clone + 'static,
    ) -> bool {
        let mut slot = self.ahead.borrow_mut();
        if !slot.as_ref().is_some_and(|ahead| ahead.leads_to(wanted.offset)) {
            *slot = self.begin(wanted.offset);
        }
        let Some(ahead) = slot.as_mut() else { return true };
        ahead.skip_to(wanted.offset);
        let begun = self.begun.get();
        let stalled = {
            let (file, arrived) = (self.clone(), arrived.clone());
            move || {
                file.give_up(begun);
                arrived();
            }
        };
        if let Some(coming) = ahead.ask(wanted, stalled) {
            let file = self.clone();
            spawn_local(async move {
                let came = coming.await;
                // Another stream may have been begun in the meantime.
                if file.begun.get() == begun
                    && let Some(ahead) = file.ahead.borrow_mut().as_mut()
                {
                    ahead.take_in(came);
                }
                arrived();
            });
        }
        ahead.has(wanted)
    }

    /// Begins to read ahead from `offset` on.
    fn begin(&self, offset: u64) -> Option<Ahead> {
        self.begun.set(self.begun.get() + 1);
        let rest = self.slice(offset, usize::MAX).ok()?;
        Some(Ahead::new(&rest, offset, !self.stalled.get()))
    }

    /// Gives the stream `begun` up and begins another. Bytes that the old one gave and nobody took are read again.
    fn give_up(&self, begun: u32) {
        let mut slot = self.ahead.borrow_mut();
        let offset = slot.as_ref().filter(|ahead| self.begun.get() == begun && ahead.may_stall());
        if let Some(offset) = offset.map(Ahead::start) {
            self.stalled.set(true);
            *slot = self.begin(offset);
        }
    }

    fn slice(&self, offset: u64, len: usize) -> Result<Blob, JsValue> {
        let end = offset.saturating_add(wide(len)).min(self.len);
        // The browser wants floats; no file comes near 2^53 bytes.
        #[allow(clippy::cast_precision_loss)]
        self.file.slice_with_f64_and_f64(offset as f64, end as f64)
    }

    fn fetch(&self, offset: u64, len: usize) -> Result<Vec<u8>, JsValue> {
        let part = self.slice(offset, len)?;
        let buffer = FileReaderSync::new()?.read_as_array_buffer(&part)?;
        Ok(js_sys::Uint8Array::new(&buffer).to_vec())
    }

    /// Bytes that were read ahead, if there are `len` of them from `offset` on. Returns more if there are more.
    fn at_hand(&self, offset: u64, len: usize) -> Option<Vec<u8>> {
        let mut ahead = self.ahead.borrow_mut();
        let ahead = ahead.as_mut().filter(|ahead| ahead.holds(offset, len))?;
        Some(ahead.pieces(offset, len.max(STRETCH))?.to_vec())
    }
}

impl Holder for InBrowser {
    fn len(&self) -> u64 {
        self.len
    }

    fn read(&self, offset: u64, len: usize) -> Result<Vec<u8>, String> {
        let mut last = self.last.borrow_mut();
        let kept = |(start, bytes): &(u64, Vec<u8>)| {
            let at = usize::try_from(offset.checked_sub(*start)?).ok()?;
            Some(bytes.get(at..at.checked_add(len)?)?.to_vec())
        };
        if let Some(bytes) = kept(&last) {
            return Ok(bytes);
        }
        if let Some(bytes) = self.at_hand(offset, len) {
            *last = (offset, bytes);
        } else {
            let read = self.fetch(offset, len.max(AT_ONCE)).map_err(|error| why(&error))?;
            if len >= AT_ONCE {
                // What shows first mostly stands at the beginning of the file, so that is kept.
                if offset == 0 {
                    *last = (0, read.get(..AT_ONCE).unwrap_or(&read).to_vec());
                }
                return Ok(read);
            }
            *last = (offset, read);
        }
        kept(&last).ok_or_else(|| {
            format!("{} has become shorter since it was read: open it again.", self.file.name())
        })
    }

    fn some(&self, offset: u64, most: usize) -> Result<Box<dyn Chunk>, String> {
        let ahead = self.ahead.borrow_mut().as_mut().and_then(|ahead| ahead.pieces(offset, most));
        match ahead {
            Some(pieces) => Ok(Box::new(pieces)),
            None => Ok(Box::new(self.read(offset, most)?)),
        }
    }
}

fn wide(len: usize) -> u64 {
    u64::try_from(len).unwrap_or(u64::MAX)
}
