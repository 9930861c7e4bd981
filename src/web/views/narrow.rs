//! The filled page where it is narrow: the list, the payload, and all else about a Kinesis record are pages of their own,
//! each with a way back.

use super::{
    banner::VerdictBanner,
    bytes::Bytes,
    capture::CaptureView,
    details::DetailsStrip,
    fields::Fields,
    floating::Floating,
    lists::{Lists, pane_tabs},
    payload::PayloadView,
};
use crate::web::{Model, parts::Tabs, words};
use kpl_engine::session::{Action, Tab};
use yew::prelude::*;

/// What shows of a narrow page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NarrowPage {
    /// The capture, or the only Kinesis record of it.
    #[default]
    List,
    Payload,
    /// All about the Kinesis record at hand, where the capture has several.
    Anatomy,
}

/// What a narrow page is given.
#[derive(Properties, PartialEq)]
pub struct NarrowProps {
    /// The state.
    pub model: Model,
    /// Changes it.
    pub send: Callback<Action>,
    /// Opens what floats.
    pub float: Callback<Option<Floating>>,
    /// What shows.
    #[prop_or_default]
    pub page: NarrowPage,
    /// Shows another page.
    pub turn_to: Callback<NarrowPage>,
}

/// The first page: the capture, or all about its only Kinesis record.
#[component]
pub fn Narrow(props: &NarrowProps) -> Html {
    let model = props.model.clone();
    let send = use_opening(props);
    if model.overview.records > 1 {
        let anatomy = props.turn_to.reform(|_: MouseEvent| NarrowPage::Anatomy);
        html! {
            <div class="one-pane">
                <CaptureView model={model.clone()} send={send} />
                <button type="button" onclick={anatomy}>{ words::anatomy_of(model.carets.record.unwrap_or_default()) }</button>
            </div>
        }
    } else {
        html! { <div class="one-pane">{ panes(props, &send) }</div> }
    }
}

/// A page behind the first one.
#[component]
pub fn NarrowDeep(props: &NarrowProps) -> Html {
    let (model, send, opening) = (props.model.clone(), props.send.clone(), use_opening(props));
    let several = model.overview.records > 1;
    match props.page {
        NarrowPage::Payload | NarrowPage::List => {
            let back = props.turn_to.reform(|()| NarrowPage::List);
            let anatomy = props.turn_to.reform(|_: MouseEvent| NarrowPage::Anatomy);
            let record = model.carets.record.unwrap_or_default();
            html! {
                <div class="one-pane">
                    <PayloadView {model} {send} {back} />
                    if several { <button type="button" onclick={anatomy}>{ words::anatomy_of(record) }</button> }
                </div>
            }
        }
        NarrowPage::Anatomy => {
            let back = props.turn_to.reform(|_: MouseEvent| NarrowPage::List);
            html! {
                <div class="one-pane">
                    <p><button type="button" onclick={back}>{ words::BACK_TO_LIST }</button></p>
                    <VerdictBanner model={only!(model, carets, banner)} send={send} />
                    { panes(props, &opening) }
                </div>
            }
        }
    }
}

/// What opens a payload also turns to it: it opens where the eye is.
#[hook]
fn use_opening(props: &NarrowProps) -> Callback<Action> {
    use_callback((props.send.clone(), props.turn_to.clone()), |action, (send, turn_to)| {
        let opens = matches!(action, Action::OpenPayload(_) | Action::CaptureUser(_));
        send.emit(action);
        if opens {
            turn_to.emit(NarrowPage::Payload);
        }
    })
}

/// One pane at a time about the Kinesis record at hand, behind tabs.
fn panes(props: &NarrowProps, send: &Callback<Action>) -> Html {
    let model = props.model.clone();
    let panel = |id: &'static str, content: Html| {
        html! { <div class="tab-panel" role="tabpanel" id={format!("{id}-panel")} aria-labelledby={id}>{ content }</div> }
    };
    let pane = match model.carets.tab {
        Tab::Fields => {
            panel("tab-fields", html! { <Fields model={only!(model, carets, fields)} send={send.clone()} /> })
        }
        Tab::Bytes => panel(
            "tab-bytes",
            html! {
                <div class="bytes-side">
                    <Bytes model={only!(model, carets, bytes)} send={send.clone()} float={props.float.clone()} />
                    <DetailsStrip model={only!(model, details)} send={send.clone()} />
                </div>
            },
        ),
        // What is its own payload has no list.
        Tab::UserRecords if model.is_alone() => {
            panel("tab-users", html! { <PayloadView model={model.clone()} send={send.clone()} /> })
        }
        _ => html! { <Lists model={model.clone()} send={send.clone()} float={props.float.clone()} /> },
    };
    html! {
        <>
            <Tabs label={words::PANES} items={pane_tabs(&model, send, true)} />
            <div class="pane-slot">{ pane }</div>
        </>
    }
}
