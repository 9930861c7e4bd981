//! The browser: shows the session's state and tells it what people do. Compiled for wasm32 alone.

pub mod parts;
pub mod platform;
mod store;
pub mod views;
pub mod words;

pub use store::{Model, Store, use_store};

/// Mounts the page in the shell's own element; what stands in it is replaced.
pub fn mount() {
    if let Some(root) = gloo::utils::document().get_element_by_id("app") {
        yew::Renderer::<views::App>::with_root(root).render();
    }
}
