//! Files that were picked or dropped: read whole, or joined without being read.

use kpl_capture::text::joint::takes_line_break;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, File, FileList, HtmlInputElement};
use yew::Callback;

/// Reads a file. `done` is called with its bytes and its name, or `None` if the browser cannot read it.
pub fn read(file: File, done: Callback<Option<(String, Vec<u8>)>>) {
    spawn_local(async move {
        let buffer = JsFuture::from(file.array_buffer()).await;
        done.emit(buffer.ok().map(|buffer| (file.name(), js_sys::Uint8Array::new(&buffer).to_vec())));
    });
}

/// The file that was picked. The input is emptied, so that the same file can be picked again.
#[must_use]
pub fn picked(input: &HtmlInputElement) -> Option<File> {
    let file = input.files().and_then(|files| files.get(0));
    input.set_value("");
    file
}

/// Several files as one, with their names and where each begins; or the name of a file that cannot be read and why.
pub type Joined = Result<(File, Vec<(String, u64)>), (String, String)>;

/// Joins several files to one, in the order of their names.
///
/// Between two texts it puts a line break; otherwise the last line of one and the first of the next would become one
/// line. Only the first and last byte of each file are read.
pub fn joined(list: &FileList, name: String, done: Callback<Joined>) {
    let mut files: Vec<File> = (0..list.length()).filter_map(|at| list.get(at)).collect();
    files.sort_by_cached_key(File::name);
    spawn_local(async move { done.emit(join(&files, &name).await) });
}

async fn join(files: &[File], name: &str) -> Joined {
    let parts = js_sys::Array::new();
    let (mut end, mut at, mut starts) = (None, 0, Vec::new());
    for file in files {
        let (first, last) = ends(file).await.map_err(|error| (file.name(), why(&error)))?;
        if takes_line_break(end, first) {
            parts.push(&JsValue::from_str("\n"));
            at += 1;
        }
        starts.push((file.name(), at));
        // Whole numbers up to 2^53 stand in a float exactly.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        {
            at += file.size() as u64;
        }
        parts.push(file);
        end = last.or(end);
    }
    let joined = File::new_with_blob_sequence(&parts, name);
    joined.map(|file| (file, starts)).map_err(|error| (name.to_owned(), why(&error)))
}

async fn ends(file: &File) -> Result<(Option<u8>, Option<u8>), JsValue> {
    let first = byte(&file.slice_with_f64_and_f64(0.0, 1.0)?).await?;
    let last = byte(&file.slice_with_f64_and_f64((file.size() - 1.0).max(0.0), file.size())?).await?;
    Ok((first, last))
}

async fn byte(blob: &Blob) -> Result<Option<u8>, JsValue> {
    let buffer = JsFuture::from(blob.array_buffer()).await?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec().first().copied())
}

/// The message of a DOM exception.
#[must_use]
pub fn why(error: &JsValue) -> String {
    let message = js_sys::Reflect::get(error, &JsValue::from_str("message")).ok();
    message.and_then(|message| message.as_string()).unwrap_or_else(|| format!("{error:?}"))
}
