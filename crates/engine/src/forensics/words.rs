//! The words that stand in a report for damage, reasons and notes, for programs that read it. They do not change.

use super::{Damage, DigestFault, Lint};

impl Damage {
    /// The word that stands for it in a report.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::ReplacementCharacters => "replacement-characters",
            Self::QuestionMarks => "question-marks",
            Self::TopBitStripped => "top-bit-stripped",
            Self::Transcoded(_) => "transcoded",
            Self::StrictWindows1252 { .. } => "strict-windows-1252",
            Self::Base64 => "base64",
            Self::Hex => "hex",
            Self::Printed(_) => "printed",
            Self::JsonString => "json-string",
            Self::Prepended { .. } => "prepended",
            Self::MagicMissing => "magic-missing",
            Self::MessageAlone => "message-alone",
            Self::Packed(_) => "packed",
            Self::LineFeedsToCrLf => "line-feeds-to-crlf",
            Self::CrLfToLineFeeds { .. } => "crlf-to-line-feeds",
            Self::LineBreakAppended { .. } => "line-break-appended",
            Self::VariantMagic { .. } => "variant-magic",
            Self::RunTogether { .. } => "run-together",
            Self::NoData(_) => "no-data",
        }
    }
}

impl DigestFault {
    /// The word that stands for it in a report.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Appended { .. } => "appended",
            Self::TailCut(_) => "tail-cut",
            Self::DigestCut { .. } => "digest-cut",
            Self::Missing => "digest-missing",
            Self::Zeros => "digest-zeros",
            Self::OverMagicAndMessage => "digest-over-magic-and-message",
            Self::InHex => "digest-in-hex",
            Self::InBase64 => "digest-in-base64",
            Self::Reversed => "digest-reversed",
            Self::WordsReversed => "digest-words-reversed",
            Self::OverPart { .. } => "digest-over-part",
            Self::DigestBit { .. } => "digest-bit",
            Self::DigestByte { .. } => "digest-byte",
            Self::MessageBit { .. } => "message-bit",
            Self::Converted(_) => "converted",
            Self::Unknown => "unknown",
        }
    }
}

impl Lint {
    /// The word that stands for it in a report.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::LongVarints { .. } => "long-varints",
            Self::TablesOutOfOrder => "tables-out-of-order",
            Self::FieldsOutOfOrder { .. } => "fields-out-of-order",
            Self::Unused { .. } => "unused-entries",
            Self::Duplicate { .. } => "duplicate-entries",
            Self::Tags { .. } => "tags",
            Self::LongKey { .. } => "long-key",
            Self::EmptyKey => "empty-key",
            Self::HashKeyForm { .. } => "hash-key-form",
            Self::Single => "single-user-record",
            Self::OverDefault { .. } => "over-kpl-default",
            Self::OverStreamDefault { .. } => "over-stream-default",
            Self::OverMost { .. } => "over-most",
        }
    }
}
