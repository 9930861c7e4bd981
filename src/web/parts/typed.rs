//! A text box whose text is held by the engine. The box keeps what is typed until the engine has heard it, so that no
//! letter is lost.

use std::cell::Cell;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

thread_local! {
    /// The number of the next text that is typed, in whichever box.
    static NEXT: Cell<u32> = const { Cell::new(1) };
}

#[derive(Properties, PartialEq)]
pub struct TypedProps {
    /// The accessible name.
    pub label: AttrValue,
    /// The text as the engine has it.
    pub value: AttrValue,
    /// The number of the last text that the engine has heard.
    pub heard: u32,
    /// Is called with a text that was typed, and its number.
    pub ontyped: Callback<(String, u32)>,
    /// How many lines the box has, if it has several.
    #[prop_or_default]
    pub lines: Option<u32>,
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// Classes for the style sheet.
    #[prop_or_default]
    pub class: Classes,
    /// The hint that shows while the box is empty.
    #[prop_or_default]
    pub placeholder: AttrValue,
    #[prop_or_default]
    pub invalid: bool,
    /// The id of the element that says what is wrong.
    #[prop_or_default]
    pub describedby: Option<AttrValue>,
    /// The text that shows when the pointer rests on the box.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// The kind of keyboard that a phone shows.
    #[prop_or_default]
    pub inputmode: Option<AttrValue>,
}

#[component]
pub fn Typed(props: &TypedProps) -> Html {
    let typed = use_state_eq(|| None::<(String, u32)>);
    let say = {
        let (typed, ontyped) = (typed.clone(), props.ontyped.clone());
        move |text: String| {
            let number = NEXT.replace(NEXT.get().wrapping_add(1));
            typed.set(Some((text.clone(), number)));
            ontyped.emit((text, number));
        }
    };
    let value = match &*typed {
        Some((text, number)) if *number > props.heard => AttrValue::from(text.clone()),
        _ => props.value.clone(),
    };
    let invalid = props.invalid.then_some("true");
    if let Some(lines) = props.lines {
        let oninput = Callback::from(move |event: InputEvent| {
            say(event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default());
        });
        return html! {
            <textarea id={props.id.clone()} class={props.class.clone()} aria-label={&props.label} {value} {oninput}
                rows={lines.to_string()} placeholder={&props.placeholder} aria-invalid={invalid}
                aria-describedby={props.describedby.clone()} spellcheck="false" autocomplete="off" />
        };
    }
    let oninput = Callback::from(move |event: InputEvent| {
        say(event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default());
    });
    html! {
        <input type="text" id={props.id.clone()} class={props.class.clone()} aria-label={&props.label} {value} {oninput}
            placeholder={&props.placeholder} aria-invalid={invalid} aria-describedby={props.describedby.clone()}
            title={props.title.clone()} inputmode={props.inputmode.clone()} spellcheck="false" autocomplete="off" />
    }
}
