//! The page as a whole: hears pastes and drops, holds what floats above the rest.

use super::{
    build::Build,
    floating::Floating,
    go_to::GoTo,
    header::Header,
    help::Help,
    inspect::Inspect,
    intake::Intake,
    notice::{Note, Notice},
    place::use_place,
    shards::Shards,
};
use crate::web::{
    Connect, Hands, keeping,
    platform::{
        file,
        input::{Given, use_input},
        location,
    },
    use_store, words,
};
use gloo::events::{EventListener, EventListenerOptions};
use kpl_engine::{
    fixture::link,
    session::{
        Action,
        builder::{Edit, Mode},
    },
};
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// What the page is given.
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// Where its engine is.
    pub connect: Connect,
}

/// The page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let note = use_state(Note::default);
    let floating = use_state_eq(|| None::<Floating>);
    let over = use_state_eq(|| false);
    // What is being read, while nothing of it shows yet.
    let reading = use_state_eq(|| None::<String>);
    let notify = {
        let (note, reading) = (note.setter(), reading.setter());
        use_callback((), move |text: String, ()| {
            reading.set(None);
            note.set(Note::new(text));
        })
    };
    let store = use_store(&props.connect, &notify);
    let standing = *store.model.standing;
    // Until the engine speaks, the address says what the page is for.
    let building = if store.heard { standing.mode == Mode::Build } else { is_to_build() };
    let filled = building || store.model.given.is_some();
    // Whether something shows that is not here yet.
    let comes = use_memo((), |()| location::known().is_some_and(|place| place > 0));
    let waits = !store.heard && store.broken.is_none() && (building || *comes);
    use_place(standing, store.model.carets.place, store.heard, &store.hands.build, &store.send);
    location::use_leave(keeping::is_at_risk);
    let on_given = use_callback(
        (
            (store.send.clone(), store.give.clone(), notify.clone(), store.hands.build.clone()),
            building,
            filled,
        ),
        {
            let reading = reading.setter();
            move |given, ((send, give, notify, build), building, filled)| {
                let begin = |len: u64| match *filled {
                    true if len > LARGE => notify.emit(words::reading_now(len)),
                    true => {}
                    false => reading.set(Some(words::reading_held(len))),
                };
                match given {
                    Given::Text(text) if *building => {
                        build.emit((Edit::Given(text.into_bytes(), None), 0));
                    }
                    Given::Text(text) => {
                        begin(words::wide(text.len()));
                        keeping::reading(&text);
                        send.emit(Action::Read { input: text.into_bytes().into(), name: None });
                    }
                    Given::Large(text) if *building => {
                        build.emit((Edit::Given(String::from(text).into_bytes(), None), 0));
                    }
                    Given::Large(text) => {
                        begin(u64::from(text.length()));
                        give.emit(text.into());
                    }
                    Given::Files(list) if list.length() > 1 && *building => {
                        notify.emit(words::ONE_FIXTURE.to_owned());
                    }
                    Given::Files(list) => {
                        let Some(first) = list.get(0) else { return };
                        let sizes = (0..list.length()).filter_map(|at| list.get(at)).map(|file| file.size());
                        // Whole numbers up to 2^53 stand in it exactly; only for a sentence all the same.
                        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                        begin(sizes.sum::<f64>() as u64);
                        if list.length() == 1 {
                            return give.emit(first.into());
                        }
                        let (send, give, notify) = (send.clone(), give.clone(), notify.clone());
                        let done = Callback::from(move |joined: file::Joined| match joined {
                            Ok((file, files)) => {
                                send.emit(Action::Files(files));
                                give.emit(file.into());
                            }
                            Err((name, why)) => notify.emit(words::unreadable(&name, &why)),
                        });
                        file::joined(&list, words::files(list.length()), done);
                    }
                }
            }
        },
    );
    let on_over = {
        let over = over.setter();
        use_callback((), move |is_over, ()| over.set(is_over))
    };
    use_input(on_given.clone(), on_over);
    let float = {
        let floating = floating.setter();
        use_callback((), move |what, ()| floating.set(what))
    };
    {
        // What was said about reading it is past when it is here.
        let reading = reading.setter();
        use_effect_with((store.model.carets.captures, standing.moved), move |_| reading.set(None));
        // The builder says other things as well, which must not go with its next move.
        let note = note.setter();
        use_effect_with(store.model.carets.captures, move |_| note.set(Note::default()));
    }
    {
        let notify = notify.clone();
        use_effect_with(store.model.trouble.clone(), move |trouble| {
            if let Some(why) = &**trouble {
                notify.emit(why.clone());
            }
        });
    }
    {
        let model = &store.model;
        let given = if standing.mode == Mode::Build { None } else { model.given.as_ref().as_ref() };
        let title = words::title(given, &model.overview, model.banner.as_ref().as_ref());
        use_effect_with(title, |title| gloo::utils::document().set_title(title));
    }
    use_global_keys(filled, float.clone(), store.send.clone());
    let close = float.reform(|()| None);
    html! {
        <ContextProvider<Hands> context={store.hands.clone()}>
            <Header {filled} mode={if building { Mode::Build } else { Mode::Inspect }} model={only!(store.model, mark)}
                float={float.clone()} send={store.send.clone()} />
            if waits {
                <main class="intake"><p role="status">{ (*reading).as_deref().unwrap_or(words::LOADING) }</p></main>
            } else if building {
                <Build model={store.model.clone()} send={store.send.clone()} float={float.clone()} />
            } else if filled {
                <Inspect model={store.model.clone()} send={store.send.clone()} float={float.clone()} />
            } else {
                <Intake {on_given} reading={(*reading).clone().filter(|_| store.broken.is_none())} float={float.clone()} />
            }
            if let Some(why) = store.broken.clone() {
                <p class="notice broken" role="alert">
                    { why }{ " " }<button type="button" onclick={|_: MouseEvent| reload()}>{ words::RELOAD }</button>
                </p>
            }
            <Notice note={(*note).clone()} />
            if *over {
                <p class="drop-here" role="status">{ words::DROP_HERE }</p>
            }
            if matches!(*floating, Some(Floating::Help | Floating::Kept)) {
                <Help kept={*floating == Some(Floating::Kept)} on_close={close.clone()} />
            }
            if *floating == Some(Floating::GoTo) {
                <GoTo model={store.model.clone()} send={store.send.clone()} on_close={close.clone()} />
            }
            if *floating == Some(Floating::Shards) {
                <Shards model={only!(store.model, shards, shard_rows)} send={store.send.clone()} on_close={close} />
            }
        </ContextProvider<Hands>>
    }
}

/// Inputs of more bytes than this take long enough to read that the page says first that it has begun.
const LARGE: u64 = 512 * 1024;

/// Whether the address leads to the builder.
fn is_to_build() -> bool {
    let fragment = location::fragment();
    fragment.starts_with(link::PREFIX) || fragment == words::build::mode_name(Mode::Build).1
}

/// Loads the page anew, which starts another worker.
fn reload() {
    // A browser that does not do this leaves its own button for it.
    let _ = gloo::utils::window().location().reload();
}

/// Keys that work wherever the focus is, except where one types.
#[hook]
fn use_global_keys(filled: bool, float: Callback<Option<Floating>>, send: Callback<Action>) {
    use_effect_with((filled, float, send), |(filled, float, send)| {
        let (filled, float, send) = (*filled, float.clone(), send.clone());
        let active = EventListenerOptions::enable_prevent_default();
        let listener =
            EventListener::new_with_options(&gloo::utils::document(), "keydown", active, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                let within = |selector| {
                    target
                        .as_ref()
                        .is_some_and(|target| target.closest(selector).is_ok_and(|found| found.is_some()))
                };
                if within("dialog") {
                    return;
                }
                match event.key().as_str() {
                    "g" | "G" if filled && (event.ctrl_key() || event.meta_key()) => {
                        float.emit(Some(Floating::GoTo))
                    }
                    "?" if !within("input, textarea") => float.emit(Some(Floating::Help)),
                    "Escape" if filled && !within("input, textarea, [role=menu]") => {
                        return send.emit(Action::Unpin);
                    }
                    _ => return,
                }
                event.prevent_default();
            });
        move || drop(listener)
    });
}
