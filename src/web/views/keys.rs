//! Both key tables, with what sharing saves.

use super::{ViewProps, shortcuts};
use crate::{
    session::{
        Action, Pane,
        select::{self, KeyRow, Table},
    },
    web::{parts::Windowed, words},
};
use std::ops::Range;
use yew::prelude::*;

/// The tables.
#[component]
pub fn Keys(props: &ViewProps) -> Html {
    let caret = use_state_eq(|| 0usize);
    let (keys, hash_keys) = select::keys_total(&props.model);
    if keys + hash_keys == 0 {
        return html! { <p class="nothing">{ words::NO_KEYS }</p> };
    }
    // Another record may have fewer.
    let at_caret = (*caret).min(keys + hash_keys - 1);
    let rows = {
        let (model, send) = (props.model.clone(), props.send.clone());
        Callback::from(move |window: Range<usize>| -> Html {
            let first = window.start;
            let rows = select::key_rows(&model, window).into_iter().enumerate();
            rows.map(|(at, row)| entry(row, first + at, at_caret == first + at, &send)).collect()
        })
    };
    let onkeydown = {
        let (model, send, caret) = (props.model.clone(), props.send.clone(), caret.clone());
        Callback::from(move |event: KeyboardEvent| {
            if let Some(step) = shortcuts::step(&event) {
                let to = step.from(at_caret, keys + hash_keys, 1);
                caret.set(to);
                event.prevent_default();
                send.emit(Action::Light(select::key_rows(&model, to..to + 1).first().map(|row| row.node)));
            } else if matches!(event.key().as_str(), "Enter" | " ") {
                event.prevent_default();
                if let Some(row) = select::key_rows(&model, at_caret..at_caret + 1).first() {
                    send.emit(Action::Pin(row.node, Pane::Lists));
                }
            } else {
                shortcuts::pane_key(&event, &send);
            }
        })
    };
    html! {
        <Windowed role="grid" label={words::KEY_TABLES} class="keys-grid" total={keys + hash_keys} columns={6}
            head={shortcuts::heads(&words::KEY_COLUMNS)} {rows} {onkeydown} active={format!("k-{at_caret}")}
            reveal={crate::web::parts::Reveal { row: at_caret, turn: 0 }} />
    }
}

fn entry(row: KeyRow, at: usize, caret: bool, send: &Callback<Action>) -> Html {
    let node = row.node;
    let onclick = send.reform(move |_: MouseEvent| Action::Pin(node, Pane::Lists));
    let onmousemove = send.reform(move |_: MouseEvent| Action::Light(Some(node)));
    let table = match row.table {
        Table::PartitionKeys => words::PARTITION_KEY,
        Table::ExplicitHashKeys => words::EXPLICIT_HASH_KEY,
    };
    html! {
        <div role="row" key={at} id={format!("k-{at}")} class={classes!("row", row.pinned.then_some("pinned"), caret.then_some("caret"))}
            aria-rowindex={(at + 1 + shortcuts::HEADS).to_string()} aria-selected={row.pinned.to_string()} {onclick} {onmousemove}>
            <span role="gridcell"><span class="kind">{ table }</span>{ " " }{ format!("[{}]", row.index) }</span>
            <span role="gridcell" class="mono">{ row.key.text }{ if row.key.cut { "…" } else { "" } }</span>
            <span role="gridcell" class="mono number">{ row.hash_key.map_or_else(|| words::UNKNOWN.to_owned(), |key| key.to_string()) }</span>
            <span role="gridcell" class="number">{ words::grouped(row.uses) }</span>
            <span role="gridcell" class="number">{ words::saved(row.saved) }</span>
            <span role="gridcell" class="faint">{ words::key_remark(row.uses, row.duplicate_of) }</span>
        </div>
    }
}
