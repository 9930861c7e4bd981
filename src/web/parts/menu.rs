//! A button that opens a menu (ARIA Authoring Practices, "Menu Button").

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};
use yew::prelude::*;

#[derive(Clone, PartialEq)]
pub struct MenuItem {
    pub label: AttrValue,
    pub choose: Callback<()>,
}

#[derive(Properties, PartialEq)]
pub struct MenuProps {
    pub label: AttrValue,
    pub items: Vec<MenuItem>,
}

#[component]
pub fn Menu(props: &MenuProps) -> Html {
    let open = use_state_eq(|| false);
    let node = use_node_ref();
    {
        let (node, set) = (node.clone(), open.setter());
        use_effect_with(*open, move |open| {
            if *open {
                focus_item(&node, 0);
            }
            // A press anywhere outside closes the menu.
            let listener = open.then(|| {
                EventListener::new(&gloo::utils::document(), "pointerdown", move |event| {
                    let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
                    if !node.cast::<Element>().is_some_and(|menu| menu.contains(target.as_ref())) {
                        set.set(false);
                    }
                })
            });
            move || drop(listener)
        });
    }
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let onkeydown = {
        let (open, node, total) = (open.clone(), node.clone(), props.items.len());
        Callback::from(move |event: KeyboardEvent| {
            if !*open {
                if matches!(event.key().as_str(), "ArrowDown" | "ArrowUp") {
                    event.prevent_default();
                    open.set(true);
                }
                return;
            }
            let at = focused_item(&node).unwrap_or(0);
            let to = match event.key().as_str() {
                "ArrowDown" => (at + 1) % total.max(1),
                "ArrowUp" => (at + total - 1) % total.max(1),
                "Home" => 0,
                "End" => total.saturating_sub(1),
                "Escape" | "Tab" => {
                    open.set(false);
                    if event.key() == "Escape" {
                        event.prevent_default();
                        event.stop_propagation();
                        focus_button(&node);
                    }
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            focus_item(&node, to);
        })
    };
    let items = props.items.iter().map(|item| {
        let (choose, open, node) = (item.choose.clone(), open.clone(), node.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            open.set(false);
            focus_button(&node);
            choose.emit(());
        });
        html! { <button type="button" role="menuitem" tabindex="-1" {onclick}>{ &item.label }</button> }
    });
    html! {
        <div class="menu" ref={node.clone()} {onkeydown}>
            <button type="button" aria-haspopup="menu" aria-expanded={open.to_string()} onclick={toggle}>
                { &props.label }<span class="arrow" aria-hidden="true">{ "▾" }</span>
            </button>
            if *open {
                <div role="menu" aria-label={&props.label}>{ for items }</div>
            }
        </div>
    }
}

fn focused_item(node: &NodeRef) -> Option<usize> {
    let items = node.cast::<Element>()?.query_selector_all("[role=menuitem]").ok()?;
    let focused = gloo::utils::document().active_element()?;
    (0..items.length())
        .find(|&index| items.get(index).is_some_and(|item| item.is_same_node(Some(&focused))))
        .and_then(|index| usize::try_from(index).ok())
}

fn focus_item(node: &NodeRef, index: usize) {
    let items = node.cast::<Element>().and_then(|menu| menu.query_selector_all("[role=menuitem]").ok());
    let item = items.zip(u32::try_from(index).ok()).and_then(|(items, index)| items.get(index));
    if let Some(item) = item.and_then(|item| item.dyn_into::<HtmlElement>().ok()) {
        let _ = item.focus();
    }
}

fn focus_button(node: &NodeRef) {
    let button =
        node.cast::<Element>().and_then(|menu| menu.query_selector("[aria-haspopup]").ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        let _ = button.focus();
    }
}
