//! An open payload: pretty, as text, hex or base64; copied and saved exactly.

use super::{ViewProps, copying::Copying};
use crate::{
    session::{
        Action, PayloadView as View,
        select::{self, OpenPayload},
    },
    web::{
        parts::{Menu, MenuItem, TabItem, Tabs},
        platform::{download, focus},
        words,
    },
};
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
    let notify = use_context::<Callback<String>>().unwrap_or_default();
    let Some(open) = select::open_payload(&props.model) else {
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
    let save = {
        let model = props.model.clone();
        let name = open
            .index
            .map_or_else(|| "plain-record.bin".to_owned(), |index| format!("user-record-{index}.bin"));
        Callback::from(move |_: MouseEvent| {
            if let Some(bytes) = select::payload_bytes(&model) {
                download::save(&name, bytes);
            }
        })
    };
    html! {
        <section class="payload" aria-label={words::PAYLOAD}>
            <div class="pane-head">
                <h3>{ words::payload_title(&open) }</h3>
                <span class="grow"></span>
                if open.index.is_some() {
                    <button type="button" class="icon" aria-label={words::CLOSE} title={words::CLOSE} onclick={close}>{ "✕" }</button>
                }
            </div>
            <div class="actions">
                <Tabs label={words::PAYLOAD_VIEWS} items={tabs} />
                <span class="grow"></span>
                <Menu label={words::COPY_AS} items={copies(props, &open, &notify)} />
                if open.opens() {
                    <button type="button" class="main" onclick={dive}>{ words::OPEN_PAYLOAD }</button>
                }
                <button type="button" onclick={save}>{ words::SAVE_PAYLOAD }</button>
            </div>
            if let Some(guesses) = words::payload_guesses(&open) { <p class="help">{ guesses }</p> }
            if let Some(note) = words::payload_note(&open) { <p class="help">{ note }</p> }
            <pre role="tabpanel" class={classes!(open.dump.then_some("dump"))} id={format!("{chosen}-panel")} aria-labelledby={chosen} tabindex="0">{ &open.text }</pre>
        </section>
    }
}

fn copies(props: &ViewProps, open: &OpenPayload, notify: &Callback<String>) -> Vec<MenuItem> {
    let copying = Copying::new(&props.model, notify);
    let mut items = copying.forms(|model| select::payload_bytes(model));
    let path = open.index.map(|index| format!("records[{index}].data"));
    items.extend(path.map(|path| copying.text(words::COPY_PATH, move |_| Some(path.clone()))));
    items
}
