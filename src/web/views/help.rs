//! The sheet of keys.

use crate::web::{parts::Dialog, words};
use yew::prelude::*;

/// What the sheet is given.
#[derive(Properties, PartialEq)]
pub struct HelpProps {
    /// It was closed.
    pub on_close: Callback<()>,
}

/// The sheet.
#[component]
pub fn Help(props: &HelpProps) -> Html {
    let group = |(name, keys): &(&'static str, &'static [(&'static str, &'static str)])| {
        let rows =
            keys.iter().map(|(key, does)| html! { <><dt><kbd>{ *key }</kbd></dt><dd>{ *does }</dd></> });
        html! { <section><h3>{ *name }</h3><dl>{ for rows }</dl></section> }
    };
    html! {
        <Dialog title={words::KEYS_TITLE} close={words::CLOSE} on_close={props.on_close.clone()}>
            <div class="shortcuts">{ for words::SHORTCUTS.iter().map(group) }</div>
        </Dialog>
    }
}
