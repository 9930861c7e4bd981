//! A copy of the Kinesis record at hand with its contents replaced by filler, and a list of the replaced bytes.

use crate::{
    forensics::{self, Scrubbed},
    session::State,
};
use std::fmt::Write;

/// The copy with filler.
#[must_use]
pub fn scrubbed(state: &State) -> Option<Scrubbed> {
    let shown = state.shown.as_ref()?;
    Some(forensics::scrub(&shown.data, &shown.anatomy))
}

/// The list of the bytes that differ in the copy: a line for each run, with offset, length and field. All other bytes
/// are the same.
#[must_use]
pub fn scrub_proof(state: &State) -> Option<String> {
    let shown = state.shown.as_ref()?;
    let copy = scrubbed(state)?;
    let changed: usize = copy.changed.iter().map(|span| span.len).sum();
    let mut out = format!("{changed} of {} bytes are not as they were:\n", copy.bytes.len());
    for span in &copy.changed {
        let path = shown.anatomy.node_at(span.offset).map(|id| shown.anatomy.path(id)).unwrap_or_default();
        // Writing to a `String` cannot fail.
        let _ = writeln!(out, "{}\t{}\t{path}", span.offset, span.len);
    }
    Some(out)
}
