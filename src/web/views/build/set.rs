//! A set: several fixtures, good and broken, as one zip.

use super::PartProps;
use crate::web::{Hands, parts::Typed, views::copying::Copying, words::build as words};
use kpl_engine::session::{
    Wanted,
    builder::{Edit, Setting},
};
use yew::prelude::*;

/// The pane.
#[component]
pub fn SetPane(props: &PartProps) -> Html {
    let hands = use_context::<Hands>().unwrap_or_default();
    let bench = &props.model.bench;
    let set = &bench.set;
    let act = |edit: Edit| props.build.reform(move |_: MouseEvent| (edit.clone(), 0));
    let save = Copying::new(&hands).saves(words::SET_FILE.to_owned(), Wanted::Set).reform(|_: MouseEvent| ());
    let fixture = |(at, (name, bytes)): (usize, &(String, usize))| {
        html! {
            <li key={at}>
                <span>{ name }</span><span class="faint">{ words::size(words::wide(*bytes)) }</span>
                <button type="button" class="quiet" aria-label={format!("{} {name}", words::TAKE)} onclick={act(Edit::Take(at))}>{ words::TAKE }</button>
                <button type="button" class="quiet" aria-label={format!("{} {name}", words::DROP)} onclick={act(Edit::Drop(at))}>{ words::DROP }</button>
            </li>
        }
    };
    html! {
        <section class="pane set" aria-label={words::SET}>
            <div class="pane-head">
                <h2>{ words::tab(words::SET, set.len()) }</h2>
                <span class="grow"></span>
                <button type="button" onclick={act(Edit::Keep)}>{ words::KEEP }</button>
                <button type="button" onclick={save} disabled={set.is_empty()}>{ words::SAVE_SET }</button>
            </div>
            if bench.parts.0 > 1 {
                <div class="choices own-steps">
                    <label class="choice"><span>{ words::SPLIT_AT }</span>
                        <Typed label={words::SPLIT_AT} value={bench.parts.1.clone()} heard={bench.heard} placeholder="51200" inputmode="numeric"
                            ontyped={props.build.reform(|(text, number)| (Edit::Set(Setting::SplitAt, text), number))} /></label>
                    <button type="button" onclick={act(Edit::Split)}>{ words::split_into(bench.parts.0) }</button>
                </div>
            }
            if set.is_empty() {
                <p class="help">{ words::SET_HELP }</p>
            } else {
                <ul>{ for set.iter().enumerate().map(fixture) }</ul>
            }
        </section>
    }
}
