//! The dialog that makes user records from templates.

use super::{PartProps, paste::use_close_when_added};
use crate::web::{
    parts::{Check, Choice, Dialog},
    words::build as words,
};
use kpl_engine::session::builder::{Edit, PayloadForm};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Forms that a template can have.
const FORMS: [PayloadForm; 4] = [PayloadForm::Json, PayloadForm::Text, PayloadForm::Hex, PayloadForm::Base64];

/// The dialog. It closes when the records are in; what is wrong with a template it says.
#[component]
pub fn TemplateDialog(props: &PartProps) -> Html {
    use_close_when_added(props, || ());
    let [count, key, hash_key, seed] = [use_node_ref(), use_node_ref(), use_node_ref(), use_node_ref()];
    let (payload, form, gzip) = (use_node_ref(), use_state_eq(|| 0usize), use_state_eq(|| false));
    let onclick = {
        let (count, key, hash_key, seed) = (count.clone(), key.clone(), hash_key.clone(), seed.clone());
        let (payload, form, gzip, build) = (payload.clone(), form.clone(), gzip.clone(), props.build.clone());
        Callback::from(move |_: MouseEvent| {
            let text = |node: &NodeRef| {
                node.cast::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default()
            };
            let template = payload.cast::<HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default();
            let edit = Edit::Generate {
                count: text(&count),
                partition_key: text(&key),
                explicit_hash_key: Some(text(&hash_key)).filter(|text| !text.is_empty()),
                payload: (FORMS.get(*form).copied().unwrap_or_default(), template),
                gzip: *gzip,
                seed: text(&seed),
            };
            build.emit((edit, 0));
        })
    };
    let field = |label: &'static str, node: NodeRef, value: &'static str| {
        html! {
            <label class="choice"><span>{ label }</span>
                <input ref={node} type="text" aria-label={label} value={value} spellcheck="false" autocomplete="off" /></label>
        }
    };
    let choose = form.setter();
    let check = gzip.setter();
    let options: Vec<AttrValue> = FORMS.map(|form| words::payload_form(form).into()).to_vec();
    html! {
        <Dialog title={words::GENERATE_TITLE} close={words::CLOSE} on_close={props.open.reform(|()| None)}>
            <div class="form">
                <div class="choices">
                    { field(words::COUNT, count, "10") }
                    { field(words::SEED, seed, "1") }
                    { field(words::PARTITION_KEY, key, "key-{{i%3}}") }
                    { field(words::EXPLICIT_HASH_KEY, hash_key, "") }
                    <Choice label={words::PAYLOAD_AS} {options} chosen={*form} onchoose={Callback::from(move |at| choose.set(at))} />
                    <Check label={words::GZIP} checked={*gzip} oncheck={Callback::from(move |on| check.set(on))} />
                </div>
                <textarea ref={payload} aria-label={words::PAYLOAD} rows="4" spellcheck="false"
                    value={"{\"order\":{{i+1000}},\"total\":{{random 100..9999}},\"id\":\"{{hex 8}}\"}"} />
                <p class="help">{ words::GENERATE_HELP }</p>
                if let Some(trouble) = &props.model.bench.trouble { <p class="fault" role="alert">{ trouble }</p> }
                <div class="actions"><button type="button" class="main" {onclick}>{ words::GENERATE_NOW }</button></div>
            </div>
        </Dialog>
    }
}
