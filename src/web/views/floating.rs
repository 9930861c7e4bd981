//! What floats above the page, one at a time, and what opens it.

use yew::prelude::*;

/// What floats above the page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Floating {
    /// The sheet of keys, and what is kept.
    Help,
    /// What is kept.
    Kept,
    /// Go to offset.
    GoTo,
    /// The shards of the stream.
    Shards,
}

/// Opens the shards of the stream.
pub fn opens_shards(float: &Callback<Option<Floating>>) -> Callback<MouseEvent> {
    float.reform(|_: MouseEvent| Some(Floating::Shards))
}
