//! The examples gallery.

use super::GivenProps;
use crate::web::{platform::input::Given, words};
use kpl_engine::fixture::samples::Sample;
use yew::prelude::*;

/// The gallery.
#[component]
pub fn Examples(props: &GivenProps) -> Html {
    let example = |sample: Sample| {
        let onclick = props.on_given.reform(move |_: MouseEvent| Given::Text(sample.text()));
        let (name, shows) = words::sample(sample);
        html! {
            <li><button type="button" class="link" {onclick}>{ name }</button><span>{ shows }</span></li>
        }
    };
    html! {
        <section class="examples" aria-labelledby="examples">
            <h2 id="examples">{ words::EXAMPLES }</h2>
            <ul>{ for Sample::ALL.into_iter().map(example) }</ul>
        </section>
    }
}
