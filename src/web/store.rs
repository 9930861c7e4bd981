//! Holds the session's state for Yew. Knows how a change gets about, not what it means.

use crate::session::{Action, State, apply};
use std::{ops::Deref, rc::Rc};
use yew::prelude::*;

/// A state as components get it: cheap to pass on, equal only to itself.
#[derive(Clone, Debug, Default)]
pub struct Model(Rc<State>);

impl Deref for Model {
    type Target = State;

    fn deref(&self) -> &State {
        &self.0
    }
}

impl PartialEq for Model {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Reducible for Model {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        // The pointer moves far more often than it comes to something else.
        if action == Action::Light(self.lit) {
            return self;
        }
        Rc::new(Self(Rc::new(apply(&self.0, action))))
    }
}

/// The state and the way to change it.
#[derive(Clone, PartialEq)]
pub struct Store {
    /// The state.
    pub model: Model,
    /// Changes it.
    pub send: Callback<Action>,
}

/// The page's one store.
#[hook]
pub fn use_store() -> Store {
    let reducer = use_reducer_eq(Model::default);
    let dispatcher = reducer.dispatcher();
    let send = use_callback((), move |action, ()| dispatcher.dispatch(action));
    Store { model: (*reducer).clone(), send }
}
