//! What happened to a record: damage is done and undone, a wrong MD5 is explained, and a sound record gets no
//! diagnosis.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::cast_possible_truncation,
    reason = "this is a test"
)]

mod support;

#[path = "forensics/compare.rs"]
mod compare;
#[path = "forensics/damage.rs"]
mod damage;
#[path = "forensics/digest.rs"]
mod digest;
#[path = "forensics/frames.rs"]
mod frames;
#[path = "forensics/made.rs"]
mod made;
#[path = "forensics/report.rs"]
mod report;
#[path = "forensics/scrub.rs"]
mod scrub;
#[path = "forensics/sentences.rs"]
mod sentences;
