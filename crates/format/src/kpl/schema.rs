//! The three messages of `aggregation-format.md`, as prost writes them and as the walker knows their fields.

use super::{Kind, Wire};

/// `AggregatedRecord`: two key tables and the records that point into them.
#[derive(Clone, PartialEq, Eq, prost::Message)]
pub struct AggregatedRecord {
    /// Partition keys, zero-indexed.
    #[prost(string, repeated, tag = "1")]
    pub partition_key_table: Vec<String>,
    /// Explicit hash keys in decimal, zero-indexed.
    #[prost(string, repeated, tag = "2")]
    pub explicit_hash_key_table: Vec<String>,
    /// User records.
    #[prost(message, repeated, tag = "3")]
    pub records: Vec<Record>,
}

/// `Record`: one user record.
#[derive(Clone, PartialEq, Eq, prost::Message)]
pub struct Record {
    /// Index into the partition key table.
    #[prost(uint64, required, tag = "1")]
    pub partition_key_index: u64,
    /// Index into the explicit hash key table.
    #[prost(uint64, optional, tag = "2")]
    pub explicit_hash_key_index: Option<u64>,
    /// The payload.
    #[prost(bytes = "vec", required, tag = "3")]
    pub data: Vec<u8>,
    /// "Tags are not yet implemented in the KPL and KCL APIs."
    #[prost(message, repeated, tag = "4")]
    pub tags: Vec<Tag>,
}

/// `Tag`: a name and, perhaps, a value.
#[derive(Clone, PartialEq, Eq, prost::Message)]
pub struct Tag {
    /// Name.
    #[prost(string, required, tag = "1")]
    pub key: String,
    /// Value.
    #[prost(string, optional, tag = "2")]
    pub value: Option<String>,
}

/// Which message the walker is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// [`AggregatedRecord`].
    Aggregate,
    /// [`Record`].
    Record,
    /// [`Tag`].
    Tag,
    /// Inside of a group: every field there is unknown.
    Group,
}

impl Message {
    /// What the field `number` is in this message and which wire type it must have; `None` for an unknown field.
    #[must_use]
    pub const fn field(self, number: u32) -> Option<(Kind, Wire)> {
        Some(match (self, number) {
            (Self::Aggregate, 1) => (Kind::PartitionKey, Wire::Len),
            (Self::Aggregate, 2) => (Kind::ExplicitHashKey, Wire::Len),
            (Self::Aggregate, 3) => (Kind::Record, Wire::Len),
            (Self::Record, 1) => (Kind::PartitionKeyIndex, Wire::Varint),
            (Self::Record, 2) => (Kind::ExplicitHashKeyIndex, Wire::Varint),
            (Self::Record, 3) => (Kind::Data, Wire::Len),
            (Self::Record, 4) => (Kind::Tag, Wire::Len),
            (Self::Tag, 1) => (Kind::TagKey, Wire::Len),
            (Self::Tag, 2) => (Kind::TagValue, Wire::Len),
            _ => return None,
        })
    }
}
