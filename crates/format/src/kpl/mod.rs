//! The format itself: it takes any bytes apart into a tree of spans with findings, and builds aggregates.
//!
//! The layout is that of `aggregation-format.md` in awslabs/amazon-kinesis-producer. Fields are read as proto2, as
//! the KCL reads them with protobuf-java (`amazon-kinesis-client/…/retrieval/AggregatorUtil.java`), because most
//! people run the KCL.

pub mod anatomy;
mod dissect;
mod encode;
mod finding;
mod found;
mod hash_key;
mod leaves;
mod node;
pub mod outline;
mod records;
mod resync;
pub mod schema;
mod seal;
mod seen;
mod sentences;
pub mod skim;
mod walk;
mod wire;

pub use anatomy::{Anatomy, DigestCheck, Md5Status, Verdict};
pub use dissect::{dissect, dissect_message, is_message};
pub use encode::{encode, frame};
pub use finding::{Code, Finding, Severity};
pub use hash_key::{HashKeyFault, hash_of_partition_key, parse_explicit_hash_key};
pub use leaves::{Leaf, Role};
pub use node::{Node, NodeKind, TableEntry};
pub use records::{TagSpans, UserRecord};
pub use seal::{DIGEST_LEN, MAGIC, digest_matches, is_sealed, md5, sealed};
pub use wire::{FieldKey, Wire};

/// Writes a digest or another number of sixteen bytes as 32 lower-case hex digits.
#[must_use]
pub fn hex16(bytes: &[u8; DIGEST_LEN]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(2 * DIGEST_LEN), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
