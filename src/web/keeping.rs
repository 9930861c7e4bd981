//! What the page keeps so that nothing typed or opened is lost, and what it asks about before it is left: only what could
//! not be kept.

use super::platform::{kept, location};
use kpl_engine::session::{Keep, MOST_CAPTURE, Part};
use std::cell::Cell;

/// The most characters that captures have in the storage, all together. Browsers give a tab some five million.
const ROOM: usize = 3_500_000;

const DRAFT: &str = "draft";
const SETTINGS: &str = "settings";
const CAPTURE: &str = "capture.";
/// What stands in the box of the empty page.
const BOX: &str = "box";

thread_local! {
    /// What would be lost now: the draft, the capture at hand, the text in the box or the one that is being read.
    static AT_RISK: Cell<[bool; 3]> = const { Cell::new([false; 3]) };
    /// Whether a text was given whose capture is not here yet.
    static READING: Cell<bool> = const { Cell::new(false) };
}

fn risk(which: usize, at_risk: bool) {
    let mut all = AT_RISK.get();
    all.iter_mut().skip(which).take(1).for_each(|one| *one = at_risk);
    AT_RISK.set(all);
}

/// Whether something would be lost if the page was left now.
pub fn is_at_risk() -> bool {
    AT_RISK.get().contains(&true)
}

/// What an earlier load of the page has kept, and the number of the capture that it was at.
pub fn restored() -> (Vec<(Part, String)>, u32) {
    let settings = kept::text(SETTINGS).map(|text| (Part::Settings, text));
    let draft = kept::in_tab(DRAFT).map(|text| (Part::Draft, text));
    let captures = kept::all_in_tab(CAPTURE).into_iter();
    let captures = captures.filter_map(|(place, text)| Some((Part::Capture(place.parse().ok()?), text)));
    (settings.into_iter().chain(draft).chain(captures).collect(), location::known().unwrap_or(0))
}

/// The engine told a part: it is put where it belongs, or it is at risk from now on.
pub fn take(part: Part, keep: &Keep) {
    match (part, keep) {
        (Part::Settings, Keep::Text(text)) => kept::keep(SETTINGS, text),
        (Part::Settings, _) => kept::drop(SETTINGS),
        (Part::Draft, keep) => risk(0, !put(DRAFT, keep)),
        (Part::Capture(0), _) => risk(1, false),
        (Part::Capture(place), keep) => {
            risk(1, !put_capture(place, keep));
            if READING.replace(false) {
                typed("");
            }
        }
    }
}

/// Whether that worked.
fn put(name: &str, keep: &Keep) -> bool {
    let put = match keep {
        Keep::Nothing => false,
        Keep::Text(text) => kept::keep_in_tab(name, text),
        Keep::TooLarge => false,
    };
    if !put {
        kept::drop_from_tab(name);
    }
    put || *keep == Keep::Nothing
}

/// Puts a capture in; those that were opened first make room for it.
fn put_capture(place: u32, keep: &Keep) -> bool {
    let name = format!("{CAPTURE}{place}");
    let mut others: Vec<(u32, usize)> = kept::all_in_tab(CAPTURE)
        .into_iter()
        .filter_map(|(other, text)| Some((other.parse().ok()?, text.len())))
        .filter(|(other, _)| *other != place)
        .collect();
    others.sort_unstable();
    let room = |others: &[(u32, usize)]| others.iter().map(|(_, len)| len).sum::<usize>();
    let len = if let Keep::Text(text) = keep { text.len() } else { 0 };
    let mut others = others.as_slice();
    loop {
        if room(others) + len <= ROOM && put(&name, keep) {
            return true;
        }
        let Some(((first, _), rest)) = others.split_first().filter(|_| len > 0) else {
            return put(&name, keep);
        };
        kept::drop_from_tab(&format!("{CAPTURE}{first}"));
        others = rest;
    }
}

/// Something in the builder changes: until the engine tells it, the change is nowhere else.
pub fn edited() {
    risk(0, true);
}

/// What stands in the box of the empty page.
pub fn typed(text: &str) {
    let keep = match text {
        "" => Keep::Nothing,
        text if text.len() <= MOST_CAPTURE => Keep::Text(text.to_owned()),
        _ => Keep::TooLarge,
    };
    risk(2, !put(BOX, &keep));
}

/// What stood in the box when the page was left.
pub fn in_box() -> String {
    kept::in_tab(BOX).unwrap_or_default()
}

/// A text is given to be read: it stands in the box until its capture is here.
pub fn reading(text: &str) {
    READING.set(true);
    typed(text);
}

/// Whether settings are remembered in this browser.
pub fn remembers() -> bool {
    kept::text(SETTINGS).is_some()
}

/// Forgets all that is kept. What is on the page stays there.
pub fn forget() {
    kept::forget();
    AT_RISK.set([false; 3]);
}
