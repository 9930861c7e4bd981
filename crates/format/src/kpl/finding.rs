//! What can be wrong with a record, or worth knowing: a code with its numbers, a severity and a span.

use super::{DIGEST_LEN, HashKeyFault, Kind, Wire, schema::Message};
use crate::bytes::Span;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "borsh", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum Severity {
    /// Something does not hold: a reader as strict as the KCL loses data or gives garbage.
    Error,
    /// Readers differ, or data is at risk.
    Warning,
    /// Normal, and good to know.
    Note,
}

impl Severity {
    /// The word in the report.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What, with both numbers.
    pub code: Code,
    /// Where, in the record's bytes.
    pub span: Span,
    /// The user record that it concerns, by its index.
    pub record: Option<usize>,
}

/// Everything that can be found. Lengths are in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// The record is one to three bytes of the magic.
    MagicCutShort {
        /// How many of the four.
        had: usize,
    },
    /// The magic of another format built on this one.
    VariantMagic {
        /// Its first byte: 0x00, 0x01 or 0xF4.
        first: u8,
    },
    /// No room for a message between magic and digest.
    FrameTooShort {
        /// How many bytes the record has.
        had: usize,
        /// Whether it is a good frame around an empty message.
        holds: bool,
    },
    /// The digest differs.
    Md5Mismatch {
        /// What is written.
        stored: [u8; DIGEST_LEN],
        /// What the message gives.
        computed: [u8; DIGEST_LEN],
    },
    /// There is no digest.
    Md5Absent,
    /// The digest is cut short: what there is of it holds.
    Md5CutShort {
        /// How many of the sixteen bytes.
        had: usize,
    },
    /// The message and its digest hold, and something follows.
    BytesAfterDigest {
        /// How many bytes follow.
        count: usize,
        /// Whether they start with the magic again.
        aggregate: bool,
    },
    /// A good frame without any record.
    NoUserRecords,
    /// A varint whose last byte says that more would come, at the end of what holds it.
    VarintCutShort {
        /// How many of its bytes are there; 0 where a value or a length is missing after its key.
        had: usize,
    },
    /// A varint of more than ten bytes.
    VarintTooLong,
    /// A varint with more than 64 bits, or a key or length with more than 32.
    VarintOverflow {
        /// What a reader as the KCL's makes of it.
        read: u64,
    },
    /// A varint that could be shorter.
    LongVarint {
        /// The bytes it needs.
        needed: usize,
        /// The bytes it has.
        had: usize,
    },
    /// A key with field number 0.
    FieldNumberZero,
    /// Wire type 6 or 7.
    ReservedWireType {
        /// 6 or 7.
        wire: u8,
    },
    /// An end-group key without its start.
    UnmatchedEndGroup {
        /// Field number of the key.
        number: u32,
    },
    /// A group that has no end.
    UnclosedGroup {
        /// Field number of the group.
        number: u32,
    },
    /// Messages and groups nested over 100 deep.
    TooDeep,
    /// A value that reaches past the end of what holds it.
    LengthPastEnd {
        /// What it belongs to.
        kind: Kind,
        /// How long it says it is.
        needed: u64,
        /// How much there is.
        had: usize,
    },
    /// After bytes that could not be read, whole fields follow again.
    ReadingResumed {
        /// How many bytes were left out.
        skipped: usize,
    },
    /// A known field with a wire type that it must not have.
    WrongWireType {
        /// The field.
        kind: Kind,
        /// What it must be.
        expected: Wire,
        /// What it is.
        found: Wire,
    },
    /// A field that the schema doesn't have.
    UnknownField {
        /// Its number.
        number: u32,
        /// In which message.
        message: Message,
    },
    /// A scalar written more than once.
    RepeatedScalar {
        /// The field.
        kind: Kind,
    },
    /// A required field is not there.
    MissingRequired {
        /// The field.
        kind: Kind,
    },
    /// An index that points past its table.
    IndexOutOfRange {
        /// Which index.
        kind: Kind,
        /// The index.
        index: u64,
        /// How many entries its table has.
        entries: usize,
    },
    /// An explicit hash key that is no decimal number below 2^128.
    BadExplicitHashKey {
        /// Why.
        fault: HashKeyFault,
        /// Whether a record points to it.
        used: bool,
    },
    /// An explicit hash key that can be read and that the Kinesis API would refuse in this form.
    ExplicitHashKeyForm,
    /// More findings than are kept.
    MoreFindings {
        /// How many are kept.
        listed: usize,
        /// How many are not.
        more: usize,
        /// Whether there are errors among these.
        severe: bool,
    },
    /// A text that is not UTF-8.
    InvalidUtf8 {
        /// The field.
        kind: Kind,
        /// The offset of the first byte that does not fit.
        at: usize,
        /// Whether it matters to a user record.
        used: bool,
    },
}

impl Code {
    /// The code's one word, as in the report.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::MagicCutShort { .. } => "magic-cut-short",
            Self::VariantMagic { .. } => "variant-magic",
            Self::FrameTooShort { .. } => "frame-too-short",
            Self::Md5Mismatch { .. } => "md5-mismatch",
            Self::Md5Absent => "md5-absent",
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
            Self::IndexOutOfRange { kind: Kind::ExplicitHashKeyIndex, .. } => {
                "explicit-hash-key-index-out-of-range"
            }
            Self::IndexOutOfRange { .. } => "partition-key-index-out-of-range",
            Self::BadExplicitHashKey { .. } => "explicit-hash-key-invalid",
            Self::ExplicitHashKeyForm => "explicit-hash-key-not-canonical",
            Self::MoreFindings { .. } => "more-findings",
            Self::InvalidUtf8 { .. } => "invalid-utf8",
        }
    }

    /// How much it matters. Errors make a record damaged.
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
