//! Keeps the place of the keyboard when the element with the focus leaves the page.

use gloo::events::EventListener;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};
use yew::prelude::*;

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

/// Whenever the element with the focus leaves the page or can have it no more, the focus goes to the first element that
/// matches, so that a keyboard never has to begin anew.
#[hook]
pub fn use_kept(selectors: &'static [&'static str]) {
    let last = use_mut_ref(|| None::<HtmlElement>);
    {
        let last = last.clone();
        use_effect_with((), move |()| {
            let listener = EventListener::new(&gloo::utils::document(), "focusin", move |event| {
                *last.borrow_mut() = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
            });
            move || drop(listener)
        });
    }
    use_effect(move || {
        let gone = |element: &HtmlElement| !element.is_connected() || element.has_attribute("disabled");
        if last.borrow().as_ref().is_some_and(gone) {
            restore(selectors);
        }
    });
}

thread_local! {
    /// Where the pointer was when it last moved, in CSS pixels of the window.
    static POINTER: Cell<(i32, i32)> = const { Cell::new((-1, -1)) };
}

/// Whether the pointer itself has moved. A browser also says so when something moves below a pointer that rests.
#[must_use]
pub fn has_moved(event: &MouseEvent) -> bool {
    let at = (event.client_x(), event.client_y());
    POINTER.with(|pointer| pointer.replace(at) != at)
}
