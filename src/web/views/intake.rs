//! The empty page: what this is, a box to paste into, examples, and what happens to the data.

use super::{examples::Examples, floating::Floating};
use crate::web::{
    keeping::{self, Typed},
    platform::{focus, input::Given},
    words,
};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// What the empty page is given.
#[derive(Properties, PartialEq)]
pub struct IntakeProps {
    /// Something was given.
    pub on_given: Callback<Given>,
    /// What is being read, in a sentence, while nothing of it shows yet.
    pub reading: Option<String>,
    /// Opens what floats.
    pub float: Callback<Option<Floating>>,
}

/// The empty page.
#[component]
pub fn Intake(props: &IntakeProps) -> Html {
    let (area, picker) = (use_node_ref(), use_node_ref());
    use_effect_with((), |()| focus::restore(&["#input"]));
    {
        // What was typed stands here again after a reload, and what was pasted while it is being read.
        let area = area.clone();
        use_effect_with(props.reading.clone(), move |_| {
            let kept = keeping::in_box(Typed::Capture);
            // Where nothing can be kept, what is typed stays.
            let area = area.cast::<HtmlTextAreaElement>().filter(|_| !kept.is_empty());
            area.iter().for_each(|area| area.set_value(&kept));
        });
    }
    let oninput = Callback::from(|event: InputEvent| {
        let area = event.target_dyn_into::<HtmlTextAreaElement>();
        area.iter().for_each(|area| keeping::typed(Typed::Capture, &area.value()));
    });
    let kept = props.float.reform(|_: MouseEvent| Some(Floating::Kept));
    let read = {
        let (area, given) = (area.clone(), props.on_given.clone());
        Callback::from(move |()| {
            let text = area.cast::<HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default();
            if !text.trim().is_empty() {
                given.emit(Given::Text(text));
            }
        })
    };
    let pick = {
        let picker = picker.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(picker) = picker.cast::<HtmlInputElement>() {
                picker.click();
            }
        })
    };
    let picked = {
        let (picker, given) = (picker.clone(), props.on_given.clone());
        Callback::from(move |_: Event| {
            if let Some(files) = picker.cast::<HtmlInputElement>().and_then(|picker| picker.files()) {
                given.emit(Given::Files(files));
            }
        })
    };
    let onkeydown = {
        let read = read.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                read.emit(());
            }
        })
    };
    let onclick = read.reform(|_: MouseEvent| ());
    html! {
        <main class="intake">
            <p class="purpose">{ words::PURPOSE }</p>
            <label for="input">{ words::INVITE }</label>
            <textarea id="input" ref={area} aria-label={words::INPUT} placeholder={words::INPUT_HINT} rows="6"
                spellcheck="false" autocomplete="off" {onkeydown} {oninput} />
            <p class="reading" role="status">{ props.reading.as_deref().unwrap_or_default() }</p>
            <div class="actions">
                <button type="button" class="main" {onclick}>{ words::INSPECT }</button>
                <button type="button" onclick={pick}>{ words::PICK_FILE }</button>
                <input ref={picker} type="file" multiple=true aria-label={words::PICK_FILE} class="off-screen" tabindex="-1" onchange={picked} />
            </div>
            <p class="privacy">
                { words::PRIVACY }{ " " }<button type="button" class="link" onclick={kept}>{ words::KEPT_LINK }</button>
            </p>
            <Examples on_given={props.on_given.clone()} />
        </main>
    }
}
