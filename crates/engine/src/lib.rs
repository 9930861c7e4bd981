//! What the page and the command line are made of: what each consumer does, what happened to a record, what its payloads
//! are, records that are made, the report, and the state of the page. Pure: no file, no browser.
#![cfg_attr(test, allow(clippy::panic, clippy::cast_possible_truncation))]

pub mod consumers;
pub mod fixture;
pub mod forensics;
pub mod literal;
pub mod payload;
pub mod report;
pub mod session;
