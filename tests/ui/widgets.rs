//! Menus, tabs and dialogs with the keyboard, as the ARIA Authoring Practices describe them.

use crate::stage::{Stage, attribute, drawn, focused, pointer_down, press};
use kpl_page::web::parts::{Dialog, Menu, MenuItem, TabItem, Tabs};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;

#[component]
fn Choices() -> Html {
    let chosen = use_state(String::new);
    let items = ["One", "Two", "Three"].map(|label| {
        let chosen = chosen.setter();
        MenuItem { label: label.into(), choose: Callback::from(move |()| chosen.set(label.to_owned())) }
    });
    html! { <><Menu label="Copy as" items={items.to_vec()} /><output>{ &*chosen }</output></> }
}

#[wasm_bindgen_test]
async fn a_menu_with_the_keyboard() {
    let stage = Stage::<Choices>::with(()).await;
    let button = stage.one("button");
    assert_eq!(
        (attribute(&button, "aria-haspopup"), attribute(&button, "aria-expanded")),
        ("menu".into(), "false".into())
    );
    button.focus().unwrap();
    assert!(press(&button, "ArrowDown").await);
    assert_eq!(attribute(&button, "aria-expanded"), "true");
    assert_eq!(attribute(&stage.one("[role=menu]"), "aria-label"), "Copy as");

    let item = || gloo::utils::document().active_element().unwrap();
    assert_eq!(focused(), "One");
    for (key, to) in
        [("ArrowDown", "Two"), ("End", "Three"), ("ArrowDown", "One"), ("ArrowUp", "Three"), ("Home", "One")]
    {
        assert!(press(&item(), key).await);
        assert_eq!(focused(), to, "after {key}");
    }
    assert!(press(&item(), "Escape").await);
    assert!(stage.texts("[role=menu]").is_empty());
    assert_eq!(focused(), "Copy as▾");

    // A choice closes it as well, and so does a press of the pointer anywhere else.
    button.click();
    drawn().await;
    assert!(press(&item(), "ArrowDown").await);
    stage.one("[role=menuitem]:nth-child(2)").click();
    drawn().await;
    assert_eq!(stage.texts("output"), ["Two"]);
    assert!(stage.texts("[role=menu]").is_empty());
    assert_eq!(focused(), "Copy as▾");
    button.click();
    drawn().await;
    pointer_down(&stage.one("[role=menuitem]")).await;
    assert_eq!(stage.texts("[role=menu]").len(), 1);
    pointer_down(&stage.one("output")).await;
    assert!(stage.texts("[role=menu]").is_empty());
}

#[component]
fn Panes() -> Html {
    let front = use_state(|| 0usize);
    let items = ["first", "second", "third"].into_iter().enumerate().map(|(at, id)| {
        let set = front.setter();
        TabItem { id, label: id.into(), chosen: *front == at, choose: Callback::from(move |()| set.set(at)) }
    });
    html! { <Tabs label="Panes" items={items.collect::<Vec<_>>()} /> }
}

#[wasm_bindgen_test]
async fn tabs_with_the_keyboard() {
    let stage = Stage::<Panes>::with(()).await;
    stage.one("#first").focus().unwrap();
    let tab = || gloo::utils::document().active_element().unwrap();
    for (key, to) in [
        ("ArrowRight", "second"),
        ("ArrowRight", "third"),
        ("ArrowRight", "first"),
        ("ArrowLeft", "third"),
        ("Home", "first"),
        ("End", "third"),
    ] {
        assert!(press(&tab(), key).await);
        assert_eq!(focused(), to, "after {key}");
        assert_eq!(stage.texts("[role=tab][aria-selected=true]"), [to]);
        assert_eq!(stage.texts("[role=tab][tabindex='0']"), [to], "one stop for the Tab key");
    }
    assert!(!press(&tab(), "ArrowDown").await, "not a key of tabs");
    assert_eq!(attribute(&tab(), "aria-controls"), "third-panel");
}

#[component]
fn Sheet() -> Html {
    let open = use_state(|| false);
    let (show, hide) = (open.setter(), open.setter());
    html! {
        <>
            <button id="opens" onclick={move |_| show.set(true)}>{ "Open" }</button>
            if *open {
                <Dialog title="Sheet" close="Close" on_close={move |()| hide.set(false)}>{ "words" }</Dialog>
            }
        </>
    }
}

#[wasm_bindgen_test]
async fn a_dialog_gives_the_focus_back() {
    let stage = Stage::<Sheet>::with(()).await;
    let opens = stage.one("#opens");
    opens.focus().unwrap();
    opens.click();
    drawn().await;
    assert_eq!(focused(), "Close");
    stage.one("dialog button").click();
    drawn().await;
    assert!(stage.texts("dialog").is_empty());
    assert_eq!(focused(), "Open");
}
