//! The format: any bytes to an anatomy of spans with findings. Knows nothing of captures, of shards or of the page.
//!
//! Field semantics are proto2 as the KCL reads them (`protobuf-java` under
//! `amazon-kinesis-client/…/retrieval/AggregatorUtil.java`), because the KCL is what most people run; the
//! layout is `amazon-kinesis-producer/aggregation-format.md`.

pub mod anatomy;
mod dissect;
mod encode;
mod finding;
mod found;
mod hash_key;
mod leaves;
pub mod outline;
mod records;
mod resync;
pub mod schema;
mod seen;
mod sentences;
pub mod skim;
mod walk;
mod wire;

pub use anatomy::{Anatomy, Kind, Md5, Md5Status, Node, TableEntry, Verdict};
pub use dissect::{DIGEST_LEN, MAGIC, dissect};
pub use encode::{encode, frame};
pub use finding::{Code, Finding, Severity};
pub use hash_key::{HashKeyFault, hash_of_partition_key, parse_explicit_hash_key};
pub use leaves::{Leaf, Role};
pub use records::{Tag, UserRecord};
pub use wire::{Key, Wire};

/// A digest or a sixteen-byte number in lower-case hex.
#[must_use]
pub fn hex16(bytes: &[u8; DIGEST_LEN]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(2 * DIGEST_LEN), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
