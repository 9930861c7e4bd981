//! Holds what the page shows, for Yew, and carries actions and requests to the engine. It does not know what they
//! mean.

use super::{Connect, Heard, Link, keeping, platform::download::Pieces, words};
use kpl_engine::session::{
    Action, Ask, Changes, Keep, Part, Screen, Tell, ViewportChange, Wanted, batch::ExportKind, builder::Edit,
};
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    ops::Deref,
    rc::Rc,
};
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// The screen as components get it. It is cheap to clone, and two are equal if each of their parts is the same
/// object.
#[derive(Clone, Debug, Default)]
pub struct Model(Rc<Screen>);

impl Deref for Model {
    type Target = Screen;

    fn deref(&self) -> &Screen {
        &self.0
    }
}

impl PartialEq for Model {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || self.0.is(&other.0)
    }
}

thread_local! {
    /// The parts that a component does not look at. They are the same object for all, so that they are always equal.
    static NOTHING: Screen = Screen::default();
}

impl Model {
    /// Whether the capture is one Kinesis record in which no user record can be read, so that it is its own payload.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.overview.records == 1 && self.carets.users == 0
    }

    /// A model that has only the parts which `take` takes over. A component with such a model is drawn again when one
    /// of these parts changes, and not whenever anything does.
    #[must_use]
    pub fn only(&self, take: impl FnOnce(&Screen, &mut Screen)) -> Self {
        let mut screen = NOTHING.with(Screen::clone);
        take(&self.0, &mut screen);
        Self(Rc::new(screen))
    }
}

impl Reducible for Model {
    type Action = Changes;

    fn reduce(self: Rc<Self>, changes: Changes) -> Rc<Self> {
        let mut screen = (*self.0).clone();
        screen.put(changes);
        Rc::new(Self(Rc::new(screen)))
    }
}

/// What is to be fetched, and who is waiting for it.
pub type Fetch = (Wanted, Callback<Vec<u8>>);

/// The model, and everything that can be done.
#[derive(Clone, PartialEq)]
pub struct Store {
    pub model: Model,
    pub send: Callback<Action>,
    /// What views can use without getting it from above: a Yew context.
    pub hands: Hands,
    /// Hands over a file or a large text: see [`Link::give`].
    pub give: Callback<JsValue>,
    /// Whether the engine has said what shows. Until then it may still be loading.
    pub heard: bool,
    /// Why the engine is gone, so that nothing can be read any more.
    pub broken: Option<AttrValue>,
}

/// What every view can use.
#[derive(Clone, PartialEq, Default)]
pub struct Hands {
    /// Shows a short message.
    pub notify: Callback<String>,
    /// Tells the engine what is on the page.
    pub viewport: Callback<ViewportChange>,
    /// Fetches something that is to be copied or saved.
    pub fetch: Callback<Fetch>,
    /// Writes the records that show into a file of this name.
    pub export: Callback<(ExportKind, String)>,
    /// Writes the user records that were picked into a file of this name.
    pub export_picked: Callback<(ExportKind, String)>,
    /// Ends the writing of that file.
    pub stop_export: Callback<()>,
    /// Makes an edit in the builder. Typed texts are numbered from 1; other edits have 0.
    pub build: Callback<(Edit, u32)>,
    /// Whether settings are remembered in this browser, and what changes that.
    pub remembers: bool,
    pub remember: Callback<bool>,
}

/// Who is waiting for the answer to a request, by its number.
type Waiting = Rc<RefCell<HashMap<u32, Callback<Vec<u8>>>>>;

#[hook]
pub fn use_store(connect: &Connect, notify: &Callback<String>) -> Store {
    let screen = use_reducer_eq(Model::default);
    let waiting: Rc<Waiting> = use_memo((), |()| Waiting::default());
    let pieces: Rc<RefCell<Option<(u32, Pieces)>>> = use_memo((), |()| RefCell::default());
    let broken = use_state(|| None::<AttrValue>);
    let said = use_state_eq(|| false);
    let remembers = use_state_eq(keeping::remembers);
    let link: Rc<Link> = {
        let (broken, said, remembered) = (broken.setter(), said.setter(), remembers.setter());
        let (show, waiting, notify) = (screen.dispatcher(), waiting.clone(), notify.clone());
        let pieces = pieces.clone();
        use_memo(connect.clone(), |connect| {
            let link = connect.link(Callback::from(move |heard| match heard {
                Heard::Told(tell) => match *tell {
                    Tell::Show(changes) => {
                        show.dispatch(*changes);
                        said.set(true);
                    }
                    Tell::Keep(part, keep) => {
                        // What was remembered could not be read.
                        if (part, &keep) == (Part::Settings, &Keep::Nothing) {
                            remembered.set(false);
                        }
                        keeping::take(part, &keep);
                    }
                    Tell::Fetched(number, bytes) => {
                        let waits = waiting.borrow_mut().remove(&number);
                        waits.unwrap_or_default().emit(bytes);
                    }
                    Tell::Piece(number, bytes) => {
                        if let Some((_, pieces)) =
                            pieces.borrow_mut().as_mut().filter(|(wanted, _)| *wanted == number)
                        {
                            pieces.add(&bytes);
                        }
                    }
                    Tell::Over(number, why) => {
                        let whole = pieces.borrow_mut().take_if(|(wanted, _)| *wanted == number);
                        match (why, whole) {
                            (Some(why), _) => notify.emit(words::not_exported(&why)),
                            (None, Some((_, pieces))) => pieces.save(),
                            (None, None) => {}
                        }
                    }
                    Tell::Unreadable(name, why) => notify.emit(words::unreadable(&name, &why)),
                    Tell::Ready => {}
                },
                Heard::Broken(why) => broken.set(Some(words::broken(&why).into())),
            }));
            let (parts, place) = keeping::restored();
            link.say.emit(Ask::Restore(parts, place));
            link
        })
    };
    let send = use_callback(link.say.clone(), |action: Action, say| {
        if action.is_kept() {
            keeping::edited();
        }
        say.emit(Ask::Do(action));
    });
    let viewport = use_callback(link.say.clone(), |change, say| say.emit(Ask::Viewport(change)));
    let build = use_callback(link.say.clone(), |(edit, number): (Edit, u32), say| {
        if edit.is_kept() {
            keeping::edited();
        }
        say.emit(Ask::Build(edit, number));
    });
    let remember = {
        let remembers = remembers.setter();
        use_callback(link.say.clone(), move |wanted: bool, say| {
            if !wanted {
                keeping::take(Part::Settings, &Keep::Nothing);
            }
            say.emit(Ask::Remember(wanted));
            remembers.set(wanted);
        })
    };
    let next = use_memo((), |()| Cell::new(0u32));
    let into_file = {
        let (next, pieces) = (next.clone(), pieces.clone());
        use_callback(link.say.clone(), move |(picked, kind, name): (bool, ExportKind, String), say| {
            let number = next.replace(next.get().wrapping_add(1));
            *pieces.borrow_mut() = Some((number, Pieces::new(name)));
            say.emit(if picked { Ask::ExportPicked(number, kind) } else { Ask::Export(number, kind) });
        })
    };
    let export =
        use_callback(into_file.clone(), |(kind, name), into_file| into_file.emit((false, kind, name)));
    let export_picked = use_callback(into_file, |(kind, name), into_file| into_file.emit((true, kind, name)));
    let stop_export = use_callback(link.say.clone(), move |(), say| {
        *pieces.borrow_mut() = None;
        say.emit(Ask::StopExport);
    });
    let fetch = {
        use_callback(link.say.clone(), move |(wanted, done): Fetch, say| {
            let number = next.replace(next.get().wrapping_add(1));
            waiting.borrow_mut().insert(number, done);
            say.emit(Ask::Fetch(number, wanted));
        })
    };
    let remembers = *remembers;
    let hands = Hands {
        notify: notify.clone(),
        viewport,
        fetch,
        export,
        export_picked,
        build,
        stop_export,
        remembers,
        remember,
    };
    let broken = (*broken).clone();
    Store { model: (*screen).clone(), send, hands, give: link.give.clone(), heard: *said, broken }
}
