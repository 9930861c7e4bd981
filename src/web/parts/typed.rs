//! A box whose text somebody far away holds: what is typed stays until it was heard there, so that no letter is lost.

use std::cell::Cell;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

thread_local! {
    /// Numbers what is typed, in all boxes together.
    static NEXT: Cell<u32> = const { Cell::new(1) };
}

/// What a box is given.
#[derive(Properties, PartialEq)]
pub struct TypedProps {
    /// Its accessible name.
    pub label: AttrValue,
    /// The text as it is there.
    pub value: AttrValue,
    /// The number of the last text that was heard there.
    pub heard: u32,
    /// Another text was typed, and its number.
    pub ontyped: Callback<(String, u32)>,
    /// Lines of a box that has several.
    #[prop_or_default]
    pub lines: Option<u32>,
    /// Its id.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// For the style sheet.
    #[prop_or_default]
    pub class: Classes,
    /// What it hints at while it is empty.
    #[prop_or_default]
    pub placeholder: AttrValue,
    /// Whether something is wrong with the text.
    #[prop_or_default]
    pub invalid: bool,
    /// The id of what says what is wrong.
    #[prop_or_default]
    pub describedby: Option<AttrValue>,
    /// What shows of it when the pointer rests there.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// The kind of keyboard that a phone shows.
    #[prop_or_default]
    pub inputmode: Option<AttrValue>,
}

/// A box.
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
