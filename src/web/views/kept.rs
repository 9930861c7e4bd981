//! What is kept, where and for how long, with the button that forgets it; and the tick that lets settings be remembered.

use crate::web::{Hands, keeping, words};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What is kept. `done` is called when it was forgotten.
pub fn kept_here(hands: &Hands, done: &Callback<()>) -> Html {
    let forget = {
        let (hands, done) = (hands.clone(), done.clone());
        Callback::from(move |_: MouseEvent| {
            keeping::forget();
            hands.remember.emit(false);
            hands.notify.emit(words::FORGOTTEN.to_owned());
            done.emit(());
        })
    };
    html! {
        <section class="kept">
            <h3>{ words::KEPT }</h3>
            <ul>{ for words::KEPT_LINES.into_iter().map(|line| html! { <li>{ line }</li> }) }</ul>
            <button type="button" onclick={forget}>{ words::FORGET }</button>
        </section>
    }
}

/// The tick.
pub fn remember(hands: &Hands) -> Html {
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
