//! One line about what was made: how many consumers hand over all of it, and which do not.

use super::PartProps;
use crate::web::words::build as words;
use kpl_engine::session::builder::Ruling;
use yew::prelude::*;

/// How many consumers that differ are named.
const NAMED: usize = 3;

/// What the line is given.
#[derive(Properties, PartialEq)]
pub struct VerdictLineProps {
    /// What the builder's parts are given.
    pub part: PartProps,
    /// Shows what each consumer does.
    pub show: Callback<()>,
}

/// The line.
#[component]
pub fn VerdictLine(props: &VerdictLineProps) -> Html {
    let model = &props.part.model;
    let Some(banner) = &*model.banner else { return html! {} };
    let (good, bad): (Vec<&Ruling>, Vec<&Ruling>) = model.rulings.iter().partition(|ruling| ruling.good);
    let show = props.show.reform(|_: MouseEvent| ());
    let differs = bad.iter().take(NAMED).map(|ruling| {
        html! { <li><span class="sign" aria-hidden="true">{ "✖" }</span>{ " " }{ &ruling.why }</li> }
    });
    html! {
        <div class="verdict-line">
            <p><button type="button" class="link" onclick={show.clone()}>{ words::consumers_get(good.len(), banner.user_records) }</button></p>
            if !bad.is_empty() {
                <ul>{ for differs }
                    if bad.len() > NAMED { <li><button type="button" class="link" onclick={show}>{ words::more_consumers(bad.len() - NAMED) }</button></li> }
                </ul>
            }
        </div>
    }
}
