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
//!         └──► report (JSON)  ·  session::State ──► web::views
//!
//!  form · text · import
//!         │ fixture::Draft
//!   fixture::build ──► bytes, taken apart again by kpl::dissect
//!         └──► command · event · code · set · link
//! ```
//!
//! Imports point at the ground: `web → session → report → {capture, fixture, payload} → kpl → bytes`
//! (`tests/tidy.rs` holds it).

#![cfg_attr(test, allow(clippy::panic, clippy::cast_possible_truncation))]

pub mod bytes;
pub mod capture;
pub mod fixture;
pub mod kpl;
pub mod payload;
pub mod report;
pub mod session;
#[cfg(target_arch = "wasm32")]
pub mod web;
