//! Commands: awscli gets the arguments that were meant. A real bash runs them; for the other shells there are models
//! of their rules.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

mod support;

#[path = "fixture_command/awscli.rs"]
mod awscli;
#[path = "fixture_command/bash.rs"]
mod bash;
#[path = "fixture_command/keys.rs"]
mod keys;
#[path = "fixture_command/lengths.rs"]
mod lengths;
#[path = "fixture_command/notes.rs"]
mod notes;
#[path = "fixture_command/windows.rs"]
mod windows;
