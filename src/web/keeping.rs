//! What the page keeps so that nothing typed or opened is lost, and what it asks about before it is left: only what could
//! not be kept.

use super::platform::{kept, location};
use kpl_engine::session::{Keep, MOST_CAPTURE, Part};
use std::cell::{Cell, RefCell};

/// The most characters that captures have in the storage, all together. Browsers give a tab some five million.
const ROOM: usize = 3_000_000;

const DRAFT: &str = "draft";
const SETTINGS: &str = "settings";
const CAPTURE: &str = "capture.";

/// What can be lost when the page is left.
#[derive(Clone, Copy)]
enum Risk {
    Draft,
    /// The capture at hand.
    Capture,
    Typed(Typed),
}

/// A box whose text goes to the engine only when somebody presses a button.
#[derive(Clone, Copy)]
pub enum Typed {
    /// That of the empty page; also a text that is being read.
    Capture,
    /// Rows for the builder.
    Rows,
}

impl Typed {
    const fn name(self) -> &'static str {
        match self {
            Self::Capture => "box",
            Self::Rows => "rows",
        }
    }
}

thread_local! {
    static AT_RISK: Cell<[bool; 4]> = const { Cell::new([false; 4]) };
    /// The captures that are kept and how many characters each has.
    static CAPTURES: RefCell<Vec<(u32, usize)>> = const { RefCell::new(Vec::new()) };
    /// The number of the capture at hand.
    static AT_HAND: Cell<u32> = const { Cell::new(0) };
    /// Whether a text was given whose capture is not here yet.
    static READING: Cell<bool> = const { Cell::new(false) };
}

fn risk(what: Risk, at_risk: bool) {
    let [mut draft, mut capture, mut text, mut rows] = AT_RISK.get();
    *match what {
        Risk::Draft => &mut draft,
        Risk::Capture => &mut capture,
        Risk::Typed(Typed::Capture) => &mut text,
        Risk::Typed(Typed::Rows) => &mut rows,
    } = at_risk;
    AT_RISK.set([draft, capture, text, rows]);
}

/// Whether something would be lost if the page was left now.
pub fn is_at_risk() -> bool {
    AT_RISK.get().contains(&true)
}

/// What an earlier load of the page has kept, and the number of the capture that it was at.
pub fn restored() -> (Vec<(Part, String)>, u32) {
    let settings = kept::text(SETTINGS).map(|text| (Part::Settings, text));
    let draft = kept::in_tab(DRAFT).map(|text| (Part::Draft, text));
    let captures = kept::all_in_tab(CAPTURE).into_iter().filter_map(|(place, text)| {
        let place = place.parse().ok()?;
        CAPTURES.with_borrow_mut(|captures| captures.push((place, text.len())));
        Some((Part::Capture(place), text))
    });
    (settings.into_iter().chain(draft).chain(captures).collect(), location::known().unwrap_or(0))
}

/// The engine told a part: it is put where it belongs, or it is at risk from now on.
pub fn take(part: Part, keep: &Keep) {
    if part != Part::Settings && READING.replace(false) {
        typed(Typed::Capture, "");
    }
    match (part, keep) {
        (Part::Settings, Keep::Text(text)) => kept::keep(SETTINGS, text),
        (Part::Settings, _) => kept::drop(SETTINGS),
        (Part::Draft, keep) => risk(Risk::Draft, !put(DRAFT, keep)),
        (Part::Capture(0), _) => risk(Risk::Capture, false),
        (Part::Capture(place), keep) => {
            let len = if let Keep::Text(text) = keep { text.len() } else { 0 };
            AT_HAND.set(place);
            CAPTURES.with_borrow_mut(|captures| {
                captures.retain(|(other, _)| *other != place);
                captures.push((place, len));
            });
            while CAPTURES.with_borrow(|all| all.iter().map(|(_, len)| len).sum::<usize>()) > ROOM
                && drop_oldest()
            {}
            risk(Risk::Capture, !put(&format!("{CAPTURE}{place}"), keep));
        }
    }
}

/// Keeps something for this tab; captures that were opened long ago make room for it. Returns whether nothing is lost.
fn put(name: &str, keep: &Keep) -> bool {
    if let Keep::Text(text) = keep {
        loop {
            if kept::keep_in_tab(name, text) {
                return true;
            }
            if !drop_oldest() {
                break;
            }
        }
    }
    kept::drop_from_tab(name);
    *keep == Keep::Nothing
}

/// Keeps the capture that was opened first no longer. The one at hand stays.
fn drop_oldest() -> bool {
    CAPTURES.with_borrow_mut(|captures| {
        let others = captures.iter().map(|(place, _)| *place).filter(|place| *place != AT_HAND.get());
        let Some(oldest) = others.min() else { return false };
        captures.retain(|(place, _)| *place != oldest);
        kept::drop_from_tab(&format!("{CAPTURE}{oldest}"));
        true
    })
}

/// Something in the builder changes: until the engine tells it, the change is nowhere else.
pub fn edited() {
    risk(Risk::Draft, true);
}

/// What stands in a box.
pub fn typed(what: Typed, text: &str) {
    let keep = match text {
        "" => Keep::Nothing,
        text if text.len() <= MOST_CAPTURE => Keep::Text(text.to_owned()),
        _ => Keep::TooLarge,
    };
    risk(Risk::Typed(what), !put(what.name(), &keep));
}

/// What stood in a box when it was left.
pub fn in_box(what: Typed) -> String {
    kept::in_tab(what.name()).unwrap_or_default()
}

/// A text is given to be read: it stands in the box until its capture is here.
pub fn reading(text: &str) {
    READING.set(true);
    typed(Typed::Capture, text);
}

/// Whether settings are remembered in this browser.
pub fn remembers() -> bool {
    kept::text(SETTINGS).is_some()
}

/// Forgets all that is kept. What is on the page stays there.
pub fn forget() {
    kept::forget();
    CAPTURES.take();
    AT_RISK.set([false; 4]);
}
