//! Listens for what is pasted and dropped anywhere on the page.

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{Function, JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Element, Event, FileList};
use yew::prelude::*;

pub enum Given {
    /// Text from the clipboard or from a drag.
    Text(String),
    Files(FileList),
    /// Text of megabytes, as the browser has it.
    Large(JsString),
}

/// Calls `given` for everything that is pasted or dropped. Calls `over` with whether something is being dragged over
/// the page.
#[hook]
pub fn use_input(given: Callback<Given>, over: Callback<bool>) {
    use_effect_with((given, over), |(given, over)| {
        let document = gloo::utils::document();
        let active = EventListenerOptions::enable_prevent_default();
        let (paste, drop) = (given.clone(), given.clone());
        let (enter, leave, end) = (over.clone(), over.clone(), over.clone());
        let listeners = [
            EventListener::new_with_options(&document, "paste", active, move |event| pasted(event, &paste)),
            EventListener::new_with_options(&document, "dragover", active, move |event| {
                event.prevent_default();
                enter.emit(true);
            }),
            EventListener::new(&document, "dragleave", move |event| {
                // This says that the drag left the document, not that it went from one element to another.
                if event.dyn_ref::<DragEvent>().is_some_and(|event| event.related_target().is_none()) {
                    leave.emit(false);
                }
            }),
            EventListener::new_with_options(&document, "drop", active, move |event| {
                event.prevent_default();
                end.emit(false);
                let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
                let Some(data) = data else { return };
                match data.files().filter(|files| files.length() > 0) {
                    Some(files) => drop.emit(Given::Files(files)),
                    None => text_of(&data).into_iter().for_each(|text| drop.emit(text)),
                }
            }),
        ];
        move || drop_all(listeners)
    });
}

/// From how many UTF-16 code units on a text goes to the worker as the browser has it: writing it in UTF-8 would hold the
/// page up.
const LARGE: u32 = 1 << 20;

fn text_of(data: &DataTransfer) -> Option<Given> {
    // Asked for in this way it stays the browser's text; web-sys would copy it to the page's memory.
    let get = Reflect::get(data, &JsValue::from_str("getData")).ok()?.dyn_into::<Function>().ok()?;
    let text = get.call1(data, &JsValue::from_str("text/plain")).ok()?.dyn_into::<JsString>().ok()?;
    if text.length() < LARGE {
        return Some(String::from(text)).filter(|text| !text.is_empty()).map(Given::Text);
    }
    Some(Given::Large(text))
}

fn drop_all(listeners: [EventListener; 4]) {
    std::mem::drop(listeners);
}

fn pasted(event: &Event, given: &Callback<Given>) {
    // Somebody is typing a filter or an offset, so this paste is no capture.
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if target.is_some_and(|target| {
        target.closest("input, dialog, .build textarea").is_ok_and(|found| found.is_some())
    }) {
        return;
    }
    let Some(data) = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data) else {
        return;
    };
    match data.files().filter(|files| files.length() > 0) {
        Some(files) => given.emit(Given::Files(files)),
        None => match text_of(&data) {
            Some(text) => given.emit(text),
            None => return,
        },
    }
    event.prevent_default();
}
