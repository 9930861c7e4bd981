//! The page and its worker: the part of KPL Lens that needs a browser. Built natively, this crate is empty.

#[cfg(target_arch = "wasm32")]
pub mod web;
