//! Findings: what is wrong with a record, or worth knowing about it. Each has a code with numbers, a severity and a
//! span.

use super::{DIGEST_LEN, HashKeyFault, NodeKind, Wire, schema::Message};
use crate::bytes::Span;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "borsh", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum Severity {
    /// The record is not valid: a reader as strict as the KCL loses data or returns garbage.
    Error,
    /// Readers treat the record differently, or data is at risk.
    Warning,
    /// Nothing is wrong, but it is good to know.
    Note,
}

impl Severity {
    /// The word that stands for the severity in a report.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Something that is wrong with a record, or worth knowing. [`Code::message`] says it in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was found, with its numbers.
    pub code: Code,
    /// The bytes that it is about.
    pub span: Span,
    /// The [index](super::UserRecord::index) of the user record that it is about, where it is about one.
    pub record: Option<usize>,
}

/// All kinds of findings. Lengths are in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// The record consists of the first one to three bytes of the magic.
    MagicCutShort {
        /// How many of the magic's four bytes are there.
        had: usize,
    },
    /// The record begins with the magic of another format that is built on this one.
    VariantMagic {
        /// The first byte of that magic: 0x00, 0x01 or 0xF4.
        first: u8,
    },
    /// There is no room for a message between the magic and the digest.
    FrameTooShort {
        /// How many bytes the record has.
        had: usize,
        /// Whether magic and digest are right, around an empty message.
        holds: bool,
    },
    /// The stored digest is not the MD5 of the message.
    Md5Mismatch {
        /// The digest in the record.
        stored: [u8; DIGEST_LEN],
        /// The MD5 of the message.
        computed: [u8; DIGEST_LEN],
    },
    /// There is no digest: the record ends within or right after its message.
    Md5Absent,
    /// The bytes were taken apart as a message alone: neither magic nor digest are among them.
    FrameNotCaptured,
    /// The digest is cut short. Those of its bytes that are there are right.
    Md5CutShort {
        /// How many of the digest's sixteen bytes are there.
        had: usize,
    },
    /// The message and its digest are right, but further bytes follow.
    BytesAfterDigest {
        /// How many bytes follow.
        count: usize,
        /// Whether they begin with the magic, as another aggregate does.
        aggregate: bool,
    },
    /// The aggregate is valid but holds no record.
    NoUserRecords,
    /// A varint reaches past the end of the message that holds it: its last byte says that another follows.
    VarintCutShort {
        /// How many of its bytes are there. 0 where a whole value or length is missing after its key.
        had: usize,
    },
    /// A varint of more than ten bytes.
    VarintTooLong,
    /// A varint of more than 64 bits, or a key or length of more than 32 bits.
    VarintOverflow {
        /// The number that the KCL reads, with the extra bits dropped.
        read: u64,
    },
    /// A varint that is written in more bytes than it needs.
    LongVarint {
        /// How many bytes it needs.
        needed: usize,
        /// How many bytes it has.
        had: usize,
    },
    /// A key with field number 0.
    FieldNumberZero,
    /// A key with the wire type 6 or 7, which protobuf does not define.
    ReservedWireType {
        /// The wire type, 6 or 7.
        wire: u8,
    },
    /// An end-group key for which no group was started.
    UnmatchedEndGroup {
        /// The field number of the key.
        number: u32,
    },
    /// A group that has no end.
    UnclosedGroup {
        /// The field number of the group.
        number: u32,
    },
    /// Groups that are nested too deep: messages and groups may nest 100 deep.
    TooDeep,
    /// A value that reaches past the end of the message that holds it.
    LengthPastEnd {
        /// The field whose value it is.
        kind: NodeKind,
        /// The length that the field states or that its wire type asks for.
        needed: u64,
        /// How many bytes are there.
        had: usize,
    },
    /// Some bytes could not be read, but whole fields follow after them.
    ReadingResumed {
        /// How many bytes were skipped.
        skipped: usize,
    },
    /// A known field with another wire type than the schema's. Readers treat it as unknown, or refuse the message.
    WrongWireType {
        /// The field.
        kind: NodeKind,
        /// The wire type in the schema.
        expected: Wire,
        /// The wire type in the record.
        found: Wire,
    },
    /// A field that the schema does not have.
    UnknownField {
        /// The field number.
        number: u32,
        /// The message in which the field stands.
        message: Message,
    },
    /// A scalar that is written more than once in its message. The last one counts.
    RepeatedScalar {
        /// The field.
        kind: NodeKind,
    },
    /// A required field that is missing.
    MissingRequired {
        /// The field.
        kind: NodeKind,
    },
    /// An index that points past its table.
    IndexOutOfRange {
        /// Which of the two indexes it is.
        kind: NodeKind,
        /// The index, counted from 0.
        index: u64,
        /// How many entries the table has.
        entries: usize,
    },
    /// An explicit hash key that is not a decimal number below 2^128.
    BadExplicitHashKey {
        /// What is wrong with it.
        fault: HashKeyFault,
        /// Whether a user record uses it.
        used: bool,
    },
    /// An explicit hash key that the KCL reads, but that the Kinesis API would refuse as it is written.
    ExplicitHashKeyForm,
    /// There are more findings than are kept.
    MoreFindings {
        /// How many are kept.
        listed: usize,
        /// How many are not kept.
        more: usize,
        /// Whether one of those that are not kept is an error.
        severe: bool,
    },
    /// A string that is not valid UTF-8.
    InvalidUtf8 {
        /// The field.
        kind: NodeKind,
        /// The offset of the first byte that is not valid.
        at: usize,
        /// Whether a user record depends on the string.
        used: bool,
    },
}

impl Code {
    /// The code as a word with hyphens, such as `md5-mismatch`. Reports use it; it does not change with the language.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::MagicCutShort { .. } => "magic-cut-short",
            Self::VariantMagic { .. } => "variant-magic",
            Self::FrameTooShort { .. } => "frame-too-short",
            Self::Md5Mismatch { .. } => "md5-mismatch",
            Self::Md5Absent => "md5-absent",
            Self::FrameNotCaptured => "frame-not-captured",
            Self::Md5CutShort { .. } => "md5-cut-short",
            Self::BytesAfterDigest { .. } => "bytes-after-digest",
            Self::NoUserRecords => "no-user-records",
            Self::VarintCutShort { .. } => "varint-cut-short",
            Self::VarintTooLong => "varint-too-long",
            Self::VarintOverflow { .. } => "varint-overflow",
            Self::LongVarint { .. } => "long-varint",
            Self::FieldNumberZero => "field-number-zero",
            Self::ReservedWireType { .. } => "reserved-wire-type",
            Self::UnmatchedEndGroup { .. } => "unmatched-end-group",
            Self::UnclosedGroup { .. } => "unclosed-group",
            Self::TooDeep => "nested-too-deep",
            Self::LengthPastEnd { .. } => "length-past-end",
            Self::ReadingResumed { .. } => "reading-resumed",
            Self::WrongWireType { .. } => "wrong-wire-type",
            Self::UnknownField { .. } => "unknown-field",
            Self::RepeatedScalar { .. } => "repeated-scalar",
            Self::MissingRequired { .. } => "missing-required-field",
            Self::IndexOutOfRange { kind: NodeKind::ExplicitHashKeyIndex, .. } => {
                "explicit-hash-key-index-out-of-range"
            }
            Self::IndexOutOfRange { .. } => "partition-key-index-out-of-range",
            Self::BadExplicitHashKey { .. } => "explicit-hash-key-invalid",
            Self::ExplicitHashKeyForm => "explicit-hash-key-not-canonical",
            Self::MoreFindings { .. } => "more-findings",
            Self::InvalidUtf8 { .. } => "invalid-utf8",
        }
    }

    /// How much the finding matters. A record with an error is damaged, see [`super::Verdict::Damaged`].
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::NoUserRecords
            | Self::FrameTooShort { holds: true, .. }
            | Self::VarintOverflow { .. }
            | Self::WrongWireType { .. }
            | Self::BadExplicitHashKey { used: false, .. }
            | Self::InvalidUtf8 { used: false, .. } => Severity::Warning,
            Self::VariantMagic { .. }
            | Self::LongVarint { .. }
            | Self::ReadingResumed { .. }
            | Self::MoreFindings { severe: false, .. }
            | Self::UnknownField { .. }
            | Self::RepeatedScalar { .. }
            | Self::ExplicitHashKeyForm => Severity::Note,
            _ => Severity::Error,
        }
    }
}
