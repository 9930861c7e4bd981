//! The two modes of the page and its address: `#inspect`, `#build`, and links that hold a fixture.

use crate::web::{
    platform::location::{self, use_fragment},
    words,
};
use kpl_engine::{
    fixture::link,
    session::builder::{Edit, Mode, Standing},
};
use yew::prelude::*;

/// Follows the address, and lets the address follow the engine where that moves the page by itself.
#[hook]
pub fn use_place(standing: Standing, build: &Callback<(Edit, u32)>) {
    let changed = use_callback(build.clone(), |fragment: String, build| {
        if fragment.starts_with(link::PREFIX) {
            build.emit((Edit::Link(fragment), 0));
            // It was read: what is edited from here on is not what the address would say.
            location::replace(words::build::mode_name(Mode::Build).1);
            return;
        }
        let mode = match fragment.as_str() {
            "build" => Mode::Build,
            _ => Mode::Inspect,
        };
        build.emit((Edit::Go(mode), 0));
    });
    use_fragment(changed);
    use_effect_with(standing.moved, move |&moved| {
        let here = words::build::mode_name(standing.mode).1;
        if moved > 0 && location::fragment() != here {
            location::push(here);
        }
    });
}
