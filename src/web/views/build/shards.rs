//! The shards that the records land in: so many even ones, or those of a stream.

use super::PartProps;
use crate::{
    session::builder::{Edit, Shards},
    web::{parts::Choice, words::build as words},
};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Shards to begin with.
const FEW: u32 = 4;

/// The choice and what follows from it.
#[component]
pub fn ShardsPane(props: &PartProps) -> Html {
    let face = &props.model.bench.shards;
    let source = match face.shards {
        Shards::None => 0,
        Shards::Even(_) => 1,
        Shards::Pasted(_) => 2,
    };
    let onchoose = props.build.reform(|at: usize| {
        let shards = match at {
            0 => Shards::None,
            1 => Shards::Even(FEW),
            _ => Shards::Pasted(String::new()),
        };
        (Edit::Shards(shards), 0)
    });
    let counted = props.build.reform(|event: InputEvent| {
        let text = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default();
        (Edit::Shards(Shards::Even(text.trim().parse().unwrap_or_default())), 0)
    });
    let pasted = props.build.reform(|event: InputEvent| {
        let text =
            event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default();
        (Edit::Shards(Shards::Pasted(text)), 0)
    });
    let options: Vec<AttrValue> = words::SHARD_SOURCES.map(AttrValue::from).to_vec();
    let empty = matches!(&face.shards, Shards::Pasted(text) if text.trim().is_empty());
    html! {
        <section class="pane shards own-steps" aria-label={words::SHARDS}>
            <div class="pane-head">
                <h2>{ words::SHARDS }</h2>
                <Choice label={words::SHARDS_FROM} {options} chosen={source} {onchoose} />
                if source == 1 {
                    <input class="short" type="text" inputmode="numeric" aria-label={words::SHARD_COUNT} oninput={counted}
                        value={FEW.to_string()} />
                }
            </div>
            if source == 2 {
                <textarea aria-label={words::SHARD_PASTE} placeholder={words::SHARD_PASTE} rows="2" spellcheck="false" oninput={pasted} />
            }
            if let Some(fault) = face.fault.as_ref().filter(|_| !empty) { <p class="fault">{ fault }</p> }
            { for words::shards(face).into_iter().chain(face.notes.clone()).map(|line| html! { <p>{ line }</p> }) }
        </section>
    }
}
