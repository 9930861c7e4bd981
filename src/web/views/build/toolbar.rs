//! What can be done with the user records: add, duplicate, move, delete, undo, redo, and records from elsewhere.

use super::{Above, PartProps, picker::Picker};
use crate::web::{platform::held, words::build as words};
use kpl_engine::session::builder::Edit;
use yew::prelude::*;

/// The buttons above the table.
#[component]
pub fn Toolbar(props: &PartProps) -> Html {
    let bench = &props.model.bench;
    let act = |edit: Edit| props.build.reform(move |_: MouseEvent| (edit.clone(), 0));
    let add = {
        let build = props.build.clone();
        Callback::from(move |_: MouseEvent| {
            // Whoever presses this may type at once.
            held::hold();
            build.emit((Edit::Add, 0));
        })
    };
    let at = bench.caret.map(|(_, id)| id);
    // What is about the record at hand has nothing to do where there is none.
    let on_record = |label: &'static str, sign: &'static str, keys: &'static str, edit: fn(u32) -> Edit| {
        let onclick = act(edit(at.unwrap_or_default()));
        html! {
            <button type="button" class="icon" aria-label={label} title={format!("{label} ({keys})")} {onclick}
                disabled={at.is_none()}>{ sign }</button>
        }
    };
    let step = |label: &'static str, sign: &'static str, keys: &'static str, edit: Edit, can: bool| {
        html! {
            <button type="button" class="icon" aria-label={label} title={format!("{label} ({keys})")} onclick={act(edit)}
                disabled={!can}>{ sign }</button>
        }
    };
    let open = |above: Above| props.open.reform(move |_: MouseEvent| Some(above));
    let onfile = props.build.reform(|(name, bytes)| (Edit::Given(bytes, Some(name)), 0));
    html! {
        <div class="toolbar" role="group" aria-label={words::DRAFT_TOOLS}>
            <button type="button" id="draft-add" class="main" title={words::ADD_KEYS} onclick={add}>{ words::ADD }</button>
            { on_record(words::DUPLICATE, "❏", "Alt+Shift+↓", Edit::Duplicate) }
            { on_record(words::MOVE_UP, "↑", "Alt+↑", |id| Edit::Move(id, true)) }
            { on_record(words::MOVE_DOWN, "↓", "Alt+↓", |id| Edit::Move(id, false)) }
            { on_record(words::DELETE, "✕", "Alt+Delete", Edit::Delete) }
            <span class="several" role="status">
                if bench.chosen > 0 { { words::several_chosen(bench.chosen) } }
            </span>
            { step(words::UNDO, "↶", "Ctrl+Z", Edit::Undo, bench.steps.0) }
            { step(words::REDO, "↷", "Ctrl+Shift+Z", Edit::Redo, bench.steps.1) }
            <span class="grow"></span>
            <button type="button" onclick={open(Above::Rows)}>{ words::PASTE_ROWS }</button>
            <button type="button" onclick={open(Above::Template)}>{ words::GENERATE }</button>
            <Picker label={words::OPEN_FIXTURE} {onfile} />
            <button type="button" onclick={act(Edit::New)}>{ words::NEW_FIXTURE }</button>
        </div>
    }
}
