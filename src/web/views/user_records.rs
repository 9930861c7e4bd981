//! The table of user records, with its filter.

use super::{
    ViewProps,
    copying::exports,
    picked::{PickedLine, picks, pressed},
    shortcuts, use_viewport,
    user_table::{Column, NARROW_TABLE, TableKind, cell, use_columns, use_widths},
};
use crate::web::{
    Hands,
    parts::{Menu, Reveal, Windowed},
    platform::media::use_media,
    words,
};
use kpl_engine::session::{Action, List, select::UserRow};
use kpl_format::kpl::Verdict;
use std::ops::Range;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The table.
#[component]
pub fn UserRecords(props: &ViewProps) -> Html {
    let model = &props.model;
    let hands = use_context::<Hands>().unwrap_or_default();
    let (onwindow, typed) = (use_viewport(List::Users), use_state(String::new));
    let (through, all) = (model.users.total, model.carets.users);
    let sharded = model.users.get(model.users.start).is_some_and(|row| row.shard.is_some());
    let (node, columns, narrow) = (use_node_ref(), use_columns(), use_media(NARROW_TABLE));
    let alone = model.overview.records == 1;
    let kind = TableKind { capture: false, files: false, sharded };
    let shown = columns.of(kind);
    use_widths(&node, &columns, &shown, narrow);
    if all == 0 {
        let plain = model.banner.as_ref().as_ref().is_some_and(|banner| banner.verdict == Verdict::Plain);
        return html! { <p class="nothing">{ if plain { words::NO_USER_RECORDS_PLAIN } else { words::NO_USER_RECORDS } }</p> };
    }
    let rows = {
        let (model, send, shown) = (model.clone(), props.send.clone(), shown.clone());
        Callback::from(move |window: Range<usize>| -> Html {
            shortcuts::rows(window, |at| {
                model.users.get(at).map(|row| user_record(row, at, (&shown, alone), &send))
            })
        })
    };
    let onkeydown = {
        let (at, send) = (model.carets.user_caret.1, props.send.clone());
        Callback::from(move |event: KeyboardEvent| {
            if let Some(pick) = picks(&event).filter(|_| alone) {
                event.prevent_default();
                send.emit(pick);
                return;
            }
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
    let oninput = {
        let typed = typed.clone();
        props.send.reform(move |event: InputEvent| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            let text = input.map(|input| input.value()).unwrap_or_default();
            typed.set(text.clone());
            Action::Filter(text)
        })
    };
    let (row, caret) = model.carets.user_caret;
    let caret = caret.unwrap_or(0);
    let leave = props.send.reform(|_: MouseEvent| Action::Light(None));
    html! {
        <>
            <div class="filter">
                <input id="filter" type="search" aria-label={words::FILTER} placeholder={words::FILTER_HINT}
                    value={(*typed).clone()} {oninput} spellcheck="false" autocomplete="off" />
                <span role="status">{ words::matches(through, all) }</span>
                <span class="grow"></span>
                { columns.menu(kind) }
                // Of several Kinesis records the capture's own list has the menu.
                if model.overview.records == 1 {
                    <Menu label={words::EXPORT} items={exports(&hands)} />
                }
            </div>
            if through == 0 {
                <p class="nothing">{ words::NO_MATCH }</p>
            } else {
                <Windowed role="grid" several={true} label={words::USER_RECORDS} class="users-grid" total={through} {node}
                    columns={shown.len()} {onwindow} head={columns.head(&shown, None, &props.send)} {rows} {onkeydown} onmouseleave={leave}
                    active={format!("u-{caret}")}
                    reveal={Reveal { row, turn: model.carets.turn }} />
            }
            if model.overview.records == 1 {
                <div class="slot"><PickedLine model={only!(model, overview)} send={props.send.clone()} /></div>
            }
        </>
    }
}

/// `alone`: whether the capture has this Kinesis record alone, so that its rows can be picked.
fn user_record(row: &UserRow, at: usize, (shown, alone): (&[Column], bool), send: &Callback<Action>) -> Html {
    let (place, node) = (row.place, row.node);
    let onclick = {
        let send = send.clone();
        Callback::from(move |event: MouseEvent| {
            let open = Action::OpenPayload(place);
            send.emit(if alone { pressed(&event, at, open) } else { open });
        })
    };
    let onmousemove = shortcuts::lights(node, send);
    let class = classes!("row", row.chosen.then_some("pinned"), row.caret.then_some("caret"));
    html! {
        <div role="row" key={place} id={format!("u-{place}")} {class} aria-rowindex={(at + 1 + shortcuts::HEADS).to_string()}
            aria-selected={(row.chosen || row.picked).to_string()} {onclick} {onmousemove}>
            { for shown.iter().map(|&column| cell(row, column)) }
        </div>
    }
}
