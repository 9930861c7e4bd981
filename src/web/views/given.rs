//! What was given and what it was taken for, with the other readings one step away.

use super::ViewProps;
use crate::{
    session::Action,
    web::{
        parts::{Menu, MenuItem},
        words,
    },
};
use yew::prelude::*;

/// Bytes of the input that show.
const SHOWN: usize = 600;

/// Findings about the capture that show at once.
const LISTED: usize = 8;

/// The box.
#[component]
pub fn GivenBox(props: &ViewProps) -> Html {
    let Some(inspection) = &props.model.inspection else {
        return html! {};
    };
    let capture = &inspection.capture;
    let head = inspection.input.get(..SHOWN.min(inspection.input.len())).unwrap_or_default();
    let text: String = String::from_utf8_lossy(head)
        .chars()
        .map(|char| if char.is_control() && char != '\n' { '·' } else { char })
        .collect();
    let others = capture.others.iter().map(|&shape| MenuItem {
        label: words::shape(shape).into(),
        choose: props.send.reform(move |()| Action::ReadAs(shape)),
    });
    let others: Vec<MenuItem> = others.collect();
    let findings = capture.findings.iter().take(LISTED).map(|finding| {
        let severity = finding.code.severity();
        html! {
            <li data-severity={severity.word()}>
                <span class="sign" aria-hidden="true">{ words::severity_sign(severity) }</span>
                <span>{ finding.message() }{ " " }<span class="help">{ finding.help() }</span></span>
            </li>
        }
    });
    let more = capture.findings.len().saturating_sub(LISTED);
    html! {
        <section class="given" aria-label={words::GIVEN}>
            <pre class="input" tabindex="0" aria-label={words::INPUT}>{ text }{ if head.len() < inspection.input.len() { "…" } else { "" } }</pre>
            <div class="actions">
                <p>
                    { words::read_as(capture.shape, capture.bytes, inspection.name.as_deref()) }
                    { ". " }<span class="help">{ capture.why.sentence() }</span>
                </p>
                if !others.is_empty() {
                    <Menu label={words::OTHER_READINGS} items={others} />
                }
            </div>
            if !capture.findings.is_empty() {
                <ul class="capture-findings">
                    { for findings }
                    if more > 0 { <li>{ words::more(more) }</li> }
                </ul>
            }
        </section>
    }
}
