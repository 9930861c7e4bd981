//! The panel of shards: told by a list or a number, which of them a record came from, and a partition key for one.

use super::{
    kept::remember,
    shard_key::{ShardKey, problem},
    shortcuts, use_viewport,
};
use crate::web::{
    Hands, Model,
    parts::{Dialog, Reveal, Windowed},
    words,
};
use kpl_engine::session::{Action, List, Move, ShardMove, select::ShardRow};
use std::ops::Range;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// What the panel is given.
#[derive(Properties, PartialEq)]
pub struct ShardsProps {
    /// The state.
    pub model: Model,
    /// Changes it.
    pub send: Callback<Action>,
    /// It was closed.
    pub on_close: Callback<()>,
}

/// The panel.
#[component]
pub fn Shards(props: &ShardsProps) -> Html {
    let view = props.model.shards.clone();
    let hands = use_context::<Hands>().unwrap_or_default();
    let (pasted, even, from) = (use_node_ref(), use_node_ref(), use_node_ref());
    let does = |step: Box<dyn Fn() -> ShardMove>| {
        props.send.reform(move |event: SubmitEvent| {
            event.prevent_default();
            Action::Shards(step())
        })
    };
    let value =
        |node: &NodeRef| node.cast::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default();
    let paste = {
        let node = pasted.clone();
        does(Box::new(move || {
            ShardMove::Paste(node.cast::<HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default())
        }))
    };
    let take_even = {
        let node = even.clone();
        does(Box::new(move || ShardMove::Even(value(&node))))
    };
    let set_from = {
        let node = from.clone();
        does(Box::new(move || ShardMove::From(value(&node))))
    };
    let set_overrides = props.send.reform(|event: Event| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        Action::Shards(ShardMove::Overrides(input.is_some_and(|input| input.checked())))
    });
    let forget = props.send.reform(|_: MouseEvent| Action::Shards(ShardMove::Forget));
    html! {
        <Dialog title={words::SHARDS_TITLE} close={words::CLOSE} on_close={props.on_close.clone()}>
            <div class="shards">
                <p class="help">{ words::SHARDS_WHY }</p>
                <form class="paste" onsubmit={paste}>
                    <label for="shards-paste">{ words::SHARDS_PASTE }</label>
                    <textarea id="shards-paste" ref={pasted} rows="3" placeholder={words::SHARDS_PASTE_HINT} spellcheck="false"
                        aria-describedby="shards-said" />
                    <button type="submit">{ words::READ_SHARDS }</button>
                </form>
                <form onsubmit={take_even}>
                    <label for="shards-even">{ words::EVEN_SHARDS }</label>
                    <input id="shards-even" ref={even} type="text" inputmode="numeric" autocomplete="off" class="short"
                        aria-describedby="shards-said" />
                    <button type="submit">{ words::USE_EVEN }</button>
                </form>
                <div id="shards-said" role="status">
                    { problem(view.fault.as_ref()) }
                    <p>{ words::shards_known(&view) }</p>
                    { for view.notes.iter().map(|note| html! { <p class="noted">{ note }</p> }) }
                </div>
                if view.known.is_some() {
                    <ShardList model={only!(props.model, shard_rows)} />
                    <datalist id="shard-ids">{ for view.ids.iter().map(|id| html! { <option value={id.clone()} /> }) }</datalist>
                    <form onsubmit={set_from}>
                        <label for="shards-from">{ words::CAME_FROM }</label>
                        <input id="shards-from" ref={from} type="text" list="shard-ids" autocomplete="off"
                            placeholder={words::SHARD_HINT} value={view.chosen.clone()} aria-describedby="shards-from-said" />
                        <button type="submit">{ words::SET }</button>
                        <label><input type="checkbox" checked={view.overrides} onchange={set_overrides} />{ " " }{ words::OVERRIDES }</label>
                    </form>
                    <div id="shards-from-said" role="status">{ problem(view.chosen_fault.as_ref()) }</div>
                    <ShardKey model={only!(props.model, shards)} send={props.send.clone()} />
                    <button type="button" class="link" onclick={forget}>{ words::FORGET_SHARDS }</button>
                    { remember(&hands) }
                }
                <p class="help">{ words::SERVICE_MANAGED }</p>
            </div>
        </Dialog>
    }
}

/// What the list is given.
#[derive(Properties, PartialEq)]
struct ShardListProps {
    model: Model,
}

/// The shards, a row each.
#[component]
fn ShardList(props: &ShardListProps) -> Html {
    let onwindow = use_viewport(List::Shards);
    let caret = use_state_eq(|| 0usize);
    let (model, total) = (props.model.clone(), props.model.shard_rows.total);
    let at = (*caret).min(total.saturating_sub(1));
    let rows = Callback::from(move |window: Range<usize>| -> Html {
        shortcuts::rows(window, |row| {
            model.shard_rows.get(row).map(|shard| self::shard(shard, row, row == at))
        })
    });
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if let Some(step) = shortcuts::step(&event) {
            event.prevent_default();
            caret.set(Move::from(step, at, total, 1));
        }
    });
    html! {
        <Windowed role="grid" label={words::SHARDS} class="shards-grid" {total} columns={5} {onwindow}
            head={shortcuts::heads(&words::SHARD_COLUMNS)} {rows} {onkeydown} active={format!("s-{at}")}
            reveal={Reveal { row: at, turn: 0 }} />
    }
}

fn shard(row: &ShardRow, at: usize, caret: bool) -> Html {
    html! {
        <div role="row" key={at} id={format!("s-{at}")} class={classes!("row", caret.then_some("caret"), row.origin.then_some("pinned"))}
            aria-rowindex={(at + 1 + shortcuts::HEADS).to_string()}>
            <span role="gridcell" class="mono">{ &row.id }</span>
            <span role="gridcell" class="mono number">{ row.start.to_string() }</span>
            <span role="gridcell" class="mono number">{ row.end.to_string() }</span>
            <span role="gridcell">{ words::shard_state(row) }</span>
            <span role="gridcell" class="number">{ words::grouped(row.user_records) }</span>
        </div>
    }
}
