//! A choice among a few options, and a switch.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ChoiceProps {
    /// What is chosen here.
    pub label: AttrValue,
    /// Whether the label shows; otherwise only a screen reader reads it.
    #[prop_or(true)]
    pub labelled: bool,
    /// The options, in order.
    pub options: Vec<AttrValue>,
    /// Which option is chosen, by its place.
    pub chosen: usize,
    /// Is called with the place of another option that was chosen.
    pub onchoose: Callback<usize>,
    #[prop_or_default]
    pub id: Option<AttrValue>,
}

#[component]
pub fn Choice(props: &ChoiceProps) -> Html {
    let node = use_node_ref();
    // The browser changes what it shows after a choice, so it must be told what is chosen.
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

#[derive(Properties, PartialEq)]
pub struct CheckProps {
    /// What is switched.
    pub label: AttrValue,
    pub checked: bool,
    pub oncheck: Callback<bool>,
    #[prop_or_default]
    pub id: Option<AttrValue>,
}

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
