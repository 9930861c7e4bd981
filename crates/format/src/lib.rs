//! Takes records in the KPL Aggregated Record Format of Amazon Kinesis apart, builds them, and finds their shards.
#![doc = include_str!("../README.md")]
#![warn(missing_docs)]
#![cfg_attr(test, allow(clippy::panic, clippy::cast_possible_truncation))]

pub mod bytes;
pub mod kpl;
pub mod shard;

pub use bytes::Span;
pub use kpl::{
    Anatomy, Code, Finding, HashKeyFault, MAGIC, Md5Status, Severity, TableEntry, UserRecord, Verdict,
    dissect, encode, frame, hash_of_partition_key, is_sealed, outline::outline, parse_explicit_hash_key,
    schema,
};
pub use shard::{HashKeyRange, Shard, ShardMap, find_partition_key};
