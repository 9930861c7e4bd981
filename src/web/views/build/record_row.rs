//! A user record in the table.

use crate::web::{
    parts::{Choice, Typed},
    views::shortcuts,
    words::build as words,
};
use kpl_engine::session::builder::{Bench, Cell, DraftRow, Edit, PayloadForm, Pick};
use web_sys::Element;
use yew::prelude::*;

/// The row `at`.
pub fn record_row(row: &DraftRow, at: usize, bench: &Bench, build: &Callback<(Edit, u32)>) -> Html {
    let (id, heard) = (row.id, bench.heard);
    let onfocusin = {
        let (build, here) = (build.clone(), row.caret);
        Callback::from(move |_: FocusEvent| {
            if !here {
                build.emit((Edit::At(id), 0));
            }
        })
    };
    let onmousedown = {
        let (build, several) = (build.clone(), bench.chosen > 0);
        Callback::from(move |event: MouseEvent| {
            let number =
                event.target_dyn_into::<Element>().is_some_and(|cell| cell.class_list().contains("pick"));
            let pick = match (event.shift_key(), event.ctrl_key() || event.meta_key() || number) {
                (true, _) => Pick::To,
                (_, true) => Pick::Toggle,
                _ if several => Pick::Alone,
                _ => return,
            };
            if pick != Pick::Alone {
                event.prevent_default();
            }
            build.emit((Edit::Pick(id, pick), 0));
        })
    };
    let cell = |column: &str, name: &str, which: Cell, value: &str| {
        let fault = row.faults.iter().find(|(cell, _)| *cell == which).map(|(_, message)| message.clone());
        let ontyped = build.reform(move |(text, number)| (Edit::Type(id, which, text), number));
        html! {
            <span role="gridcell">
                <Typed id={cell_id(id, column)} label={words::cell_of(name, at)} value={value.to_owned()} {heard} {ontyped}
                    invalid={fault.is_some()} title={fault.map(AttrValue::from)} />
            </span>
        }
    };
    let payload = match &row.text {
        Some(text) => cell("payload", words::PAYLOAD, Cell::Payload, text),
        None => {
            html! { <span role="gridcell" class="mono glimpse" title={words::EDIT_BELOW}>{ &row.glimpse }{ "…" }</span> }
        }
    };
    // A file is picked below; what is one already says so here.
    let forms: Vec<PayloadForm> =
        PayloadForm::ALL.into_iter().filter(|&form| form != PayloadForm::File || row.form == form).collect();
    let chosen = forms.iter().position(|&form| form == row.form).unwrap_or_default();
    let options: Vec<AttrValue> = forms.iter().map(|&form| words::payload_form(form).into()).collect();
    let onchoose = {
        let build = build.clone();
        Callback::from(move |at: usize| {
            forms.get(at).iter().for_each(|&&form| build.emit((Edit::Form(id, form), 0)));
        })
    };
    let marks = [row.gzip.then(|| words::GZIP.to_owned()), (row.tags > 0).then(|| words::tags(row.tags))];
    let marks: Vec<String> = marks.into_iter().flatten().collect();
    html! {
        <div role="row" key={id} class={classes!("row", row.caret.then_some("at-hand"))} aria-rowindex={(at + 1 + shortcuts::HEADS).to_string()}
            aria-selected={row.chosen.to_string()} {onfocusin} {onmousedown}>
            <span role="gridcell" class="number pick" title={words::PICK}>{ at }</span>
            { cell("key", words::PARTITION_KEY, Cell::PartitionKey, &row.key) }
            { cell("hash", words::EXPLICIT_HASH_KEY, Cell::ExplicitHashKey, &row.hash_key) }
            { payload }
            <span role="gridcell">
                <Choice id={cell_id(id, "form")} label={words::cell_of(words::PAYLOAD_AS, at)} labelled=false {options} {chosen} {onchoose} />
            </span>
            <span role="gridcell" class="number">{ words::grouped(row.bytes) }</span>
            <span role="gridcell" class="faint">{ row.shard.as_deref().map(words::shard_short) }{ " " }{ marks.join(" ") }</span>
        </div>
    }
}

/// The id of a cell's box.
pub fn cell_id(id: u32, column: &str) -> String {
    format!("d-{id}-{column}")
}
