//! What is on the page: a component a file. Each gets the model and says what people do with it.

/// Only the named parts of a model.
macro_rules! only {
    ($model:expr, $($part:ident),+) => {
        $model.only(|from, to| {
            $(to.$part = from.$part.clone();)+
        })
    };
}
mod app;
mod banner;
mod build;
mod bytes;
mod capture;
mod capture_filters;
mod capture_users;
mod charts;
mod compare;
mod consumers;
mod copying;
mod desk;
mod details;
mod emitted;
mod examples;
mod fields;
mod findings;
mod floating;
mod given;
mod go_to;
mod happened;
mod header;
mod help;
mod inspect;
mod intake;
mod kept;
mod keys;
mod kinesis_records;
mod lists;
mod narrow;
mod notice;
mod payload;
mod picked;
mod place;
mod progress;
mod shard_key;
mod shards;
mod sheet;
mod shortcuts;
mod trail;
mod user_records;
mod user_table;

pub use app::{App, AppProps};

use super::{Hands, Model, platform::input::Given};
use floating::Floating;
use kpl_engine::session::{Action, List, ViewportChange};
use std::ops::Range;
use yew::prelude::*;

/// What most views are given: the model to show, and where to send what is done.
#[derive(Properties, Clone, PartialEq)]
pub struct ViewProps {
    /// The state.
    pub model: Model,
    /// Changes it.
    pub send: Callback<Action>,
}

/// What views are given that open what floats as well.
#[derive(Properties, PartialEq)]
pub struct FloatProps {
    /// The state.
    pub model: Model,
    /// Changes it.
    pub send: Callback<Action>,
    /// Opens what floats.
    pub float: Callback<Option<Floating>>,
}

/// What takes captures in: where to send what a person gave.
#[derive(Properties, PartialEq)]
pub struct GivenProps {
    /// Something was given.
    pub on_given: Callback<Given>,
}

/// Rows beyond a window that are asked for with it, so that a scroll mostly meets rows that are here already.
const AHEAD: usize = 40;

/// Tells the engine which rows of a list are on the page.
#[hook]
fn use_viewport(list: List) -> Callback<Range<usize>> {
    let viewport = use_context::<Hands>().unwrap_or_default().viewport;
    use_callback(viewport, move |window: Range<usize>, viewport| {
        viewport.emit(ViewportChange::Window(list, window.start.saturating_sub(AHEAD)..window.end + AHEAD));
    })
}
