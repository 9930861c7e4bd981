//! What is kept, where and for how long, with the button that forgets it; and the tick that lets settings be remembered.

use crate::web::{Hands, keeping, words};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What is kept.
#[component]
pub fn KeptHere() -> Html {
    let hands = use_context::<Hands>().unwrap_or_default();
    let forgotten = use_state_eq(|| false);
    let forget = {
        let forgotten = forgotten.clone();
        hands.remember.reform(move |_: MouseEvent| {
            keeping::forget();
            forgotten.set(true);
            false
        })
    };
    html! {
        <section class="kept">
            <h3>{ words::KEPT }</h3>
            <ul>{ for words::KEPT_LINES.into_iter().map(|line| html! { <li>{ line }</li> }) }</ul>
            <button type="button" onclick={forget}>{ words::FORGET }</button>
            <span role="status">{ if *forgotten { words::FORGOTTEN } else { "" } }</span>
        </section>
    }
}

/// The tick.
#[component]
pub fn Remember() -> Html {
    let hands = use_context::<Hands>().unwrap_or_default();
    let onchange = hands.remember.reform(|event: Event| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        input.is_some_and(|input| input.checked())
    });
    html! {
        <label class="remember" title={words::REMEMBER_WHAT}>
            <input type="checkbox" checked={hands.remembers} {onchange} />{ " " }{ words::REMEMBER }
        </label>
    }
}
