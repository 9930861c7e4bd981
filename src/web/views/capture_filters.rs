//! What the records of the capture are filtered by, and how many are left.

use super::{ViewProps, user_table::NARROW_TABLE};
use crate::web::{platform::media::use_media, words};
use gloo::timers::callback::Timeout;
use kpl_engine::{
    consumers::Consumer,
    session::{
        Action,
        batch::{Scope, Search},
    },
};
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Milliseconds after the last key in which a search begins: long captures are not searched for half a word.
const PAUSE: u32 = 150;

const SCOPES: [Scope; 3] = [Scope::Anywhere, Scope::Keys, Scope::Payloads];

/// The filters.
#[component]
pub fn CaptureFilters(props: &ViewProps) -> Html {
    let overview = props.model.overview.clone();
    let query = &overview.query;
    let typed = use_state(|| query.search.clone());
    let pause = use_mut_ref(|| None::<Timeout>);
    {
        // Another capture begins with an empty box.
        let typed = typed.setter();
        use_effect_with(props.model.carets.captures, move |_| typed.set(Search::default()));
    }
    let search = {
        let (typed, send) = (typed.clone(), props.send.clone());
        move |change: Rc<dyn Fn(&mut Search)>| {
            let mut search = (*typed).clone();
            change(&mut search);
            typed.set(search.clone());
            let send = send.clone();
            *pause.borrow_mut() = Some(Timeout::new(PAUSE, move || send.emit(Action::Search(search))));
        }
    };
    let oninput = {
        let search = search.clone();
        Callback::from(move |event: InputEvent| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            let text = input.map(|input| input.value()).unwrap_or_default();
            search(Rc::new(move |search| search.text.clone_from(&text)));
        })
    };
    let onscope = {
        let search = search.clone();
        Callback::from(move |event: Event| {
            let at = event.target_dyn_into::<HtmlSelectElement>().map_or(0, |select| select.selected_index());
            let scope = usize::try_from(at).ok().and_then(|at| SCOPES.get(at)).copied().unwrap_or_default();
            search(Rc::new(move |search| search.scope = scope));
        })
    };
    let onregex = Callback::from(move |_: MouseEvent| search(Rc::new(|search| search.regex = !search.regex)));
    let onfinding = props.send.reform(|event: Event| {
        let value = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value());
        Action::FilterFinding(value.filter(|value| !value.is_empty()))
    });
    let onfile = props.send.reform(|event: Event| {
        let at = event.target_dyn_into::<HtmlSelectElement>().map_or(0, |select| select.selected_index());
        Action::FilterFile(usize::try_from(at).ok().and_then(|at| at.checked_sub(1)))
    });
    let onlost = props.send.reform(|event: Event| {
        let value = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value());
        Action::FilterLost(Consumer::ALL.into_iter().find(|consumer| Some(consumer.id()) == value.as_deref()))
    });
    let onkeydown = {
        let send = props.send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                send.emit(Action::StepMatch(!event.shift_key()));
            }
        })
    };
    let step = |forward| props.send.reform(move |_: MouseEvent| Action::StepMatch(forward));
    // Where there is little room, the search alone shows at first.
    let (narrow, open) = (use_media(NARROW_TABLE), use_state_eq(|| false));
    let all = !narrow || *open;
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let searching = !query.search.text.is_empty() && overview.fault.is_none();
    html! {
        <div class="capture-filters" role="search">
            if all { { verdicts(props) } }
            if all && overview.files.len() > 1 {
                <select aria-label={words::FILTER_FILE} onchange={onfile}>
                    <option selected={query.file.is_none()}>{ words::ANY_FILE }</option>
                    { for overview.files.iter().enumerate().map(|(at, name)| html! {
                        <option selected={query.file == Some(at)}>{ name }</option>
                    }) }
                </select>
            }
            if all && !overview.findings.is_empty() {
                <select aria-label={words::FILTER_FINDING} onchange={onfinding}>
                    <option value="" selected={query.finding.is_none()}>{ words::ANY_FINDING }</option>
                    { for overview.findings.iter().map(|(word, count)| html! {
                        <option value={word.clone()} selected={query.finding.as_ref() == Some(word)}>
                            { words::tab(word, *count) }
                        </option>
                    }) }
                </select>
            }
            if all {
                <select aria-label={words::FILTER_LOST} title={words::FILTER_LOST} onchange={onlost}>
                    <option value="" selected={query.lost_by.is_none()}>{ words::LOST_BY_ANY }</option>
                    { for Consumer::ALL.iter().map(|&consumer| html! {
                        <option value={consumer.id()} selected={query.lost_by == Some(consumer)}>{ words::lost_by_of(consumer, &overview) }</option>
                    }) }
                </select>
            }
            <span class="search">
                <input id="capture-search" type="search" aria-label={words::SEARCH} placeholder={words::SEARCH_HINT}
                    value={typed.text.clone()} {oninput} {onkeydown} spellcheck="false" autocomplete="off"
                    aria-invalid={overview.fault.as_ref().map(|_| "true")} aria-describedby="capture-count" />
                <button type="button" class="quiet" aria-pressed={typed.regex.to_string()} aria-label={words::REGEX}
                    title={words::REGEX} onclick={onregex}>{ ".*" }</button>
                if all {
                    <select aria-label={words::SEARCH_IN} onchange={onscope}>
                        { for SCOPES.iter().map(|&scope| html! {
                            <option selected={typed.scope == scope}>{ words::scope(scope) }</option>
                        }) }
                    </select>
                }
                if narrow {
                    <button type="button" aria-expanded={open.to_string()} onclick={toggle}>{ words::FILTERS }</button>
                }
            </span>
            if searching {
                <button type="button" class="icon" aria-label={words::PREVIOUS_MATCH} title={words::PREVIOUS_MATCH}
                    onclick={step(false)}>{ "↑" }</button>
                <button type="button" class="icon" aria-label={words::NEXT_MATCH} title={words::NEXT_MATCH}
                    onclick={step(true)}>{ "↓" }</button>
            }
            <span id="capture-count" role="status" class={classes!("help", overview.fault.as_ref().map(|_| "fault"))}>
                { words::capture_count(&overview, props.model.records.total) }
            </span>
        </div>
    }
}

/// A button for each verdict, worth its place only where there is something to tell apart.
fn verdicts(props: &ViewProps) -> Html {
    let overview = &props.model.overview;
    let counts = &overview.verdicts;
    let filters = counts.iter().filter(|_| counts.len() > 1).map(|&(verdict, count)| {
        let pressed = overview.query.verdict == Some(verdict);
        let onclick = props
            .send
            .reform(move |_: MouseEvent| Action::FilterVerdict(if pressed { None } else { Some(verdict) }));
        html! {
            <button type="button" class="quiet" aria-pressed={pressed.to_string()} {onclick}>
                <span class="sign" aria-hidden="true">{ words::verdict_sign(verdict) }</span>
                { words::tab(words::verdict_short(verdict), count) }
            </button>
        }
    });
    html! { <div class="verdicts" role="group" aria-label={words::SHOW_VERDICT}>{ for filters }</div> }
}
