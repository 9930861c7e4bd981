//! The builder where the page is wide: records beside what is made of them, all else in a drawer below.

use super::{
    PartProps,
    begin::Begin,
    defects::Defects,
    editor::EditRecord,
    out::{Out, OutSettings},
    records::Records,
    result::ResultBanner,
    rulings::Rulings,
    set::SetPane,
    shards::ShardsPane,
    toolbar::Toolbar,
    verdict::VerdictLine,
    written::Written,
};
use crate::web::{
    Model,
    parts::{Parts, Splitter, TabItem, Tabs},
    views::{bytes::Bytes, details::DetailsStrip, fields::Fields, floating::Floating},
    words::build as words,
};
use kpl_engine::session::Action;
use yew::prelude::*;

/// What the drawer shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Front {
    Defects,
    Written,
    Anatomy,
    Consumers,
    Shards,
    Set,
}

/// What the desk is given.
#[derive(Properties, PartialEq)]
pub struct BuildDeskProps {
    /// What the builder's parts are given.
    pub part: PartProps,
    /// Changes what is chosen of the record that was made.
    pub send: Callback<Action>,
    /// Opens what floats.
    pub float: Callback<Option<Floating>>,
}

/// The desk.
#[component]
pub fn BuildDesk(props: &BuildDeskProps) -> Html {
    let front = use_state_eq(|| Front::Defects);
    let (model, send) = (&props.part.model, &props.send);
    let part = |model: Model| PartProps { model, ..props.part.clone() };
    let on_bench = || part(only!(model, bench));
    let tab = |id, at: Front, label: String| {
        let setter = front.setter();
        TabItem {
            id,
            label: label.into(),
            chosen: *front == at,
            choose: Callback::from(move |()| setter.set(at)),
        }
    };
    let bench = &model.bench;
    let on = bench.defects.iter().filter(|defect| defect.on).count();
    let tabs = vec![
        tab("tab-defects", Front::Defects, words::tab(words::DEFECTS, on)),
        tab("tab-written", Front::Written, words::WRITTEN.to_owned()),
        tab("tab-anatomy", Front::Anatomy, words::ANATOMY.to_owned()),
        tab("tab-consumers", Front::Consumers, words::CONSUMERS.to_owned()),
        tab("tab-shards", Front::Shards, words::SHARDS.to_owned()),
        tab("tab-set", Front::Set, words::tab(words::SET, bench.set.len())),
    ];
    let (id, content) = match *front {
        Front::Defects => ("tab-defects", html! { <Defects ..on_bench() /> }),
        Front::Written => ("tab-written", html! { <Written ..on_bench() /> }),
        Front::Anatomy => (
            "tab-anatomy",
            html! {
                <div class="anatomy">
                    <Fields model={only!(model, carets, fields)} send={send.clone()} />
                    <Bytes model={only!(model, carets, bytes)} send={send.clone()} float={props.float.clone()} />
                    <DetailsStrip model={only!(model, details)} send={send.clone()} />
                </div>
            },
        ),
        Front::Consumers => ("tab-consumers", html! { <Rulings ..part(only!(model, rulings)) /> }),
        Front::Shards => {
            ("tab-shards", html! { <ShardsPane model={only!(model, bench)} float={props.float.clone()} /> })
        }
        Front::Set => ("tab-set", html! { <SetPane ..on_bench() /> }),
    };
    let consumers = {
        let front = front.setter();
        Callback::from(move |()| front.set(Front::Consumers))
    };
    html! {
        <div class={classes!("desk", "build-desk", (bench.nothing && bench.set.is_empty()).then_some("begins"))}>
            <section class="pane draft" aria-label={words::DRAFT_RECORDS}>
                <Toolbar ..on_bench() />
                <Records ..part(only!(model, bench, draft)) />
                <EditRecord ..part(only!(model, bench, editor)) />
            </section>
            <Splitter label={words::RECORDS_WIDTH} parts={Parts::Columns} property="--build-list" first={50.0} />
            <div class="product">
                <div class="slot">
                    if bench.nothing {
                        <Begin ..on_bench() />
                    } else {
                        <>
                            <Out ..part(only!(model, bench, made)) />
                            <VerdictLine part={part(only!(model, bench, banner, rulings))} show={consumers} />
                            <ResultBanner ..part(only!(model, bench, banner)) />
                            <OutSettings ..on_bench() />
                        </>
                    }
                </div>
            </div>
            // Nothing is offered before there is a record.
            if !bench.nothing || !bench.set.is_empty() {
                <Splitter label={words::DRAWER_HEIGHT} parts={Parts::Rows} property="--build-drawer" first={36.0} />
                <section class="pane drawer" aria-label={words::BUILD_DRAWER}>
                    <div class="drawer-head"><Tabs label={words::PANES} items={tabs} /></div>
                    <div class="tab-panel" role="tabpanel" id={format!("{id}-panel")} aria-labelledby={id}>{ content }</div>
                </section>
            }
        </div>
    }
}
