//! A button that picks a file and reads it.

use crate::web::{Hands, platform::file, words::build as words};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What the button is given.
#[derive(Properties, PartialEq)]
pub struct PickerProps {
    /// What it says.
    pub label: AttrValue,
    /// A file was read: its name and its bytes.
    pub onfile: Callback<(String, Vec<u8>)>,
}

/// The button.
#[component]
pub fn Picker(props: &PickerProps) -> Html {
    let node = use_node_ref();
    let notify = use_context::<Hands>().unwrap_or_default().notify;
    let pick = {
        let node = node.clone();
        Callback::from(move |_: MouseEvent| {
            node.cast::<HtmlInputElement>().iter().for_each(|input| input.click());
        })
    };
    let onchange = {
        let (node, onfile) = (node.clone(), props.onfile.clone());
        Callback::from(move |_: Event| {
            let Some(picked) = node.cast::<HtmlInputElement>().and_then(|input| file::picked(&input)) else {
                return;
            };
            let (onfile, notify) = (onfile.clone(), notify.clone());
            let done = move |read| match read {
                Some(read) => onfile.emit(read),
                None => notify.emit(words::NOT_READ.to_owned()),
            };
            file::read(picked, Callback::from(done));
        })
    };
    html! {
        <>
            <button type="button" onclick={pick}>{ &props.label }</button>
            <input ref={node} type="file" aria-label={&props.label} class="off-screen" tabindex="-1" {onchange} />
        </>
    }
}
