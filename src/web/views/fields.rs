//! The tree of every field (ARIA Authoring Practices, "Treegrid").

use super::{ViewProps, shortcuts, use_viewport};
use crate::web::{
    parts::{Reveal, Windowed},
    words,
};
use kpl_engine::session::{
    Action, List, Pane,
    select::{FieldRow, FieldValue, Preview},
};
use std::ops::Range;
use yew::prelude::*;

/// The tree.
#[component]
pub fn Fields(props: &ViewProps) -> Html {
    let (model, onwindow) = (&props.model, use_viewport(List::Fields));
    let (caret, at_caret) = model.carets.tree_caret;
    let rows = {
        let (model, send) = (model.clone(), props.send.clone());
        Callback::from(move |window: Range<usize>| -> Html {
            shortcuts::rows(window, |at| model.fields.get(at).map(|row| field(row, at, &send)))
        })
    };
    let onkeydown = {
        let send = props.send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if shortcuts::pane_key(&event, &send) {
                return;
            }
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let action = match (event.key().as_str(), shortcuts::step(&event)) {
                (_, Some(step)) => Action::TreeMove(step),
                ("ArrowRight", _) => Action::TreeIn,
                ("ArrowLeft", _) => Action::TreeOut,
                ("*", _) => Action::TreeOpenSiblings,
                ("Enter" | " ", _) => match at_caret {
                    Some(node) => Action::Pin(node, Pane::Fields),
                    None => return,
                },
                _ => return,
            };
            event.prevent_default();
            send.emit(action);
        })
    };
    let leave = props.send.reform(|_: MouseEvent| Action::Light(None));
    html! {
        <section class="pane fields" aria-labelledby="fields">
            <h2 id="fields">{ words::FIELDS }</h2>
            <Windowed role="treegrid" label={words::FIELDS} class="fields-grid" total={model.fields.total} columns={3} {onwindow}
                head={shortcuts::heads(&words::FIELD_COLUMNS)} {rows} {onkeydown} onmouseleave={leave}
                active={at_caret.map(|node| AttrValue::from(format!("f-{node}")))}
                reveal={Reveal { row: caret, turn: model.carets.turn }} />
        </section>
    }
}

fn field(row: &FieldRow, at: usize, send: &Callback<Action>) -> Html {
    let node = row.node;
    let onclick = send.reform(move |_: MouseEvent| Action::Pin(node, Pane::Fields));
    let onmousemove = shortcuts::lights(node, send);
    let toggle = {
        let send = send.clone();
        Callback::from(move |event: MouseEvent| {
            event.stop_propagation();
            send.emit(Action::Toggle(node));
        })
    };
    let class = classes!(
        "row",
        row.pinned.then_some("pinned"),
        row.lit.then_some("lit"),
        row.caret.then_some("caret"),
        row.broken.then_some("broken"),
        row.overridden.then_some("overridden")
    );
    html! {
        <div role="row" key={node} id={format!("f-{node}")} {class} data-level={row.level.min(12).to_string()}
            aria-level={row.level.to_string()} aria-posinset={row.place.0.to_string()} aria-setsize={row.place.1.to_string()}
            aria-expanded={row.open.map(|open| open.to_string())} aria-selected={row.pinned.to_string()}
            aria-rowindex={(at + 1 + shortcuts::HEADS).to_string()} {onclick} {onmousemove}>
            <span role="gridcell" class="name">
                if let Some(open) = row.open {
                    <span class="twist" aria-hidden="true" onclick={toggle}>{ if open { "▾" } else { "▸" } }</span>
                } else {
                    <span class="twist" aria-hidden="true"></span>
                }
                <span class="field-name">{ words::field(row.kind, row.number, row.index) }</span>
                { " " }{ value(&row.value) }
                if row.broken { { " " }<span class="mark">{ words::BROKEN }</span> }
                if row.overridden { { " " }<span class="mark">{ words::OVERRIDDEN }</span> }
            </span>
            <span role="gridcell" class="number">{ row.offset }</span>
            <span role="gridcell" class="number">{ row.len }</span>
        </div>
    }
}

fn value(value: &FieldValue) -> Html {
    let quoted = |preview: &Preview| {
        html! { <span class="value text">{ "\"" }{ &preview.text }{ if preview.cut { "…" } else { "\"" } }</span> }
    };
    match value {
        FieldValue::Text(preview) => quoted(preview),
        FieldValue::PointsTo(index, entry) => html! {
            <>
                <span class="value">{ index }</span>{ " " }
                if let Some(entry) = entry { <span class="points">{ "→ " }{ quoted(entry) }</span> }
            </>
        },
        FieldValue::Entries(number) => html! { <span class="value faint">{ words::entries(*number) }</span> },
        FieldValue::Record(Some(key)) => quoted(key),
        FieldValue::Record(None) => html! { <span class="value faint">{ words::NO_KEY }</span> },
        FieldValue::Number(number) => html! { <span class="value">{ number }</span> },
        FieldValue::Md5(hex, status) => html! {
            <><span class="value">{ hex }</span>{ " " }if let Some(status) = status { <span class="mark-md5">{ words::md5(*status) }</span> }</>
        },
        FieldValue::Hex(preview) => {
            html! { <span class="value">{ &preview.text }{ if preview.cut { " …" } else { "" } }</span> }
        }
        FieldValue::None => html! {},
    }
}
