//! The two modes of the page and its address: `#inspect`, `#build`, and links that hold a fixture; and its history, in
//! which each capture is an entry.

use crate::web::{
    platform::location::{self, use_fragment},
    words,
};
use kpl_engine::{
    fixture::link,
    session::{
        Action,
        builder::{Edit, Mode, Standing},
    },
};
use yew::prelude::*;

/// Follows the address, and lets the address follow the engine where that moves the page by itself.
#[hook]
pub fn use_place(
    standing: Standing,
    place: u32,
    heard: bool,
    build: &Callback<(Edit, u32)>,
    send: &Callback<Action>,
) {
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
    let moved = use_callback((send.clone(), place), |(), (send, place)| match location::place() {
        Some(wanted) => send.emit(Action::Recall(wanted)),
        // The browser made this entry for a link to a mode.
        None => location::set_place(*place),
    });
    location::use_moves(moved);
    let (begun, seen) = (use_mut_ref(|| false), use_mut_ref(|| 0));
    use_effect_with((place, standing.moved, heard), move |&(place, moved, heard)| {
        if !heard {
            return;
        }
        if !begun.replace(true) {
            // This is the capture with which the page was opened, or the empty page.
            location::set_place(place);
        }
        let here = words::build::mode_name(standing.mode).1;
        // Only where the engine changed the mode: after Back, the capture may be told before the mode that belongs to it.
        if seen.replace(moved) != moved && location::fragment() != here {
            location::push(here, place);
        } else if location::place() != Some(place) {
            location::push_place(place);
        }
    });
}
