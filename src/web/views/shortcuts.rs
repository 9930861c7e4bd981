//! Keys that mean the same in every pane, and the row of column heads that every table has.

use super::copying::Copying;
use crate::web::{Hands, platform::focus::has_moved, words};
use gloo::utils::document;
use kpl_engine::session::{Action, Move, Tab, Wanted, batch::ExportKind};
use std::ops::Range;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Where a caret that moves by rows goes.
#[must_use]
pub fn step(event: &KeyboardEvent) -> Option<Move> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    Some(match event.key().as_str() {
        "ArrowUp" => Move::Up,
        "ArrowDown" => Move::Down,
        "PageUp" => Move::PageUp,
        "PageDown" => Move::PageDown,
        "Home" => Move::First,
        "End" => Move::Last,
        _ => return None,
    })
}

/// Puts the focus on the element with this id. Whether there is one.
pub fn focus_on(id: &str) -> bool {
    let element = document().get_element_by_id(id);
    element
        .and_then(|element| element.dyn_into::<HtmlElement>().ok())
        .is_some_and(|element| element.focus().is_ok())
}

/// Puts the focus into the filter of user records. Whether there is one.
fn focus_filter() -> bool {
    focus_on("filter") || focus_on("capture-search")
}

/// Keys of all panes: findings, the filter. Whether the key was one.
pub fn pane_key(event: &KeyboardEvent, send: &Callback<Action>) -> bool {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    match event.key().as_str() {
        "[" => send.emit(Action::StepFinding(false)),
        "]" => send.emit(Action::StepFinding(true)),
        "/" => {
            if !focus_filter() {
                // Where one pane shows at a time, the filter only comes into the page.
                send.emit(Action::Tab(Tab::UserRecords));
                gloo::timers::callback::Timeout::new(0, || {
                    focus_filter();
                })
                .forget();
            }
        }
        _ => return false,
    }
    event.prevent_default();
    true
}

/// Ctrl+C, or ⌘C, copies the open payload where no text is selected, or the user records that were picked.
#[must_use]
pub fn copies_payload(hands: &Hands, picked: usize) -> Callback<KeyboardEvent> {
    let copying = Copying::new(hands);
    let copy = match picked {
        0 => copying.payload(),
        _ => copying.text(words::COPY_PAYLOAD, Wanted::Picked(ExportKind::Payloads)).choose,
    };
    Callback::from(move |event: KeyboardEvent| {
        let command = event.ctrl_key() || event.meta_key();
        let selected = gloo::utils::window().get_selection().ok().flatten();
        let typing = event.target_dyn_into::<Element>().is_some_and(|target| {
            target.closest("input, textarea, select, .drawer").is_ok_and(|found| found.is_some())
        });
        if !typing && command && event.key() == "c" && selected.is_none_or(|selected| selected.is_collapsed())
        {
            event.prevent_default();
            copy.emit(());
        }
    })
}

/// The rows of a list with column heads before its first: what `aria-rowindex` counts from.
pub const HEADS: usize = 1;

/// The rows of a window; one that has not come yet keeps its place.
pub fn rows(window: Range<usize>, row: impl Fn(usize) -> Option<Html>) -> Html {
    let coming =
        |at: usize| html! { <div key={format!("coming-{at}")} class="row" aria-hidden="true"></div> };
    window.map(|at| row(at).unwrap_or_else(|| coming(at))).collect()
}

/// Lights a node while the pointer moves over its row.
pub fn lights(node: usize, send: &Callback<Action>) -> Callback<MouseEvent> {
    let send = send.clone();
    Callback::from(move |event: MouseEvent| {
        if has_moved(&event) {
            send.emit(Action::Light(Some(node)));
        }
    })
}

/// How a column is sorted, in ARIA's words. `down` is `None` where another column sorts.
pub const fn order(down: Option<bool>) -> &'static str {
    match down {
        Some(false) => "ascending",
        Some(true) => "descending",
        None => "none",
    }
}

/// What sorts a column. The whole head is the button, not the letters alone.
pub fn sort_button(name: &'static str, down: Option<bool>, sort: Callback<()>) -> Html {
    let sign = down.map(|down| if down { "▾" } else { "▴" });
    html! {
        <button type="button" class="sorts" onclick={sort.reform(|_: MouseEvent| ())}>
            { name }<span aria-hidden="true">{ sign }</span>
        </button>
    }
}

/// Column heads.
pub fn heads(names: &[&str]) -> Html {
    html! {
        <div role="rowgroup" class="head">
            <div role="row" class="row" aria-rowindex="1">
                { for names.iter().map(|name| html! { <span role="columnheader">{ *name }</span> }) }
            </div>
        </div>
    }
}
