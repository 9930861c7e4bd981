//! What can be done with several user records at once.

use super::{ViewProps, copying::Copying};
use crate::web::{Hands, words};
use kpl_engine::session::{Action, PickMove, Wanted, batch::ExportKind};
use yew::prelude::*;

/// The files that several user records can be copied or saved as.
const KINDS: [ExportKind; 3] = [ExportKind::Payloads, ExportKind::Ndjson, ExportKind::Csv];

/// The line below the list, while several are picked.
#[component]
pub fn PickedLine(props: &ViewProps) -> Html {
    let hands = use_context::<Hands>().unwrap_or_default();
    let picked = props.model.overview.picked;
    if picked == 0 {
        return html! {};
    }
    let copying = Copying::new(&hands);
    let copies = KINDS.map(|kind| {
        let (label, name) = words::export(kind);
        let copy = copying.text(words::COPY_PAYLOAD, Wanted::Picked(kind)).choose;
        let save = hands.export_picked.reform(move |_: MouseEvent| (kind, name.to_owned()));
        html! {
            <span class="picked-kind">
                { label }
                <button type="button" class="quiet" aria-label={words::copy_picked(label)} onclick={copy.reform(|_: MouseEvent| ())}>{ words::COPY_PAYLOAD }</button>
                <button type="button" class="quiet" aria-label={words::save_picked(label)} onclick={save}>{ words::SAVE }</button>
            </span>
        }
    });
    let none = props.send.reform(|_: MouseEvent| Action::Pick(PickMove::None));
    html! {
        <div class="picked" role="group" aria-label={words::picked(picked)}>
            <strong role="status">{ words::picked(picked) }</strong>
            { for copies }
            <span class="grow"></span>
            <button type="button" class="quiet" onclick={none}>{ words::PICK_NONE }</button>
        </div>
    }
}

/// What a press on a row does: it opens the row, or picks it with others.
pub fn pressed(event: &MouseEvent, row: usize, open: Action) -> Action {
    if event.shift_key() {
        // The browser has chosen the text between the two rows.
        let selected = gloo::utils::window().get_selection().ok().flatten();
        let _ = selected.map(|selected| selected.remove_all_ranges());
        Action::Pick(PickMove::Through(row))
    } else if event.ctrl_key() || event.meta_key() {
        Action::Pick(PickMove::Toggle(row))
    } else {
        open
    }
}

/// What a key picks, if it does.
pub fn picks(event: &KeyboardEvent) -> Option<Action> {
    let command = event.ctrl_key() || event.meta_key();
    let step = super::shortcuts::step(event).filter(|_| event.shift_key());
    let all = (command && event.key() == "a").then_some(PickMove::All);
    step.map(PickMove::Extend).or(all).map(Action::Pick)
}
