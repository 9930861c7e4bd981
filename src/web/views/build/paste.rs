//! The dialog for rows from elsewhere.

use super::PartProps;
use crate::web::{
    keeping::{self, Typed},
    parts::{Check, Dialog},
    words::build as words,
};
use kpl_engine::session::builder::{Edit, RowsView};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// The dialog. It shows what the rows would become while they are pasted, and closes when they are in.
#[component]
pub fn RowsDialog(props: &PartProps) -> Html {
    let area = use_node_ref();
    let header = use_state_eq(|| None::<bool>);
    use_close_when_added(props, || keeping::typed(Typed::Rows, ""));
    use_effect_with(props.build.clone(), |build| {
        let build = build.clone();
        move || build.emit((Edit::AskRows(None), 0))
    });
    let text = {
        let area = area.clone();
        move || area.cast::<HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default()
    };
    let ask = {
        let (text, build) = (text.clone(), props.build.clone());
        move |header: Option<bool>| {
            let text = Some(text()).filter(|text| !text.is_empty());
            build.emit((Edit::AskRows(text.map(|text| (text, header))), 0));
        }
    };
    {
        // What was pasted stands here again after a reload, and after the dialog was closed.
        let (area, ask) = (area.clone(), ask.clone());
        use_effect_with((), move |()| {
            let kept = keeping::in_box(Typed::Rows);
            area.cast::<HtmlTextAreaElement>().iter().for_each(|area| area.set_value(&kept));
            if !kept.is_empty() {
                ask(None);
            }
        });
    }
    let oninput = {
        let (ask, header, text) = (ask.clone(), *header, text.clone());
        Callback::from(move |_: InputEvent| {
            keeping::typed(Typed::Rows, &text());
            ask(header);
        })
    };
    let oncheck = {
        let setter = header.setter();
        Callback::from(move |on| {
            setter.set(Some(on));
            ask(Some(on));
        })
    };
    let onclick = {
        let (header, build) = (*header, props.build.clone());
        Callback::from(move |_: MouseEvent| build.emit((Edit::Rows(text(), header), 0)))
    };
    let bench = &props.model.bench;
    let (seen, fault) = match &bench.rows {
        Some(Ok(rows)) => (Some(rows), None),
        Some(Err(fault)) => (None, Some(fault)),
        None => (None, bench.trouble.as_ref()),
    };
    html! {
        <Dialog title={words::ROWS_TITLE} close={words::CLOSE} on_close={props.open.reform(|()| None)}>
            <div class="form">
                <p class="help">{ words::ROWS_HELP }</p>
                <textarea ref={area} aria-label={words::ROWS_TITLE} rows="6" spellcheck="false" autocomplete="off" {oninput} />
                if let Some(fault) = fault { <p class="fault" role="alert">{ fault }</p> }
                if let Some(rows) = seen { { preview(rows, oncheck) } }
                <div class="actions"><button type="button" class="main" {onclick}>{ words::ROWS_NOW }</button></div>
            </div>
        </Dialog>
    }
}

/// What the rows would become.
fn preview(rows: &RowsView, oncheck: Callback<bool>) -> Html {
    html! {
        <>
            if let Some(header) = rows.header {
                <Check label={words::ROWS_HEADER} checked={header} {oncheck} />
            }
            <div class="read-as" role="status">{ for rows.said.iter().map(|said| html! { <p>{ said }</p> }) }
                <p>{ words::rows_become(rows) }</p></div>
            <table class="rows">
                <thead><tr>{ for words::ROW_COLUMNS.map(|head| html! { <th scope="col">{ head }</th> }) }</tr></thead>
                <tbody>{ for rows.first.iter().map(|row| html! {
                    <tr>{ for row.iter().map(|cell| html! { <td class="mono">{ cell }</td> }) }</tr>
                }) }</tbody>
            </table>
        </>
    }
}

/// Closes the dialog once something more was added than when it opened. `then` is done as well.
#[hook]
pub fn use_close_when_added(props: &PartProps, then: fn()) {
    let added = props.model.bench.added;
    let before = use_memo((), move |()| added);
    use_effect_with((added, props.open.clone()), move |(added, open)| {
        if *added != *before {
            then();
            open.emit(None);
        }
    });
}
