//! End-to-end tests: the built page in `dist/`, in a real browser, as a person would use it.
//!
//! `cargo xtask test` builds the page, finds the browser and runs these. To run some of them again, use `cargo test
//! --features e2e --test e2e -- NAME` (after `cargo xtask build`).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod accessible;
mod build;
mod capture;
mod compare;
mod copying;
mod desk;
mod devtools;
mod driver;
mod filled;
mod input;
mod page;
mod roles;
mod site;
mod verdicts;
mod watch;

mod gallery;
mod happened;
mod harness_works;
mod keyboard;
mod lost;
mod reading;
mod selecting;
mod shell;
mod tasks;
