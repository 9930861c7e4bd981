//! What became of the user records of what was marked, and the payloads of two of them side by side.

use super::{ViewProps, shortcuts, use_viewport};
use crate::web::{
    parts::{Reveal, Windowed},
    words,
};
use kpl_engine::session::{
    Action, CompareMove, List,
    select::{CompareRow, CompareView, Dump},
};
use std::ops::Range;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The pane.
#[component]
pub fn Compare(props: &ViewProps) -> Html {
    let Some(view) = &*props.model.compare else { return html! {} };
    let send = props.send.reform(Action::Compare);
    let button = |label: &'static str, step: CompareMove| {
        let onclick = send.reform(move |_: MouseEvent| step);
        html! { <button type="button" {onclick}>{ label }</button> }
    };
    let Some((name, record)) = &view.mark else {
        return html! {
            <div class="compare">
                <p class="nothing">{ words::COMPARE_WAITS }</p>
                <p class="actions">{ button(words::MARK, CompareMove::Mark) }</p>
            </div>
        };
    };
    let marked = words::marked(name.as_deref(), *record, view.across);
    let said = if view.is_marked { words::IS_MARKED.to_owned() } else { words::compared_with(&marked) };
    html! {
        <div class="compare">
            <div class="compare-head">
                <p>{ said }</p>
                { choices(view, &send) }
                if !view.is_marked {
                    { button(words::MARK_INSTEAD, CompareMove::Mark) }
                }
                { button(words::UNMARK, CompareMove::Unmark) }
            </div>
            if view.too_large {
                <p class="nothing">{ words::too_large_to_compare() }</p>
            }
            if let Some(result) = &view.result {
                <p class="compare-result" role="status">{ words::compare_result(result) }</p>
                if props.model.compared.total == 0 {
                    <p class="nothing">{ words::NO_CHANGES }</p>
                } else {
                    <div class="compare-body">
                        <Changes model={props.model.clone()} send={props.send.clone()} />
                        if view.dumps.iter().any(Option::is_some) {
                            { dumps(view) }
                        }
                    </div>
                }
            }
        </div>
    }
}

/// What is compared, and whether what is the same shows.
fn choices(view: &CompareView, send: &Callback<CompareMove>) -> Html {
    let across = view.across;
    let radios = [false, true].into_iter().zip(words::COMPARED_WHAT).map(|(which, label)| {
        let onchange = send.reform(move |_: Event| CompareMove::Across(which));
        html! {
            <label><input type="radio" name="compare-what" checked={which == across} {onchange} />{ " " }{ label }</label>
        }
    });
    let onchange = send.reform(|event: Event| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        CompareMove::ShowSame(input.is_some_and(|input| input.checked()))
    });
    html! {
        <>
            <span role="radiogroup" aria-label={words::COMPARED}>{ for radios }</span>
            <label><input type="checkbox" checked={view.same_too} {onchange} />{ " " }{ words::SHOW_SAME }</label>
        </>
    }
}

/// The table.
#[component]
fn Changes(props: &ViewProps) -> Html {
    let onwindow = use_viewport(List::Compared);
    let (model, send) = (props.model.clone(), props.send.reform(Action::Compare));
    let (caret, across) =
        model.compare.as_ref().as_ref().map_or((0, false), |view| (view.caret, view.across));
    let onkeydown = {
        let (send, all) = (send.clone(), props.send.clone());
        Callback::from(move |event: KeyboardEvent| {
            let step = match (event.key().as_str(), shortcuts::step(&event)) {
                (_, Some(step)) => CompareMove::Caret(step),
                ("Enter" | " ", _) => CompareMove::Choose(caret),
                _ => {
                    shortcuts::pane_key(&event, &all);
                    return;
                }
            };
            event.prevent_default();
            send.emit(step);
        })
    };
    let total = model.compared.total;
    let rows = Callback::from(move |window: Range<usize>| -> Html {
        shortcuts::rows(window, |at| model.compared.get(at).map(|row| change(row, at, across, &send)))
    });
    html! {
        <Windowed role="grid" label={words::CHANGES} class="changes-grid" {total} columns={6} {onwindow}
            head={shortcuts::heads(&words::CHANGE_COLUMNS)} {rows} {onkeydown} active={format!("c-{caret}")}
            reveal={Reveal { row: caret, turn: 0 }} />
    }
}

fn change(row: &CompareRow, at: usize, across: bool, send: &Callback<CompareMove>) -> Html {
    let onclick = send.reform(move |_: MouseEvent| CompareMove::Choose(at));
    let (key, other) = &row.key;
    let key = key.as_ref().map_or_else(|| words::NO_KEY.to_owned(), |key| key.text.clone());
    let class = classes!("row", row.chosen.then_some("pinned"), row.caret.then_some("caret"));
    html! {
        <div role="row" key={at} id={format!("c-{at}")} {class} aria-rowindex={(at + 1 + shortcuts::HEADS).to_string()}
            aria-selected={row.chosen.to_string()} {onclick}>
            <span role="gridcell"><span class="sign" aria-hidden="true">{ words::change_sign(row.change) }</span>{ words::change(row.change) }</span>
            <span role="gridcell" class="number">{ words::compared_place(row.before, across) }</span>
            <span role="gridcell" class="number">{ words::compared_place(row.after, across) }</span>
            <span role="gridcell" class="mono">
                if let Some(other) = other { <del>{ &other.text }</del>{ " " } }{ key }
            </span>
            <span role="gridcell" class="number">{ words::compared_bytes(row.bytes) }</span>
            <span role="gridcell" class="mono">{ &row.preview.text }{ if row.preview.cut { "…" } else { "" } }</span>
        </div>
    }
}

/// Both payloads.
fn dumps(view: &CompareView) -> Html {
    let side = |(dump, title): (&Option<Dump>, &'static str)| {
        html! {
            <section aria-label={title}>
                <h3>{ title }{ for dump.iter().map(|dump| html! { <span class="where">{ " " }{ words::count(dump.bytes, "byte", "bytes") }</span> }) }</h3>
                if let Some(dump) = dump {
                    <pre class="dump mono" tabindex="0">{ for dump.rows.iter().map(|row| html! {
                        <>{ format!("{:06x}  ", row.offset) }{ runs(&row.hex) }{ " " }{ runs(&row.text) }{ "\n" }</>
                    }) }{ if dump.more { words::DUMP_CUT } else { "" } }</pre>
                } else {
                    <p class="help">{ words::NOT_HERE }</p>
                }
            </section>
        }
    };
    html! { <div class="diff">{ for view.dumps.iter().zip(words::DIFF_SIDES).map(side) }</div> }
}

/// What differs is marked.
fn runs(runs: &[(String, bool)]) -> Html {
    let run = |(text, differs): &(String, bool)| {
        if *differs {
            html! { <mark>{ text }</mark> }
        } else {
            html! { text }
        }
    };
    runs.iter().map(run).collect()
}
