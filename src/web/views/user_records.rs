//! The table of user records, with its filter.

use super::{ViewProps, shortcuts};
use crate::{
    kpl::Verdict,
    session::{
        Action,
        select::{self, UserRow},
    },
    web::{
        parts::{Reveal, Windowed},
        words,
    },
};
use std::ops::Range;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The table.
#[component]
pub fn UserRecords(props: &ViewProps) -> Html {
    let model = &props.model;
    let (through, all) = select::users_total(model);
    if all == 0 {
        let plain = select::banner(model).is_some_and(|banner| banner.verdict == Verdict::Plain);
        return html! { <p class="nothing">{ if plain { words::NO_USER_RECORDS_PLAIN } else { words::NO_USER_RECORDS } }</p> };
    }
    let rows = {
        let (model, send) = (model.clone(), props.send.clone());
        Callback::from(move |window: Range<usize>| -> Html {
            let first = window.start;
            let rows = select::user_rows(&model, window).into_iter().enumerate();
            rows.map(|(at, row)| user_record(row, first + at, &send)).collect()
        })
    };
    let onkeydown = {
        let (model, send) = (model.clone(), props.send.clone());
        Callback::from(move |event: KeyboardEvent| {
            let at = select::user_at_caret(&model);
            let action = match (event.key().as_str(), shortcuts::step(&event), at) {
                (_, Some(step), _) => Action::UserMove(step),
                ("Enter" | " ", _, Some(place)) => Action::OpenPayload(place),
                _ => {
                    shortcuts::pane_key(&event, &send);
                    return;
                }
            };
            event.prevent_default();
            send.emit(action);
        })
    };
    let oninput = props.send.reform(|event: InputEvent| {
        Action::Filter(
            event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default(),
        )
    });
    let caret = select::user_at_caret(model).unwrap_or(0);
    let leave = props.send.reform(|_: MouseEvent| Action::Light(None));
    html! {
        <>
            <div class="filter">
                <input id="filter" type="search" aria-label={words::FILTER} placeholder={words::FILTER_HINT}
                    value={model.filter.clone()} {oninput} spellcheck="false" autocomplete="off" />
                <span role="status">{ words::matches(through, all) }</span>
            </div>
            if through == 0 {
                <p class="nothing">{ words::NO_MATCH }</p>
            } else {
                <Windowed role="grid" label={words::USER_RECORDS} class="users-grid" total={through} columns={5}
                    head={shortcuts::heads(&words::USER_COLUMNS)} {rows} {onkeydown} onmouseleave={leave}
                    active={format!("u-{caret}")}
                    reveal={Reveal { row: model.user_caret, turn: model.turn }} />
            }
        </>
    }
}

fn user_record(row: UserRow, at: usize, send: &Callback<Action>) -> Html {
    let (place, node) = (row.place, row.node);
    let onclick = {
        let send = send.clone();
        Callback::from(move |_: MouseEvent| send.emit(Action::OpenPayload(place)))
    };
    let onmousemove = send.reform(move |_: MouseEvent| Action::Light(Some(node)));
    let key = match row.key {
        Some(key) => {
            html! { <span role="gridcell" class="mono">{ key.text }{ if key.cut { "…" } else { "" } }</span> }
        }
        None => html! { <span role="gridcell" class="faint">{ words::NO_KEY }</span> },
    };
    let hash = row.hash_key.map_or_else(|| words::UNKNOWN.to_owned(), |key| key.to_string());
    let class = classes!("row", row.chosen.then_some("pinned"), row.caret.then_some("caret"));
    html! {
        <div role="row" key={place} id={format!("u-{place}")} {class} aria-rowindex={(at + 1 + shortcuts::HEADS).to_string()}
            aria-selected={row.chosen.to_string()} {onclick} {onmousemove}>
            <span role="gridcell" class="number">{ row.index }</span>
            { key }
            <span role="gridcell" class="mono number" title={row.explicit_hash_key.as_ref().map(|_| words::EXPLICIT)}>
                if row.explicit_hash_key.is_some() { <span class="tagged">{ words::EXPLICIT_SHORT }</span>{ " " } }{ hash }
            </span>
            <span role="gridcell" class="number">
                { row.bytes.map_or_else(|| words::NO_DATA.to_owned(), words::grouped) }
            </span>
            <span role="gridcell" class="payload-cell">
                <span class="kind">{ words::payload(row.payload) }</span>{ " " }
                <span class="mono">{ row.preview.text }{ if row.preview.cut { "…" } else { "" } }</span>
            </span>
        </div>
    }
}
