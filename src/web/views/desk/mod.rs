//! The desk, where the page is wide: what the application receives beside its payload, and below them a drawer with
//! all else about the Kinesis record.

mod anatomy;
mod drawer;
mod headline;

use super::{capture::CaptureView, floating::Floating, payload::PayloadView, user_records::UserRecords};
use crate::web::{
    Model,
    parts::{Parts, Splitter},
    platform::kept,
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
}

/// A part of the desk that can have all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Large {
    /// The payload.
    Payload,
    /// The drawer.
    Drawer,
}

/// What keeps whether the drawer is open.
const DRAWER: &str = "drawer-open";

/// The desk.
#[component]
pub fn Desk(props: &DeskProps) -> Html {
    let (model, send) = (props.model.clone(), props.send.clone());
    let large = use_state_eq(|| None::<Large>);
    let open = use_state_eq(|| kept::text(DRAWER).as_deref() != Some("no"));
    let enlarge = {
        let large = large.clone();
        Callback::from(move |part: Large| large.set(Some(part).filter(|part| *large != Some(*part))))
    };
    let onkeydown = {
        let large = large.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && large.is_some() {
                // It would also choose nothing.
                event.stop_propagation();
                large.set(None);
            }
        })
    };
    let toggle = {
        let (open, large) = (open.clone(), large.clone());
        Callback::from(move |()| {
            kept::keep(DRAWER, if *open { "no" } else { "yes" });
            large.set(None);
            open.set(!*open);
        })
    };
    let class = classes!(
        "desk",
        (!*open).then_some("drawer-closed"),
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
            <Splitter label={words::DRAWER_HEIGHT} parts={Parts::Rows} property="--drawer" first={50.0} />
            if drawer_due {
                <Drawer {model} {send} float={props.float.clone()} open={*open} {toggle}
                    enlarge={enlarge.reform(|()| Large::Drawer)} enlarged={*large == Some(Large::Drawer)} />
            }
        </div>
    }
}
