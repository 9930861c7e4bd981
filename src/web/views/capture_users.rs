//! The user records of the whole capture, or those that a search found.

use super::{
    picked::{picks, pressed},
    shortcuts, use_viewport,
    user_table::{Column, Columns, NARROW_TABLE, TableKind, cell, use_widths},
};
use crate::web::{
    Model,
    parts::{Reveal, Windowed},
    platform::media::use_media,
    words,
};
use kpl_engine::session::{Action, List, select::CaptureUserRow};
use std::ops::Range;
use yew::prelude::*;

/// What the table is given.
#[derive(Properties, PartialEq)]
pub struct CaptureUsersProps {
    /// The state.
    pub model: Model,
    /// Changes it.
    pub send: Callback<Action>,
    /// Its columns.
    pub columns: Columns,
    /// What it is of.
    pub kind: TableKind,
}

/// The table.
#[component]
pub fn CaptureUsers(props: &CaptureUsersProps) -> Html {
    let onwindow = use_viewport(List::CaptureUsers);
    let model = &props.model;
    let (total, caret) = (model.capture_users.total, model.overview.user_caret);
    let (node, narrow, columns) = (use_node_ref(), use_media(NARROW_TABLE), &props.columns);
    let shown = columns.of(props.kind);
    use_widths(&node, columns, &shown, narrow);
    let rows = {
        let (model, send, shown) = (model.clone(), props.send.clone(), shown.clone());
        Callback::from(move |window: Range<usize>| -> Html {
            shortcuts::rows(window, |at| {
                model.capture_users.get(at).map(|row| user_record(row, at, &shown, &send))
            })
        })
    };
    let onkeydown = {
        let send = props.send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if let Some(pick) = picks(&event) {
                event.prevent_default();
                send.emit(pick);
                return;
            }
            let action = match (event.key().as_str(), shortcuts::step(&event)) {
                (_, Some(step)) => Action::CaptureUserMove(step),
                ("Enter" | " ", _) => Action::CaptureUser(caret),
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
        if total == 0 {
            <p class="nothing">{ words::NO_MATCH }</p>
        } else {
            <Windowed role="grid" several={true} label={words::ALL_USER_RECORDS} class="capture-users-grid" {total} {node}
                columns={shown.len()} {onwindow} head={columns.head(&shown, Some(model.overview.user_sort), &props.send)} {rows} {onkeydown} active={format!("c-{caret}")}
                reveal={Reveal { row: caret, turn: model.carets.captures }} />
        }
    }
}

fn user_record(row: &CaptureUserRow, at: usize, shown: &[Column], send: &Callback<Action>) -> Html {
    let onclick = send.reform(move |event: MouseEvent| pressed(&event, at, Action::CaptureUser(at)));
    let user = &row.user;
    let class = classes!("row", user.caret.then_some("caret"));
    html! {
        <div role="row" key={at} id={format!("c-{at}")} {class} aria-rowindex={(at + 1 + shortcuts::HEADS).to_string()}
            aria-selected={(user.chosen || user.picked).to_string()} {onclick}>
            { for shown.iter().map(|&column| match column {
                Column::Record => html! {
                    <span role="gridcell" class="number" data-verdict={words::verdict_short(row.verdict)} title={words::verdict_short(row.verdict)}>
                        <span aria-hidden="true">{ words::verdict_sign(row.verdict) }</span>{ " " }{ words::grouped(row.record) }
                    </span>
                },
                column => cell(user, column),
            }) }
        </div>
    }
}
