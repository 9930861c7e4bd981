//! The line at the top: the name, the sheet of keys, the theme.

use super::floating::{Floating, opens_shards};
use crate::web::{platform::theme::Theme, words};
use kpl_engine::session::{Action, builder::Place};
use yew::prelude::*;

/// What the header is given.
#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    /// Whether something is being inspected.
    pub filled: bool,
    /// Where the page is.
    pub place: Place,
    /// Opens what floats.
    pub float: Callback<Option<Floating>>,
    /// Changes the state.
    pub send: Callback<Action>,
}

/// The header.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let theme = use_state_eq(Theme::restore);
    let switch = {
        let theme = theme.clone();
        Callback::from(move |_: MouseEvent| {
            let next = theme.next();
            next.choose();
            theme.set(next);
        })
    };
    let help = props.float.reform(|_: MouseEvent| Some(Floating::Help));
    let shards = opens_shards(&props.float);
    let close = props.send.reform(|_: MouseEvent| Action::Close);
    html! {
        <header class={classes!("top", (props.filled && props.place == Place::Inspect).then_some("filled"))}>
            <h1>{ words::NAME }</h1>
            <nav aria-label={words::build::PLACES}>
                { for [Place::Inspect, Place::Build].map(|place| link(place, props.place)) }
            </nav>
            if props.filled && props.place == Place::Inspect {
                <button type="button" class="quiet" onclick={close}>{ words::START_OVER }</button>
                <button type="button" class="quiet wide-only" onclick={shards}>{ words::SHARDS }</button>
            }
            <span class="grow"></span>
            <button type="button" class="quiet" aria-keyshortcuts="?" onclick={help}>
                <kbd aria-hidden="true">{ "?" }</kbd><span class="label">{ words::KEYS }</span>
            </button>
            <button type="button" class="quiet" onclick={switch}>
                <span class="sign" aria-hidden="true">{ "◐" }</span><span class="label">{ words::theme(*theme) }</span>
            </button>
        </header>
    }
}

/// A link to a place; the one where the page is says so.
fn link(place: Place, here: Place) -> Html {
    let (name, fragment) = words::build::place_name(place);
    html! { <a href={format!("#{fragment}")} aria-current={(place == here).then_some("page")}>{ name }</a> }
}
