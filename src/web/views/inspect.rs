//! The filled page: what was given and what it is, then the desk, or one pane at a time where the page is narrow.

use super::{
    FloatProps,
    banner::VerdictBanner,
    desk::{Desk, Headline},
    given::GivenBox,
    narrow::{Narrow, NarrowDeep, NarrowPage},
    progress::ProgressLine,
    trail::Trail,
};
use crate::web::{
    platform::{focus, kept, media::use_media, turns::use_turns},
    words,
};
use kpl_capture::capture::Shape;
use kpl_engine::session::{Action, Tab, select::Task};
use yew::prelude::*;

/// Below this width one pane shows at a time. `static/css/inspect.css` says the same.
const NARROW: &str = "(max-width: 899px)";

/// What keeps whether the drawer is open.
const DRAWER: &str = "drawer-open";

/// The filled page.
#[component]
pub fn Inspect(props: &FloatProps) -> Html {
    let narrow = use_media(NARROW);
    let turn = use_turns(3);
    // Each pane is enough for one task where there are several Kinesis records, whose file is still being read: all
    // of them together are more than three frames.
    let due = match props.model.overview.records {
        2.. => [true, turn > 0, turn > 1],
        _ => [true, true, turn > 0],
    };
    // The box that was typed into has gone: the keyboard goes on in the list.
    use_effect_with((), |()| focus::restore(&["main .list-side .windowed", "main .windowed", "main button"]));
    focus::use_kept(&["main .list-side .windowed", "main .windowed", "main button"]);
    let model = props.model.clone();
    // A new capture is read from its verdict on, however far down the page the last click was.
    use_effect_with(model.carets.captures, |_| gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0));
    let page = use_state_eq(NarrowPage::default);
    {
        // Another capture begins with its list.
        let page = page.setter();
        use_effect_with(model.carets.captures, move |_| page.set(NarrowPage::List));
    }
    let turn_to = {
        let page = page.setter();
        use_callback((), move |to: NarrowPage, ()| {
            gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0);
            page.set(to);
        })
    };
    let drawer = use_state_eq(|| kept::text(DRAWER).as_deref() != Some("no"));
    let send = {
        let (drawer, several) = (drawer.setter(), model.overview.records > 1);
        let turn_to = turn_to.clone();
        use_callback((props.send.clone(), narrow, several), move |action, (send, narrow, several)| {
            // What leads to bytes brings them forward, and what leads to a tab opens the drawer.
            let bytes = matches!(action, Action::Finding(_) | Action::StepFinding(_) | Action::GoTo(_));
            if bytes || matches!(action, Action::Tab(_)) {
                drawer.set(true);
            }
            if *narrow && *several && (bytes || matches!(action, Action::NextOf(_))) {
                turn_to.emit(NarrowPage::Anatomy);
            }
            send.emit(action);
            if bytes {
                send.emit(Action::Tab(if *narrow { Tab::Bytes } else { Tab::Fields }));
            }
        })
    };
    let toggle = {
        let drawer = drawer.clone();
        Callback::from(move |()| {
            kept::keep(DRAWER, if *drawer { "no" } else { "yes" });
            drawer.set(!*drawer);
        })
    };
    // What had the focus has gone with the list, or with the payload.
    use_effect_with(*page, |page| {
        focus::restore(match page {
            NarrowPage::List => &["main .windowed", "main button"],
            NarrowPage::Payload | NarrowPage::Anatomy => &["main .one-pane button"],
        });
    });
    let several = model.overview.records > 1;
    let given = model.given.as_ref().as_ref();
    let plain = given.is_some_and(|given| given.others.contains(&Shape::Text));
    let reads = model.progress.as_ref().as_ref().is_some_and(|progress| progress.task == Task::Reading);
    let as_text = send.reform(|_: MouseEvent| Action::ReadAs(Shape::Text));
    if narrow && (several || *page == NarrowPage::Payload) && *page != NarrowPage::List {
        return html! {
            <main class="inspect narrow"><NarrowDeep {model} {send} float={props.float.clone()} page={*page} {turn_to} /></main>
        };
    }
    html! {
        <main class={classes!("inspect", narrow.then_some("narrow"))}>
            if !model.carets.trail.is_empty() {
                <Trail model={only!(model, carets)} send={send.clone()} />
            }
            <GivenBox model={only!(model, given)} send={send.clone()} />
            // Each of these has a box of its own, so that what comes and goes in one never is the other's neighbour.
            <div class="slot">
                if several {
                    <Headline model={only!(model, overview)} send={send.clone()} />
                }
            </div>
            <div class="slot">
                if !several {
                    <VerdictBanner model={only!(model, carets, banner)} send={send.clone()} />
                }
            </div>
            <div class="slot"><ProgressLine model={only!(model, progress)} send={send.clone()} /></div>
            <div class="slot">
                if model.carets.record.is_none() {
                    <p class="nothing">
                        { if reads { words::STILL_READING } else { words::NO_RECORDS } }
                        if plain {
                            { " " }<button type="button" onclick={as_text}>{ words::READ_AS_TEXT }</button>
                        }
                    </p>
                } else if narrow {
                    <Narrow {model} {send} float={props.float.clone()} {turn_to} />
                } else {
                    <Desk {model} {send} float={props.float.clone()} {due} open={*drawer} {toggle} />
                }
            </div>
        </main>
    }
}
