//! An open payload: pretty, as text, hex or base64; copied and saved exactly.

use super::{ViewProps, copying::Copying};
use crate::web::{
    Hands,
    parts::{Menu, MenuItem, TabItem, Tabs},
    platform::focus,
    words,
};
use kpl_engine::session::{Action, PayloadView as View, Wanted, select::OpenPayload};
use yew::prelude::*;

const VIEWS: [(&str, View); 4] = [
    ("payload-pretty", View::Pretty),
    ("payload-text", View::Text),
    ("payload-hex", View::Hex),
    ("payload-base64", View::Base64),
];

/// The payload.
#[component]
pub fn PayloadView(props: &ViewProps) -> Html {
    let hands = use_context::<Hands>().unwrap_or_default();
    let Some(open) = props.model.payload.as_deref() else {
        return html! {};
    };
    let tabs = VIEWS.iter().zip(words::PAYLOAD_TABS).map(|(&(id, view), label)| TabItem {
        id,
        label: label.into(),
        chosen: open.view == view,
        choose: props.send.reform(move |()| Action::PayloadView(view)),
    });
    let tabs: Vec<TabItem> = tabs.collect();
    let chosen = VIEWS.iter().find(|(_, view)| *view == open.view).map_or("", |(id, _)| id);
    let close = props.send.reform(|_: MouseEvent| {
        focus::put(".users-grid");
        Action::ClosePayload
    });
    let dive = props.send.reform(|_: MouseEvent| Action::Dive);
    let name =
        open.index.map_or_else(|| "plain-record.bin".to_owned(), |index| format!("user-record-{index}.bin"));
    let save = Copying::new(&hands).saves(name, Wanted::Payload(None)).reform(|_: MouseEvent| ());
    html! {
        <section class="payload" aria-label={words::PAYLOAD}>
            <div class="pane-head">
                <h3>{ words::payload_title(open) }</h3>
                <span class="grow"></span>
                if open.index.is_some() {
                    <button type="button" class="icon" aria-label={words::CLOSE} title={words::CLOSE} onclick={close}>{ "✕" }</button>
                }
            </div>
            <div class="actions">
                <Tabs label={words::PAYLOAD_VIEWS} items={tabs} />
                <span class="grow"></span>
                <Menu label={words::COPY_AS} items={copies(open, &hands)} />
                if open.opens() {
                    <button type="button" class="main" onclick={dive}>{ words::OPEN_PAYLOAD }</button>
                }
                <button type="button" onclick={save}>{ words::SAVE_PAYLOAD }</button>
            </div>
            if let Some(guesses) = words::payload_guesses(open) { <p class="help">{ guesses }</p> }
            if let Some(note) = words::payload_note(open) { <p class="help">{ note }</p> }
            <pre role="tabpanel" class={classes!(open.dump.then_some("dump"))} id={format!("{chosen}-panel")} aria-labelledby={chosen} tabindex="0">{ &open.text }</pre>
        </section>
    }
}

fn copies(open: &OpenPayload, hands: &Hands) -> Vec<MenuItem> {
    let copying = Copying::new(hands);
    let mut items = copying.forms(|form| Wanted::Payload(Some(form)));
    let path = open.index.map(|index| format!("records[{index}].data"));
    items.extend(path.map(|path| copying.here(words::COPY_PATH, path)));
    items
}
