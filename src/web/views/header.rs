//! The line at the top: the name, what is marked, help, the theme.

use super::floating::{Floating, opens_shards};
use crate::web::{Model, platform::theme::Theme, words};
use kpl_engine::session::{Action, CompareMove, builder::Mode};
use yew::prelude::*;

/// What the header is given.
#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    /// Whether something is being inspected.
    pub filled: bool,
    /// Where the page is.
    pub mode: Mode,
    /// What is marked.
    pub model: Model,
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
    let unmark = props.send.reform(|_: MouseEvent| Action::Compare(CompareMove::Unmark));
    html! {
        <header class={classes!("top", (props.filled && props.mode == Mode::Inspect).then_some("filled"))}>
            <h1>{ words::NAME }</h1>
            <nav aria-label={words::build::PLACES}>
                { for [Mode::Inspect, Mode::Build].map(|mode| link(mode, props.mode)) }
            </nav>
            if props.filled && props.mode == Mode::Inspect {
                <button type="button" class="quiet" onclick={close}>{ words::START_OVER }</button>
                <button type="button" class="quiet wide-only" onclick={shards}>{ words::SHARDS }</button>
            }
            <span class="grow"></span>
            if let Some((name, record)) = &*props.model.mark {
                <p class="marked">
                    <span>{ words::marked_here(name.as_deref(), *record) }</span>
                    <button type="button" class="quiet" onclick={unmark}>{ words::UNMARK }</button>
                </p>
            }
            <button type="button" class="quiet" aria-keyshortcuts="?" onclick={help}>
                <kbd aria-hidden="true">{ "?" }</kbd><span class="label">{ words::KEYS }</span>
            </button>
            <button type="button" class="quiet" onclick={switch}>
                <span class="sign" aria-hidden="true">{ "◐" }</span><span class="label">{ words::theme(*theme) }</span>
            </button>
        </header>
    }
}

/// A link to a mode. The link to the present mode says that it is the current page.
fn link(mode: Mode, here: Mode) -> Html {
    let (name, fragment) = words::build::mode_name(mode);
    html! { <a href={format!("#{fragment}")} aria-current={(mode == here).then_some("page")}>{ name }</a> }
}
