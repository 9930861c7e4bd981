//! The dialog for rows from elsewhere.

use super::PartProps;
use crate::web::{
    keeping::{self, Typed},
    parts::Dialog,
    words::build as words,
};
use kpl_engine::session::builder::Edit;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// The dialog. It closes when the rows are in; what is wrong with them it says.
#[component]
pub fn RowsDialog(props: &PartProps) -> Html {
    let area = use_node_ref();
    let bench = &props.model.bench;
    use_close_when_added(props, || keeping::typed(Typed::Rows, ""));
    {
        // What was pasted stands here again after a reload, and after the dialog was closed.
        let area = area.clone();
        use_effect_with((), move |()| {
            let kept = keeping::in_box(Typed::Rows);
            area.cast::<HtmlTextAreaElement>().iter().for_each(|area| area.set_value(&kept));
        });
    }
    let oninput = Callback::from(|event: InputEvent| {
        let area = event.target_dyn_into::<HtmlTextAreaElement>();
        area.iter().for_each(|area| keeping::typed(Typed::Rows, &area.value()));
    });
    let onclick = {
        let (area, build) = (area.clone(), props.build.clone());
        Callback::from(move |_: MouseEvent| {
            let text = area.cast::<HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default();
            build.emit((Edit::Rows(text), 0));
        })
    };
    html! {
        <Dialog title={words::ROWS_TITLE} close={words::CLOSE} on_close={props.open.reform(|()| None)}>
            <div class="form">
                <p class="help">{ words::ROWS_HELP }</p>
                <textarea ref={area} aria-label={words::ROWS_TITLE} rows="8" spellcheck="false" autocomplete="off" {oninput} />
                if let Some(trouble) = &bench.trouble { <p class="fault" role="alert">{ trouble }</p> }
                <div class="actions"><button type="button" class="main" {onclick}>{ words::ROWS_NOW }</button></div>
            </div>
        </Dialog>
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
