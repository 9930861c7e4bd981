//! Go to offset, with a preview of what is there.

use crate::web::{Hands, Model, parts::Dialog, words};
use kpl_engine::session::{Action, ViewportChange, parse_offset};
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
    let hands = use_context::<Hands>().unwrap_or_default();
    let carets = &props.model.carets;
    let (at, len) = (carets.byte_caret, carets.record_len);
    let offset = parse_offset(&text, at, len);
    use_effect_with((offset.ok(), hands.viewport), |(offset, viewport)| {
        viewport.emit(ViewportChange::Peek(*offset))
    });
    let preview = match offset {
        Ok(offset) => {
            let path = carets.peek.as_ref().filter(|(at, _)| *at == offset).map_or("", |(_, path)| path);
            words::offset_preview(offset, path)
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
