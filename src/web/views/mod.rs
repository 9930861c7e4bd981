//! What is on the page: a component a file. Each gets the model and says what people do with it.

mod app;
mod banner;
mod bytes;
mod copying;
mod details;
mod examples;
mod fields;
mod findings;
mod given;
mod go_to;
mod header;
mod help;
mod inspect;
mod intake;
mod keys;
mod kinesis_records;
mod lists;
mod notice;
mod payload;
mod shortcuts;
mod trail;
mod user_records;

pub use app::App;

use super::Model;
use crate::session::Action;
use yew::prelude::*;

/// What most views are given: the model to show, and where to send what is done.
#[derive(Properties, Clone, PartialEq)]
pub struct ViewProps {
    /// The state.
    pub model: Model,
    /// Changes it.
    pub send: Callback<Action>,
}
