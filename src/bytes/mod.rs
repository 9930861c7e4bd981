//! The ground: spans, a cursor with absolute offsets, varints, hex, base64 and JSON text. Knows nothing of Kinesis.

pub mod cursor;
pub mod span;
pub mod varint;

pub use cursor::Cursor;
pub use span::Span;
