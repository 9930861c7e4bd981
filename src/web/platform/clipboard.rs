//! Puts text on the clipboard.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlTextAreaElement;
use yew::Callback;

/// Copies `text`; `done` hears whether it worked.
pub fn copy(text: String, done: Callback<bool>) {
    spawn_local(async move {
        let clipboard = gloo::utils::window().navigator().clipboard();
        // Outside of a secure context there is no clipboard, only the old way.
        let worked = if gloo::utils::window().is_secure_context() {
            JsFuture::from(clipboard.write_text(&text)).await.is_ok()
        } else {
            false
        };
        done.emit(worked || copy_by_selection(&text).is_some());
    });
}

/// The way that works without a secure context: select the text in a box that nobody sees, and copy the selection.
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
