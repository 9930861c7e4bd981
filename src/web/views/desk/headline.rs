//! What a capture of several Kinesis records is as a whole: the worst first, and each figure a filter.

use crate::web::{views::ViewProps, words};
use kpl_engine::session::Action;
use kpl_format::kpl::Verdict;
use yew::prelude::*;

/// The line.
#[component]
pub fn Headline(props: &ViewProps) -> Html {
    let overview = &props.model.overview;
    let count = |verdict| {
        overview.verdicts.iter().find(|(other, _)| *other == verdict).map_or(0, |&(_, count)| count)
    };
    let damaged = count(Verdict::Damaged);
    let (sign, state, line) = if damaged > 0 {
        ("✖", "damaged", words::damaged_of(overview, damaged))
    } else {
        ("✔", "aggregated", words::none_damaged(overview.records))
    };
    let show = {
        let send = props.send.clone();
        Callback::from(move |_: MouseEvent| send.emit(Action::NextOf(Verdict::Damaged)))
    };
    html! {
        <section class="headline" aria-label={words::CAPTURE_SUMMARY} data-verdict={state}>
            <div role="status"><h2><span class="sign" aria-hidden="true">{ sign }</span>{ line }</h2></div>
            if damaged > 0 {
                <button type="button" class="link" onclick={show}>{ if damaged == 1 { words::SHOW_DAMAGED } else { words::SHOW_NEXT_DAMAGED } }</button>
            }
            <p class="help">{ words::capture_sum(overview) }</p>
        </section>
    }
}
