//! What this browser keeps for the page: the theme, and how its panes are laid out. Never a capture, nor anything of one.

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
    storage()?.get_item(&format!("{PREFIX}{name}")).ok().flatten()
}

/// Keeps a text. Where a browser keeps nothing, the page works all the same.
pub fn keep(name: &str, text: &str) {
    let _ = storage().map(|storage| storage.set_item(&format!("{PREFIX}{name}"), text));
}

/// What the browser keeps for this page. Some browsers keep nothing.
fn storage() -> Option<web_sys::Storage> {
    gloo::utils::window().local_storage().ok().flatten()
}
