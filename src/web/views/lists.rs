//! The lower pane: user records, keys and findings, behind tabs, and the payload beside them.

use super::{
    compare::Compare, consumers::Consumers, findings::Findings, floating::Floating, happened::Happened,
    keys::Keys, payload::PayloadView, user_records::UserRecords,
};
use crate::web::{
    Model,
    parts::{TabItem, Tabs},
    words,
};
use kpl_engine::session::{Action, Tab};
use yew::prelude::*;

/// What the lower pane is given.
#[derive(Properties, PartialEq)]
pub struct ListsProps {
    /// The state.
    pub model: Model,
    /// Changes it.
    pub send: Callback<Action>,
    /// Opens what floats.
    pub float: Callback<Option<Floating>>,
    /// Whether the page shows one pane at a time; the tabs are above it then.
    pub narrow: bool,
}

/// The tabs: all panes where the page is narrow, the lists alone where it is not.
#[must_use]
pub fn pane_tabs(model: &Model, send: &Callback<Action>, narrow: bool) -> Vec<TabItem> {
    let (users, keys, findings) = (model.carets.users, model.keys.total, model.findings.total);
    let tab = |id, tab: Tab, label: String| TabItem {
        id,
        label: label.into(),
        chosen: front(model, narrow) == tab,
        choose: send.reform(move |()| Action::Tab(tab)),
    };
    let mut tabs = vec![
        tab(
            "tab-users",
            Tab::UserRecords,
            words::tab(if narrow { words::RECORDS_SHORT } else { words::USER_RECORDS }, users),
        ),
        tab(
            "tab-keys",
            Tab::Keys,
            words::tab(if narrow { words::KEYS_SHORT } else { words::KEY_TABLES }, keys),
        ),
        tab("tab-findings", Tab::Findings, words::tab(words::FINDINGS, findings)),
        tab("tab-happened", Tab::Happened, words::HAPPENED.to_owned()),
        tab("tab-consumers", Tab::Consumers, words::CONSUMERS.to_owned()),
        tab("tab-compare", Tab::Compare, words::COMPARE.to_owned()),
    ];
    if narrow {
        tabs.push(tab("tab-fields", Tab::Fields, words::FIELDS.to_owned()));
        tabs.push(tab("tab-bytes", Tab::Bytes, words::BYTES.to_owned()));
    }
    tabs
}

/// The tab at the front: the tree and the bytes have places of their own where the page is wide.
fn front(model: &Model, narrow: bool) -> Tab {
    match model.carets.tab {
        Tab::Fields | Tab::Bytes if !narrow => Tab::UserRecords,
        tab => tab,
    }
}

/// The lower pane.
#[component]
pub fn Lists(props: &ListsProps) -> Html {
    let (model, send) = (props.model.clone(), props.send.clone());
    let (id, list) = match front(&model, props.narrow) {
        Tab::Keys => ("tab-keys", html! { <Keys model={model.clone()} send={send.clone()} /> }),
        Tab::Findings => ("tab-findings", html! { <Findings model={model.clone()} send={send.clone()} /> }),
        Tab::Happened => {
            ("tab-happened", html! { <Happened model={only!(model, happened)} send={send.clone()} /> })
        }
        Tab::Compare => {
            ("tab-compare", html! { <Compare model={only!(model, compare, compared)} send={send.clone()} /> })
        }
        Tab::Consumers => (
            "tab-consumers",
            html! {
                <Consumers model={only!(model, banner, consumers, emitted)} send={send.clone()} float={props.float.clone()} />
            },
        ),
        _ => ("tab-users", html! { <UserRecords model={model.clone()} send={send.clone()} /> }),
    };
    html! {
        <section class="pane lists" aria-label={words::LISTS}>
            if !props.narrow {
                <Tabs label={words::PANES} items={pane_tabs(&model, &send, false)} />
            }
            <div class="lists-body">
                <div class="tab-panel" role="tabpanel" id={format!("{id}-panel")} aria-labelledby={id}>{ list }</div>
                if model.payload.is_some() {
                    <PayloadView {model} {send} />
                }
            </div>
        </section>
    }
}
