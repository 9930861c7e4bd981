//! The worker: the engine with a browser around it. Reads the files that the page hands over.

use crate::session::{Action, Ask, Engine, Tell};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, File, FileReaderSync, MessageEvent};

/// Listens, for as long as the page lives.
pub fn run() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let engine = Rc::new(RefCell::new(Engine::default()));
    let hear = {
        let scope = scope.clone();
        Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let said = asked(&event.data())
                .and_then(|ask| engine.borrow_mut().hear(ask).map_or(Ok(None), |tell| Ok(Some(tell))));
            match said {
                Ok(Some(tell)) | Err(tell) => say(&scope, &tell),
                Ok(None) => {}
            }
        })
    };
    scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    hear.forget();
    say(&scope, &Tell::Ready);
}

fn say(scope: &DedicatedWorkerGlobalScope, tell: &Tell) {
    // Writing to memory cannot fail, and the page that made this worker is there to hear it.
    let Ok(bytes) = borsh::to_vec(tell) else { return };
    let message = js_sys::Uint8Array::from(bytes.as_slice());
    let _ = scope.post_message_with_transfer(&message, &js_sys::Array::of1(&message.buffer()));
}

/// What a message asks for; a file is to be read.
fn asked(message: &JsValue) -> Result<Ask, Tell> {
    if let Some(file) = message.dyn_ref::<File>() {
        let name = file.name();
        return match contents(file) {
            Ok(bytes) => Ok(Ask::Do(Action::Read { input: bytes.into(), name: Some(name) })),
            Err(error) => Err(Tell::Unreadable(name, why(&error))),
        };
    }
    let bytes = js_sys::Uint8Array::new(message).to_vec();
    borsh::from_slice(&bytes).map_err(|error| Tell::Unreadable(String::new(), error.to_string()))
}

fn contents(file: &File) -> Result<Vec<u8>, JsValue> {
    let buffer = FileReaderSync::new()?.read_as_array_buffer(file)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// A DOM exception in its own words.
fn why(error: &JsValue) -> String {
    let message = js_sys::Reflect::get(error, &JsValue::from_str("message")).ok();
    message.and_then(|message| message.as_string()).unwrap_or_else(|| format!("{error:?}"))
}
