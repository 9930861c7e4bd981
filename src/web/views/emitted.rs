//! The user records that a consumer hands over, with the keys that it gives them.

use super::{shortcuts, use_viewport};
use crate::web::{
    Model,
    parts::{Reveal, Windowed},
    words,
};
use kpl_engine::{
    consumers::Consumer,
    session::{
        List, Move,
        select::{EmittedRow, SeenKey},
    },
};
use std::ops::Range;
use yew::prelude::*;

/// What the list is given.
#[derive(Properties, PartialEq)]
pub struct EmittedProps {
    /// The state.
    pub model: Model,
    /// Whose records they are.
    pub consumer: Consumer,
}

/// The list.
#[component]
pub fn EmittedList(props: &EmittedProps) -> Html {
    let onwindow = use_viewport(List::Emitted);
    let caret = use_state_eq(|| 0usize);
    let (model, total) = (props.model.clone(), props.model.emitted.total);
    let at = (*caret).min(total.saturating_sub(1));
    let rows = Callback::from(move |window: Range<usize>| -> Html {
        shortcuts::rows(window, |row| model.emitted.get(row).map(|emitted| record(emitted, row == at)))
    });
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if let Some(step) = shortcuts::step(&event) {
            event.prevent_default();
            caret.set(Move::from(step, at, total, 1));
        }
    });
    let reveal = Reveal { row: at, turn: 0 };
    html! {
        <Windowed role="grid" label={words::emitted_by(props.consumer)} class="emitted-grid" {total} columns={5} {onwindow}
            head={shortcuts::heads(&words::EMITTED_COLUMNS)} {rows} {onkeydown} active={format!("e-{at}")} {reveal} />
    }
}

fn record(row: &EmittedRow, caret: bool) -> Html {
    html! {
        <div role="row" key={row.place} id={format!("e-{}", row.place)} class={classes!("row", caret.then_some("caret"))}
            aria-rowindex={(row.place + 1 + shortcuts::HEADS).to_string()}>
            <span role="gridcell" class="number">{ words::grouped(row.place) }</span>
            <span role="gridcell">{ key(&row.partition_key) }</span>
            <span role="gridcell">{ key(&row.explicit_hash_key) }</span>
            <span role="gridcell" class="number">{ row.bytes.map_or_else(|| words::NO_DATA.to_owned(), words::grouped) }</span>
            <span role="gridcell" class="mono">{ &row.preview.text }{ if row.preview.cut { "…" } else { "" } }</span>
        </div>
    }
}

/// A key, marked as right or wrong where this consumer gives one.
fn key((key, right): &(SeenKey, bool)) -> Html {
    let shown = match key {
        SeenKey::Text(text) => {
            html! { <span class="mono">{ &text.text }{ if text.cut { "…" } else { "" } }</span> }
        }
        SeenKey::Undefined => html! { <span class="mono">{ "undefined" }</span> },
        SeenKey::Null => html! { <span class="mono">{ "null" }</span> },
        SeenKey::Absent => return html! { <span class="faint">{ words::KEY_ABSENT }</span> },
        SeenKey::Outer => return html! { <span class="faint">{ words::KEY_OUTER }</span> },
    };
    let (class, sign, means) =
        if *right { ("right", "✔", words::KEY_RIGHT) } else { ("wrong", "✖", words::KEY_WRONG) };
    html! {
        <span {class} title={means}>
            <span aria-hidden="true">{ sign }{ " " }</span>{ shown }<span class="off-screen">{ ", " }{ means }</span>
        </span>
    }
}
