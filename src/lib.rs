//! The page and its worker: the browser's side of KPL Lens. Natively there is nothing here.

#[cfg(target_arch = "wasm32")]
pub mod web;
