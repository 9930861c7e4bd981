//! The Kinesis records of the capture, where there is more than one.

use super::{ViewProps, shortcuts};
use crate::{
    session::{Action, select},
    web::{
        parts::{Reveal, Windowed},
        words,
    },
};
use std::ops::Range;
use yew::prelude::*;

/// The list.
#[component]
pub fn KinesisRecords(props: &ViewProps) -> Html {
    let total = select::records_total(&props.model);
    let rows = {
        let (model, send) = (props.model.clone(), props.send.clone());
        Callback::from(move |window: Range<usize>| -> Html {
            select::record_rows(&model, window).into_iter().map(|row| record(row, &send)).collect()
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
    let caret = props.model.record_caret;
    html! {
        <section class="kinesis-records" aria-labelledby="kinesis-records">
            <h2 id="kinesis-records">{ words::records(total) }</h2>
            <Windowed role="grid" label={words::KINESIS_RECORDS} class="records-grid" {total} columns={7}
                head={shortcuts::heads(&words::RECORD_COLUMNS)} {rows} {onkeydown} active={format!("r-{caret}")}
                reveal={Reveal { row: caret, turn: props.model.captures }} />
        </section>
    }
}

fn record(row: select::RecordRow, send: &Callback<Action>) -> Html {
    let index = row.index;
    let onclick = send.reform(move |_: MouseEvent| Action::Record(index));
    let text = |text: Option<String>| text.unwrap_or_else(|| words::UNKNOWN.to_owned());
    let verdict = words::verdict_short(row.verdict);
    html! {
        <div role="row" key={index} id={format!("r-{index}")} class="row" aria-rowindex={(index + 1 + shortcuts::HEADS).to_string()}
            aria-selected={row.chosen.to_string()} {onclick}>
            <span role="gridcell" class="number">{ index }</span>
            <span role="gridcell" class="verdict" data-verdict={verdict}>
                <span aria-hidden="true">{ words::verdict_sign(row.verdict) }</span>{ " " }{ verdict }
            </span>
            <span role="gridcell" class="number">{ words::grouped(row.user_records) }</span>
            <span role="gridcell" class="number">{ words::grouped(row.bytes) }</span>
            <span role="gridcell" class="mono">{ text(row.envelope.partition_key) }</span>
            <span role="gridcell" class="mono">{ text(row.envelope.sequence_number) }</span>
            <span role="gridcell">{ text(row.envelope.approximate_arrival_timestamp) }</span>
        </div>
    }
}
