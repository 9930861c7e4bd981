//! The part of the address behind `#`. No browser sends it to a server.

use gloo::{events::EventListener, utils::window};
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// The fragment without its `#`.
#[must_use]
pub fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

#[must_use]
pub fn address() -> String {
    let address = window().location().href().unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

/// Puts another fragment into the address. The back button undoes this.
pub fn push(fragment: &str) {
    let _ = window().location().set_hash(fragment);
}

/// Puts another fragment into the address. The back button does not undo this.
pub fn replace(fragment: &str) {
    // If the browser has no history, there is no address to change.
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{fragment}")));
    }
}

/// Calls `changed` with the fragment with which the page was opened, and with each later one.
#[hook]
pub fn use_fragment(changed: Callback<String>) {
    use_effect_with(changed, |changed| {
        changed.emit(fragment());
        let changed = changed.clone();
        let listener = EventListener::new(&window(), "hashchange", move |_| changed.emit(fragment()));
        move || drop(listener)
    });
}
