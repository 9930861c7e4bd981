//! Both key tables, with what sharing saves.

use super::{ViewProps, shortcuts, use_viewport};
use crate::web::{
    parts::{Reveal, Windowed},
    words,
};
use kpl_engine::session::{
    Action, List, Pane,
    select::{KeyRow, Table},
};
use std::ops::Range;
use yew::prelude::*;

/// The tables.
#[component]
pub fn Keys(props: &ViewProps) -> Html {
    let (model, onwindow) = (&props.model, use_viewport(List::Keys));
    let total = model.keys.total;
    if total == 0 {
        return html! { <p class="nothing">{ words::NO_KEYS }</p> };
    }
    let (caret, node) = model.carets.key_caret;
    let rows = {
        let (model, send) = (model.clone(), props.send.clone());
        Callback::from(move |window: Range<usize>| -> Html {
            shortcuts::rows(window, |at| model.keys.get(at).map(|row| entry(row, at, caret == at, &send)))
        })
    };
    let onkeydown = {
        let send = props.send.clone();
        Callback::from(move |event: KeyboardEvent| {
            let action = match (event.key().as_str(), shortcuts::step(&event), node) {
                (_, Some(step), _) => Action::KeyMove(step),
                ("Enter" | " ", _, Some(node)) => Action::Pin(node, Pane::Lists),
                _ => {
                    shortcuts::pane_key(&event, &send);
                    return;
                }
            };
            event.prevent_default();
            send.emit(action);
        })
    };
    html! {
        <Windowed role="grid" label={words::KEY_TABLES} class="keys-grid" {total} columns={6} {onwindow}
            head={shortcuts::heads(&words::KEY_COLUMNS)} {rows} {onkeydown} active={format!("k-{caret}")}
            reveal={Reveal { row: caret, turn: model.carets.turn }} />
    }
}

fn entry(row: &KeyRow, at: usize, caret: bool, send: &Callback<Action>) -> Html {
    let node = row.node;
    let onclick = send.reform(move |_: MouseEvent| Action::Pin(node, Pane::Lists));
    let onmousemove = shortcuts::lights(node, send);
    let table = match row.table {
        Table::PartitionKeys => words::PARTITION_KEY,
        Table::ExplicitHashKeys => words::EXPLICIT_HASH_KEY,
    };
    html! {
        <div role="row" key={at} id={format!("k-{at}")} class={classes!("row", row.pinned.then_some("pinned"), caret.then_some("caret"))}
            aria-rowindex={(at + 1 + shortcuts::HEADS).to_string()} aria-selected={row.pinned.to_string()} {onclick} {onmousemove}>
            <span role="gridcell"><span class="kind">{ table }</span>{ " " }{ format!("[{}]", row.index) }</span>
            <span role="gridcell" class="mono">{ &row.key.text }{ if row.key.cut { "…" } else { "" } }</span>
            <span role="gridcell" class="mono number">{ row.hash_key.map_or_else(|| words::UNKNOWN.to_owned(), |key| key.to_string()) }</span>
            <span role="gridcell" class="number">{ words::grouped(row.uses) }</span>
            <span role="gridcell" class="number">{ words::saved(row.saved) }</span>
            <span role="gridcell" class="faint">{ words::key_remark(row.uses, row.duplicate_of) }</span>
        </div>
    }
}
