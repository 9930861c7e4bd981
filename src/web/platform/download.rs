//! Saves bytes as a file. Nothing leaves the page: the browser writes the file from memory.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, HtmlAnchorElement, Url};

pub fn save(name: &str, bytes: &[u8]) {
    // If the browser refuses any of these steps, nothing else can be tried.
    let _ = try_save(name, bytes);
}

fn try_save(name: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    save_blob(name, &Blob::new_with_u8_array_sequence(&parts)?)
}

/// A file that comes in pieces. The browser keeps them, on the disk if there are many.
#[derive(Debug)]
pub struct Pieces {
    name: String,
    parts: js_sys::Array,
}

impl Pieces {
    #[must_use]
    pub fn new(name: String) -> Self {
        Self { name, parts: js_sys::Array::new() }
    }

    pub fn add(&self, bytes: &[u8]) {
        let part = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
        if let Ok(blob) = Blob::new_with_u8_array_sequence(&part) {
            self.parts.push(&blob);
        }
    }

    /// Offers all pieces as one download.
    pub fn save(self) {
        let whole = Blob::new_with_blob_sequence(&self.parts);
        // If the browser refuses any of these steps, nothing else can be tried.
        let _ = whole.and_then(|whole| save_blob(&self.name, &whole));
    }
}

fn save_blob(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(blob)?;
    let anchor: HtmlAnchorElement = gloo::utils::document().create_element("a")?.dyn_into()?;
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();
    // The click has started the download. The address is no longer needed once the browser has followed it.
    gloo::timers::callback::Timeout::new(10_000, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Ok(())
}
