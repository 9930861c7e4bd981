//! Puts text on the clipboard.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlTextAreaElement;
use yew::Callback;

/// Copies `text`. `done` is called with whether that worked.
pub fn copy(text: String, done: Callback<bool>) {
    spawn_local(async move {
        let clipboard = gloo::utils::window().navigator().clipboard();
        // Without a secure context there is no clipboard API.
        let worked = if gloo::utils::window().is_secure_context() {
            JsFuture::from(clipboard.write_text(&text)).await.is_ok()
        } else {
            false
        };
        done.emit(worked || copy_by_selection(&text).is_some());
    });
}

/// Copies without a secure context: puts the text into a box that nobody sees, selects it, and copies the selection.
fn copy_by_selection(text: &str) -> Option<()> {
    let document = gloo::utils::document();
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_class_name("off-screen");
    area.set_value(text);
    let body = gloo::utils::body();
    body.append_child(&area).ok()?;
    area.select();
    let copied = document.dyn_ref::<web_sys::HtmlDocument>()?.exec_command("copy");
    area.remove();
    copied.ok().filter(|&copied| copied).map(|_| ())
}
