//! Keeps the place of the keyboard when the element with the focus leaves the page.

use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

/// Puts the focus on the first element that matches. Returns whether there is one.
pub fn put(selector: &str) -> bool {
    let found = gloo::utils::document().query_selector(selector).ok().flatten();
    let element = found.and_then(|found| found.dyn_into::<HtmlElement>().ok());
    // The page does not scroll to the element; it scrolls when somebody moves on from there.
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    element.is_some_and(|element| element.focus_with_options(&options).is_ok())
}

/// Once everything is drawn, puts the focus on an element, if nothing has it. The first selector that matches any
/// element counts.
pub fn restore(selectors: &'static [&'static str]) {
    let restore = move || {
        let focused = gloo::utils::document().active_element();
        if focused.is_none_or(|focused| focused.is_same_node(Some(&gloo::utils::body()))) {
            let _ = selectors.iter().any(|selector| put(selector));
        }
    };
    gloo::timers::callback::Timeout::new(0, restore).forget();
}
