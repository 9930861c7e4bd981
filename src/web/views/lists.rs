//! What is behind the tabs: user records, keys, findings, what happened, consumers, a comparison.

use super::{
    FloatProps, compare::Compare, consumers::Consumers, findings::Findings, floating::Floating,
    happened::Happened, keys::Keys, user_records::UserRecords,
};
use crate::web::{Model, parts::TabItem, words};
use kpl_engine::session::{Action, Tab};
use yew::prelude::*;

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
    let first = if narrow {
        tab("tab-users", Tab::UserRecords, words::tab(words::RECORDS_SHORT, users))
    } else {
        tab("tab-anatomy", Tab::UserRecords, words::ANATOMY.to_owned())
    };
    let mut tabs = vec![
        first,
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

/// The tab at the front. Where the page is wide, user records have a place of their own, and tree and bytes are one tab.
#[must_use]
pub fn front(model: &Model, narrow: bool) -> Tab {
    match model.carets.tab {
        Tab::Fields | Tab::Bytes if !narrow => Tab::UserRecords,
        tab => tab,
    }
}

/// What a tab shows, and the tab's id.
pub fn list(
    tab: Tab,
    model: &Model,
    send: &Callback<Action>,
    float: &Callback<Option<Floating>>,
) -> (&'static str, Html) {
    let (model, send) = (model.clone(), send.clone());
    match tab {
        Tab::Keys => ("tab-keys", html! { <Keys {model} {send} /> }),
        Tab::Findings => ("tab-findings", html! { <Findings {model} {send} /> }),
        Tab::Happened => ("tab-happened", html! { <Happened model={only!(model, happened)} {send} /> }),
        Tab::Compare => ("tab-compare", html! { <Compare model={only!(model, compare, compared)} {send} /> }),
        Tab::Consumers => (
            "tab-consumers",
            html! { <Consumers model={only!(model, banner, consumers, emitted)} {send} float={float.clone()} /> },
        ),
        Tab::UserRecords | Tab::Fields | Tab::Bytes => {
            ("tab-users", html! { <UserRecords {model} {send} /> })
        }
    }
}

/// The pane below the tabs where the page is narrow.
#[component]
pub fn Lists(props: &FloatProps) -> Html {
    let (id, list) = list(props.model.carets.tab, &props.model, &props.send, &props.float);
    html! {
        <section class="pane lists" aria-label={words::LISTS}>
            <div class="tab-panel" role="tabpanel" id={format!("{id}-panel")} aria-labelledby={id}>{ list }</div>
        </section>
    }
}
