//! The builder: user records in a table, how they are written and broken, and beside them what that makes.

mod begin;
mod defects;
mod desk;
mod editor;
mod keys;
mod link;
mod out;
mod paste;
mod picker;
mod record_row;
mod records;
mod result;
mod rulings;
mod set;
mod shards;
mod template;
mod toolbar;
mod verdict;
mod written;

use begin::Begin;
use defects::Defects;
use desk::BuildDesk;
use editor::EditRecord;
use link::LinkDialog;
use out::{Out, OutSettings};
use paste::RowsDialog;
use records::Records;
use result::ResultBanner;
use rulings::Rulings;
use set::SetPane;
use shards::ShardsPane;
use template::TemplateDialog;
use toolbar::Toolbar;
use written::Written;

use super::{bytes::Bytes, details::DetailsStrip, fields::Fields, floating::Floating};
use crate::web::{
    Hands, Model,
    parts::{TabItem, Tabs},
    platform::{focus, media::use_media},
    words::build as words,
};
use kpl_engine::session::{Action, builder::Edit};
use yew::prelude::*;

/// Below this width one pane shows at a time.
const NARROW: &str = "(max-width: 959px)";

/// What the builder is given.
#[derive(Properties, PartialEq)]
pub struct BuildProps {
    /// What shows.
    pub model: Model,
    /// Changes what is chosen of the record that was made.
    pub send: Callback<Action>,
    /// Opens what floats.
    pub float: Callback<Option<Floating>>,
}

/// What its parts are given.
#[derive(Properties, Clone, PartialEq)]
pub struct PartProps {
    /// What shows.
    pub model: Model,
    /// Edits.
    pub build: Callback<(Edit, u32)>,
    /// Opens what floats above the builder.
    pub open: Callback<Option<Above>>,
}

/// What floats above the builder.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Above {
    /// Records from a template.
    Template,
    /// Rows from elsewhere.
    Rows,
    /// A link.
    Link,
}

/// The tabs where one pane shows at a time.
const TABS: [&str; 4] = ["tab-draft", "tab-defects", "tab-result", "tab-out"];

/// The builder.
#[component]
pub fn Build(props: &BuildProps) -> Html {
    let narrow = use_media(NARROW);
    let front = use_state_eq(|| 0usize);
    let above = use_state_eq(|| None::<Above>);
    let hands = use_context::<Hands>().unwrap_or_default();
    let build = hands.build.clone();
    keys::use_steps(&build);
    use_effect_with((), |()| focus::restore(&["#draft-add"]));
    {
        let notify = hands.notify.clone();
        // A dialog says it itself.
        let alone = above.is_none();
        use_effect_with(props.model.bench.trouble.clone(), move |trouble| {
            trouble.iter().filter(|_| alone).for_each(|why| notify.emit(why.clone()));
        });
    }
    let open = {
        let above = above.setter();
        use_callback((), move |what: Option<Above>, ()| above.set(what))
    };
    let (model, send) = (&props.model, &props.send);
    let part = |model: Model| PartProps { model, build: build.clone(), open: open.clone() };
    let on_bench = || part(only!(model, bench));
    // Nothing is offered before there is a record.
    let nothing = model.bench.nothing;
    let draft = html! {
        <>
            <section class="pane draft" aria-label={words::DRAFT_RECORDS}>
                <Toolbar ..on_bench() />
                <Records ..part(only!(model, bench, draft)) />
                <EditRecord ..part(only!(model, bench, editor)) />
            </section>
            if !nothing { <Written ..on_bench() /> }
        </>
    };
    let defects = html! { <Defects ..on_bench() /> };
    let rulings = html! { <Rulings ..part(only!(model, rulings)) /> };
    let result = html! {
        <>
            <ResultBanner ..part(only!(model, bench, banner)) />
            <Fields model={only!(model, carets, fields)} send={send.clone()} />
            <Bytes model={only!(model, carets, bytes)} send={send.clone()} float={props.float.clone()} />
            <DetailsStrip model={only!(model, details)} send={send.clone()} />
            <ShardsPane model={only!(model, bench)} float={props.float.clone()} />
        </>
    };
    let out = html! {
        <><Out ..part(only!(model, bench, made)) /><OutSettings ..on_bench() /><SetPane ..on_bench() /></>
    };
    let dialog = match *above {
        Some(Above::Template) => html! { <TemplateDialog ..on_bench() /> },
        Some(Above::Rows) => html! { <RowsDialog ..on_bench() /> },
        Some(Above::Link) => html! { <LinkDialog ..on_bench() /> },
        None => html! {},
    };
    html! {
        <main class={classes!("build", Some(if narrow { "narrow" } else { "wide" }))}>
            if narrow {
                if !nothing { <Tabs label={words::PANES} items={tabs(&front)} /> }
                // The first pane stays the same when the first record comes: it is to get the keyboard.
                { for TABS.into_iter().zip([draft, html! { <>{ defects }{ rulings }</> }, result, out]).skip(if nothing { 0 } else { *front }).take(1).map(|(id, pane)| html! {
                    <div class="tab-panel" role={(!nothing).then_some("tabpanel")} id={format!("{id}-panel")}
                        aria-labelledby={(!nothing).then_some(id)}>{ pane }</div>
                }) }
                <div class="slot">
                    if nothing {
                        <Begin ..on_bench() />
                        if !model.bench.set.is_empty() { <SetPane ..on_bench() /> }
                    }
                </div>
            } else {
                <BuildDesk part={part(model.clone())} send={send.clone()} float={props.float.clone()} />
            }
            { dialog }
        </main>
    }
}

fn tabs(front: &UseStateHandle<usize>) -> Vec<TabItem> {
    let tab = |(at, (id, label)): (usize, (&'static str, &'static str))| {
        let setter = front.setter();
        let choose = Callback::from(move |()| setter.set(at));
        TabItem { id, label: label.into(), chosen: at == **front, choose }
    };
    TABS.into_iter().zip(words::BUILD_PANES).enumerate().map(tab).collect()
}
