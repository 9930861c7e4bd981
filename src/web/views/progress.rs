//! What takes long: how far it has come, how fast, how long it will still take, and a way to end it.

use super::ViewProps;
use crate::web::{Hands, words};
use kpl_engine::session::{Action, select::Task};
use yew::prelude::*;

/// The line; empty while nothing takes long.
#[component]
pub fn ProgressLine(props: &ViewProps) -> Html {
    let hands = use_context::<Hands>().unwrap_or_default();
    let Some(progress) = &*props.model.progress else {
        return html! {};
    };
    let stop = match progress.task {
        Task::Exporting => hands.stop_export.reform(|_: MouseEvent| ()),
        Task::Reading | Task::Judging | Task::Searching => props.send.reform(|_: MouseEvent| Action::Stop),
    };
    html! {
        <div class="progress">
            <progress max={progress.total.to_string()} value={progress.done.to_string()} aria-label={words::task(progress.task)} />
            <span role="status">{ words::progress(progress) }</span>
            <button type="button" onclick={stop}>{ words::STOP }</button>
        </div>
    }
}
