//! The part of the address behind `#`. No browser sends it to a server.

use super::kept;
use gloo::{
    events::{EventListener, EventListenerOptions},
    utils::window,
};
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

/// Puts another fragment into the address, for the capture `place`. The back button undoes this.
pub fn push(fragment: &str, place: u32) {
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&state(place), "", Some(&format!("#{fragment}")));
    }
}

/// Lets the back button come back to the capture before `place`.
pub fn push_place(place: u32) {
    if let Ok(history) = window().history() {
        let _ = history.push_state(&state(place), "");
    }
}

/// The capture of this entry of the history; `None` for an entry that the browser has made. An entry of which nothing is
/// kept in this tab gives a number that no capture has.
#[must_use]
pub fn place() -> Option<u32> {
    let state = window().history().ok()?.state().ok()?.as_string()?;
    let (load, place) = state.split_once(' ')?;
    Some(if LOAD.with(|here| here == load) { place.parse().ok()? } else { u32::MAX })
}

/// The capture with which the page was opened: that of an earlier load in this tab.
#[must_use]
pub fn known() -> Option<u32> {
    place().filter(|place| *place != u32::MAX)
}

thread_local! {
    /// When the page was loaded in this tab, which tells its entries of the history from those whose captures are gone.
    static LOAD: String = kept::in_tab("load").unwrap_or_else(|| {
        let now = js_sys::Date::now().to_string();
        kept::keep_in_tab("load", &now);
        now
    });
}

/// What an entry of the history holds.
fn state(place: u32) -> JsValue {
    JsValue::from(LOAD.with(|load| format!("{load} {place}")))
}

/// Says which capture this entry of the history is of.
pub fn set_place(place: u32) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state(&state(place), "");
    }
}

/// Calls `moved` when somebody went back or forward.
#[hook]
pub fn use_moves(moved: Callback<()>) {
    use_effect_with(moved, |moved| {
        let moved = moved.clone();
        let listener = EventListener::new(&window(), "popstate", move |_| moved.emit(()));
        move || drop(listener)
    });
}

/// Lets the browser ask before the page is left, where `asks` says so.
#[hook]
pub fn use_leave(asks: fn() -> bool) {
    use_effect_with(asks, |&asks| {
        let active = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(&window(), "beforeunload", active, move |event| {
            if asks() {
                event.prevent_default();
            }
        });
        move || drop(listener)
    });
}

/// Puts another fragment into the address. The back button does not undo this.
pub fn replace(fragment: &str) {
    // If the browser has no history, there is no address to change.
    if let Ok(history) = window().history() {
        let state = history.state().unwrap_or(JsValue::NULL);
        let _ = history.replace_state_with_url(&state, "", Some(&format!("#{fragment}")));
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
