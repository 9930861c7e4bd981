//! Component tests: what exists only in the DOM, with the page's own Rust in reach, in a headless browser.

#![cfg(target_arch = "wasm32")]
// Clippy knows #[test], not #[wasm_bindgen_test].
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

#[component]
fn Counter() -> Html {
    let count = use_state(|| 0);
    let more = {
        let count = count.clone();
        Callback::from(move |_: MouseEvent| count.set(*count + 1))
    };
    html! { <button onclick={more}>{ *count }</button> }
}

#[wasm_bindgen_test]
async fn a_component_mounts_and_answers_a_click() {
    let root = gloo::utils::document().create_element("div").unwrap();
    gloo::utils::body().append_child(&root).unwrap();
    yew::Renderer::<Counter>::with_root(root.clone()).render();
    yew::scheduler::flush().await;
    let button = root.query_selector("button").unwrap().expect("it was drawn");
    assert_eq!(button.text_content().as_deref(), Some("0"));

    button.dispatch_event(&web_sys::MouseEvent::new("click").unwrap()).unwrap();
    yew::scheduler::flush().await;
    assert_eq!(button.text_content().as_deref(), Some("1"));
    root.remove();
}
