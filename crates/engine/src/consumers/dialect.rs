//! What sets one protobuf decoder apart from another: the same bytes are a message to one and a fault to the next.

/// How a field's key may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyRule {
    /// Any varint; the low 32 bits count (protobuf-java `readTag`).
    Low32,
    /// At most five bytes and 32 bits (upb).
    FiveBytes,
    /// At most 32 bits (prost `decode_key`).
    U32,
    /// A field number up to 2^29 - 1, within a group up to 2^31 - 1 (protobuf-go).
    FieldNumber,
    /// Anything (Python readers that were written by hand).
    Any,
}

/// How a length may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LengthRule {
    /// The low 32 bits count, from 2^31 on they are negative (protobuf-java `readRawVarint32`).
    Low32,
    /// 64 bits, and what is too much reaches past the end.
    Whole,
}

/// What becomes of bits past the 64th in a varint's tenth byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overflow {
    /// They are dropped.
    Dropped,
    /// The decoder gives up.
    Refused,
    /// They count: Python's numbers have no end.
    Kept,
}

/// How deep groups may lie in one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Groups {
    /// Groups are not known at all.
    Refused,
    /// So many, all messages around them counted.
    WithMessages(usize),
    /// The same, and a field within the innermost counts too (prost `skip_field`).
    WithMessagesAndFields(usize),
    /// So many, whatever is around them.
    Alone(usize),
}

/// How one decoder reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own about a decoder")]
pub struct Dialect {
    /// Keys.
    pub key: KeyRule,
    /// Lengths.
    pub length: LengthRule,
    /// Varints of more than 64 bits.
    pub overflow: Overflow,
    /// Groups.
    pub groups: Groups,
    /// Whether field number 0 is taken for an unknown field.
    pub field_zero: bool,
    /// Whether 64-bit and 32-bit fields can be skipped.
    pub fixed: bool,
    /// Whether the end of a group that did not begin is passed over.
    pub stray_ends: bool,
    /// Whether a known field with another wire type is an unknown one.
    pub wrong_wire_is_unknown: bool,
    /// Whether keys must be UTF-8.
    pub utf8: bool,
    /// Whether required fields must be there.
    pub required: bool,
    /// Whether its schema has tags.
    pub tags: bool,
    /// Whether a record that cannot be read spoils the message; else it is left to whoever reads it.
    pub records_too: bool,
}

/// protobuf-java 3.21 (the KCL, zio-kinesis).
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

/// upb, the C decoder under Python's protobuf 4: no required fields, no UTF-8 in proto2, short keys only.
pub const UPB: Dialect =
    Dialect { key: KeyRule::FiveBytes, length: LengthRule::Whole, required: false, ..JAVA };

/// golang/protobuf 1.5 over protobuf-go 1.28 (awslabs Go, kinesis-tailf).
pub const GO: Dialect = Dialect {
    key: KeyRule::FieldNumber,
    length: LengthRule::Whole,
    overflow: Overflow::Refused,
    // DefaultRecursionLimit, and the check is for less than none left.
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

/// aiokpl's own reader (`aiokpl/aggregation.py`).
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

/// elastic-serverless-forwarder's own reader (`handlers/aws/kinesis_deaggregation.py`).
pub const ELASTIC: Dialect =
    Dialect { fixed: true, required: false, tags: false, records_too: false, ..AIOKPL };

/// Hudi's own reader over protobuf-java's `CodedInputStream` (`KinesisDeaggregator.java`).
pub const HUDI: Dialect =
    Dialect { groups: Groups::Alone(usize::MAX), stray_ends: true, utf8: true, tags: false, ..JAVA };
