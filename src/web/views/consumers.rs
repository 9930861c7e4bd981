//! What each consumer does with the Kinesis record at hand: a row each, with why and where its source says so.

use super::{FloatProps, emitted::EmittedList, floating::opens_shards};
use crate::web::words;
use kpl_engine::session::{Action, select::ConsumerRow};
use yew::prelude::*;

/// The matrix.
#[component]
pub fn Consumers(props: &FloatProps) -> Html {
    let model = &props.model;
    let placed = model.banner.as_ref().as_ref().and_then(|banner| banner.placed.as_ref());
    let shards = opens_shards(&props.float);
    let row = |row: &ConsumerRow| {
        html! {
            <>
                { consumer(row, &props.send) }
                if row.open {
                    <div role="row" class="emitted" data-rows={row.emitted.to_string()}>
                        <div role="cell" aria-colspan="4" id={format!("emitted-{}", row.consumer.id())}>
                            <EmittedList model={only!(model, emitted)} consumer={row.consumer} />
                        </div>
                    </div>
                }
            </>
        }
    };
    html! {
        <div class="consumers">
            <p class="judged-with">
                <span>{ words::judged_with(placed) }</span>
                <button type="button" class="link" onclick={shards}>{ words::SHARDS_TITLE }</button>
            </p>
            <div class="matrix" role="table" aria-label={words::CONSUMERS}>
                <div role="rowgroup" class="matrix-head">
                    <div role="row">
                        { for words::CONSUMER_COLUMNS.iter().map(|name| html! { <span role="columnheader">{ *name }</span> }) }
                    </div>
                </div>
                <div role="rowgroup">{ for model.consumers.iter().map(row) }</div>
            </div>
        </div>
    }
}

fn consumer(row: &ConsumerRow, send: &Callback<Action>) -> Html {
    let consumer = row.consumer;
    let onclick = send.reform(move |_: MouseEvent| Action::Consumer(consumer));
    let (sign, outcome) = words::outcome(row);
    let lists = format!("emitted-{}", consumer.id());
    html! {
        <div role="row" class="consumer" data-severity={words::outcome_severity(row)}>
            <span role="rowheader">
                <strong>{ consumer.name() }</strong>
                <span class="faint">{ words::how_known(consumer) }</span>
            </span>
            <span role="cell" class="outcome">
                <span class="ends"><span class="sign" aria-hidden="true">{ sign }</span>{ outcome }</span>
                if row.silent {
                    <span class="silent" title={words::SILENT_MEANS}>
                        { if row.loss.is_any() { words::SILENT_LOSS } else { words::SILENT } }
                    </span>
                }
            </span>
            <span role="cell" class="given-of">
                <span>{ words::emitted(row) }</span>
                if row.emitted > 0 {
                    <button type="button" class="link" aria-expanded={row.open.to_string()}
                        aria-controls={row.open.then_some(lists)} aria-label={format!("{} {}", words::LIST, words::emitted_by(consumer))}
                        {onclick}>{ words::LIST }{ if row.open { " ▴" } else { " ▾" } }</button>
                }
            </span>
            <span role="cell" class="why">
                <span>{ &row.why }</span>
                <span class="source">{ words::SOURCE }{ " " }<span class="mono">{ &row.source }</span></span>
            </span>
        </div>
    }
}
