//! A file of the browser, read by the worker: at once where somebody waits for it, ahead where it is known what comes
//! next.

use crate::index::Holder;
use js_sys::ArrayBuffer;
use std::{
    cell::{OnceCell, RefCell},
    collections::VecDeque,
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, File, FileReaderSync};

/// Bytes that are read at once where somebody wants less: records stand one after another, and so are they asked for.
const AHEAD: usize = 1 << 20;

/// Chunks that are on their way at once: while one is taken apart, the others arrive.
const COMING: usize = 3;

/// A file that was picked or dropped, wherever it lies.
#[derive(Debug)]
pub(super) struct InBrowser {
    file: File,
    len: u64,
    /// What was read last, and where it begins.
    last: RefCell<(u64, Vec<u8>)>,
    /// Chunks that were asked for ahead, in the order of the file.
    coming: RefCell<VecDeque<Coming>>,
}

#[derive(Debug)]
struct Coming {
    offset: u64,
    len: usize,
    /// What came, once it has; what failed is tried again by whoever wants it.
    came: Rc<OnceCell<Result<ArrayBuffer, JsValue>>>,
}

impl InBrowser {
    pub(super) fn new(file: &File) -> Self {
        // Browsers give sizes as floats, exact up to 2^53.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let len = file.size() as u64;
        Self { file: file.clone(), len, last: RefCell::default(), coming: RefCell::default() }
    }

    /// Asks for a chunk and some after it. Whether it is here; if not, `arrived` is called when something is.
    pub(super) fn prefetch(&self, offset: u64, len: usize, arrived: impl Fn() + Clone + 'static) -> bool {
        let mut coming = self.coming.borrow_mut();
        while coming.front().is_some_and(|first| first.offset != offset) {
            coming.pop_front();
        }
        let mut next = coming.back().map_or(offset, |last| last.offset + wide(last.len));
        while coming.len() < COMING && next < self.len {
            let len = usize::try_from(self.len - next).unwrap_or(usize::MAX).min(len);
            let came = Rc::new(OnceCell::new());
            coming.push_back(Coming { offset: next, len, came: came.clone() });
            let (bytes, arrived) = (self.slice(next, len).map(|part| part.array_buffer()), arrived.clone());
            spawn_local(async move {
                let bytes = match bytes {
                    Ok(bytes) => JsFuture::from(bytes).await,
                    Err(error) => Err(error),
                };
                let _ = came.set(bytes.map(JsCast::unchecked_into));
                arrived();
            });
            next += wide(len);
        }
        coming.front().is_none_or(|first| first.came.get().is_some())
    }

    /// The chunk, where it was asked for ahead and is here.
    fn arrived(&self, offset: u64, len: usize) -> Option<Vec<u8>> {
        let mut coming = self.coming.borrow_mut();
        let first = coming.front()?;
        if (first.offset, first.len) != (offset, len) || first.came.get().is_none() {
            return None;
        }
        let first = coming.pop_front()?;
        let buffer = first.came.get()?.as_ref().ok()?;
        Some(js_sys::Uint8Array::new(buffer).to_vec())
    }

    fn slice(&self, offset: u64, len: usize) -> Result<Blob, JsValue> {
        let end = offset.saturating_add(wide(len)).min(self.len);
        // The browser wants floats; no file comes near 2^53.
        #[allow(clippy::cast_precision_loss)]
        self.file.slice_with_f64_and_f64(offset as f64, end as f64)
    }

    fn fetch(&self, offset: u64, len: usize) -> Result<Vec<u8>, JsValue> {
        let part = self.slice(offset, len)?;
        let buffer = FileReaderSync::new()?.read_as_array_buffer(&part)?;
        Ok(js_sys::Uint8Array::new(&buffer).to_vec())
    }
}

impl Holder for InBrowser {
    fn len(&self) -> u64 {
        self.len
    }

    fn read(&self, offset: u64, len: usize) -> Result<Vec<u8>, String> {
        if let Some(chunk) = self.arrived(offset, len) {
            return Ok(chunk);
        }
        let mut last = self.last.borrow_mut();
        let kept = |(start, bytes): &(u64, Vec<u8>)| {
            let at = usize::try_from(offset.checked_sub(*start)?).ok()?;
            Some(bytes.get(at..at.checked_add(len)?)?.to_vec())
        };
        if let Some(bytes) = kept(&last) {
            return Ok(bytes);
        }
        let read = self.fetch(offset, len.max(AHEAD)).map_err(|error| why(&error))?;
        if len >= AHEAD {
            // What shows first is mostly what stands first.
            if offset == 0 {
                *last = (0, read.get(..AHEAD).unwrap_or(&read).to_vec());
            }
            return Ok(read);
        }
        *last = (offset, read);
        kept(&last).ok_or_else(|| {
            format!("{} has become shorter since it was read: open it again.", self.file.name())
        })
    }
}

/// A DOM exception in its own words.
fn why(error: &JsValue) -> String {
    let message = js_sys::Reflect::get(error, &JsValue::from_str("message")).ok();
    message.and_then(|message| message.as_string()).unwrap_or_else(|| format!("{error:?}"))
}

fn wide(len: usize) -> u64 {
    u64::try_from(len).unwrap_or(u64::MAX)
}
