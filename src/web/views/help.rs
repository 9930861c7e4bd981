//! Help: the sheet of keys, and what is kept; or the latter alone.

use super::kept::kept_here;
use crate::web::{Hands, parts::Dialog, words};
use yew::prelude::*;

/// What the sheet is given.
#[derive(Properties, PartialEq)]
pub struct HelpProps {
    /// Whether only what is kept shows.
    pub kept: bool,
    /// It was closed.
    pub on_close: Callback<()>,
}

/// The sheet.
#[component]
pub fn Help(props: &HelpProps) -> Html {
    let hands = use_context::<Hands>().unwrap_or_default();
    let group = |(name, keys): &(&'static str, &'static [(&'static str, &'static str)])| {
        let rows =
            keys.iter().map(|(key, does)| html! { <><dt><kbd>{ *key }</kbd></dt><dd>{ *does }</dd></> });
        html! { <section><h4>{ *name }</h4><dl>{ for rows }</dl></section> }
    };
    html! {
        <Dialog title={words::HELP_TITLE} close={words::CLOSE} on_close={props.on_close.clone()}>
            if !props.kept {
                <h3>{ words::KEYS_TITLE }</h3>
                <div class="shortcuts">{ for words::SHORTCUTS.iter().map(group) }</div>
            }
            { kept_here(&hands, &props.on_close) }
        </Dialog>
    }
}
