//! The Kinesis records of the capture, a row each, sorted by any column.

use super::{ViewProps, shortcuts, use_viewport};
use crate::web::{
    parts::{Reveal, Windowed},
    words,
};
use kpl_engine::session::{
    Action, List,
    batch::{Column, Sort},
    select::RecordRow,
};
use std::ops::Range;
use yew::prelude::*;

/// What the columns are sorted by, in their order.
const COLUMNS: [Column; 8] = [
    Column::Place,
    Column::Verdict,
    Column::UserRecords,
    Column::Bytes,
    Column::Findings,
    Column::PartitionKey,
    Column::SequenceNumber,
    Column::Arrival,
];

/// The list.
#[component]
pub fn KinesisRecords(props: &ViewProps) -> Html {
    let (carets, onwindow) = (props.model.carets.clone(), use_viewport(List::Records));
    let rows = {
        let (model, send) = (props.model.clone(), props.send.clone());
        Callback::from(move |window: Range<usize>| -> Html {
            shortcuts::rows(window, |at| model.records.get(at).map(|row| record(row, at, &send)))
        })
    };
    let onkeydown = {
        let send = props.send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if let Some(step) = shortcuts::step(&event) {
                event.prevent_default();
                send.emit(Action::RecordMove(step));
            }
        })
    };
    let caret = carets.record.unwrap_or_default();
    let total = props.model.records.total;
    // A filter may hide the record at hand.
    let shows = props.model.records.get(carets.record_row).is_some_and(|row| row.index == caret);
    let active = shows.then(|| AttrValue::from(format!("r-{caret}")));
    html! {
        if total == 0 {
            <p class="nothing">{ words::NO_RECORD_MATCHES }</p>
        } else {
            <Windowed role="grid" label={words::KINESIS_RECORDS} class="records-grid" {total} columns={8} {onwindow}
                head={head(props.model.overview.sort, &props.send)} {rows} {onkeydown} active={active}
                reveal={Reveal { row: carets.record_row, turn: carets.captures }} />
        }
    }
}

/// Column heads that sort.
fn head(sort: Sort, send: &Callback<Action>) -> Html {
    let cell = |(column, name): (Column, &&'static str)| {
        let down = (sort.by == column).then_some(sort.down);
        html! {
            <span role="columnheader" aria-sort={shortcuts::order(down)}>
                { shortcuts::sort_button(name, down, send.reform(move |()| Action::SortBy(column))) }
            </span>
        }
    };
    let cells = COLUMNS.into_iter().zip(&words::RECORD_COLUMNS).map(cell);
    html! { <div role="rowgroup" class="head"><div role="row" class="row" aria-rowindex="1">{ for cells }</div></div> }
}

fn record(row: &RecordRow, at: usize, send: &Callback<Action>) -> Html {
    let index = row.index;
    let onclick = send.reform(move |_: MouseEvent| Action::Record(index));
    let text = |text: &Option<String>| text.as_deref().unwrap_or(words::UNKNOWN).to_owned();
    let verdict = words::verdict_short(row.verdict);
    html! {
        <div role="row" key={index} id={format!("r-{index}")} class="row" aria-rowindex={(at + 1 + shortcuts::HEADS).to_string()}
            aria-selected={row.chosen.to_string()} {onclick}>
            <span role="gridcell" class="number">{ index }</span>
            <span role="gridcell" class="verdict" data-verdict={verdict}>
                <span aria-hidden="true">{ words::verdict_sign(row.verdict) }</span>{ " " }{ verdict }
            </span>
            <span role="gridcell" class="number">{ words::grouped(row.user_records) }</span>
            <span role="gridcell" class="number">{ words::grouped(row.bytes) }</span>
            <span role="gridcell">{ words::counts_short(row.counts) }</span>
            <span role="gridcell" class="mono">{ text(&row.partition_key) }</span>
            <span role="gridcell" class="mono tail">{ text(&row.sequence_number) }</span>
            <span role="gridcell">{ text(&row.arrived) }</span>
        </div>
    }
}
