//! The differences between protobuf decoders: bytes that are a message for one decoder are a fault for another.

/// Which varints a decoder accepts as a field's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyRule {
    /// Any varint. Only the low 32 bits count (protobuf-java `readTag`).
    Low32,
    /// At most five bytes, and at most 32 bits (upb).
    FiveBytes,
    /// At most 32 bits (prost `decode_key`).
    U32,
    /// Field numbers up to 2^29 - 1, and up to 2^31 - 1 within a group (protobuf-go).
    FieldNumber,
    /// Any varint, with all its bits (hand-written readers in Python).
    Any,
}

/// How a decoder reads a length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LengthRule {
    /// Only the low 32 bits count. From 2^31 on they are a negative number, which is refused (protobuf-java
    /// `readRawVarint32`).
    Low32,
    /// All 64 bits count.
    Whole,
}

/// What a decoder does with bits past the 64th, which a varint's tenth byte can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overflow {
    /// It drops them.
    Dropped,
    /// It gives up.
    Refused,
    /// It keeps them: Python's integers have any size.
    Kept,
}

/// How many levels of groups a decoder follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Groups {
    /// None: it does not know groups.
    Refused,
    /// So many levels, and the messages around the groups count as levels.
    WithMessages(usize),
    /// So many levels. The messages around the groups count, and so does a field in the innermost one (prost
    /// `skip_field`).
    WithMessagesAndFields(usize),
    /// So many levels of groups. The messages around them do not count.
    Alone(usize),
}

/// How a decoder reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own about a decoder")]
pub struct Dialect {
    pub key: KeyRule,
    pub length: LengthRule,
    pub overflow: Overflow,
    pub groups: Groups,
    /// Whether it treats field number 0 as an unknown field. Otherwise it gives up.
    pub field_zero: bool,
    /// Whether it can skip unknown fields of 64 and 32 bits.
    pub fixed: bool,
    /// Whether it ignores an end-group key for which no group was started.
    pub stray_ends: bool,
    /// Whether it treats a known field with another wire type as unknown. Otherwise it gives up.
    pub wrong_wire_is_unknown: bool,
    /// Whether strings must be UTF-8.
    pub utf8: bool,
    /// Whether it gives up where a required field is missing.
    pub required: bool,
    /// Whether its schema has the field for tags.
    pub tags: bool,
    /// Whether a record that cannot be read makes it give up on the message. Otherwise the consumer decides.
    pub records_too: bool,
}

/// protobuf-java 3.21, used by the KCL and zio-kinesis.
pub const JAVA: Dialect = Dialect {
    key: KeyRule::Low32,
    length: LengthRule::Low32,
    overflow: Overflow::Dropped,
    groups: Groups::WithMessages(100),
    field_zero: false,
    fixed: true,
    stray_ends: false,
    wrong_wire_is_unknown: true,
    utf8: false,
    required: true,
    tags: true,
    records_too: true,
};

/// upb, the C decoder within Python's protobuf 4. It does not check required fields, nor UTF-8 in proto2.
pub const UPB: Dialect =
    Dialect { key: KeyRule::FiveBytes, length: LengthRule::Whole, required: false, ..JAVA };

/// golang/protobuf 1.5 over protobuf-go 1.28, used by awslabs' Go library and kinesis-tailf.
pub const GO: Dialect = Dialect {
    key: KeyRule::FieldNumber,
    length: LengthRule::Whole,
    overflow: Overflow::Refused,
    // protobuf-go's DefaultRecursionLimit is 10,000, and it gives up one level later.
    groups: Groups::Alone(10_001),
    ..JAVA
};

/// prost 0.13 with Disney's schema, which has no tags.
pub const PROST: Dialect = Dialect {
    key: KeyRule::U32,
    length: LengthRule::Whole,
    overflow: Overflow::Refused,
    groups: Groups::WithMessagesAndFields(100),
    wrong_wire_is_unknown: false,
    utf8: true,
    required: false,
    tags: false,
    ..JAVA
};

/// The reader in aiokpl (`aiokpl/aggregation.py`).
pub const AIOKPL: Dialect = Dialect {
    key: KeyRule::Any,
    length: LengthRule::Whole,
    overflow: Overflow::Kept,
    groups: Groups::Refused,
    field_zero: true,
    fixed: false,
    utf8: true,
    ..JAVA
};

/// The reader in elastic-serverless-forwarder (`handlers/aws/kinesis_deaggregation.py`).
pub const ELASTIC: Dialect =
    Dialect { fixed: true, required: false, tags: false, records_too: false, ..AIOKPL };

/// The reader in Hudi, over protobuf-java's `CodedInputStream` (`KinesisDeaggregator.java`).
pub const HUDI: Dialect =
    Dialect { groups: Groups::Alone(usize::MAX), stray_ends: true, utf8: true, tags: false, ..JAVA };
