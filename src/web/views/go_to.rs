//! Go to offset, with a preview of what is there.

use crate::{
    session::{Action, parse_offset, select},
    web::{Model, parts::Dialog, words},
};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What the dialog is given.
#[derive(Properties, PartialEq)]
pub struct GoToProps {
    /// The state.
    pub model: Model,
    /// Changes it.
    pub send: Callback<Action>,
    /// It was closed.
    pub on_close: Callback<()>,
}

/// The dialog.
#[component]
pub fn GoTo(props: &GoToProps) -> Html {
    let text = use_state(String::new);
    let (at, len) = (props.model.byte_caret, select::record_len(&props.model));
    let offset = parse_offset(&text, at, len);
    let preview = match offset {
        Ok(offset) => {
            words::offset_preview(offset, &select::path_at(&props.model, offset).unwrap_or_default())
        }
        Err(fault) => words::offset_fault(fault, len),
    };
    let oninput = {
        let text = text.clone();
        Callback::from(move |event: InputEvent| {
            text.set(
                event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default(),
            );
        })
    };
    let onsubmit = {
        let (send, close) = (props.send.clone(), props.on_close.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Ok(offset) = offset {
                send.emit(Action::GoTo(offset));
                close.emit(());
            }
        })
    };
    html! {
        <Dialog title={words::GO_TO} close={words::CLOSE} on_close={props.on_close.clone()}>
            <form class="go-to" {onsubmit}>
                <label for="go-to-offset">{ words::OFFSET }</label>
                <input id="go-to-offset" type="text" autofocus=true placeholder={words::OFFSET_HINT} autocomplete="off"
                    aria-describedby="go-to-preview" {oninput} />
                <button type="submit" class="main" disabled={offset.is_err()}>{ words::GO }</button>
            </form>
            <p id="go-to-preview" role="status">{ preview }</p>
        </Dialog>
    }
}
