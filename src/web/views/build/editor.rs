//! The user record at hand: its payload in full, packed or not, from a file, and its tags.

use super::{PartProps, picker::Picker};
use crate::web::{
    parts::{Check, Typed},
    words::build as words,
};
use kpl_engine::session::builder::{Cell, Edit, Editor};
use yew::prelude::*;

/// The record at hand.
#[component]
pub fn EditRecord(props: &PartProps) -> Html {
    let Some(record) = &*props.model.editor else { return html! {} };
    let id = record.id;
    let ongzip = props.build.reform(move |gzip| (Edit::Gzip(id, gzip), 0));
    let onfile = props.build.reform(move |(name, bytes)| (Edit::File(id, name, bytes), 0));
    let add = props.build.reform(move |_: MouseEvent| (Edit::AddTag(id), 0));
    let wrong = record.faults.iter().any(|(cell, ..)| *cell == Cell::Payload);
    html! {
        <section class="edit-record" aria-label={words::RECORD_AT_HAND}>
            <div class="edit-head">
                <h3>{ words::editor_title(record.place, record.bytes) }</h3>
                <span class="faint">{ words::lands(record) }</span>
                <span class="grow"></span>
                <Check label={words::GZIP} checked={record.gzip} oncheck={ongzip} />
                <Picker label={words::PAYLOAD_FILE} {onfile} />
                <button type="button" onclick={add}>{ words::ADD_TAG }</button>
            </div>
            { payload(props, record, wrong) }
            { tags(props, record) }
            <ul id="edit-faults" class="said">
                { for record.faults.iter().map(|(_, severity, message, help)| html! {
                    <li data-severity={severity.word()}><span class="sign" aria-hidden="true">{ words::severity_sign(*severity) }</span>
                        { " " }{ message }{ " " }<span class="help">{ help }</span></li>
                }) }
            </ul>
        </section>
    }
}

fn payload(props: &PartProps, record: &Editor, wrong: bool) -> Html {
    let id = record.id;
    let ontyped = props.build.reform(move |(text, number)| (Edit::Type(id, Cell::Payload, text), number));
    match (&record.text, &record.file) {
        (Some(text), _) => html! {
            <Typed key={id} id="edit-payload" label={words::cell_of(words::PAYLOAD_WHOLE, record.place)} value={text.clone()}
                heard={props.model.bench.heard} {ontyped} lines={3} invalid={wrong} describedby="edit-faults" />
        },
        (None, Some(file)) => html! { <p class="help">{ words::file_payload(file) }</p> },
        (None, None) => html! { <p class="help">{ words::PAYLOAD_LONG }</p> },
    }
}

fn tags(props: &PartProps, record: &Editor) -> Html {
    let (id, heard) = (record.id, props.model.bench.heard);
    let tag = |(at, (key, value)): (usize, &(String, Option<String>))| {
        let named =
            props.build.reform(move |(text, number)| (Edit::Type(id, Cell::TagKey(at), text), number));
        let valued =
            props.build.reform(move |(text, number)| (Edit::Type(id, Cell::TagValue(at), text), number));
        let drop = props.build.reform(move |_: MouseEvent| (Edit::DropTag(id, at), 0));
        html! {
            <li key={at}>
                <Typed label={format!("{} {at}", words::TAG_NAME)} value={key.clone()} {heard} ontyped={named} />
                { " = " }
                <Typed label={format!("{} {at}", words::TAG_VALUE)} value={value.clone().unwrap_or_default()} {heard} ontyped={valued} />
                <button type="button" class="icon" aria-label={format!("{} {at}", words::DROP_TAG)} onclick={drop}>{ "✕" }</button>
            </li>
        }
    };
    html! { if !record.tags.is_empty() { <ul class="tags" key={id}>{ for record.tags.iter().enumerate().map(tag) }</ul> } }
}
