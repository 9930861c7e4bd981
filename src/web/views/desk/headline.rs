//! What a capture of several Kinesis records is as a whole: the worst first, and each figure a filter.

use crate::web::{views::ViewProps, words};
use kpl_engine::{consumers::Consumer, session::Action};
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
    // Most people run the KCL.
    let kcl = overview.losses.iter().find(|(consumer, _)| *consumer == Consumer::Kcl);
    let worst = kcl.or(overview.losses.first());
    let lost = worst.map(|&(consumer, lost)| {
        let line = match damaged {
            0 => words::SHOW_LOST.to_owned(),
            _ => words::loses(consumer, lost, overview),
        };
        let onclick = props.send.reform(move |_: MouseEvent| Action::FilterLost(Some(consumer)));
        html! {
            <>
                <button type="button" class="link" {onclick}>{ line }</button>
                if let Some(others) = words::others_lose(overview) { <span class="help">{ others }</span> }
            </>
        }
    });
    let (sign, state, line) = if damaged > 0 {
        ("✖", "damaged", words::damaged_of(overview, damaged))
    } else if let Some(&(consumer, lost)) = worst {
        ("▲", "warned", words::loses(consumer, lost, overview))
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
            { lost }
            <p class="help">{ words::capture_sum(overview) }</p>
        </section>
    }
}
