//! The Kinesis records of the capture, where there is more than one.

use super::{ViewProps, shortcuts, use_look};
use crate::{
    session::{Action, List, select::RecordRow},
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
    let (face, onwindow) = (props.model.face.clone(), use_look(List::Records));
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
    let caret = face.record.unwrap_or_default();
    // A filter is worth its place only where there is something to tell apart.
    let counts = &face.verdicts;
    let filters = counts.iter().filter(|_| counts.len() > 1).map(|&(verdict, count)| {
        let pressed = face.verdict_filter == Some(verdict);
        let onclick = props
            .send
            .reform(move |_: MouseEvent| Action::FilterRecords(if pressed { None } else { Some(verdict) }));
        html! {
            <button type="button" class="quiet" aria-pressed={pressed.to_string()} {onclick}>
                <span class="sign" aria-hidden="true">{ words::verdict_sign(verdict) }</span>
                { words::tab(words::verdict_short(verdict), count) }
            </button>
        }
    });
    html! {
        <section class="kinesis-records" aria-labelledby="kinesis-records">
            <div class="pane-head">
                <h2 id="kinesis-records">{ words::records(face.records) }</h2>
                <div class="verdicts" role="group" aria-label={words::SHOW_VERDICT}>{ for filters }</div>
            </div>
            <Windowed role="grid" label={words::KINESIS_RECORDS} class="records-grid" total={props.model.records.total} columns={7} {onwindow}
                head={shortcuts::heads(&words::RECORD_COLUMNS)} {rows} {onkeydown} active={format!("r-{caret}")}
                reveal={Reveal { row: face.record_row, turn: face.captures }} />
        </section>
    }
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
            <span role="gridcell" class="mono">{ text(&row.envelope.partition_key) }</span>
            <span role="gridcell" class="mono">{ text(&row.envelope.sequence_number) }</span>
            <span role="gridcell">{ text(&row.envelope.approximate_arrival_timestamp) }</span>
        </div>
    }
}
