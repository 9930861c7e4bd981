//! What was given and what it was taken for, on one line; the other readings and the text itself are one step away.

use super::ViewProps;
use crate::web::{
    parts::{Menu, MenuItem},
    words,
};
use kpl_engine::session::Action;
use yew::prelude::*;

/// The line.
#[component]
pub fn GivenBox(props: &ViewProps) -> Html {
    let open = use_state_eq(|| false);
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
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    html! {
        <section class="given" aria-label={words::GIVEN}>
            <div class="actions">
                <p>
                    { words::read_as(given.shape, given.bytes, given.name.as_deref()) }
                    { ". " }<span class="help">{ &given.why }</span>
                </p>
                <span class="grow"></span>
                if !others.is_empty() {
                    <Menu label={words::OTHER_READINGS} items={others} />
                }
                <button type="button" class="quiet" aria-expanded={open.to_string()} onclick={toggle}>
                    { words::show_given(*open, given.binary) }
                </button>
            </div>
            if *open {
                <pre class="input" tabindex="0" role="group" aria-label={words::INPUT}>{ &given.head }{ if given.cut { "…" } else { "" } }</pre>
            }
            if !given.findings.is_empty() {
                <ul class="capture-findings">
                    { for findings }
                    if given.more > 0 { <li>{ words::more(given.more) }</li> }
                </ul>
            }
        </section>
    }
}
