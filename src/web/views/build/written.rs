//! How the record is written: tables, explicit hash keys, a lone record, and the keys around it.

use super::PartProps;
use crate::web::{
    parts::{Choice, Typed},
    words::build as words,
};
use kpl_engine::{
    fixture::{HashKeyStyle, Single, TableStyle},
    session::builder::{Edit, Setting},
};
use yew::prelude::*;

/// What is chosen now, the words for it, and the edit that chooses another.
pub type Now<T> = (T, fn(T) -> &'static str, fn(T) -> Edit);

/// A choice among what there is.
pub fn choice<T: Copy + PartialEq + 'static>(
    props: &PartProps,
    label: &'static str,
    all: &'static [T],
    (now, word, edit): Now<T>,
) -> Html {
    let options: Vec<AttrValue> = all.iter().map(|&one| word(one).into()).collect();
    let chosen = all.iter().position(|&one| one == now).unwrap_or_default();
    let build = props.build.clone();
    let onchoose = Callback::from(move |at: usize| {
        all.get(at).into_iter().for_each(|&one| build.emit((edit(one), 0)));
    });
    html! { <Choice {label} {options} {chosen} {onchoose} /> }
}

/// The choices.
#[component]
pub fn Written(props: &PartProps) -> Html {
    let bench = &props.model.bench;
    let heard = bench.heard;
    let (tables, single) = bench.counts;
    let typed =
        |setting: Setting| props.build.reform(move |(text, number)| (Edit::Set(setting, text), number));
    let outer_key = props.build.reform(|at: usize| (Edit::ChooseOuterKey(at == 1), 0));
    let outer_hash_key = props.build.reform(|at: usize| {
        let chosen = match at {
            0 => None,
            at => Some(at == 2),
        };
        (Edit::ChooseOuterHashKey(chosen), 0)
    });
    let chosen_hash_key = match bench.outer_hash_key.chosen {
        None => 0,
        Some(false) => 1,
        Some(true) => 2,
    };
    let value = |key: &Option<String>| key.clone().unwrap_or_default();
    let words_of = |words: &[&'static str]| words.iter().map(|&word| word.into()).collect::<Vec<AttrValue>>();
    html! {
        <section class="pane written" aria-label={words::WRITTEN}>
            <h2>{ words::WRITTEN }</h2>
            <div class="choices">
                if tables {
                    { choice(props, words::TABLES, &TableStyle::ALL, (bench.tables, words::tables, Edit::Tables)) }
                    { choice(props, words::HASH_KEYS, &HashKeyStyle::ALL, (bench.hash_keys, words::hash_keys, Edit::HashKeys)) }
                }
                if single { { choice(props, words::SINGLE, &Single::ALL, (bench.single, words::single, Edit::Single)) } }
                <span class="pair">
                    <Choice label={words::OUTER_KEY} options={words_of(&words::OUTER_KEYS)}
                        chosen={usize::from(bench.outer_key.chosen == Some(true))} onchoose={outer_key} />
                    if bench.outer_key.chosen == Some(true) {
                        <Typed label={words::OUTER_KEY} value={value(&bench.outer_key.key)} {heard} ontyped={typed(Setting::OuterPartitionKey)}
                            invalid={bench.outer_key.fault.is_some()} describedby="outer-faults" />
                    }
                </span>
                <span class="pair">
                    <Choice label={words::OUTER_HASH_KEY} options={words_of(&words::OUTER_HASH_KEYS)} chosen={chosen_hash_key}
                        onchoose={outer_hash_key} />
                    if bench.outer_hash_key.chosen == Some(true) {
                        <Typed label={words::OUTER_HASH_KEY} value={value(&bench.outer_hash_key.key)} {heard}
                            ontyped={typed(Setting::OuterExplicitHashKey)} invalid={bench.outer_hash_key.fault.is_some()}
                            describedby="outer-faults" />
                    }
                </span>
            </div>
            <div id="outer-faults">
                { for [&bench.outer_key, &bench.outer_hash_key].into_iter().filter_map(|key| key.fault.as_ref()).map(|fault| html! {
                    <p class="fault">{ fault }</p>
                }) }
            </div>
            if bench.imported { <p class="help">{ words::WRITTEN_AS_IMPORTED }</p> }
        </section>
    }
}
