//! The KPL Aggregated Record Format of Amazon Kinesis, to the byte.
#![warn(missing_docs)]
#![cfg_attr(test, allow(clippy::panic, clippy::cast_possible_truncation))]

pub mod bytes;
pub mod kpl;
pub mod shard;
