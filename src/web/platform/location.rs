//! The part of the address behind `#`, which no browser sends anywhere.

use gloo::{events::EventListener, utils::window};
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// The fragment, without its `#`.
#[must_use]
pub fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// The address without its fragment.
#[must_use]
pub fn address() -> String {
    let address = window().location().href().unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

/// Puts another fragment into the address, as a step that the back button takes back.
pub fn push(fragment: &str) {
    let _ = window().location().set_hash(fragment);
}

/// The same without a step.
pub fn replace(fragment: &str) {
    // A browser without a history has no address to keep right either.
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{fragment}")));
    }
}

/// Calls `changed` with the fragment that the page was opened with, and with each that follows.
#[hook]
pub fn use_fragment(changed: Callback<String>) {
    use_effect_with(changed, |changed| {
        changed.emit(fragment());
        let changed = changed.clone();
        let listener = EventListener::new(&window(), "hashchange", move |_| changed.emit(fragment()));
        move || drop(listener)
    });
}
