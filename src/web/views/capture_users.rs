//! The user records of the whole capture, or those that a search found.

use super::{ViewProps, shortcuts, use_viewport, user_records};
use crate::web::{
    parts::{Reveal, Windowed},
    words,
};
use kpl_engine::session::{
    Action, List,
    batch::{UserColumn, UserSort},
    select::CaptureUserRow,
};
use std::ops::Range;
use yew::prelude::*;

/// The table.
#[component]
pub fn CaptureUsers(props: &ViewProps) -> Html {
    let onwindow = use_viewport(List::CaptureUsers);
    let model = &props.model;
    let (total, caret) = (model.capture_users.total, model.overview.user_caret);
    let sharded = model.capture_users.rows.first().is_some_and(|row| row.user.shard.is_some());
    let columns = words::user_columns(sharded).len() + 1;
    let rows = {
        let (model, send) = (model.clone(), props.send.clone());
        Callback::from(move |window: Range<usize>| -> Html {
            shortcuts::rows(window, |at| model.capture_users.get(at).map(|row| user_record(row, at, &send)))
        })
    };
    let onkeydown = {
        let send = props.send.clone();
        Callback::from(move |event: KeyboardEvent| {
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
            <Windowed role="grid" label={words::ALL_USER_RECORDS} class={classes!("capture-users-grid", sharded.then_some("with-shards"))} {total}
                {columns} {onwindow} head={head(model.overview.user_sort, sharded, &props.send)} {rows} {onkeydown} active={format!("c-{caret}")}
                reveal={Reveal { row: caret, turn: model.carets.captures }} />
        }
    }
}

/// Column heads: those of which the index knows the order sort.
fn head(sort: UserSort, sharded: bool, send: &Callback<Action>) -> Html {
    let heads = std::iter::once(words::KINESIS_RECORD).chain(words::user_columns(sharded));
    let cell = |name: &'static str| {
        let column = match name {
            words::KINESIS_RECORD => UserColumn::Place,
            words::PARTITION_KEY_COLUMN => UserColumn::PartitionKey,
            words::BYTES => UserColumn::Bytes,
            _ => return html! { <span role="columnheader">{ name }</span> },
        };
        let down = (sort.by == column).then_some(sort.down);
        shortcuts::sorts(name, down, send.reform(move |()| Action::SortUsersBy(column)))
    };
    html! { <div role="rowgroup" class="head"><div role="row" class="row" aria-rowindex="1">{ for heads.map(cell) }</div></div> }
}

fn user_record(row: &CaptureUserRow, at: usize, send: &Callback<Action>) -> Html {
    let onclick = send.reform(move |_: MouseEvent| Action::CaptureUser(at));
    let user = &row.user;
    let class = classes!("row", user.caret.then_some("caret"));
    html! {
        <div role="row" key={at} id={format!("c-{at}")} {class} aria-rowindex={(at + 1 + shortcuts::HEADS).to_string()}
            aria-selected={user.chosen.to_string()} {onclick}>
            <span role="gridcell" class="number" data-verdict={words::verdict_short(row.verdict)} title={words::verdict_short(row.verdict)}>
                <span aria-hidden="true">{ words::verdict_sign(row.verdict) }</span>{ " " }{ words::grouped(row.record) }
            </span>
            { user_records::cells(user) }
        </div>
    }
}
