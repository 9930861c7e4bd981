//! Holds what the page shows for Yew, and carries what is done and asked to the engine. Knows no meaning of either.

use super::{Connect, Heard, Link, platform::download::Pieces, words};
use kpl_engine::session::{
    Action, Ask, Changes, Glance, Screen, Tell, Wanted, batch::ExportKind, builder::Edit,
};
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    ops::Deref,
    rc::Rc,
};
use web_sys::File;
use yew::prelude::*;

/// The screen as components get it: cheap to pass on, equal where every part is the same one.
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
    /// What parts are that a component does not look at: the same for all, so that they never differ.
    static NOTHING: Screen = Screen::default();
}

impl Model {
    /// Only the parts that `take` takes over: a component that gets those is drawn anew when one of them changes, and
    /// not while a million records stream by.
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

/// Something to be fetched, and who waits for it.
pub type Fetch = (Wanted, Callback<Vec<u8>>);

/// The model, and all that can be done.
#[derive(Clone, PartialEq)]
pub struct Store {
    /// What shows.
    pub model: Model,
    /// Does something.
    pub send: Callback<Action>,
    /// What views use without being given it: a context.
    pub hands: Hands,
    /// Reads a file.
    pub give: Callback<File>,
    /// Why the engine is gone: nothing more can be read.
    pub broken: Option<AttrValue>,
}

/// What any view may reach for.
#[derive(Clone, PartialEq, Default)]
pub struct Hands {
    /// Says something in passing.
    pub notify: Callback<String>,
    /// Tells the engine what is on the page.
    pub look: Callback<Glance>,
    /// Fetches what is to be copied or saved.
    pub fetch: Callback<Fetch>,
    /// Writes what shows of the capture to a file of that name.
    pub export: Callback<(ExportKind, String)>,
    /// Ends that.
    pub stop_export: Callback<()>,
    /// Edits what is made; texts that are typed are numbered from 1.
    pub build: Callback<(Edit, u32)>,
}

/// Who waits for what was asked for, by its number.
type Waiting = Rc<RefCell<HashMap<u32, Callback<Vec<u8>>>>>;

/// The page's one store.
#[hook]
pub fn use_store(connect: &Connect, notify: &Callback<String>) -> Store {
    let screen = use_reducer_eq(Model::default);
    let waiting: Rc<Waiting> = use_memo((), |()| Waiting::default());
    let pieces: Rc<RefCell<Option<(u32, Pieces)>>> = use_memo((), |()| RefCell::default());
    let broken = use_state(|| None::<AttrValue>);
    let link: Rc<Link> = {
        let broken = broken.setter();
        let (show, waiting, notify) = (screen.dispatcher(), waiting.clone(), notify.clone());
        let pieces = pieces.clone();
        use_memo(connect.clone(), |connect| {
            connect.link(Callback::from(move |heard| match heard {
                Heard::Told(tell) => match *tell {
                    Tell::Show(changes) => show.dispatch(changes),
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
            }))
        })
    };
    let send = use_callback(link.say.clone(), |action, say| say.emit(Ask::Do(action)));
    let look = use_callback(link.say.clone(), |glance, say| say.emit(Ask::Look(glance)));
    let build = use_callback(link.say.clone(), |(edit, number), say| say.emit(Ask::Build(edit, number)));
    let next = use_memo((), |()| Cell::new(0u32));
    let export = {
        let (next, pieces) = (next.clone(), pieces.clone());
        use_callback(link.say.clone(), move |(kind, name): (ExportKind, String), say| {
            let number = next.replace(next.get().wrapping_add(1));
            *pieces.borrow_mut() = Some((number, Pieces::new(name)));
            say.emit(Ask::Export(number, kind));
        })
    };
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
    let hands = Hands { notify: notify.clone(), look, fetch, export, build, stop_export };
    Store { model: (*screen).clone(), send, hands, give: link.give.clone(), broken: (*broken).clone() }
}
