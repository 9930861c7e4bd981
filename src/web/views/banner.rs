//! The verdict in plain words, the worst finding, and what can be done with the record.

use super::{ViewProps, copying::Copying};
use crate::{
    kpl::{Severity, Verdict},
    session::{Action, Tab, select},
    web::{
        parts::{Menu, MenuItem},
        platform::download,
        words,
    },
};
use yew::prelude::*;

/// The banner.
#[component]
pub fn VerdictBanner(props: &ViewProps) -> Html {
    let notify = use_context::<Callback<String>>().unwrap_or_default();
    let Some(banner) = select::banner(&props.model) else {
        return html! {};
    };
    let total = banner.counts.total();
    let rows = select::finding_rows(&props.model, 0..total.min(200));
    let worst = rows
        .iter()
        .min_by_key(|row| row.code().severity())
        .filter(|row| row.code().severity() != Severity::Note);
    let first = worst.map(|row| {
        let go = props.send.reform({
            let index = row.index;
            move |_: MouseEvent| Action::Finding(index)
        });
        html! {
            <p class="first-finding" data-severity={row.code().severity().word()}>
                <button type="button" class="link" onclick={go}>{ row.code().message() }</button>
                { " " }{ row.code().help() }
            </p>
        }
    });
    let list = props.send.reform(|_: MouseEvent| Action::Tab(Tab::Findings));
    let step = |forward| props.send.reform(move |_: MouseEvent| Action::StepFinding(forward));
    let state = match banner.verdict {
        Verdict::Aggregated => "aggregated",
        Verdict::Damaged => "damaged",
        Verdict::Plain => "plain",
    };
    html! {
        <section class="banner" aria-label={words::VERDICT} data-verdict={state}>
            <div role="status"><h2>
                <span class="sign" aria-hidden="true">{ words::verdict_sign(banner.verdict) }</span>
                { words::verdict(banner.verdict) }
            </h2></div>
            { for words::banner(&banner).into_iter().map(|line| html! { <p>{ line }</p> }) }
            { first }
            <div class="actions">
                <button type="button" class="link" onclick={list} disabled={total == 0}>{ words::counts(banner.counts) }</button>
                if total > 0 {
                    <button type="button" class="icon" aria-label={words::PREVIOUS_FINDING} title={words::PREVIOUS_FINDING}
                        onclick={step(false)}>{ "↑" }</button>
                    <button type="button" class="icon" aria-label={words::NEXT_FINDING} title={words::NEXT_FINDING}
                        onclick={step(true)}>{ "↓" }</button>
                }
                <span class="grow"></span>
                <Menu label={words::COPY_RECORD} items={copies(props, &notify)} />
                <Menu label={words::REPORT} items={reports(props, &notify)} />
            </div>
        </section>
    }
}

/// The record's data, copied in every form or saved.
fn copies(props: &ViewProps, notify: &Callback<String>) -> Vec<MenuItem> {
    let copying = Copying::new(&props.model, notify);
    let mut items = copying.forms(|model| select::record(model).map(|(_, bytes)| bytes));
    items.push(copying.text(words::COPY_OUTLINE, |model| select::record_outline(model)));
    let model = props.model.clone();
    let save = Callback::from(move |()| {
        if let Some((index, bytes)) = select::record(&model) {
            download::save(&format!("kinesis-record-{index}.bin"), bytes);
        }
    });
    items.push(MenuItem { label: words::SAVE_RECORD.into(), choose: save });
    items
}

/// The report, copied or saved.
fn reports(props: &ViewProps, notify: &Callback<String>) -> Vec<MenuItem> {
    let copy =
        Copying::new(&props.model, notify).text(words::COPY_REPORT, |model| select::capture_report(model));
    let model = props.model.clone();
    let save = Callback::from(move |()| {
        if let Some(report) = select::capture_report(&model) {
            download::save("kpl-lens-report.json", report.as_bytes());
        }
    });
    vec![copy, MenuItem { label: words::SAVE_REPORT.into(), choose: save }]
}
