//! A row of tabs (ARIA Authoring Practices, "Tabs"). It is one stop for the Tab key; arrow keys move within it.

use web_sys::HtmlElement;
use yew::prelude::*;

#[derive(Clone, PartialEq)]
pub struct TabItem {
    /// The id of the tab. Its panel has the id `ID-panel`.
    pub id: &'static str,
    pub label: AttrValue,
    pub chosen: bool,
    pub choose: Callback<()>,
}

#[derive(Properties, PartialEq)]
pub struct TabsProps {
    /// What the tabs are for; a screen reader reads it.
    pub label: AttrValue,
    pub items: Vec<TabItem>,
}

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
