//! Kinesis records with their envelopes, out of any text or file: `capture` reads it whole, `index` as a stream.
#![cfg_attr(test, allow(clippy::panic, clippy::cast_possible_truncation))]

pub mod capture;
pub mod text;
pub mod value;
