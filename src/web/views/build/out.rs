//! What goes out: a command, an event, a test, a text form, with what it needs to be told and the files beside it.

use super::{Above, PartProps, written::choice};
use crate::web::{
    Hands,
    parts::{Choice, Typed},
    views::{copying::Copying, kept::remember},
    words::build as words,
};
use kpl_engine::{
    fixture::command::{Cli, Shell, Way},
    session::{
        Wanted,
        builder::{Edit, Product, ProductView, Setting},
    },
};
use yew::prelude::*;

const CLIS: [Cli; 2] = [Cli::V2, Cli::V1];
const SHELLS: [Shell; 3] = [Shell::Bash, Shell::PowerShell, Shell::Cmd];
const WAYS: [Way; 2] = [Way::Inline, Way::File];

/// The pane.
#[component]
pub fn Out(props: &PartProps) -> Html {
    let hands = use_context::<Hands>().unwrap_or_default();
    let bench = &props.model.bench;
    let products = Product::all();
    let chosen = products.iter().position(|&product| product == bench.product).unwrap_or_default();
    let options: Vec<AttrValue> = products.iter().map(|&product| words::product(product).into()).collect();
    let onchoose = {
        let build = props.build.clone();
        Callback::from(move |at: usize| {
            products.get(at).iter().for_each(|&&product| build.emit((Edit::Product(product), 0)));
        })
    };
    let link = props.open.reform(|_: MouseEvent| Some(Above::Link));
    let (product, (cli, shell, way)) = (bench.product, bench.cli);
    let is_put = matches!(product, Product::PutRecord | Product::PutRecords);
    let is_line = product.is_command() || matches!(product, Product::SamInvoke(_));
    html! {
        <section class="pane out" aria-label={words::OUT}>
            <div class="pane-head">
                <Choice label={words::PRODUCT} labelled={false} {options} {chosen} {onchoose} />
                if is_line { { choice(props, words::SHELL, &SHELLS, (shell, words::shell, Edit::Shell)) } }
                if is_put { { choice(props, words::CLI, &CLIS, (cli, words::cli, Edit::Cli)) } }
                if is_put { { choice(props, words::WAY, &WAYS, (way, words::way, Edit::Way)) } }
                <span class="grow"></span>
                <button type="button" onclick={link}>{ words::LINK }</button>
            </div>
            if let Some(made) = &*props.model.made { { shown(made, bench.product, &hands) } }
        </section>
    }
}

/// What it needs to be told.
#[component]
pub fn OutSettings(props: &PartProps) -> Html {
    let hands = use_context::<Hands>().unwrap_or_default();
    let bench = &props.model.bench;
    let (heard, product) = (bench.heard, bench.product);
    let typed = |label: &'static str, setting: Setting, value: &str, hint: &'static str| {
        let ontyped = props.build.reform(move |(text, number)| (Edit::Set(setting, text), number));
        html! {
            <label class="choice"><span>{ label }</span>
                <Typed {label} value={value.to_owned()} {heard} {ontyped} placeholder={hint} /></label>
        }
    };
    let [stream, region, profile, endpoint] = &bench.target;
    let [shard, function] = &bench.context;
    let is_line = product.is_command() || matches!(product, Product::SamInvoke(_));
    html! {
        <section class="pane out-settings" aria-label={words::OUT_SETTINGS}>
            <div class="choices own-steps">
                if product.is_command() || product.is_event() {
                    { typed(words::STREAM, Setting::Stream, stream, "my-stream") }
                    { typed(words::REGION, Setting::Region, region, "") }
                }
                { typed(words::FIXTURE_NAME, Setting::Name, &bench.name.0, "fixture") }
                if is_line || product.is_event() { { remember(&hands) } }
            </div>
            if is_line || product.is_event() || product == Product::ReadBack {
                <details>
                    <summary>{ words::MORE_SETTINGS }</summary>
                    <div class="choices own-steps">
                        if product.is_command() {
                            { typed(words::PROFILE, Setting::Profile, profile, "") }
                            { typed(words::ENDPOINT, Setting::Endpoint, endpoint, "http://localhost:4567") }
                        }
                        if product == Product::ReadBack || product.is_event() {
                            { typed(words::SHARD, Setting::Shard, shard, "") }
                        }
                        if product.is_event() { { typed(words::FUNCTION, Setting::Function, function, "") } }
                    </div>
                </details>
            }
        </section>
    }
}

/// The text, and what is done with it.
fn shown(made: &ProductView, product: Product, hands: &Hands) -> Html {
    let copying = Copying::new(hands);
    let copy = copying.text(words::COPY, Wanted::Product(product)).choose.reform(|_: MouseEvent| ());
    let save = copying.saves(made.file.clone(), Wanted::Product(product)).reform(|_: MouseEvent| ());
    let file = |(at, (name, bytes)): (usize, &(String, usize))| {
        let save = copying.saves(name.clone(), Wanted::ProductFile(product, at)).reform(|_: MouseEvent| ());
        html! { <li key={at}><button type="button" class="link" onclick={save}>{ name }</button>{ " " }
        <span class="faint">{ words::size(words::wide(*bytes)) }</span></li> }
    };
    html! {
        <>
            <div class="actions">
                <button type="button" class="main" id="out-copy" onclick={copy}>{ words::COPY }</button>
                <button type="button" onclick={save}>{ words::SAVE_AS_FILE }</button>
                if !made.files.is_empty() {
                    <span>{ words::FILES_BESIDE }</span><ul class="files">{ for made.files.iter().enumerate().map(file) }</ul>
                }
            </div>
            { for made.faults.iter().map(|fault| html! { <p class="fault">{ fault }</p> }) }
            { for made.notes.iter().map(|note| html! { <p class="help">{ note }</p> }) }
            <pre class="made" tabindex="0" role="group" aria-label={words::MADE_TEXT}>{ &made.text }</pre>
            if made.cut { <p class="help">{ words::made_cut(made.bytes) }</p> }
        </>
    }
}
