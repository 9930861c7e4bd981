//! The filled page: what was given and what it is, then the panes.

use super::{
    banner::VerdictBanner,
    bytes::Bytes,
    capture::CaptureView,
    details::DetailsStrip,
    fields::Fields,
    floating::Floating,
    given::GivenBox,
    lists::{Lists, pane_tabs},
    progress::ProgressLine,
    trail::Trail,
};
use crate::web::{
    Model,
    parts::Tabs,
    platform::{focus, media::use_media, turns::use_turns},
    words,
};
use kpl_engine::session::{Action, Tab};
use yew::prelude::*;

/// Below this width one pane shows at a time.
const NARROW: &str = "(max-width: 719px)";

/// What the filled page is given.
#[derive(Properties, PartialEq)]
pub struct InspectProps {
    /// The state.
    pub model: Model,
    /// Changes it.
    pub send: Callback<Action>,
    /// Opens what floats.
    pub float: Callback<Option<Floating>>,
}

/// The filled page.
#[component]
pub fn Inspect(props: &InspectProps) -> Html {
    let narrow = use_media(NARROW);
    let turn = use_turns(3);
    // Each pane is enough for one task where there is a table of Kinesis records, whose file is still being read: all
    // of them together are more than three frames.
    let [fields_due, bytes_due, lists_due] = match props.model.overview.records {
        2.. => [turn > 0, turn > 1, turn > 2],
        _ => [true, true, turn > 0],
    };
    // The box that was typed into has gone: the keyboard goes on in the record.
    use_effect_with((), |()| focus::restore(&["main .windowed", "main button"]));
    let model = props.model.clone();
    // A new capture is read from its verdict on, however far down the page the last click was.
    use_effect_with(model.carets.captures, |_| gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0));
    let send = use_callback((props.send.clone(), narrow), |action, (send, narrow)| {
        // Where one pane shows at a time, the one with the finding's bytes comes forward.
        let shows = *narrow && matches!(action, Action::Finding(_) | Action::StepFinding(_));
        send.emit(action);
        if shows {
            send.emit(Action::Tab(Tab::Bytes));
        }
    });
    let bytes = html! {
        <div class="bytes-side">
            <Bytes model={only!(model, carets, bytes)} send={send.clone()} float={props.float.clone()} />
            <DetailsStrip model={only!(model, details)} send={send.clone()} />
        </div>
    };
    let in_lists = only!(
        model, carets, banner, users, keys, findings, happened, consumers, emitted, compare, compared,
        payload
    );
    let fields = html! { <Fields model={only!(model, carets, fields)} send={send.clone()} /> };
    html! {
        <main class={classes!("inspect", narrow.then_some("narrow"))}>
            if !model.carets.trail.is_empty() {
                <Trail model={only!(model, carets)} send={send.clone()} />
            }
            <div class="summary">
                <VerdictBanner model={only!(model, carets, banner)} send={send.clone()} />
                <GivenBox model={only!(model, given)} send={send.clone()} />
            </div>
            <ProgressLine model={only!(model, progress)} send={send.clone()} />
            if model.overview.records > 1 {
                <CaptureView model={model.clone()} send={send.clone()} />
            }
            if model.carets.record.is_none() {
                <p class="nothing">{ words::NO_RECORDS }</p>
            } else if narrow && fields_due {
                <Tabs label={words::PANES} items={pane_tabs(&model, &send, true)} />
                <div class="pane-slot">
                    { match model.carets.tab {
                        Tab::Fields => html! { <div class="tab-panel" role="tabpanel" id="tab-fields-panel" aria-labelledby="tab-fields">{ fields }</div> },
                        Tab::Bytes => html! { <div class="tab-panel" role="tabpanel" id="tab-bytes-panel" aria-labelledby="tab-bytes">{ bytes }</div> },
                        _ => html! { <Lists model={in_lists} send={send.clone()} float={props.float.clone()} {narrow} /> },
                    } }
                </div>
            } else if fields_due {
                <div class="panes">{ fields }{ for bytes_due.then_some(bytes) }</div>
                if lists_due {
                    <Lists model={in_lists} send={send.clone()} float={props.float.clone()} {narrow} />
                }
            }
        </main>
    }
}
