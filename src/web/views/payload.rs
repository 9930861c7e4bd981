//! The open payload: pretty, as text, hex or base64; copied and saved exactly; with all that is known of its user record.

use super::{
    copying::Copying,
    sheet::{Sheet, SheetPath, SheetTools},
};
use crate::web::{
    Hands, Model,
    parts::{Menu, MenuItem, TabItem, Tabs},
    words,
};
use kpl_engine::session::{Action, Move, PayloadView as View, Wanted, select::OpenPayload};
use yew::prelude::*;

const VIEWS: [(&str, View); 4] = [
    ("payload-pretty", View::Pretty),
    ("payload-text", View::Text),
    ("payload-hex", View::Hex),
    ("payload-base64", View::Base64),
];

/// What the payload's pane is given.
#[derive(Properties, PartialEq)]
pub struct PayloadProps {
    /// The state.
    pub model: Model,
    /// Changes it.
    pub send: Callback<Action>,
    /// Gives the pane the whole desk, or takes that back; `None` where it has it anyway.
    #[prop_or_default]
    pub enlarge: Option<Callback<()>>,
    /// Whether it has the whole desk.
    #[prop_or_default]
    pub enlarged: bool,
    /// Goes back to the list, where only one of them shows.
    #[prop_or_default]
    pub back: Option<Callback<()>>,
}

/// The payload.
#[component]
pub fn PayloadView(props: &PayloadProps) -> Html {
    let hands = use_context::<Hands>().unwrap_or_default();
    let back = props.back.as_ref().map(|back| {
        let onclick = back.reform(|_: MouseEvent| ());
        html! { <button type="button" {onclick}>{ words::BACK_TO_LIST }</button> }
    });
    let Some(open) = props.model.payload.as_deref() else {
        return html! {
            <section class="pane payload" aria-label={words::PAYLOAD}>
                { back }<p class="nothing">{ words::NO_PAYLOAD }</p>
            </section>
        };
    };
    let tabs = VIEWS.iter().zip(words::PAYLOAD_TABS).map(|(&(id, view), label)| TabItem {
        id,
        label: label.into(),
        chosen: open.view == view,
        choose: props.send.reform(move |()| Action::PayloadView(view)),
    });
    let tabs: Vec<TabItem> = tabs.collect();
    let chosen = VIEWS.iter().find(|(_, view)| *view == open.view).map_or("", |(id, _)| id);
    let dive = props.send.reform(|_: MouseEvent| Action::Dive);
    let name = open.index.map_or_else(
        || format!("kinesis-record-{}.bin", open.about.record),
        |index| format!("user-record-{index}.bin"),
    );
    let save = Copying::new(&hands).saves(name, Wanted::Payload(None)).reform(|_: MouseEvent| ());
    let copy = Copying::new(&hands).payload().reform(|_: MouseEvent| ());
    let (at, total) = (props.model.overview.open_row, props.model.capture_users.total);
    let step = |step: Move| props.send.reform(move |_: MouseEvent| Action::CaptureUserMove(step));
    html! {
        <section class="pane payload" aria-label={words::PAYLOAD}>
            <div class="pane-head">
                { back }
                <h3>{ words::payload_title(open) }</h3>
                <span class="grow"></span>
                if total > 1 {
                    <button type="button" class="icon" aria-label={words::PREVIOUS_USER_RECORD} title={words::PREVIOUS_USER_RECORD}
                        disabled={at == Some(0)} onclick={step(Move::Up)}>{ "‹" }</button>
                    if let Some(at) = at { <span class="faint">{ words::of_total(at, total) }</span> }
                    <button type="button" class="icon" aria-label={words::NEXT_USER_RECORD} title={words::NEXT_USER_RECORD}
                        disabled={at.is_some_and(|at| at + 1 >= total)} onclick={step(Move::Down)}>{ "›" }</button>
                }
                if open.opens() {
                    <button type="button" class="main" onclick={dive}>{ words::OPEN_PAYLOAD }</button>
                }
                <button type="button" onclick={copy} title={words::COPY_PAYLOAD_KEYS}>{ words::COPY_PAYLOAD }</button>
                <Menu label={words::COPY_AS} items={copies(open, &hands)} />
                <button type="button" class="icon" aria-label={words::SAVE_PAYLOAD} title={words::SAVE_PAYLOAD} onclick={save}>{ "⤓" }</button>
                if let Some(enlarge) = &props.enlarge {
                    <button type="button" class="icon" aria-label={words::ENLARGE_PAYLOAD} title={words::ENLARGE_PAYLOAD}
                        aria-pressed={props.enlarged.to_string()} onclick={enlarge.reform(|_: MouseEvent| ())}>{ "⤢" }</button>
                }
            </div>
            <dl class="about">
                { for words::about(open).into_iter().map(|(name, value)| html! {
                    <div><dt>{ name }</dt><dd class="mono">{ value }</dd></div>
                }) }
            </dl>
            <div class="actions">
                <Tabs label={words::PAYLOAD_VIEWS} items={tabs} />
                <span class="grow"></span>
                <SheetTools model={only!(props.model, sheet)} send={props.send.clone()} />
            </div>
            if let Some(guesses) = words::payload_guesses(open) { <p class="help">{ guesses }</p> }
            if let Some(note) = words::payload_note(open) { <p class="help">{ note }</p> }
            <div class="sheet" role="tabpanel" id={format!("{chosen}-panel")} aria-labelledby={chosen}>
                <Sheet model={only!(props.model, sheet, sheet_rows)} send={props.send.clone()} />
            </div>
            <div class="slot"><SheetPath model={only!(props.model, sheet)} send={props.send.clone()} /></div>
        </section>
    }
}

fn copies(open: &OpenPayload, hands: &Hands) -> Vec<MenuItem> {
    let copying = Copying::new(hands);
    let mut items = copying.forms(|form| Wanted::Payload(Some(form)));
    let about = &open.about;
    let exact = about.key.clone().filter(|_| about.exact);
    items.extend(exact.map(|key| copying.here(words::COPY_PARTITION_KEY, key)));
    items.extend(about.hash_key.map(|key| copying.here(words::COPY_HASH_KEY, key.to_string())));
    items.extend(about.sequence_number.clone().map(|number| copying.here(words::COPY_SEQUENCE, number)));
    items.push(copying.text(words::COPY_READABLE, Wanted::Readable));
    let path = open.index.map(|index| format!("records[{index}].data"));
    items.extend(path.map(|path| copying.here(words::COPY_PATH, path)));
    items
}
