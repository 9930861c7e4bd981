//! The capture as a whole, where it has more than one Kinesis record: filters, then records, user records or charts.

use super::{
    ViewProps,
    capture_filters::CaptureFilters,
    capture_users::CaptureUsers,
    charts::ChartsView,
    copying::exports,
    kinesis_records::KinesisRecords,
    picked::PickedLine,
    user_table::{TableKind, use_columns},
};
use crate::web::{
    Hands,
    parts::{Menu, TabItem, Tabs},
    words,
};
use kpl_engine::session::{Action, CaptureTab};
use yew::prelude::*;

/// The capture.
#[component]
pub fn CaptureView(props: &ViewProps) -> Html {
    let hands = use_context::<Hands>().unwrap_or_default();
    let (model, send) = (props.model.clone(), props.send.clone());
    let (overview, columns) = (model.overview.clone(), use_columns());
    let kind = TableKind {
        capture: true,
        files: overview.files.len() > 1,
        sharded: model.capture_users.rows.first().is_some_and(|row| row.user.shard.is_some()),
    };
    let tab = |id, tab: CaptureTab, label: String| TabItem {
        id,
        label: label.into(),
        chosen: overview.tab == tab,
        choose: send.reform(move |()| Action::CaptureTab(tab)),
    };
    let tabs = vec![
        tab("capture-records", CaptureTab::Records, words::tab(words::KINESIS_RECORDS, overview.records)),
        tab(
            "capture-users",
            CaptureTab::Users,
            format!("{} {}", words::ALL_USER_RECORDS, words::grouped_wide(overview.received)),
        ),
        tab("capture-charts", CaptureTab::Charts, words::CHARTS.to_owned()),
    ];
    let (id, pane) = match overview.tab {
        CaptureTab::Records => (
            "capture-records",
            html! { <KinesisRecords model={only!(model, carets, overview, records)} send={send.clone()} /> },
        ),
        CaptureTab::Users => (
            "capture-users",
            html! { <CaptureUsers model={only!(model, carets, overview, capture_users)} send={send.clone()} columns={columns.clone()} {kind} /> },
        ),
        CaptureTab::Charts => {
            ("capture-charts", html! { <ChartsView model={only!(model, charts)} send={send.clone()} /> })
        }
    };
    html! {
        <section class="capture" aria-label={words::CAPTURE}>
            <div class="capture-head">
                <Tabs label={words::CAPTURE} items={tabs} />
                <span class="grow"></span>
                if overview.tab == CaptureTab::Users {
                    { columns.menu(kind) }
                }
                <Menu label={words::EXPORT} items={exports(&hands)} />
            </div>
            <CaptureFilters model={only!(model, carets, overview, records)} send={send.clone()} />
            <div class="tab-panel" role="tabpanel" id={format!("{id}-panel")} aria-labelledby={id}>{ pane }</div>
            <div class="slot"><PickedLine model={only!(model, overview)} send={send.clone()} /></div>
        </section>
    }
}
