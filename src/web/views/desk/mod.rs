//! The desk, where the page is wide: what the application receives beside its payload, and below them a drawer with
//! all else about the Kinesis record.

mod anatomy;
mod drawer;
mod headline;

use super::{
    capture::CaptureView, floating::Floating, payload::PayloadView, shortcuts, user_records::UserRecords,
};
use crate::web::{
    Hands, Model,
    parts::{Parts, Splitter},
    words,
};
pub use drawer::Drawer;
pub use headline::Headline;
use kpl_engine::session::Action;
use yew::prelude::*;

/// What the desk is given.
#[derive(Properties, PartialEq)]
pub struct DeskProps {
    /// The state.
    pub model: Model,
    /// Changes it.
    pub send: Callback<Action>,
    /// Opens what floats.
    pub float: Callback<Option<Floating>>,
    /// Which of list, payload and drawer are drawn yet.
    pub due: [bool; 3],
    /// Whether the drawer is open.
    pub open: bool,
    /// Opens or closes it.
    pub toggle: Callback<()>,
}

/// A part of the desk that can have all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Large {
    /// The payload.
    Payload,
    /// The drawer.
    Drawer,
}

/// The desk.
#[component]
pub fn Desk(props: &DeskProps) -> Html {
    let (model, send) = (props.model.clone(), props.send.clone());
    let hands = use_context::<Hands>().unwrap_or_default();
    let large = use_state_eq(|| None::<Large>);
    let enlarge = {
        let large = large.clone();
        Callback::from(move |part: Large| large.set(Some(part).filter(|part| *large != Some(*part))))
    };
    let onkeydown = {
        let (large, copy) = (large.clone(), shortcuts::copies_payload(&hands, model.overview.picked));
        Callback::from(move |event: KeyboardEvent| {
            copy.emit(event.clone());
            if event.key() == "Escape" && large.is_some() {
                // It would also choose nothing.
                event.stop_propagation();
                large.set(None);
            }
        })
    };
    let toggle = {
        let large = large.clone();
        props.toggle.reform(move |()| large.set(None))
    };
    let class = classes!(
        "desk",
        (!props.open).then_some("drawer-closed"),
        // What is its own payload needs no list beside it.
        model.is_alone().then_some("alone"),
        large.map(|part| match part {
            Large::Payload => "large-payload",
            Large::Drawer => "large-drawer",
        })
    );
    let [list_due, payload_due, drawer_due] = props.due;
    html! {
        <div {class} {onkeydown}>
            <section class="pane list-side" aria-label={words::RECEIVED}>
                if list_due {
                    if model.overview.records > 1 {
                        <CaptureView model={model.clone()} send={send.clone()} />
                    } else {
                        <UserRecords model={model.clone()} send={send.clone()} />
                    }
                }
            </section>
            <Splitter label={words::LIST_WIDTH} parts={Parts::Columns} property="--list" first={54.0} />
            if payload_due {
                <PayloadView model={model.clone()} send={send.clone()} enlarge={enlarge.reform(|()| Large::Payload)}
                    enlarged={*large == Some(Large::Payload)} />
            } else {
                <section class="pane payload"></section>
            }
            <Splitter label={words::DRAWER_HEIGHT} parts={Parts::Rows} property="--drawer" first={40.0} still={!props.open} />
            if drawer_due {
                <Drawer {model} {send} float={props.float.clone()} open={props.open} {toggle}
                    enlarge={enlarge.reform(|()| Large::Drawer)} enlarged={*large == Some(Large::Drawer)} />
            }
        </div>
    }
}
