//! The strip under the bytes: the chosen field in full, and every sensible reading of it.

use super::{ViewProps, copying::Copying};
use crate::web::{
    Hands,
    parts::{Menu, MenuItem},
    words,
};
use kpl_engine::session::{
    Wanted,
    select::{Details, Preview, Reading},
};
use yew::prelude::*;

/// The strip.
#[component]
pub fn DetailsStrip(props: &ViewProps) -> Html {
    let hands = use_context::<Hands>().unwrap_or_default();
    let Some(details) = &*props.model.details else {
        return html! { <section class="details" aria-label={words::DETAILS}><p class="help">{ words::DETAILS_EMPTY }</p></section> };
    };
    let readings = details.readings.iter().map(|reading| {
        let (name, value) = reading_words(reading);
        entry(name, value)
    });
    let key = details
        .key
        .as_ref()
        .map(|(hex, number, wire)| entry(words::reading::KEY, words::key(hex, *number, *wire)));
    let length = details.length.map(|length| entry(words::reading::LENGTH, length.to_string()));
    let byte = details
        .byte
        .map(|(offset, byte, role)| entry(words::reading::BYTE, words::byte_at(offset, byte, role)));
    html! {
        <section class="details" aria-label={words::DETAILS} data-passing={details.passing.to_string()}>
            <div class="details-head">
                <strong class="path mono">{ &details.path }</strong>
                <span class="where">{ words::place(details.span.offset, details.span.len) }</span>
                <span class="grow"></span>
                <Menu label={words::COPY_AS} items={copies(details, &hands)} />
            </div>
            <dl>
                { for key }
                { for length }
                { for readings }
                { for byte }
            </dl>
        </section>
    }
}

fn entry(name: &'static str, value: String) -> Html {
    html! { <div><dt>{ name }</dt><dd class="mono">{ value }</dd></div> }
}

fn reading_words(reading: &Reading) -> (&'static str, String) {
    let cut = |preview: &Preview| format!("{}{}", preview.text, if preview.cut { " …" } else { "" });
    match reading {
        Reading::Unsigned(number) => (words::reading::UNSIGNED, number.to_string()),
        Reading::Signed(number) => (words::reading::SIGNED, number.to_string()),
        Reading::ZigZag(number) => (words::reading::ZIGZAG, number.to_string()),
        Reading::Text(text) => (words::reading::TEXT, cut(text)),
        Reading::Hex(hex) => (words::reading::HEX, cut(hex)),
        Reading::HashKey(key) => (words::reading::HASH_KEY, key.to_string()),
    }
}

/// The field's value in every form, and its path.
fn copies(details: &Details, hands: &Hands) -> Vec<MenuItem> {
    let copying = Copying::new(hands);
    let node = details.node;
    let mut items = copying.forms(|form| Wanted::Field(node, form));
    items.push(copying.here(words::COPY_PATH, details.path.clone()));
    items
}
