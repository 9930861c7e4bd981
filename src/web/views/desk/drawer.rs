//! The drawer below: the Kinesis record at hand to the byte, its key tables, findings, what happened to it, what
//! consumers do with it, and what is different from another one.

use super::anatomy::Anatomy;
use crate::web::{
    Model,
    parts::Tabs,
    views::{
        banner::VerdictBanner,
        floating::Floating,
        lists::{front, list, pane_tabs},
    },
    words,
};
use kpl_engine::session::{Action, Tab};
use yew::prelude::*;

/// What the drawer is given.
#[derive(Properties, PartialEq)]
pub struct DrawerProps {
    /// The state.
    pub model: Model,
    /// Changes it.
    pub send: Callback<Action>,
    /// Opens what floats.
    pub float: Callback<Option<Floating>>,
    /// Whether it is open.
    pub open: bool,
    /// Opens or closes it.
    pub toggle: Callback<()>,
    /// Gives it the whole desk, or takes that back.
    pub enlarge: Callback<()>,
    /// Whether it has the whole desk.
    pub enlarged: bool,
}

/// The drawer.
#[component]
pub fn Drawer(props: &DrawerProps) -> Html {
    let (model, send) = (props.model.clone(), props.send.clone());
    let (id, content) = match front(&model, false) {
        Tab::UserRecords | Tab::Fields | Tab::Bytes => (
            "tab-anatomy",
            html! { <Anatomy model={model.clone()} send={send.clone()} float={props.float.clone()} /> },
        ),
        tab => list(tab, &model, &send, &props.float),
    };
    let toggle = props.toggle.reform(|_: MouseEvent| ());
    let enlarge = props.enlarge.reform(|_: MouseEvent| ());
    let (sign, said) = if props.open { ("▾", words::CLOSE_DRAWER) } else { ("▴", words::OPEN_DRAWER) };
    html! {
        <section class="pane lists drawer" aria-label={words::LISTS}>
            if model.overview.records > 1 {
                <VerdictBanner model={only!(model, carets, banner)} send={send.clone()} />
            }
            <div class="drawer-head">
                <Tabs label={words::PANES} items={pane_tabs(&model, &send, false)} />
                <span class="grow"></span>
                <button type="button" class="icon" aria-label={said} title={said} aria-expanded={props.open.to_string()}
                    onclick={toggle}>{ sign }</button>
                if props.open {
                    <button type="button" class="icon" aria-label={words::ENLARGE_DRAWER} title={words::ENLARGE_DRAWER}
                        aria-pressed={props.enlarged.to_string()} onclick={enlarge}>{ "⤢" }</button>
                }
            </div>
            <div class="tab-panel" role="tabpanel" id={format!("{id}-panel")} aria-labelledby={id} hidden={!props.open}>
                { for props.open.then_some(content) }
            </div>
        </section>
    }
}
