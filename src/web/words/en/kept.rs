//! English: what is kept, and what is being read.

use super::{grouped, size};
use kpl_engine::session::{MOST_CAPTURE, MOST_DRAFT};

/// Opens what is kept.
pub const KEPT_LINK: &str = "What is kept, and how to forget it";
/// Its title.
pub const KEPT: &str = "What is kept";
/// Forgets it.
pub const FORGET: &str = "Forget all of it";
/// After that.
pub const FORGOTTEN: &str = "Forgotten. What is on the page stays until you leave it; what you type or open from now on is kept again.";
/// Keeps settings.
pub const REMEMBER: &str = "Remember these in this browser";
/// Which.
pub const REMEMBER_WHAT: &str = "Stream, region, profile, endpoint, awscli, shell, and the stream’s shards";
/// While the page does not know yet what shows.
pub const LOADING: &str = "Loading what this tab had open…";
/// While the rest of a file may still hold records.
pub const STILL_READING: &str = "No Kinesis record yet: this is still being read.";

/// What is kept, where, and for how long.
pub const KEPT_LINES: [&str; 4] = [
    "In this tab, so that a reload brings it back: what stands in Build, up to 1 MiB; the last captures that you opened, \
     up to 2 MiB each, if there is room; the text in a box that was not read yet. It is kept until the tab is closed, or you forget it here.",
    "What is larger is not kept. Before you leave the page with such a draft, or such a capture at hand, the browser asks.",
    "In this browser, until you forget it here: the theme, how panes and columns are laid out, and, only where you tick “Remember \
     these in this browser”, stream, region, profile, endpoint, awscli, shell and shards.",
    "All of it stays on this computer and is never sent. Browsers may write it into their own folder on the disk, and \
     bring it back when they reopen a closed tab.",
];

/// The first of these lines names both numbers.
const _: () = assert!(MOST_DRAFT == 1 << 20 && MOST_CAPTURE == 2 << 20);

/// What is being read, while nothing of it shows yet.
#[must_use]
pub fn reading_held(bytes: u64) -> String {
    format!("Reading {}… It is held here: there is no need to give it again.", size(bytes))
}

/// What is marked to be compared.
#[must_use]
pub fn marked_here(name: Option<&str>, record: usize) -> String {
    let capture = name.map_or_else(|| "what was pasted".to_owned(), str::to_owned);
    format!("Marked: Kinesis record {} of {capture}", grouped(record))
}
