//! The time of day where the browser is.

use js_sys::Date;
use wasm_bindgen::JsValue;

/// A moment, in milliseconds since 1970, as this place's time of day with its distance from UTC: `08:59:25 GMT+0100`.
/// `None` where that is UTC itself, or the moment is beyond what a browser counts.
#[must_use]
pub fn local(milliseconds: i64) -> Option<String> {
    // Such a number is a whole one to well beyond any date.
    #[allow(clippy::cast_precision_loss)]
    let date = Date::new(&JsValue::from_f64(milliseconds as f64));
    if date.get_timezone_offset() == 0.0 {
        return None;
    }
    let text = String::from(date.to_time_string());
    let end = text.find(" (").unwrap_or(text.len());
    text.get(..end).filter(|text| text.starts_with(|char: char| char.is_ascii_digit())).map(str::to_owned)
}
