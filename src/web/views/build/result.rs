//! What the draft makes: its verdict, its size against the limits, what is wrong with it, and the way to its bytes.

use super::PartProps;
use crate::web::{
    Hands,
    parts::{Menu, MenuItem},
    views::copying::Copying,
    words::build as words,
};
use kpl_engine::session::{
    Wanted,
    builder::{Edit, LimitUse, Product},
};
use kpl_format::kpl::{Severity, Verdict};
use yew::prelude::*;

/// The banner of what was made.
#[component]
pub fn ResultBanner(props: &PartProps) -> Html {
    let hands = use_context::<Hands>().unwrap_or_default();
    let bench = &props.model.bench;
    let Some(banner) = &*props.model.banner else {
        return html! { <section class="banner result" aria-label={words::MADE}><p class="help">{ words::NOTHING_MADE }</p></section> };
    };
    let (sign, headline) = words::made_headline(banner.verdict, bench.worst);
    let state = match (banner.verdict, bench.worst) {
        (Verdict::Damaged, _) | (_, Some(Severity::Error)) => "damaged",
        (Verdict::Aggregated, None | Some(Severity::Note)) => "aggregated",
        _ => "plain",
    };
    let inspect = props.build.reform(|_: MouseEvent| (Edit::Inspect, 0));
    let said = bench.said.iter().map(|said| {
        let go = said.record.map(|(id, place)| {
            let onclick = props.build.reform(move |_: MouseEvent| (Edit::At(id), 0));
            html! { <button type="button" class="link" {onclick}>{ words::record_at(place) }</button> }
        });
        html! {
            <li data-severity={said.severity.word()}>
                <span class="sign" aria-hidden="true">{ words::severity_sign(said.severity) }</span>
                { " " }{ go }{ " " }{ &said.message }{ " " }<span class="help">{ &said.help }</span>
            </li>
        }
    });
    html! {
        <section class="banner result" aria-label={words::MADE} data-verdict={state}>
            <div role="status">
                <h2><span class="sign" aria-hidden="true">{ sign }</span>
                    { " " }{ headline }</h2>
                if let Some(likeness) = words::likeness(bench.likeness) { <p class="likeness">{ likeness }</p> }
            </div>
            { for words::banner(banner).into_iter().map(|line| html! { <p>{ line }</p> }) }
            <p class="mono">{ words::outer(bench) }</p>
            <ul class="sizes">{ for bench.sizes.iter().map(size) }</ul>
            <ul class="said">{ for said }
                if bench.more_said > 0 { <li class="help">{ words::more_said(bench.more_said) }</li> }
            </ul>
            <div class="actions">
                <button type="button" onclick={inspect}>{ words::INSPECT_BUILT }</button>
                <span class="grow"></span>
                <Menu label={words::COPY_BYTES} items={Copying::new(&hands).forms(|form| Wanted::Built(Some(form)))} />
                <Menu label={words::SAVE} items={saves(&hands, &bench.name.1)} />
            </div>
        </section>
    }
}

fn size(used: &LimitUse) -> Html {
    let over = used.bytes > used.limit;
    html! {
        <li key={used.limit} class={classes!(over.then_some("over"))}>
            <meter aria-label={words::limit(used)} min="0" max={used.limit.to_string()} value={used.bytes.min(used.limit).to_string()}></meter>
            <span>{ words::limit(used) }</span>
        </li>
    }
}

fn saves(hands: &Hands, stem: &str) -> Vec<MenuItem> {
    let copying = Copying::new(hands);
    vec![
        copying.file(words::SAVE_BIN, format!("{stem}.bin"), Wanted::Built(None)),
        copying.file(words::SAVE_TEXT, format!("{stem}.kpl.txt"), Wanted::Product(Product::Text)),
        copying.file(words::SAVE_JSON, format!("{stem}.kpl.json"), Wanted::Product(Product::Json)),
    ]
}
