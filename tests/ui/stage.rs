//! A place in the document for one component, with the page's own style sheets, and functions that act on it.

use kpl_engine::session::Engine;
use kpl_page::web::{Connect, Heard, Link, views::AppProps};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event, HtmlElement};
use yew::{Callback, html::BaseComponent};

/// The style sheets by which lists and widgets are measured.
const SHEETS: [&str; 3] = [
    include_str!("../../static/css/tokens.css"),
    include_str!("../../static/css/base.css"),
    include_str!("../../static/css/grids.css"),
];

/// A component on the page. Dropping it removes the component.
pub struct Stage<T: BaseComponent> {
    root: HtmlElement,
    handle: Option<yew::AppHandle<T>>,
}

impl<T: BaseComponent> Stage<T> {
    /// Mounts the component in 480 by 300 CSS pixels.
    pub async fn with(props: T::Properties) -> Self {
        let document = gloo::utils::document();
        let root: HtmlElement = document.create_element("div").unwrap().unchecked_into();
        let size = "display: flex; flex-direction: column; width: 480px; height: 300px";
        root.set_attribute("style", size).unwrap();
        let sheet = document.create_element("style").unwrap();
        sheet.set_text_content(Some(&SHEETS.concat()));
        gloo::utils::body().append_child(&root).unwrap();
        let inside = document.create_element("div").unwrap();
        inside.set_attribute("style", "display: contents").unwrap();
        root.append_child(&sheet).unwrap();
        root.append_child(&inside).unwrap();
        let handle = yew::Renderer::<T>::with_root_and_props(inside, props).render();
        let stage = Self { root, handle: Some(handle) };
        drawn().await;
        stage
    }

    /// Shows the component with other properties.
    pub async fn update(&mut self, props: T::Properties) {
        self.handle.as_mut().unwrap().update(props);
        drawn().await;
    }

    /// The first element that matches.
    pub fn one(&self, selector: &str) -> HtmlElement {
        let found = self.root.query_selector(selector).unwrap();
        found.unwrap_or_else(|| panic!("no {selector} in {}", self.root.inner_html())).unchecked_into()
    }

    /// The texts of all elements that match.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let all = self.root.query_selector_all(selector).unwrap();
        (0..all.length()).map(|at| all.get(at).unwrap().text_content().unwrap_or_default()).collect()
    }
}

impl<T: BaseComponent> Drop for Stage<T> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            handle.destroy();
        }
        self.root.remove();
    }
}

/// The page with its engine in the same thread.
pub fn page() -> AppProps {
    let connect = Connect::new(|heard| {
        let engine = Rc::new(RefCell::new(Engine::default()));
        let say = Callback::from(move |ask| {
            if let Some(tell) = engine.borrow_mut().hear(ask, 0) {
                heard.emit(Heard::Told(Box::new(tell)));
            }
        });
        Link { say, give: Callback::noop() }
    });
    AppProps { connect }
}

/// Waits until the browser has laid out and drawn twice: it reports sizes after one layout, and they are drawn in the
/// next.
pub async fn drawn() {
    for _ in 0..2 {
        yew::scheduler::flush().await;
        let frames = "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))";
        JsFuture::from(js_sys::eval(frames).unwrap().unchecked_into::<js_sys::Promise>()).await.unwrap();
    }
    yew::scheduler::flush().await;
}

fn event(script: &str) -> Event {
    js_sys::eval(script).unwrap().unchecked_into()
}

/// Presses a key on an element. Returns whether the page handled it.
pub async fn press(on: &Element, key: &str) -> bool {
    let made =
        event(&format!("new KeyboardEvent('keydown', {{ key: '{key}', bubbles: true, cancelable: true }})"));
    let untouched = on.dispatch_event(&made).unwrap();
    drawn().await;
    !untouched
}

/// Presses the pointer's button on an element.
pub async fn pointer_down(on: &Element) {
    on.dispatch_event(&event("new PointerEvent('pointerdown', { bubbles: true })")).unwrap();
    drawn().await;
}

/// How the element with the focus reads.
pub fn focused() -> String {
    let focused = gloo::utils::document().active_element();
    focused.and_then(|focused| focused.text_content()).unwrap_or_default()
}

pub fn attribute(of: &Element, name: &str) -> String {
    of.get_attribute(name).unwrap_or_default()
}

/// Pastes a text somewhere on the page.
pub async fn paste(text: &str) {
    let text = JsValue::from_str(text);
    let make = js_sys::Function::new_with_args(
        "text",
        "const data = new DataTransfer(); data.setData('text/plain', text);
         return new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data })",
    );
    let made: Event = make.call1(&JsValue::NULL, &text).unwrap().unchecked_into();
    gloo::utils::body().dispatch_event(&made).unwrap();
    drawn().await;
}
