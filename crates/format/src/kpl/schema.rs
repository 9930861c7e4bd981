//! The three messages of `aggregation-format.md`: as types that prost encodes, and as a table of fields for the walk.

use super::{NodeKind, Wire};

/// The message `AggregatedRecord`: two key tables, and the records that point into them.
#[derive(Clone, PartialEq, Eq, prost::Message)]
pub struct AggregatedRecord {
    /// The partition keys. Records point to them by their place, from 0.
    #[prost(string, repeated, tag = "1")]
    pub partition_key_table: Vec<String>,
    /// The explicit hash keys, in decimal. Records point to them by their place, from 0.
    #[prost(string, repeated, tag = "2")]
    pub explicit_hash_key_table: Vec<String>,
    /// The user records.
    #[prost(message, repeated, tag = "3")]
    pub records: Vec<Record>,
}

/// The message `Record`: one user record.
#[derive(Clone, PartialEq, Eq, prost::Message)]
pub struct Record {
    /// The place of its key in the partition key table.
    #[prost(uint64, required, tag = "1")]
    pub partition_key_index: u64,
    /// The place of its key in the explicit hash key table, where it has one.
    #[prost(uint64, optional, tag = "2")]
    pub explicit_hash_key_index: Option<u64>,
    /// The payload.
    #[prost(bytes = "vec", required, tag = "3")]
    pub data: Vec<u8>,
    /// The tags. `aggregation-format.md` says: "Tags are not yet implemented in the KPL and KCL APIs."
    #[prost(message, repeated, tag = "4")]
    pub tags: Vec<Tag>,
}

/// The message `Tag`: a name and, optionally, a value.
#[derive(Clone, PartialEq, Eq, prost::Message)]
pub struct Tag {
    /// The name.
    #[prost(string, required, tag = "1")]
    pub key: String,
    /// The value, where there is one.
    #[prost(string, optional, tag = "2")]
    pub value: Option<String>,
}

/// The messages in which a walk can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// [`AggregatedRecord`].
    Aggregate,
    /// [`Record`].
    Record,
    /// [`Tag`].
    Tag,
    /// A group. The schema has none, so every field in it is unknown.
    Group,
}

impl Message {
    /// What the field with this number is, and which wire type it must have. `None` for a field that the message does
    /// not have.
    #[must_use]
    pub const fn field(self, number: u32) -> Option<(NodeKind, Wire)> {
        Some(match (self, number) {
            (Self::Aggregate, 1) => (NodeKind::PartitionKey, Wire::Len),
            (Self::Aggregate, 2) => (NodeKind::ExplicitHashKey, Wire::Len),
            (Self::Aggregate, 3) => (NodeKind::Record, Wire::Len),
            (Self::Record, 1) => (NodeKind::PartitionKeyIndex, Wire::Varint),
            (Self::Record, 2) => (NodeKind::ExplicitHashKeyIndex, Wire::Varint),
            (Self::Record, 3) => (NodeKind::Data, Wire::Len),
            (Self::Record, 4) => (NodeKind::Tag, Wire::Len),
            (Self::Tag, 1) => (NodeKind::TagKey, Wire::Len),
            (Self::Tag, 2) => (NodeKind::TagValue, Wire::Len),
            _ => return None,
        })
    }
}
