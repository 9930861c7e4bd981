//! The findings about the Kinesis record at hand, each a click from its bytes.

use super::ViewProps;
use crate::web::{Hands, words};
use kpl_engine::session::{Action, List, ViewportChange, select::FindingRow};
use kpl_format::kpl::Severity;
use yew::prelude::*;

/// Findings that are listed at once. A record with more is read by stepping, or in the report.
const LISTED: usize = 500;

/// The list.
#[component]
pub fn Findings(props: &ViewProps) -> Html {
    let hidden = use_state_eq(|| [false; 3]);
    let hands = use_context::<Hands>().unwrap_or_default();
    use_effect_with(hands.viewport, |viewport| {
        viewport.emit(ViewportChange::Window(List::Findings, 0..LISTED))
    });
    let total = props.model.banner.as_ref().as_ref().map(|banner| banner.counts).unwrap_or_default();
    if total.total() == 0 {
        return html! { <p class="nothing">{ words::NO_FINDINGS }</p> };
    }
    let severities =
        [(Severity::Error, total.errors), (Severity::Warning, total.warnings), (Severity::Note, total.notes)];
    let filters = severities.into_iter().enumerate().filter(|(_, (_, number))| *number > 0).map(|(at, (severity, number))| {
        let hidden = hidden.clone();
        let pressed = !hidden.get(at).copied().unwrap_or(false);
        let onclick = Callback::from(move |_: MouseEvent| {
            let mut next = *hidden;
            if let Some(hide) = next.get_mut(at) {
                *hide = !*hide;
            }
            hidden.set(next);
        });
        html! {
            <button type="button" class="toggle" aria-pressed={pressed.to_string()} data-severity={severity.word()} {onclick}>
                <span class="sign" aria-hidden="true">{ words::severity_sign(severity) }</span>
                { words::tab(words::severity(severity), number) }
            </button>
        }
    });
    let shows = |row: &&FindingRow| {
        let at = severities.iter().position(|(severity, _)| *severity == row.severity);
        !at.and_then(|at| hidden.get(at).copied()).unwrap_or(false)
    };
    let rows = &props.model.findings.rows;
    let more = total.total().saturating_sub(LISTED);
    html! {
        <div class="findings">
            <div class="filter" role="group" aria-label={words::FINDINGS}>{ for filters }</div>
            <ol>
                { for rows.iter().filter(shows).map(|row| finding(row, &props.send)) }
                if more > 0 { <li>{ words::more(more) }</li> }
            </ol>
        </div>
    }
}

fn finding(row: &FindingRow, send: &Callback<Action>) -> Html {
    let (index, severity) = (row.index, row.severity);
    let onclick = send.reform(move |_: MouseEvent| Action::Finding(index));
    let span = row.span;
    html! {
        <li class={classes!("finding", row.chosen.then_some("pinned"))} data-severity={severity.word()}>
            <span class="sign" aria-hidden="true">{ words::severity_sign(severity) }</span>
            <div>
                <p><span class="off-screen">{ words::severity(severity) }{ ": " }</span>{ &row.message }</p>
                <p class="help">{ &row.help }</p>
            </div>
            <button type="button" class="link where" {onclick}>
                <span class="mono">{ &row.path }</span>{ " " }{ words::place(span.offset, span.len) }
            </button>
        </li>
    }
}
