//! The worker: the engine with a browser around it. Reads the files that the page hands over.

use crate::{
    index::Holder,
    session::{Ask, Engine, Tell},
};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, File, FileReaderSync, MessageChannel, MessageEvent};

/// Listens, for as long as the page lives.
pub fn run() {
    let Ok(channel) = MessageChannel::new() else { return };
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let worker =
        Rc::new(Worker { engine: RefCell::default(), scope: scope.clone(), channel, due: Cell::new(false) });
    let hear = {
        let worker = worker.clone();
        Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| worker.hear(&event.data()))
    };
    let go_on = {
        let worker = worker.clone();
        Closure::<dyn Fn()>::new(move || worker.go_on())
    };
    scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    worker.channel.port1().set_onmessage(Some(go_on.as_ref().unchecked_ref()));
    hear.forget();
    go_on.forget();
    worker.say(&Tell::Ready);
}

struct Worker {
    engine: RefCell<Engine>,
    scope: DedicatedWorkerGlobalScope,
    /// A message to oneself: what is asked meanwhile comes in between, and no timer's delay with it.
    channel: MessageChannel,
    /// Whether such a message is on its way.
    due: Cell<bool>,
}

impl Worker {
    fn hear(&self, message: &JsValue) {
        let tell = match message.dyn_ref::<File>() {
            Some(file) => {
                let name = file.name();
                self.engine.borrow_mut().open(Rc::new(InBrowser::new(file)), name, now())
            }
            None => self.asked(message),
        };
        if let Some(tell) = tell {
            self.say(&tell);
        }
        self.plan();
    }

    fn asked(&self, message: &JsValue) -> Option<Tell> {
        let bytes = js_sys::Uint8Array::new(message).to_vec();
        match borsh::from_slice::<Ask>(&bytes) {
            Ok(ask) => self.engine.borrow_mut().hear(ask, now()),
            Err(error) => Some(Tell::Unreadable(String::new(), error.to_string())),
        }
    }

    fn go_on(&self) {
        self.due.set(false);
        let tell = self.engine.borrow_mut().work(now());
        if let Some(tell) = tell {
            self.say(&tell);
        }
        self.plan();
    }

    fn plan(&self) {
        if self.engine.borrow().is_busy() && !self.due.replace(true) {
            // The port is this worker's own.
            let _ = self.channel.port2().post_message(&JsValue::NULL);
        }
    }

    fn say(&self, tell: &Tell) {
        // Writing to memory cannot fail, and the page that made this worker is there to hear it.
        let Ok(bytes) = borsh::to_vec(tell) else { return };
        let message = js_sys::Uint8Array::from(bytes.as_slice());
        let _ = self.scope.post_message_with_transfer(&message, &js_sys::Array::of1(&message.buffer()));
    }
}

/// Milliseconds.
fn now() -> u64 {
    // A float in the browser; what is cut off is less than a millisecond.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    {
        js_sys::Date::now() as u64
    }
}

/// Bytes that are read at once where somebody wants less: records stand one after another, and so are they asked for.
const AHEAD: usize = 1 << 20;

/// A file that was picked or dropped, wherever it lies.
#[derive(Debug)]
struct InBrowser {
    file: File,
    len: u64,
    /// What was read last, and where it begins.
    last: RefCell<(u64, Vec<u8>)>,
}

impl InBrowser {
    fn new(file: &File) -> Self {
        // Browsers give sizes as floats, exact up to 2^53.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let len = file.size() as u64;
        Self { file: file.clone(), len, last: RefCell::default() }
    }

    fn fetch(&self, offset: u64, len: usize) -> Result<Vec<u8>, JsValue> {
        let end = offset.saturating_add(u64::try_from(len).unwrap_or(u64::MAX)).min(self.len);
        // The browser wants floats; no file comes near 2^53.
        #[allow(clippy::cast_precision_loss)]
        let part = self.file.slice_with_f64_and_f64(offset as f64, end as f64)?;
        let buffer = FileReaderSync::new()?.read_as_array_buffer(&part)?;
        Ok(js_sys::Uint8Array::new(&buffer).to_vec())
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
        let read = self.fetch(offset, len.max(AHEAD)).map_err(|error| why(&error))?;
        if len >= AHEAD {
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
