//! What is built: drafts are read back as they were, each defect is found as what it is, and imports keep their
//! bytes.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

mod support;

#[path = "fixture/defects.rs"]
mod defects;
#[path = "fixture/drafts.rs"]
mod drafts;
#[path = "fixture/import.rs"]
mod import;
#[path = "fixture/notation.rs"]
mod notation;
#[path = "fixture/round_trip.rs"]
mod round_trip;
#[path = "fixture/rows.rs"]
mod rows;
#[path = "fixture/sentences.rs"]
mod sentences;
#[path = "fixture/split.rs"]
mod split;
