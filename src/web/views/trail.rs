//! The way back up from a payload that was taken apart in its turn.

use super::ViewProps;
use crate::web::words;
use kpl_engine::session::Action;
use yew::prelude::*;

/// The levels above.
#[component]
pub fn Trail(props: &ViewProps) -> Html {
    let crumb = |(level, &(record, user_record)): (usize, &(usize, Option<usize>))| {
        let onclick = props.send.reform(move |_: MouseEvent| Action::Surface(level));
        html! {
            <li><button type="button" class="link" {onclick}>{ words::crumb(record, user_record) }</button></li>
        }
    };
    html! {
        <nav class="trail" aria-label={words::TRAIL}>
            <ol>
                { for props.model.carets.trail.iter().enumerate().map(crumb) }
                <li aria-current="true">{ if props.model.carets.repaired { words::TRAIL_REPAIRED } else { words::TRAIL_HERE } }</li>
            </ol>
        </nav>
    }
}
