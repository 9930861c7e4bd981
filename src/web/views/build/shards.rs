//! The shards that the records land in.

use crate::web::{Model, views::floating::Floating, words::build as words};
use yew::prelude::*;

/// What the pane is given.
#[derive(Properties, PartialEq)]
pub struct ShardsPaneProps {
    /// What shows.
    pub model: Model,
    /// Opens what floats above the page.
    pub float: Callback<Option<Floating>>,
}

/// The pane.
#[component]
pub fn ShardsPane(props: &ShardsPaneProps) -> Html {
    let open = props.float.reform(|_: MouseEvent| Some(Floating::Shards));
    html! {
        <section class="pane shards" aria-label={words::SHARDS}>
            <div class="pane-head">
                <h2>{ words::SHARDS }</h2>
                <span class="grow"></span>
                <button type="button" onclick={open}>{ words::SHARDS_OPEN }</button>
            </div>
            { for words::shard_lines(&props.model.bench.shards).into_iter().map(|line| html! { <p>{ line }</p> }) }
        </section>
    }
}
