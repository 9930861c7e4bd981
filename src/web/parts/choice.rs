//! Something to choose from a few, and something that is so or not.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// What a choice is given.
#[derive(Properties, PartialEq)]
pub struct ChoiceProps {
    /// What is chosen.
    pub label: AttrValue,
    /// Whether the label shows.
    #[prop_or(true)]
    pub labelled: bool,
    /// What there is, in order.
    pub options: Vec<AttrValue>,
    /// Which of them is chosen.
    pub chosen: usize,
    /// Another was chosen.
    pub onchoose: Callback<usize>,
    /// Its id.
    #[prop_or_default]
    pub id: Option<AttrValue>,
}

/// A choice.
#[component]
pub fn Choice(props: &ChoiceProps) -> Html {
    let node = use_node_ref();
    // What the browser shows after a choice is its own business, unless it is told.
    use_effect_with((node.clone(), props.chosen, props.options.len()), |(node, chosen, _)| {
        if let Some(select) = node.cast::<HtmlSelectElement>() {
            select.set_selected_index(i32::try_from(*chosen).unwrap_or(-1));
        }
    });
    let onchange = props.onchoose.reform(|event: Event| {
        let at = event.target_dyn_into::<HtmlSelectElement>().map_or(0, |select| select.selected_index());
        usize::try_from(at).unwrap_or(0)
    });
    let options = props.options.iter().enumerate().map(|(at, option)| {
        html! { <option key={at} selected={at == props.chosen}>{ option }</option> }
    });
    let select = html! { <select ref={node} id={props.id.clone()} aria-label={&props.label} {onchange}>{ for options }</select> };
    if props.labelled {
        html! { <label class="choice"><span aria-hidden="true">{ &props.label }</span>{ select }</label> }
    } else {
        select
    }
}

/// What a switch is given.
#[derive(Properties, PartialEq)]
pub struct CheckProps {
    /// What is so.
    pub label: AttrValue,
    /// Whether it is.
    pub checked: bool,
    /// It was changed.
    pub oncheck: Callback<bool>,
    /// Its id.
    #[prop_or_default]
    pub id: Option<AttrValue>,
}

/// A switch.
#[component]
pub fn Check(props: &CheckProps) -> Html {
    let onchange = props.oncheck.reform(|event: Event| {
        event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked())
    });
    html! {
        <label class="check">
            <input type="checkbox" id={props.id.clone()} checked={props.checked} aria-label={&props.label} {onchange} /><span>{ &props.label }</span>
        </label>
    }
}
