//! Holds the letters that are typed before the box is there that they are meant for.

use gloo::{
    events::{EventListener, EventListenerOptions, EventListenerPhase},
    timers::callback::Timeout,
};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// How long letters are held, in milliseconds. After that nobody expects the box any more.
const PATIENCE: u32 = 3_000;

thread_local! {
    static TEXT: RefCell<String> = const { RefCell::new(String::new()) };
    static HOLDS: RefCell<Option<(EventListener, Timeout)>> = const { RefCell::new(None) };
}

/// From now on letters are held.
pub fn hold() {
    TEXT.take();
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    let keys = EventListener::new_with_options(&gloo::utils::document(), "keydown", options, |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let key = event.key();
        let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key() && !event.is_composing();
        // A blank before any letter presses the button once more.
        let letter = key.chars().count() == 1 && !(key == " " && TEXT.with_borrow(String::is_empty));
        if plain && letter {
            TEXT.with_borrow_mut(|text| text.push_str(&key));
            event.prevent_default();
            event.stop_propagation();
        }
    });
    let give_up = Timeout::new(PATIENCE, || drop(release()));
    HOLDS.replace(Some((keys, give_up)));
}

/// Ends this. Returns what was typed.
pub fn release() -> String {
    HOLDS.take();
    TEXT.take()
}
