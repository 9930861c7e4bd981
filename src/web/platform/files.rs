//! Reads a file that was picked, dropped or pasted.

use wasm_bindgen_futures::spawn_local;
use web_sys::FileList;
use yew::Callback;

/// A file's name and bytes, or its name and why it could not be read.
pub type FileRead = (String, Result<Vec<u8>, String>);

/// Reads the first of `files`; `done` hears what is in it.
pub fn read_first(files: &FileList, done: Callback<FileRead>) {
    let Some(file) = files.get(0) else { return };
    spawn_local(async move {
        let name = file.name();
        let read = wasm_bindgen_futures::JsFuture::from(file.array_buffer()).await;
        let bytes = read.map(|buffer| js_sys::Uint8Array::new(&buffer).to_vec());
        done.emit((name, bytes.map_err(|error| format!("{error:?}"))));
    });
}
