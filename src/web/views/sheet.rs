//! The open payload in rows: JSON that folds, text, hex or base64, and what is looked for in it.

use super::{ViewProps, copying::Copying, shortcuts, use_viewport};
use crate::web::{
    Hands,
    parts::{Reveal, Windowed},
    platform::size::use_size,
    words,
};
use kpl_engine::session::{
    Action, List, ViewportChange, Wanted,
    sheet::{Look, PieceKind, SheetMove, SheetRow},
};
use std::ops::Range;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// How many characters the ruler has.
const RULER: i32 = 50;

/// What stands beside the characters of a row, in CSS pixels: both paddings, the sign that folds, a scrollbar.
const BESIDE: i32 = 52;

/// The rows.
#[component]
pub fn Sheet(props: &ViewProps) -> Html {
    let (node, ruler) = (use_node_ref(), use_node_ref());
    let hands = use_context::<Hands>().unwrap_or_default();
    let (width, _) = use_size(node.clone());
    {
        let ruler = ruler.clone();
        use_effect_with((width, hands.viewport.clone()), move |(width, viewport)| {
            // Before the first layout nobody knows the width.
            let long = ruler.cast::<HtmlElement>().map_or(0, |ruler| ruler.offset_width());
            let columns = (width - BESIDE).max(0).checked_mul(RULER).and_then(|wide| wide.checked_div(long));
            if let Some(columns) =
                columns.and_then(|columns| usize::try_from(columns).ok()).filter(|_| *width > 0)
            {
                viewport.emit(ViewportChange::SheetColumns(columns));
            }
        });
    }
    let (model, onwindow) = (&props.model, use_viewport(List::Sheet));
    let sheet = &model.sheet;
    let (json, total) = (sheet.look == Look::Json, model.sheet_rows.total);
    let rows = {
        let (model, send) = (model.clone(), props.send.clone());
        Callback::from(move |window: Range<usize>| -> Html {
            shortcuts::rows(window, |at| model.sheet_rows.get(at).map(|row| sheet_row(row, at, json, &send)))
        })
    };
    let onkeydown = {
        let (send, at) = (props.send.clone(), sheet.row);
        let line = at.and_then(|at| model.sheet_rows.get(at)).map(|row| row.line);
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let step = match (event.key().as_str(), shortcuts::step(&event)) {
                ("/", _) => {
                    event.prevent_default();
                    shortcuts::focus_on("payload-find");
                    return;
                }
                _ if !json => return,
                (_, Some(step)) => SheetMove::Caret(step),
                ("ArrowRight", _) => SheetMove::In,
                ("ArrowLeft", _) => SheetMove::Out,
                ("Enter" | " ", _) => match line {
                    Some(line) => SheetMove::Toggle(line),
                    None => return,
                },
                _ => return,
            };
            event.prevent_default();
            send.emit(Action::Sheet(step));
        })
    };
    let digits: String = (0..RULER).map(|_| '0').collect();
    let class = classes!("sheet-grid", json.then_some("json"), (sheet.look == Look::Hex).then_some("dump"));
    html! {
        <>
            <span ref={ruler} class="ruler" aria-hidden="true">{ digits }</span>
            <Windowed role={if json { "treegrid" } else { "grid" }} label={words::PAYLOAD} {class} {total} columns={1} {node} {rows} {onkeydown}
                {onwindow} active={sheet.row.map(|row| AttrValue::from(format!("p-{row}")))}
                reveal={sheet.row.map(|row| Reveal { row, turn: sheet.turn })} />
        </>
    }
}

fn sheet_row(row: &SheetRow, at: usize, json: bool, send: &Callback<Action>) -> Html {
    let line = row.line;
    let onclick = json.then(|| send.reform(move |_: MouseEvent| Action::Sheet(SheetMove::To(line))));
    let toggle = {
        let send = send.clone();
        Callback::from(move |event: MouseEvent| {
            event.stop_propagation();
            send.emit(Action::Sheet(SheetMove::Toggle(line)));
        })
    };
    let indent = " ".repeat(row.indent);
    let twist = row.open.map(|open| {
        html! { <span class="twist" aria-hidden="true" onclick={toggle}>{ if open { "▾" } else { "▸" } }</span> }
    });
    let pieces = row.pieces.iter().map(|piece| {
        let class = classes!(kind(piece.kind), piece.found.then_some("found"));
        html! { <span {class}>{ &piece.text }</span> }
    });
    html! {
        <div role="row" key={at} id={format!("p-{at}")} class={classes!("row", row.caret.then_some("caret"))} aria-rowindex={(at + 1).to_string()}
            aria-level={json.then(|| (row.depth + 1).to_string())} aria-expanded={row.open.map(|open| open.to_string())} {onclick}>
            <span role="gridcell" class="line">
                { twist }{ indent }{ for pieces }
                if let Some(hidden) = row.hidden { <span class="faint">{ words::hidden(hidden) }</span> }
            </span>
        </div>
    }
}

/// The name of a kind for the style sheet.
const fn kind(kind: PieceKind) -> Option<&'static str> {
    match kind {
        PieceKind::Key => Some("j-key"),
        PieceKind::String => Some("j-string"),
        PieceKind::Number => Some("j-number"),
        PieceKind::Word => Some("j-word"),
        PieceKind::Mark => Some("j-mark"),
        PieceKind::Plain => None,
    }
}

/// The box that looks for a text in the payload.
#[component]
pub fn SheetTools(props: &ViewProps) -> Html {
    let (sheet, send) = (&props.model.sheet, &props.send);
    let go = |step: SheetMove| send.reform(move |_: MouseEvent| Action::Sheet(step.clone()));
    let typed = use_state_eq(|| sheet.find.clone());
    let oninput = {
        let typed = typed.clone();
        send.reform(move |event: InputEvent| {
            let text =
                event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default();
            typed.set(text.clone());
            Action::Sheet(SheetMove::Find(text))
        })
    };
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                event.prevent_default();
                send.emit(Action::Sheet(SheetMove::Step(!event.shift_key())));
            }
        })
    };
    let none = sheet.found == 0;
    html! {
        <div class="sheet-tools">
            <input id="payload-find" type="search" aria-label={words::FIND_IN_PAYLOAD} placeholder={words::FIND_IN_PAYLOAD} value={(*typed).clone()}
                {oninput} {onkeydown} spellcheck="false" autocomplete="off" />
            <span role="status" class="faint">{ if sheet.seeks { words::found_in_payload(sheet) } else { String::new() } }</span>
            if sheet.seeks {
                <button type="button" class="icon" aria-label={words::PREVIOUS_MATCH} title={words::PREVIOUS_MATCH} disabled={none} onclick={go(SheetMove::Step(false))}>{ "↑" }</button>
                <button type="button" class="icon" aria-label={words::NEXT_MATCH} title={words::NEXT_MATCH} disabled={none} onclick={go(SheetMove::Step(true))}>{ "↓" }</button>
            }
        </div>
    }
}

/// Below JSON: the path to the value at the caret, what copies the two, and what opens and closes all.
#[component]
pub fn SheetPath(props: &ViewProps) -> Html {
    let hands = use_context::<Hands>().unwrap_or_default();
    let Some(path) = props.model.sheet.path.clone() else { return html! {} };
    let all = |open: bool| props.send.reform(move |_: MouseEvent| Action::Sheet(SheetMove::All(open)));
    let copying = Copying::new(&hands);
    let copy_path = copying.here(words::COPY_JSON_PATH, path.clone()).choose;
    let copy_value = copying.text(words::COPY_VALUE, Wanted::Value).choose;
    html! {
        <div class="sheet-path">
            <span class="mono tail" title={path.clone()}>{ path }</span>
            <span class="grow"></span>
            <button type="button" class="quiet" onclick={copy_path.reform(|_: MouseEvent| ())}>{ words::COPY_JSON_PATH }</button>
            <button type="button" class="quiet" onclick={copy_value.reform(|_: MouseEvent| ())}>{ words::COPY_VALUE }</button>
            <button type="button" class="quiet" onclick={all(false)}>{ words::FOLD_ALL }</button>
            <button type="button" class="quiet" onclick={all(true)}>{ words::UNFOLD_ALL }</button>
        </div>
    }
}
