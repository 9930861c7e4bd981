//! Keys that mean the same everywhere in the builder: undo and redo.

use gloo::events::{EventListener, EventListenerOptions};
use kpl_engine::session::builder::Edit;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) for as long as the builder shows. A box whose text is not the draft's keeps the
/// browser's own.
#[hook]
pub fn use_steps(build: &Callback<(Edit, u32)>) {
    use_effect_with(build.clone(), |build| {
        let build = build.clone();
        let active = EventListenerOptions::enable_prevent_default();
        let listener =
            EventListener::new_with_options(&gloo::utils::document(), "keydown", active, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                let edit = match event.key().as_str() {
                    "z" if !event.shift_key() => Edit::Undo,
                    "z" | "Z" | "y" => Edit::Redo,
                    _ => return,
                };
                let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                let elsewhere = target.is_some_and(|target| {
                    target.closest("dialog, .own-steps").is_ok_and(|found| found.is_some())
                });
                if elsewhere || !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
                    return;
                }
                event.prevent_default();
                build.emit((edit, 0));
            });
        move || drop(listener)
    });
}
