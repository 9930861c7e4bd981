//! Tabs (ARIA Authoring Practices, "Tabs"): one stop for the Tab key, arrows between them.

use web_sys::HtmlElement;
use yew::prelude::*;

/// One tab.
#[derive(Clone, PartialEq)]
pub struct TabItem {
    /// Its id; the panel's is `ID-panel`.
    pub id: &'static str,
    /// What it says.
    pub label: AttrValue,
    /// Whether it is at the front.
    pub chosen: bool,
    /// It was chosen.
    pub choose: Callback<()>,
}

/// What a row of tabs is given.
#[derive(Properties, PartialEq)]
pub struct TabsProps {
    /// What the tabs are for.
    pub label: AttrValue,
    /// The tabs.
    pub items: Vec<TabItem>,
}

/// A row of tabs.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let onkeydown = {
        let items = props.items.clone();
        Callback::from(move |event: KeyboardEvent| {
            let at = items.iter().position(|item| item.chosen).unwrap_or(0);
            let to = match event.key().as_str() {
                "ArrowRight" => (at + 1) % items.len().max(1),
                "ArrowLeft" => (at + items.len() - 1) % items.len().max(1),
                "Home" => 0,
                "End" => items.len().saturating_sub(1),
                _ => return,
            };
            event.prevent_default();
            if let Some(item) = items.get(to) {
                item.choose.emit(());
                let element = gloo::utils::document().get_element_by_id(item.id);
                if let Some(element) =
                    element.and_then(|element| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(element).ok())
                {
                    let _ = element.focus();
                }
            }
        })
    };
    let tabs = props.items.iter().map(|item| {
        let onclick = item.choose.reform(|_: MouseEvent| ());
        html! {
            <button type="button" role="tab" id={item.id} aria-selected={item.chosen.to_string()}
                aria-controls={format!("{}-panel", item.id)} tabindex={if item.chosen { "0" } else { "-1" }} {onclick}>
                { &item.label }
            </button>
        }
    });
    html! { <div role="tablist" aria-label={&props.label} {onkeydown}>{ for tabs }</div> }
}
