//! Component tests: what exists only in the DOM, in a headless browser, called from the page's own Rust.

#![cfg(target_arch = "wasm32")]
// Clippy knows #[test] but not #[wasm_bindgen_test].
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "ui/kernels.rs"]
mod kernels;
#[path = "ui/lists.rs"]
mod lists;
#[path = "ui/stage.rs"]
mod stage;
#[path = "ui/widgets.rs"]
mod widgets;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
