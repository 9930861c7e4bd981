//! What the browser keeps for the page: for this browser the theme, how its panes are laid out, and settings if somebody
//! wants that; for this tab, so that a reload loses nothing, what was typed and opened.

use web_sys::Storage;

/// Before each name, so that pages of the same origin do not meet.
const PREFIX: &str = "kpl-lens.";

/// The number that is kept under a name.
#[must_use]
pub fn number(name: &str) -> Option<f64> {
    text(name)?.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Keeps a number.
pub fn keep_number(name: &str, number: f64) {
    keep(name, &format!("{number:.1}"));
}

/// The text that is kept under a name.
#[must_use]
pub fn text(name: &str) -> Option<String> {
    get(browser()?, name)
}

/// Keeps a text. Where a browser keeps nothing, the page works all the same.
pub fn keep(name: &str, text: &str) {
    let _ = browser().map(|storage| storage.set_item(&named(name), text));
}

/// Keeps nothing under a name.
pub fn drop(name: &str) {
    let _ = browser().map(|storage| storage.remove_item(&named(name)));
}

/// The text that is kept under a name for this tab.
#[must_use]
pub fn in_tab(name: &str) -> Option<String> {
    get(tab()?, name)
}

/// Keeps a text for this tab. Returns whether there was room.
pub fn keep_in_tab(name: &str, text: &str) -> bool {
    tab().is_some_and(|storage| storage.set_item(&named(name), text).is_ok())
}

/// Keeps nothing under a name for this tab.
pub fn drop_from_tab(name: &str) {
    let _ = tab().map(|storage| storage.remove_item(&named(name)));
}

/// What is kept for this tab under names that begin so: the rest of each name, and the text.
#[must_use]
pub fn all_in_tab(beginning: &str) -> Vec<(String, String)> {
    let Some(tab) = tab() else { return Vec::new() };
    let beginning = named(beginning);
    let names = names(&tab).into_iter().filter_map(|name| {
        let text = tab.get_item(&name).ok().flatten()?;
        Some((name.strip_prefix(&beginning)?.to_owned(), text))
    });
    names.collect()
}

/// Keeps nothing any more, neither for this tab nor for this browser.
pub fn forget() {
    for storage in [tab(), browser()].into_iter().flatten() {
        for name in names(&storage).into_iter().filter(|name| name.starts_with(PREFIX)) {
            let _ = storage.remove_item(&name);
        }
    }
}

fn names(storage: &Storage) -> Vec<String> {
    (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok().flatten()).collect()
}

fn get(storage: Storage, name: &str) -> Option<String> {
    storage.get_item(&named(name)).ok().flatten()
}

fn named(name: &str) -> String {
    format!("{PREFIX}{name}")
}

/// What this browser keeps. Some browsers keep nothing.
fn browser() -> Option<Storage> {
    gloo::utils::window().local_storage().ok().flatten()
}

/// What is kept until the tab is closed.
fn tab() -> Option<Storage> {
    gloo::utils::window().session_storage().ok().flatten()
}
