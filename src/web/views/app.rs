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
    Connect, Hands,
    platform::{
        file,
        input::{Given, use_input},
    },
    use_store, words,
};
use gloo::events::{EventListener, EventListenerOptions};
use kpl_engine::session::{
    Action,
    builder::{Edit, Mode},
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
    let notify = {
        let note = note.setter();
        use_callback((), move |text: String, ()| note.set(Note::new(text)))
    };
    let store = use_store(&props.connect, &notify);
    let standing = *store.model.standing;
    use_place(standing, store.model.carets.place, &store.hands.build, &store.send);
    let on_given = use_callback(
        (store.send.clone(), store.give.clone(), notify.clone(), standing.mode, store.hands.build.clone()),
        |given, (send, give, notify, mode, build)| {
            let large = |len: u64| {
                if len > LARGE {
                    notify.emit(words::reading_now(len));
                }
            };
            match given {
                Given::Text(text) if *mode == Mode::Build => {
                    build.emit((Edit::Given(text.into_bytes(), None), 0));
                }
                Given::Text(text) => {
                    large(words::wide(text.len()));
                    send.emit(Action::Read { input: text.into_bytes().into(), name: None });
                }
                Given::Files(list) if list.length() > 1 && *mode == Mode::Build => {
                    notify.emit(words::ONE_FIXTURE.to_owned());
                }
                Given::Files(list) => {
                    let Some(first) = list.get(0) else { return };
                    let sizes = (0..list.length()).filter_map(|at| list.get(at)).map(|file| file.size());
                    // Whole numbers up to 2^53 stand in it exactly; only for a sentence all the same.
                    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                    large(sizes.sum::<f64>() as u64);
                    if list.length() == 1 {
                        return give.emit(first);
                    }
                    let (send, give, notify) = (send.clone(), give.clone(), notify.clone());
                    let done = Callback::from(move |joined: file::Joined| match joined {
                        Ok((file, files)) => {
                            send.emit(Action::Files(files));
                            give.emit(file);
                        }
                        Err((name, why)) => notify.emit(words::unreadable(&name, &why)),
                    });
                    file::joined(&list, words::files(list.length()), done);
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
    {
        // What was said about reading it is past when it is here.
        let note = note.setter();
        use_effect_with(store.model.carets.captures, move |_| note.set(Note::default()));
    }
    let building = standing.mode == Mode::Build;
    let filled = building || store.model.given.is_some();
    use_global_keys(filled, float.clone(), store.send.clone());
    let close = float.reform(|()| None);
    html! {
        <ContextProvider<Hands> context={store.hands.clone()}>
            <Header {filled} mode={standing.mode} float={float.clone()} send={store.send.clone()} />
            if building {
                <Build model={store.model.clone()} send={store.send.clone()} float={float.clone()} />
            } else if filled {
                <Inspect model={store.model.clone()} send={store.send.clone()} float={float.clone()} />
            } else {
                <Intake {on_given} />
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
            if *floating == Some(Floating::Help) {
                <Help on_close={close.clone()} />
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
