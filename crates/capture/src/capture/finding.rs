//! What can be wrong with a capture, as data: the sentences stand in `sentences.rs`.

use crate::text::unpack::Packed;
use kpl_format::bytes::{Place, Span, base64::Cleaned};
pub use kpl_format::kpl::Severity;

/// Something to say about the capture itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is, with its numbers.
    pub code: Code,
    /// The Kinesis record it is about, counted from 0.
    pub record: Option<usize>,
    /// Where, in the bytes of the input (of [`super::Capture::decoded`] where that is there).
    pub span: Span,
    /// The start of the span as line and column. Always there in a capture that was read.
    pub place: Option<Place>,
    /// What the sentence names: a way into JSON, a shard and its sequence numbers.
    pub detail: Option<String>,
}

impl Finding {
    /// One about the capture as a whole.
    pub(super) const fn of_all(code: Code) -> Self {
        let place = Some(Place { line: 1, column: 1 });
        Self { code, record: None, span: Span::new(0, 0), place, detail: None }
    }
}

/// What printed a value, as far as what it left out tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printer {
    /// `util.inspect`, so `console.log`.
    Node,
    /// `toString` of a buffer or an array.
    Java,
    /// `ToString` of a stream or an array.
    DotNet,
    /// The Go SDK.
    Go,
    /// `inspect`.
    Elixir,
    /// None of these.
    Other,
}

/// What a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// The input has nothing but blanks.
    NothingToRead {
        /// Its size.
        bytes: usize,
    },
    /// The text holds no Kinesis record.
    NoKinesisRecord,
    /// The text names fields of records that were not read.
    NotRead {
        /// How many such fields there are.
        fields: usize,
    },
    /// Quotes were curled or spaces do not break, and were read as plain ones.
    Typographic,
    /// A mark or number stood before every line and was left out.
    LinePrefixes,
    /// The text is UTF-16 and was decoded.
    Utf16 {
        /// Whether the high byte comes first.
        big_endian: bool,
    },
    /// More findings than a list can show.
    MoreFindings {
        /// Shown.
        listed: usize,
        /// Not shown.
        more: usize,
    },
    /// The text was cleaned to be base64.
    Base64Cleaned(Cleaned),
    /// A character that is not base64.
    Base64BadCharacter {
        /// The character, U+FFFD where it is none.
        character: char,
        /// Read as `A`, because it stands where a good one stood; else left out.
        substituted: bool,
    },
    /// More bad characters than were listed.
    Base64MoreBad {
        /// Listed.
        listed: usize,
        /// All of them.
        count: usize,
    },
    /// The last group has one character.
    Base64LoneCharacter {
        /// Bytes that were read.
        bytes: usize,
    },
    /// The last character has bits that belong to no byte.
    Base64TrailingBits,
    /// Padded pieces one after another.
    Base64Chunks {
        /// How many.
        chunks: usize,
    },
    /// A line of many is not base64.
    LineNotBase64 {
        /// Its length in bytes.
        bytes: usize,
    },
    /// A character that is not hex.
    HexBadCharacter {
        /// The character, U+FFFD where it is none.
        character: char,
        /// Read as `0`, because it stands where a digit stood; else left out.
        substituted: bool,
    },
    /// More bad characters than were listed.
    HexMoreBad {
        /// Listed.
        listed: usize,
        /// All of them.
        count: usize,
    },
    /// A digit without a partner.
    HexOddDigits {
        /// Digits in all.
        digits: usize,
    },
    /// The offset of a dump's line is not the number of bytes before it.
    HexDumpOffset {
        /// What the line says.
        stated: u64,
        /// What the bytes before it add up to.
        counted: u64,
    },
    /// A line among those of a dump that is none.
    HexDumpLine,
    /// `*` lines were written out.
    HexSqueezed {
        /// The bytes they stood for.
        bytes: usize,
    },
    /// The JSON ends within a value.
    JsonCutShort {
        /// Records read before the cut.
        records: usize,
    },
    /// The JSON is broken.
    JsonBroken {
        /// Records read before the place.
        records: usize,
    },
    /// Values lie too deep.
    JsonTooDeep {
        /// The depth that is read.
        most: usize,
    },
    /// A comma is missing.
    JsonMissingComma,
    /// A comma with nothing behind it.
    JsonTrailingComma,
    /// A raw line break or other control character in a string.
    JsonControlCharacter,
    /// One of several JSON documents holds no records of the shape.
    JsonOtherDocument,
    /// The list of records is empty.
    NoRecords,
    /// The input was read as a JSON shape by request, and has no records of it.
    NotThisShape,
    /// A record has no data field.
    DataMissing,
    /// A record's data is not a string.
    DataNotString,
    /// A record's data is a string and not base64.
    DataNotBase64 {
        /// Its length in bytes.
        bytes: usize,
    },
    /// A record's data ends where the text was cut.
    DataCutShort {
        /// What could be decoded.
        bytes: usize,
    },
    /// A number among bytes that is none.
    NumberNotByte,
    /// A string somewhere in JSON is an aggregate.
    FoundInJson,
    /// An aggregate stands in the midst of a text.
    FoundInText,
    /// An on-failure message without the records.
    OnFailureNoData,
    /// The answer of put-record or put-records.
    PutAnswer {
        /// How many records it answers for.
        records: usize,
    },
    /// The input was compressed.
    Unpacked {
        /// How.
        packed: Packed,
        /// What was in it.
        bytes: usize,
    },
    /// There is more in a compressed input than is unpacked.
    UnpackStopped {
        /// How much is.
        most: usize,
    },
    /// A compressed input is cut or damaged.
    UnpackBroken {
        /// What could be unpacked.
        bytes: usize,
    },
    /// Bytes between aggregates.
    BetweenAggregates {
        /// How many.
        bytes: usize,
    },
    /// The printer left something out.
    LeftOut {
        /// Which printer it was.
        printer: Printer,
        /// How much it left out, where it says so.
        count: Option<u64>,
        /// Whether that counts characters of a string rather than bytes.
        characters: bool,
    },
    /// Python printed a time without its zone.
    TimestampLocal,
    /// A consumer logged a message when it failed on it; the detail is the exception that the log names.
    LoggedFailure,
    /// A command line names a file or a variable for the data.
    DataElsewhere,
    /// A command line gives data that is text, not base64.
    CliText,
    /// A timestamp of no known form.
    TimestampUnreadable,
    /// Something is too large to be read in a stream, and was left out.
    TooLarge {
        /// How many bytes are read.
        most: usize,
    },
    /// Something in a text that is read as a stream is too large to be read as one value, and was read in pieces.
    InPieces {
        /// How many bytes are read as one.
        most: usize,
    },
}

impl Code {
    /// The code in kebab-case, as the report has it. These words are for programs and stay as they are.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::NothingToRead { .. } => "nothing-to-read",
            Self::NoKinesisRecord => "no-kinesis-record",
            Self::NotRead { .. } => "not-read",
            Self::Typographic => "typographic",
            Self::LinePrefixes => "line-prefixes",
            Self::Utf16 { .. } => "utf-16",
            Self::MoreFindings { .. } => "more-findings",
            Self::Base64Cleaned(_) => "base64-cleaned",
            Self::Base64BadCharacter { .. } => "base64-bad-character",
            Self::Base64MoreBad { .. } => "base64-more-bad-characters",
            Self::Base64LoneCharacter { .. } => "base64-lone-character",
            Self::Base64TrailingBits => "base64-trailing-bits",
            Self::Base64Chunks { .. } => "base64-chunks",
            Self::LineNotBase64 { .. } => "line-not-base64",
            Self::HexBadCharacter { .. } => "hex-bad-character",
            Self::HexMoreBad { .. } => "hex-more-bad-characters",
            Self::HexOddDigits { .. } => "hex-odd-digits",
            Self::HexDumpOffset { .. } => "hex-dump-offset",
            Self::HexDumpLine => "hex-dump-line",
            Self::HexSqueezed { .. } => "hex-squeezed",
            Self::JsonCutShort { .. } => "json-cut-short",
            Self::JsonBroken { .. } => "json-broken",
            Self::JsonTooDeep { .. } => "json-too-deep",
            Self::JsonMissingComma => "json-missing-comma",
            Self::JsonTrailingComma => "json-trailing-comma",
            Self::JsonControlCharacter => "json-control-character",
            Self::JsonOtherDocument => "json-other-document",
            Self::NoRecords => "no-records",
            Self::NotThisShape => "not-this-shape",
            Self::DataMissing => "data-missing",
            Self::DataNotString => "data-not-string",
            Self::DataNotBase64 { .. } => "data-not-base64",
            Self::DataCutShort { .. } => "data-cut-short",
            Self::NumberNotByte => "number-not-byte",
            Self::FoundInJson => "found-in-json",
            Self::FoundInText => "found-in-text",
            Self::OnFailureNoData => "on-failure-no-data",
            Self::PutAnswer { .. } => "put-answer",
            Self::Unpacked { .. } => "unpacked",
            Self::UnpackStopped { .. } => "unpack-stopped",
            Self::UnpackBroken { .. } => "unpack-broken",
            Self::BetweenAggregates { .. } => "between-aggregates",
            Self::LeftOut { .. } => "left-out",
            Self::TimestampLocal => "timestamp-local",
            Self::LoggedFailure => "logged-failure",
            Self::DataElsewhere => "data-elsewhere",
            Self::CliText => "cli-text",
            Self::TimestampUnreadable => "timestamp-unreadable",
            Self::TooLarge { .. } => "too-large",
            Self::InPieces { .. } => "in-pieces",
        }
    }

    /// How bad it is.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::Base64BadCharacter { .. }
            | Self::Base64MoreBad { .. }
            | Self::Base64LoneCharacter { .. }
            | Self::LineNotBase64 { .. }
            | Self::HexBadCharacter { .. }
            | Self::HexMoreBad { .. }
            | Self::HexOddDigits { .. }
            | Self::HexDumpOffset { .. }
            | Self::JsonCutShort { .. }
            | Self::JsonBroken { .. }
            | Self::JsonTooDeep { .. }
            | Self::NotThisShape
            | Self::DataMissing
            | Self::DataNotString
            | Self::DataNotBase64 { .. }
            | Self::DataCutShort { .. }
            | Self::UnpackStopped { .. }
            | Self::UnpackBroken { .. }
            | Self::LeftOut { .. }
            | Self::DataElsewhere
            | Self::TooLarge { .. }
            | Self::NumberNotByte => Severity::Error,
            Self::NothingToRead { .. }
            | Self::InPieces { .. }
            | Self::NoKinesisRecord
            | Self::NotRead { .. }
            | Self::MoreFindings { .. }
            | Self::HexDumpLine
            | Self::JsonMissingComma
            | Self::JsonTrailingComma
            | Self::JsonControlCharacter
            | Self::JsonOtherDocument
            | Self::OnFailureNoData
            | Self::PutAnswer { .. }
            | Self::CliText
            | Self::LoggedFailure
            | Self::Typographic
            | Self::TimestampUnreadable => Severity::Warning,
            Self::Utf16 { .. }
            | Self::LinePrefixes
            | Self::Base64Cleaned(_)
            | Self::Base64TrailingBits
            | Self::Base64Chunks { .. }
            | Self::HexSqueezed { .. }
            | Self::Unpacked { .. }
            | Self::BetweenAggregates { .. }
            | Self::TimestampLocal
            | Self::FoundInJson
            | Self::FoundInText
            | Self::NoRecords => Severity::Note,
        }
    }

    /// Whether the place is part of what is said: a finding about the whole has no use for it.
    #[must_use]
    pub const fn is_local(&self) -> bool {
        !matches!(
            self,
            Self::NothingToRead { .. }
                | Self::NoKinesisRecord
                | Self::Utf16 { .. }
                | Self::Typographic
                | Self::LinePrefixes
                | Self::MoreFindings { .. }
                | Self::Base64Cleaned(_)
                | Self::Base64Chunks { .. }
                | Self::HexSqueezed { .. }
                | Self::NoRecords
                | Self::NotThisShape
                | Self::Unpacked { .. }
                | Self::UnpackStopped { .. }
                | Self::UnpackBroken { .. }
                | Self::OnFailureNoData
                | Self::PutAnswer { .. }
        )
    }
}
