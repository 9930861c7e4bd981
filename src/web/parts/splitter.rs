//! A bar between two panes, moved by the pointer or by arrow keys (ARIA Authoring Practices, "Window Splitter").

use crate::web::platform::kept;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// What a bar parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    /// Panes side by side: the bar sets how wide the first one is.
    Columns,
    /// Panes above one another: the bar sets how high the last one is.
    Rows,
}

/// The least and the most that the bar sets, in hundredths of what holds the panes.
const LEAST: f64 = 15.0;
const MOST: f64 = 85.0;

/// How far an arrow key moves the bar, in hundredths.
const STEP: f64 = 2.0;

#[derive(Properties, PartialEq)]
pub struct SplitterProps {
    /// The accessible name.
    pub label: AttrValue,
    pub parts: Parts,
    /// The custom property that has the size, on the element that holds the panes and the bar.
    pub property: &'static str,
    /// Whether there is nothing to be moved.
    #[prop_or_default]
    pub still: bool,
    /// The size before anybody moved the bar, in hundredths.
    pub first: f64,
}

#[component]
pub fn Splitter(props: &SplitterProps) -> Html {
    let (node, parts, property) = (use_node_ref(), props.parts, props.property);
    let at = {
        let first = props.first;
        use_state_eq(move || kept::number(property).unwrap_or(first).clamp(LEAST, MOST))
    };
    // The page's policy forbids style attributes, so a script sets the size.
    use_effect_with((node.clone(), *at), move |(node, at)| {
        let holder = node.cast::<Element>().and_then(|bar| bar.parent_element());
        if let Some(holder) = holder.and_then(|holder| holder.dyn_into::<HtmlElement>().ok()) {
            let _ = holder.style().set_property(property, &format!("{at}%"));
        }
    });
    let set = {
        let at = at.setter();
        move |to: f64| {
            let to = to.clamp(LEAST, MOST);
            at.set(to);
            kept::keep_number(property, to);
        }
    };
    let onpointerdown = Callback::from(|event: PointerEvent| {
        if let Some(bar) = event.target_dyn_into::<Element>() {
            let _ = bar.set_pointer_capture(event.pointer_id());
        }
        event.prevent_default();
    });
    let onpointermove = {
        let set = set.clone();
        Callback::from(move |event: PointerEvent| {
            let Some(bar) = event.target_dyn_into::<Element>() else { return };
            let Some(holder) = bar.parent_element().filter(|_| bar.has_pointer_capture(event.pointer_id()))
            else {
                return;
            };
            let area = holder.get_bounding_client_rect();
            let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
            set(match parts {
                Parts::Columns => (x - area.left()) / area.width() * 100.0,
                Parts::Rows => (area.bottom() - y) / area.height() * 100.0,
            });
        })
    };
    let onkeydown = {
        let (at, still) = (*at, props.still);
        Callback::from(move |event: KeyboardEvent| {
            if still {
                return;
            }
            let to = match (event.key().as_str(), parts) {
                ("ArrowLeft", Parts::Columns) | ("ArrowDown", Parts::Rows) => at - STEP,
                ("ArrowRight", Parts::Columns) | ("ArrowUp", Parts::Rows) => at + STEP,
                ("Home", _) => LEAST,
                ("End", _) => MOST,
                _ => return,
            };
            event.prevent_default();
            set(to);
        })
    };
    let (class, orientation) = match parts {
        Parts::Columns => ("splitter between-columns", "vertical"),
        Parts::Rows => ("splitter between-rows", "horizontal"),
    };
    html! {
        <div ref={node} {class} role="separator" tabindex={if props.still { "-1" } else { "0" }} aria-disabled={props.still.to_string()} aria-label={&props.label} aria-orientation={orientation}
            aria-valuenow={format!("{:.0}", *at)} aria-valuemin="15" aria-valuemax="85" {onpointerdown} {onpointermove}
            {onkeydown}></div>
    }
}
