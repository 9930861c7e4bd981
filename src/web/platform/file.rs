//! Reads a file that was picked, whole.

use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, HtmlInputElement};
use yew::Callback;

/// The bytes of a file and its name; `None` where the browser cannot read it.
pub fn read(file: File, done: Callback<Option<(String, Vec<u8>)>>) {
    spawn_local(async move {
        let buffer = JsFuture::from(file.array_buffer()).await;
        done.emit(buffer.ok().map(|buffer| (file.name(), js_sys::Uint8Array::new(&buffer).to_vec())));
    });
}

/// The file that was picked; the same one can be picked again after it.
#[must_use]
pub fn picked(input: &HtmlInputElement) -> Option<File> {
    let file = input.files().and_then(|files| files.get(0));
    input.set_value("");
    file
}
