//! What was given and what it was taken for, with the other readings one step away.

use super::ViewProps;
use crate::web::{
    parts::{Menu, MenuItem},
    words,
};
use kpl_engine::session::Action;
use yew::prelude::*;

/// The box.
#[component]
pub fn GivenBox(props: &ViewProps) -> Html {
    let Some(given) = &*props.model.given else {
        return html! {};
    };
    let others = given.others.iter().map(|&shape| MenuItem {
        label: words::shape(shape).into(),
        choose: props.send.reform(move |()| Action::ReadAs(shape)),
    });
    let others: Vec<MenuItem> = others.collect();
    let findings = given.findings.iter().map(|finding| {
        let severity = finding.severity;
        html! {
            <li data-severity={severity.word()}>
                <span class="sign" aria-hidden="true">{ words::severity_sign(severity) }</span>
                <span>{ &finding.message }{ " " }<span class="help">{ &finding.help }</span></span>
            </li>
        }
    });
    html! {
        <section class="given" aria-label={words::GIVEN}>
            <pre class="input" tabindex="0" aria-label={words::INPUT}>{ &given.head }{ if given.cut { "…" } else { "" } }</pre>
            <div class="actions">
                <p>
                    { words::read_as(given.shape, given.bytes, given.name.as_deref()) }
                    { ". " }<span class="help">{ &given.why }</span>
                </p>
                if !others.is_empty() {
                    <Menu label={words::OTHER_READINGS} items={others} />
                }
            </div>
            if !given.findings.is_empty() {
                <ul class="capture-findings">
                    { for findings }
                    if given.more > 0 { <li>{ words::more(given.more) }</li> }
                </ul>
            }
        </section>
    }
}
