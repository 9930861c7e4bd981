//! What the rest stands on: spans, a cursor with absolute offsets, varints, and readers for hex, base64 and JSON.
//! Nothing here knows of Kinesis.

pub mod base64;
pub mod base64_fast;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod base64_wasm;
pub mod cursor;
pub mod hex;
pub mod json;
pub mod json_out;
pub mod md5_lanes;
pub mod origins;
pub mod place;
pub mod span;
pub mod varint;

pub use cursor::Cursor;
pub use origins::Origins;
pub use place::{Place, Places};
pub use span::Span;
