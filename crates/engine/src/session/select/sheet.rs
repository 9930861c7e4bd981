//! The rows of the open payload, and what goes with them.

use super::payload_bytes;
use crate::session::{
    State, Viewport,
    sheet::{Look, SheetRow},
};
use kpl_capture::text::unpack;
use kpl_format::bytes::json;
use std::ops::Range;

/// The most bytes that a compressed payload is unpacked to when it is copied.
const MOST_COPIED: usize = 64 << 20;

/// How the open payload is laid out, and what was found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct SheetView {
    pub look: Look,
    /// The row to be brought into view.
    pub row: Option<usize>,
    /// Counts the reasons to bring it into view.
    pub turn: u32,
    /// The path to the value at the caret, where the payload shows as JSON.
    pub path: Option<String>,
    /// The text that is looked for.
    pub find: String,
    /// Whether anything is looked for, there or in the whole capture.
    pub seeks: bool,
    /// The match that was gone to, by its place.
    pub at: Option<usize>,
    /// How many matches there are.
    pub found: usize,
    /// Whether there are more than were counted.
    pub more: bool,
}

#[must_use]
pub fn sheet_view(state: &State, viewport: &Viewport) -> SheetView {
    let (find, columns) = (state.payload_find.clone(), viewport.sheet_columns);
    let Some(sheet) = &state.sheet else { return SheetView { find, ..SheetView::default() } };
    let (at, found, more) = sheet.found();
    SheetView {
        look: sheet.look(),
        row: sheet.row_at_hand(columns),
        turn: sheet.turn(),
        path: sheet.path(),
        seeks: !find.is_empty() || state.batch.pattern().is_some(),
        find,
        at,
        found,
        more,
    }
}

#[must_use]
pub fn sheet_total(state: &State, viewport: &Viewport) -> usize {
    state.sheet.as_ref().map_or(0, |sheet| sheet.rows_total(viewport.sheet_columns))
}

#[must_use]
pub fn sheet_rows(state: &State, viewport: &Viewport, window: Range<usize>) -> Vec<SheetRow> {
    state.sheet.as_ref().map_or_else(Vec::new, |sheet| sheet.rows(viewport.sheet_columns, window))
}

/// The open payload to be read: unpacked where it is compressed, with indents where it is JSON.
#[must_use]
pub fn readable(state: &State) -> Vec<u8> {
    let Some(bytes) = payload_bytes(state) else { return Vec::new() };
    let unpacked =
        unpack::unpack(bytes, MOST_COPIED).filter(|unpacked| !unpacked.stopped && !unpacked.broken);
    let bytes = unpacked.as_ref().map_or(bytes, |unpacked| &unpacked.bytes);
    json::pretty(bytes, 2).map_or_else(|| bytes.to_vec(), String::into_bytes)
}
