//! What is broken on purpose: a switch for each defect, with its parameters.

use super::{PartProps, written::choice};
use crate::web::{
    parts::{Check, Choice, Typed},
    words::build as words,
};
use kpl_engine::{
    fixture::Seal,
    session::builder::{DefectRow, Edit},
};
use yew::prelude::*;

/// The switches.
#[component]
pub fn Defects(props: &PartProps) -> Html {
    let bench = &props.model.bench;
    let on = bench.defects.iter().filter(|defect| defect.on).count();
    html! {
        <section class="pane defects" aria-label={words::DEFECTS}>
            <h2>{ words::tab(words::DEFECTS, on) }</h2>
            <ul>{ for bench.defects.iter().map(|row| defect(props, row)) }</ul>
            if on > 0 { <div class="choices">{ choice(props, words::SEAL, &Seal::ALL, (bench.seal, words::seal, Edit::Seal)) }</div> }
        </section>
    }
}

fn defect(props: &PartProps, row: &DefectRow) -> Html {
    let (name, help) = words::defect(&row.word);
    let oncheck = {
        let word = row.word.clone();
        props.build.reform(move |on| (Edit::Defect(word.clone(), on), 0))
    };
    html! {
        <li key={row.word.clone()}>
            <Check label={name.to_owned()} checked={row.on} {oncheck} />
            if row.on {
                { for row.params.iter().map(|param| parameter(props, row, param)) }
            } else {
                <span class="help">{ help }</span>
            }
            if let Some((message, help)) = &row.skipped {
                <p class="skipped" data-severity="warning"><span class="sign" aria-hidden="true">{ "!" }</span>
                    { " " }{ message }{ " " }{ help }</p>
            }
        </li>
    }
}

fn parameter(
    props: &PartProps,
    row: &DefectRow,
    (name, value, words): &(String, String, Vec<String>),
) -> Html {
    let edit = {
        let (word, name) = (row.word.clone(), name.clone());
        move |value: String| Edit::DefectParam(word.clone(), name.clone(), value)
    };
    let label = words::defect_param(name).to_owned();
    if words.is_empty() {
        let ontyped = props.build.reform(move |(text, number)| (edit(text), number));
        return html! {
            <label class="param"><span aria-hidden="true">{ &label }</span>
                <Number label={format!("{}: {label}", words::defect(&row.word).0)} value={value.clone()} {ontyped} /></label>
        };
    }
    let (build, all) = (props.build.clone(), words.clone());
    let onchoose = Callback::from(move |at: usize| {
        all.get(at).iter().for_each(|&word| build.emit((edit(word.clone()), 0)));
    });
    let chosen = words.iter().position(|word| word == value).unwrap_or_default();
    let options: Vec<AttrValue> = words.iter().map(|word| word.clone().into()).collect();
    html! { <Choice {label} {options} {chosen} {onchoose} /> }
}

/// What a number's box is given.
#[derive(Properties, PartialEq)]
struct NumberProps {
    label: AttrValue,
    value: AttrValue,
    ontyped: Callback<(String, u32)>,
}

/// A number that may be half typed: it is the box's own until it is another one.
#[component]
fn Number(props: &NumberProps) -> Html {
    html! {
        <Typed class="short" label={&props.label} value={&props.value} heard={0} ontyped={&props.ontyped} inputmode="numeric" />
    }
}
