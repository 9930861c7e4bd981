//! The table of user records: every cell can be typed into, and only the rows near the window are in the page.

use super::{
    PartProps,
    record_row::{cell_id, record_row},
};
use crate::web::{
    parts::{Reveal, Windowed},
    platform::focus,
    views::{shortcuts, use_viewport},
    words::build as words,
};
use kpl_engine::session::{
    List,
    builder::{Edit, Pick},
};
use std::{cell::RefCell, ops::Range, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

/// The columns that can be typed into, as ids have them.
pub const KEY: &str = "key";

/// The table.
#[component]
pub fn Records(props: &PartProps) -> Html {
    let (model, build) = (&props.model, &props.build);
    let (bench, draft) = (&model.bench, &model.draft);
    let viewport = use_viewport(List::Draft);
    // The cell that is to have the keyboard as soon as it is in the page.
    let wanted: Rc<RefCell<Option<String>>> = use_memo((), |()| RefCell::default());
    let column: Rc<RefCell<String>> = use_memo((), |()| RefCell::new(KEY.to_owned()));
    {
        let (wanted, column, seen) = (wanted.clone(), column.clone(), use_mut_ref(|| bench.focus));
        use_effect_with((bench.focus, model.draft.clone()), {
            let caret = bench.caret;
            move |&(turn, _)| {
                if seen.replace(turn) != turn {
                    let cell = caret.map(|(_, id)| cell_id(id, &column.borrow()));
                    if cell.is_none() {
                        focus::put("#draft-add");
                    }
                    wanted.replace(cell);
                }
                put_wanted(&wanted);
            }
        });
    }
    let onwindow = {
        let wanted = wanted.clone();
        use_callback(viewport, move |window: Range<usize>, viewport| {
            viewport.emit(window);
            put_wanted(&wanted);
        })
    };
    if draft.total == 0 {
        return html! {
            <div class="nothing"><p>{ words::NO_DRAFT }</p><p>{ words::NO_DRAFT_HELP }</p>
                <dl>{ for words::WAYS_TO_BEGIN.map(|(way, example)| html! {
                    <><dt>{ way }</dt><dd class="mono">{ example }</dd></>
                }) }</dl></div>
        };
    }
    let rows = {
        let (model, build) = (model.clone(), build.clone());
        Callback::from(move |window: Range<usize>| -> Html {
            let row = |at: usize| model.draft.get(at).map(|row| record_row(row, at, &model.bench, &build));
            shortcuts::rows(window, row)
        })
    };
    let onkeydown = {
        let (model, build) = (model.clone(), build.clone());
        Callback::from(move |event: KeyboardEvent| {
            let Some((id, cell)) = place(&event) else { return };
            let plain = !event.ctrl_key() && !event.meta_key();
            let edit = match (event.key().as_str(), event.alt_key(), event.shift_key()) {
                ("Enter", false, false) if plain && cell != "form" => {
                    column.replace(KEY.to_owned());
                    Edit::Add
                }
                ("ArrowDown", true, true) => Edit::Duplicate(id),
                ("ArrowUp", true, false) => Edit::Move(id, true),
                ("ArrowDown", true, false) => Edit::Move(id, false),
                ("Delete" | "Backspace", true, false) => Edit::Delete(id),
                ("ArrowUp", false, true) if plain && cell != "form" => Edit::Pick(id, Pick::Up),
                ("ArrowDown", false, true) if plain && cell != "form" => Edit::Pick(id, Pick::Down),
                ("Home", false, true) if !plain => Edit::Pick(id, Pick::First),
                ("End", false, true) if !plain => Edit::Pick(id, Pick::Last),
                ("Escape", ..) if model.bench.chosen > 0 => Edit::Pick(id, Pick::Alone),
                (key @ ("ArrowUp" | "ArrowDown"), false, false) if plain && cell != "form" => {
                    let at = (model.draft.start..).zip(&model.draft.rows).find(|(_, row)| row.id == id);
                    let to = at
                        .and_then(|(at, _)| if key == "ArrowUp" { at.checked_sub(1) } else { Some(at + 1) });
                    if let Some(row) = to.and_then(|to| model.draft.get(to)) {
                        put(&cell_id(row.id, &cell));
                        event.prevent_default();
                    }
                    return;
                }
                _ => return,
            };
            if !matches!(edit, Edit::Add) {
                column.replace(cell);
            }
            event.prevent_default();
            build.emit((edit, 0));
        })
    };
    let row = bench.caret.map_or(0, |(row, _)| row);
    html! {
        <Windowed role="grid" several=true label={words::DRAFT_RECORDS} class="draft-grid" total={draft.total} columns={7} {onwindow}
            head={shortcuts::heads(&words::DRAFT_COLUMNS)} {rows} {onkeydown} reveal={Reveal { row, turn: bench.focus }} />
    }
}

/// The record and the column of the box that a key was pressed in.
fn place(event: &KeyboardEvent) -> Option<(u32, String)> {
    let target = event.target()?.dyn_into::<Element>().ok()?.id();
    let (id, column) = target.strip_prefix("d-")?.split_once('-')?;
    Some((id.parse().ok()?, column.to_owned()))
}

/// Puts the keyboard into a box, its text selected. Whether it is there.
fn put(id: &str) -> bool {
    let there = focus::put(&format!("#{id}"));
    if let Some(element) = gloo::utils::document().get_element_by_id(id)
        && let Ok(input) = element.dyn_into::<HtmlInputElement>()
    {
        input.select();
    }
    there
}

fn put_wanted(wanted: &RefCell<Option<String>>) {
    let there = wanted.borrow().as_deref().is_some_and(put);
    if there {
        wanted.replace(None);
    }
}
