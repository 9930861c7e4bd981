//! The Kinesis record at hand with filler for what it says, and the proof of which bytes that is.

use crate::{
    forensics::{self, Scrubbed},
    session::State,
};
use std::fmt::Write;

/// The copy.
#[must_use]
pub fn scrubbed(state: &State) -> Option<Scrubbed> {
    let shown = state.shown.as_ref()?;
    Some(forensics::scrub(&shown.data, &shown.anatomy))
}

/// A line for each run of bytes that are not as they were: offset, length, field. All others are.
#[must_use]
pub fn scrub_proof(state: &State) -> Option<String> {
    let shown = state.shown.as_ref()?;
    let copy = scrubbed(state)?;
    let changed: usize = copy.changed.iter().map(|span| span.len).sum();
    let mut out = format!("{changed} of {} bytes are not as they were:\n", copy.bytes.len());
    for span in &copy.changed {
        let path = shown.anatomy.node_at(span.offset).map(|id| shown.anatomy.path(id)).unwrap_or_default();
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{}\t{}\t{path}", span.offset, span.len);
    }
    Some(out)
}
