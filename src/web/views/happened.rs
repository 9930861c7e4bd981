//! What happened to the Kinesis record at hand: damage and how to undo it, why the MD5 fails, notes, whose work it is.

use super::ViewProps;
use crate::web::words;
use kpl_engine::session::{
    Action,
    select::{RepairSaid, Said},
};
use kpl_format::kpl::Severity;
use yew::prelude::*;

/// The pane.
#[component]
pub fn Happened(props: &ViewProps) -> Html {
    let Some(happened) = &*props.model.happened else {
        return html! { <p class="nothing">{ words::HAPPENED_WAITS }</p> };
    };
    let send = &props.send;
    let tried = happened.searching.map(|(done, all)| words::searching(done, all)).or(happened.tried.clone());
    let part = |title: &'static str, rows: Vec<Html>| {
        html! {
            if !rows.is_empty() {
                <section aria-label={title}><h3>{ title }</h3><ol>{ for rows }</ol></section>
            }
        }
    };
    let damages = happened.damages.iter().map(|said| row(Severity::Error, said, send)).collect();
    let why = happened.why.iter().map(|said| row(Severity::Error, said, send)).collect();
    let notes = happened.notes.iter().map(|(severity, said)| row(*severity, said, send)).collect();
    let makers = happened.makers.iter().map(|said| row(Severity::Note, said, send)).collect();
    let nothing = happened.damages.is_empty() && happened.why.is_none();
    html! {
        <div class="happened">
            if nothing {
                <p class="help">{ words::NOTHING_HAPPENED }</p>
            }
            { part(words::DAMAGE, damages) }
            { part(words::WHY_MD5, why) }
            if let Some(tried) = tried {
                <p class="help" role="status">{ tried }</p>
            }
            if let Some(repair) = happened.repair {
                <p class="repair">{ repair_button(repair, send) }{ " " }{ words::repair(repair) }</p>
            }
            { part(words::AS_WRITTEN, notes) }
            { part(words::MADE_BY, makers) }
        </div>
    }
}

/// Opens the record put right.
pub(super) fn repair_button(repair: RepairSaid, send: &Callback<Action>) -> Html {
    let onclick = send.reform(|_: MouseEvent| Action::Repair);
    html! {
        <button type="button" title={words::repair(repair)} {onclick}>{ words::REPAIR }</button>
    }
}

fn row(severity: Severity, said: &Said, send: &Callback<Action>) -> Html {
    let place = said.place.as_ref().map(|(span, path)| {
        let offset = span.offset;
        let onclick = send.reform(move |_: MouseEvent| Action::GoTo(offset));
        html! {
            <button type="button" class="link where" {onclick}>
                <span class="mono">{ path }</span>{ " " }{ words::place(span.offset, span.len) }
            </button>
        }
    });
    html! {
        <li class="finding" data-severity={severity.word()}>
            <span class="sign" aria-hidden="true">{ words::severity_sign(severity) }</span>
            <div>
                <p>{ &said.message }</p>
                if !said.evidence.is_empty() {
                    <p>{ &said.evidence }</p>
                }
                if !said.help.is_empty() {
                    <p class="help">{ &said.help }</p>
                }
            </div>
            { place }
        </li>
    }
}
