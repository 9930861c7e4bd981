//! What can have been done to a record's data before it was captured.

use super::Charset;
use kpl_capture::text::unpack::Packed;

/// The language whose way of printing bytes was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printer {
    /// Prints `b'\xf3…'`.
    Python,
    /// Prints `[-13, -119, …]`. The AWS SDK prints `SdkBytes(bytes=0xf3…)`.
    Java,
    /// Prints `{"type":"Buffer","data":[243,…]}` or `<Buffer f3 …>`.
    Node,
}

/// What was done to the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// The data was decoded as UTF-8, and bytes that are not valid UTF-8 became U+FFFD.
    ReplacementCharacters,
    /// The data was encoded in a character set that lacks its characters, and each of these became `?`.
    QuestionMarks,
    /// The highest bit of every byte was cleared.
    TopBitStripped,
    /// The data was decoded with this character set and written as UTF-8.
    Transcoded(Charset),
    /// Like `Transcoded`, with Windows-1252 by a decoder that has no character for five of the bytes.
    StrictWindows1252 {
        /// How many bytes became U+FFFD.
        lost: usize,
    },
    /// The data is base64 text.
    Base64,
    /// The data is hex text.
    Hex,
    /// The data was printed as text by a language.
    Printed(Printer),
    /// The data is a JSON string with quotes and escapes. Its characters were bytes.
    JsonString,
    /// Other bytes stand before the magic.
    Prepended { bytes: usize },
    /// The magic is missing: the data begins with the message.
    MagicMissing,
    /// Magic and MD5 are missing: the data is the message alone.
    MessageAlone,
    /// The data is compressed as a whole.
    Packed(Packed),
    /// Each line feed became CR LF.
    LineFeedsToCrLf,
    /// CR LF became a line feed.
    CrLfToLineFeeds {
        /// How many CR were lost.
        lost: usize,
    },
    /// Line breaks were appended.
    LineBreakAppended { bytes: usize },
    /// Not damage: the data is in another format that is built on this one.
    VariantMagic {
        /// The first byte of that format's magic: 00, 01 or F4.
        first: u8,
    },
    /// The record holds several aggregates, one after another.
    RunTogether { pieces: usize },
    /// The data is what a language prints as the name of an object, instead of the object's bytes.
    NoData(Printer),
}

/// Whether the data can be recovered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recoverable {
    /// [`super::repair`] can undo the damage.
    Repair,
    /// The data is lost. It must be captured again.
    No,
}

/// One kind of damage that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    pub damage: Damage,
    /// The beginning of the data, at most [`HEAD`] bytes. It shows the data with this damage, after later ones are
    /// undone.
    pub head: Vec<u8>,
    pub recoverable: Recoverable,
}

/// Data after a repair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    pub bytes: Vec<u8>,
    /// Whether the bytes are now a sound aggregate, or several.
    pub proven: bool,
}

/// The length of [`Diagnosis::head`].
pub const HEAD: usize = 64;
