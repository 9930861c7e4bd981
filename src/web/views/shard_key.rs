//! The form that finds a partition key for a shard.

use super::ViewProps;
use crate::web::{Hands, platform::clipboard, words};
use kpl_engine::session::{Action, ShardMove, ShardProblem};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The form.
#[component]
pub fn ShardKey(props: &ViewProps) -> Html {
    let hands = use_context::<Hands>().unwrap_or_default();
    let copied = use_state(|| None::<bool>);
    let (shard, prefix) = (use_node_ref(), use_node_ref());
    let view = props.model.shards.clone();
    {
        let copied = copied.setter();
        use_effect_with(view.key.clone(), move |_| copied.set(None));
    }
    let onsubmit = {
        let (shard, prefix) = (shard.clone(), prefix.clone());
        props.send.reform(move |event: SubmitEvent| {
            event.prevent_default();
            let value = |node: &NodeRef| {
                node.cast::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default()
            };
            Action::Shards(ShardMove::FindKey(value(&shard), value(&prefix)))
        })
    };
    let found = view.key.as_ref().map(|found| match found {
        Ok((key, id)) => {
            let onclick = {
                let (key, copied, notify) = (key.clone(), copied.setter(), hands.notify.clone());
                Callback::from(move |_: MouseEvent| {
                    let (copied, notify) = (copied.clone(), notify.clone());
                    let done = Callback::from(move |worked| {
                        copied.set(Some(worked));
                        notify.emit(words::copied(worked).to_owned());
                    });
                    clipboard::copy(key.clone(), done);
                })
            };
            html! {
                <p class="found">
                    <span>{ words::key_lands(id) }{ " " }<strong class="mono">{ key }</strong></span>
                    <button type="button" {onclick}>{ words::COPY_KEY }</button>
                    if let Some(worked) = *copied { <span>{ words::copied(worked) }</span> }
                </p>
            }
        }
        Err(fault) => problem(Some(fault)),
    });
    html! {
        <section class="shard-key" aria-labelledby="shard-key-title">
            <h3 id="shard-key-title">{ words::FIND_KEY }</h3>
            <form {onsubmit}>
                <label for="shard-key-shard">{ words::KEY_SHARD }</label>
                <input id="shard-key-shard" ref={shard} type="text" list="shard-ids" autocomplete="off" placeholder={words::SHARD_HINT} />
                <label for="shard-key-prefix">{ words::KEY_PREFIX }</label>
                <input id="shard-key-prefix" ref={prefix} type="text" autocomplete="off" spellcheck="false" class="short" />
                <button type="submit">{ words::FIND }</button>
            </form>
            <div role="status">{ found }</div>
        </section>
    }
}

/// What could not be done, in red.
pub(super) fn problem(problem: Option<&ShardProblem>) -> Html {
    problem.map_or_else(
        Html::default,
        |problem| html! { <p class="fault">{ words::shard_problem(problem) }</p> },
    )
}
