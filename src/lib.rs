//! KPL Lens: what is inside Amazon Kinesis records in the KPL Aggregated Record Format, to the byte.
//!
//! One direction: a record travels down once, and nothing below is asked by anything above.
//!
//! ```text
//!  paste · drop · example
//!         │ text or bytes
//!   capture::read ──► Kinesis records, each with its envelope
//!         │ data
//!   kpl::dissect ──► Anatomy: a tree of spans that tile the record, and findings
//!         │
//!   kpl::user_records ──► payload::recognise
//!         ├──► consumers::judge: what each consumer makes of it  ·  shard::place: where it belongs
//!         ├──► forensics::{diagnose, explain}: what happened to it  ·  forensics::repair: undone, and taken apart again
//!         └──► report (JSON)  ·  session::State ──► session::Screen
//!                                     the worker    ─ ─ │ ─ ─  the page
//!                                                   web::views
//!
//!  form · text · import
//!         │ fixture::Draft
//!   fixture::build ──► bytes, taken apart again by kpl::dissect
//!         └──► command · event · code · set · link
//! ```
//!
//! The capture lives in a worker (`session::Engine`); the page gets what it shows, a window at a time, so that nothing
//! that is read can hold it up. A file too large to hold goes through `index`: chunks in, rows out, and `capture` for
//! what is unusual.
//!
//! Imports point at the ground:
//! `web → session → report → {index, forensics} → {capture, fixture, payload, consumers} → shard → kpl → bytes`
//! (`tests/tidy.rs` holds it).

#![cfg_attr(test, allow(clippy::panic, clippy::cast_possible_truncation))]

pub mod bytes;
pub mod capture;
pub mod consumers;
pub mod fixture;
pub mod forensics;
pub mod index;
pub mod kpl;
pub mod payload;
pub mod report;
pub mod session;
pub mod shard;
#[cfg(target_arch = "wasm32")]
pub mod web;
