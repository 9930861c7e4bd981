//! The verdict in plain words, the worst finding, and what can be done with the record.

use super::{ViewProps, copying::Copying, happened::repair_button};
use crate::web::{
    Hands,
    parts::{Menu, MenuItem},
    words,
};
use kpl_engine::session::{Action, Tab, Wanted, batch::ExportKind, builder::Edit};
use kpl_format::kpl::Verdict;
use yew::prelude::*;

/// The banner.
#[component]
pub fn VerdictBanner(props: &ViewProps) -> Html {
    let hands = use_context::<Hands>().unwrap_or_default();
    let Some(banner) = &*props.model.banner else {
        return html! {};
    };
    let total = banner.counts.total();
    let first = banner.worst.as_ref().map(|row| {
        let go = props.send.reform({
            let index = row.index;
            move |_: MouseEvent| Action::Finding(index)
        });
        html! {
            <p class="first-finding" data-severity={row.severity.word()}>
                <button type="button" class="link" onclick={go}>{ &row.message }</button>
                { " " }{ &row.help }
            </p>
        }
    });
    let happened = banner.happened.as_ref().map(|said| {
        let onclick = props.send.reform(|_: MouseEvent| Action::Tab(Tab::Happened));
        html! {
            <p class="happened-said">
                <button type="button" class="link" {onclick}>{ &said.message }</button>{ " " }{ &said.evidence }
                if let Some(repair) = said.repair {
                    { " " }{ repair_button(repair, &props.send) }
                }
            </p>
        }
    });
    let consumers = props.send.reform(|_: MouseEvent| Action::Tab(Tab::Consumers));
    let said =
        banner.consumers.as_ref().and_then(|said| Some((words::consumers_said(said)?, said.why.as_ref())));
    let placed = banner.placed.as_ref().and_then(|placed| words::placed(placed, said.is_some()));
    let list = props.send.reform(|_: MouseEvent| Action::Tab(Tab::Findings));
    let step = |forward| props.send.reform(move |_: MouseEvent| Action::StepFinding(forward));
    let import = hands.build.reform(|_: MouseEvent| (Edit::Import, 0));
    let (sign, headline) = words::headline(banner);
    let state = match banner.verdict {
        Verdict::Aggregated if sign == "▲" => "warned",
        Verdict::Aggregated => "aggregated",
        Verdict::Plain if banner.happened.as_ref().is_none_or(|said| !said.on_its_way) => "plain",
        Verdict::Damaged | Verdict::Plain => "damaged",
    };
    html! {
        <section class="banner" aria-label={words::VERDICT} data-verdict={state}>
            <div class="actions">
                <div role="status"><h2>
                    <span class="sign" aria-hidden="true">{ sign }</span>
                    { headline }
                </h2></div>
                <p>{ words::banner(banner).join(" · ") }</p>
                <span class="grow"></span>
                <button type="button" class="link" onclick={list} disabled={total == 0}>{ words::counts(banner.counts) }</button>
                if total > 0 {
                    <button type="button" class="icon" aria-label={words::PREVIOUS_FINDING} title={words::PREVIOUS_FINDING}
                        onclick={step(false)}>{ "↑" }</button>
                    <button type="button" class="icon" aria-label={words::NEXT_FINDING} title={words::NEXT_FINDING}
                        onclick={step(true)}>{ "↓" }</button>
                }
                <button type="button" onclick={import}>{ words::build::EDIT_AS_FIXTURE }</button>
                <Menu label={words::COPY_RECORD} items={copies(props, &hands)} />
                <Menu label={words::REPORT} items={reports(&hands)} />
            </div>
            { happened }
            { first }
            if let Some((line, why)) = said {
                <p class="consumers-said">
                    <button type="button" class="link" onclick={consumers}>{ line }</button>{ " " }{ why }
                </p>
            }
            if let Some((line, bad)) = placed {
                <p class={if bad { "fault" } else { "help" }}>{ line }</p>
            }
        </section>
    }
}

/// The record's data, copied in every form or saved.
fn copies(props: &ViewProps, hands: &Hands) -> Vec<MenuItem> {
    let copying = Copying::new(hands);
    let mut items = copying.forms(|form| Wanted::Record(Some(form)));
    items.push(copying.text(words::COPY_OUTLINE, Wanted::Outline));
    let name = format!("kinesis-record-{}.bin", props.model.carets.record.unwrap_or_default());
    items.push(copying.file(words::SAVE_RECORD, name, Wanted::Record(None)));
    let scrubbed = format!("kinesis-record-{}-scrubbed.bin", props.model.carets.record.unwrap_or_default());
    items.push(copying.file(words::SAVE_SCRUBBED, scrubbed, Wanted::Scrubbed));
    items.push(copying.text(words::COPY_SCRUB_PROOF, Wanted::ScrubProof));
    items
}

/// The report, copied or saved.
fn reports(hands: &Hands) -> Vec<MenuItem> {
    let (_, name) = words::export(ExportKind::WholeReport);
    let save = hands.export.reform(move |()| (ExportKind::WholeReport, name.to_owned()));
    vec![
        Copying::new(hands).text(words::COPY_REPORT, Wanted::Report),
        MenuItem { label: words::SAVE_REPORT.into(), choose: save },
    ]
}
