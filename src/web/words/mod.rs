//! What the page says. A language a folder: English now, Japanese to follow; views name a sentence and hold none.
//!
//! Sentences of findings stand in `kpl/sentences.rs` and `capture/sentences.rs`, because the report says them too.

mod en;

pub use en::*;
