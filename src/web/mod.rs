//! The browser: shows what the engine tells and tells it what people do. Compiled for wasm32 alone.

mod keeping;
mod link;
pub mod parts;
pub mod platform;
mod store;
pub mod views;
pub mod words;
pub mod worker;

pub use link::{Connect, Heard, Link};
pub use store::{Fetch, Hands, Model, Store, use_store};

/// Mounts the page in the shell's own element; what stands in it is replaced.
pub fn mount() {
    if let Some(root) = gloo::utils::document().get_element_by_id("app") {
        yew::Renderer::<views::App>::with_root_and_props(
            root,
            views::AppProps { connect: Connect::default() },
        )
        .render();
    }
}
