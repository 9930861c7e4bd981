//! The page's connection to the engine, which runs in a worker.

use kpl_engine::session::{Ask, Tell};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Blob, BlobPropertyBag, ErrorEvent, MessageEvent, Url, Worker, WorkerOptions, WorkerType};
use yew::Callback;

/// How the page speaks to the engine.
#[derive(Clone, PartialEq)]
pub struct Link {
    /// Sends a message.
    pub say: Callback<Ask>,
    /// Hands over a file that was picked or dropped, or a text of megabytes as the browser has it. The engine reads it.
    pub give: Callback<JsValue>,
}

/// What comes from the engine.
pub enum Heard {
    Told(Box<Tell>),
    /// The engine could not be started, or it broke, for this reason.
    Broken(String),
}

/// Makes the connection. The page is given it, so that a component test can put an engine of its own at the other
/// end.
#[derive(Clone)]
pub struct Connect(Rc<dyn Fn(Callback<Heard>) -> Link>);

impl Connect {
    pub fn new(make: impl Fn(Callback<Heard>) -> Link + 'static) -> Self {
        Self(Rc::new(make))
    }

    /// Makes the connection. `heard` is called with everything that comes back.
    pub fn link(&self, heard: Callback<Heard>) -> Link {
        (self.0)(heard)
    }
}

impl PartialEq for Connect {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Default for Connect {
    /// Connects to a worker.
    fn default() -> Self {
        Self::new(|heard| {
            let broken = heard.clone();
            to_worker(heard).unwrap_or_else(|error| {
                broken.emit(Heard::Broken(format!("{error:?}")));
                Link { say: Callback::noop(), give: Callback::noop() }
            })
        })
    }
}

/// Messages that were sent before the worker listens; `None` once it does.
type Waiting = Rc<RefCell<Option<Vec<JsValue>>>>;

fn to_worker(heard: Callback<Heard>) -> Result<Link, JsValue> {
    let worker = start()?;
    let waiting: Waiting = Rc::new(RefCell::new(Some(Vec::new())));
    let broken = heard.clone();
    let on_message = {
        let (worker, waiting) = (worker.clone(), waiting.clone());
        Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let told = js_sys::Uint8Array::new(&event.data()).to_vec();
            match borsh::from_slice(&told) {
                Ok(Tell::Ready) => {
                    for message in waiting.take().unwrap_or_default() {
                        post(&worker, &message);
                    }
                }
                Ok(tell) => heard.emit(Heard::Told(Box::new(tell))),
                Err(error) => heard.emit(Heard::Broken(error.to_string())),
            }
        })
    };
    let on_error = Closure::<dyn Fn(ErrorEvent)>::new(move |event: ErrorEvent| {
        broken.emit(Heard::Broken(event.message()));
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    // The page needs this listener as long as it lives.
    on_message.forget();
    on_error.forget();
    let send = Rc::new(move |message: JsValue| match &mut *waiting.borrow_mut() {
        Some(early) => early.push(message),
        None => post(&worker, &message),
    });
    let say = {
        let send = send.clone();
        Callback::from(move |ask: Ask| {
            // Writing to memory cannot fail.
            if let Ok(bytes) = borsh::to_vec(&ask) {
                send(js_sys::Uint8Array::from(bytes.as_slice()).into());
            }
        })
    };
    Ok(Link { say, give: Callback::from(move |given: JsValue| send(given)) })
}

/// Posts a message. Bytes are handed over, not copied; a file is only a reference to something on the disk; a text is
/// copied as it is, which takes a tenth of the time that writing it in UTF-8 takes.
fn post(worker: &Worker, message: &JsValue) {
    let sent = match message.dyn_ref::<js_sys::Uint8Array>() {
        Some(bytes) => worker.post_message_with_transfer(message, &js_sys::Array::of1(&bytes.buffer())),
        None => worker.post_message(message),
    };
    if let Err(error) = sent {
        web_sys::console::error_1(&error);
    }
}

/// Starts the worker from a blob. Such a worker has the policy of the page that made it. A worker that is loaded from
/// an address has only the policy that the server sends along, and a static host sends none.
fn start() -> Result<Worker, JsValue> {
    let document = gloo::utils::document();
    let named = document.query_selector("meta[name=worker]")?.and_then(|meta| meta.get_attribute("content"));
    let address = Url::new_with_base(&named.unwrap_or_default(), &document.base_uri()?.unwrap_or_default())?;
    let script = format!("import {:?};", address.href());
    let kind = BlobPropertyBag::new();
    kind.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&script.into()), &kind)?;
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    Worker::new_with_options(&Url::create_object_url_with_blob(&blob)?, &options)
}
