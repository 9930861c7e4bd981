//! How a shape was recognised, as data: the sentences stand in `sentences/why.rs`.

use super::{aws_output::OutputFormat, shape::Shape};
use kpl_format::bytes::{Place, hex::HexForm};

/// How the data of a record is written in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// Letters, digits, `+` and `/`.
    Base64,
    /// Digits in hex, with whatever stands between them.
    Hex,
    /// A number for each byte.
    Numbers,
    /// A literal with escapes.
    Escaped,
    /// Characters that are the bytes.
    Characters,
}

impl Written {
    /// How a stretch of text writes bytes, by its first characters.
    pub(super) fn of(text: &[u8]) -> Self {
        const HEAD: usize = 256;
        const NAME: usize = 24;
        let head = text.get(..text.len().min(HEAD)).unwrap_or_default();
        let all = |is: fn(u8) -> bool| !head.is_empty() && head.iter().all(|byte| is(*byte));
        let between = |byte: u8| byte.is_ascii_whitespace() || b"[](){}<>,:;-_".contains(&byte);
        // What stands before the first bracket is a name: `[]byte{0xf3, …}`, `Uint8Array(3) [ 1, … ]`.
        let named = head.iter().take(NAME).rposition(|byte| b"[{(".contains(byte));
        let inside = named.and_then(|at| head.get(at + 1..)).unwrap_or(head);
        let words = inside.strip_prefix(b"<Buffer ").unwrap_or(inside);
        let digits = |hex: bool| {
            let marks = |at: usize| {
                words.get(at..).is_some_and(|rest| rest.starts_with(b"x") || rest.starts_with(b"X"))
            };
            let mut digits =
                words.iter().enumerate().filter(|(at, byte)| !between(**byte) && !marks(*at)).peekable();
            digits.peek().is_some()
                && digits.all(|(_, byte)| if hex { byte.is_ascii_hexdigit() } else { byte.is_ascii_digit() })
        };
        if head.contains(&b'\\') {
            Self::Escaped
        } else if head.contains(&b',') && (digits(false) || (digits(true) && words.contains(&b'x'))) {
            Self::Numbers
        } else if digits(true) {
            Self::Hex
        } else if all(|byte| byte.is_ascii_alphanumeric() || b"+/=-_\r\n\t \"".contains(&byte)) {
            Self::Base64
        } else {
            Self::Characters
        }
    }
}

/// How a shape was recognised; the sentence stands in `sentences.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Somebody chose this reading.
    Asked,
    /// There are no bytes.
    Empty,
    /// Nothing but blanks.
    OnlyBlanks,
    /// The bytes are no UTF-8 text.
    NotUtf8 {
        /// The first byte that is not.
        offset: usize,
    },
    /// The bytes hold a character that no text has.
    ControlCharacter {
        /// The character.
        byte: u8,
        /// Where.
        offset: usize,
    },
    /// Hex of a form that nothing else has.
    HexForm(HexForm),
    /// Hex digits that start with the magic.
    HexMagic,
    /// Nothing but hex digits.
    HexDigits {
        /// The characters of the text.
        characters: usize,
    },
    /// JSON with the fields of the shape.
    Fields {
        /// The JSON shape.
        shape: Shape,
        /// How many records it lists.
        records: usize,
    },
    /// JSON that holds no records of a known shape.
    OtherJson,
    /// Aggregates whose MD5 holds, with nothing between them.
    OneAfterAnother {
        /// How many.
        records: usize,
    },
    /// What Python or Node prints.
    Printed {
        /// Which of them.
        shape: Shape,
        /// How many records are in it.
        records: usize,
    },
    /// What awscli prints where it is not asked for JSON.
    AwsOutput {
        /// How it was asked.
        format: OutputFormat,
        /// How many records are in it.
        records: usize,
    },
    /// A command line that puts records.
    Command {
        /// How many.
        records: usize,
    },
    /// Base64 that starts with the magic.
    Base64Magic,
    /// Characters of the base64 alphabet.
    Base64Alphabet {
        /// The characters of the text.
        characters: usize,
    },
    /// Records one after another, each over lines of one length and a shorter last.
    WrappedEach {
        /// How many records.
        records: usize,
    },
    /// Lines of one length, the last one shorter.
    Wrapped {
        /// How many lines.
        lines: usize,
    },
    /// A line before the last ends in `=`.
    LinesPadded {
        /// How many lines.
        lines: usize,
    },
    /// Every line starts with the magic.
    LinesMagic {
        /// How many lines.
        lines: usize,
    },
    /// The first line alone is an aggregate whose MD5 holds.
    FirstLineWhole {
        /// How many lines.
        lines: usize,
    },
    /// Lines of different lengths.
    LinesVary {
        /// How many lines.
        lines: usize,
    },
    /// Aggregates, or JSON of a known shape, in text.
    InText {
        /// How many records.
        records: usize,
        /// Where the data of the first one begins, and how it is written.
        first: Option<(Place, Written)>,
    },
    /// None of the above.
    NothingElse,
}

impl Why {
    /// The same of so many lines, where it says of how many.
    #[must_use]
    pub const fn with_lines(self, lines: usize) -> Self {
        match self {
            Self::LinesPadded { .. } => Self::LinesPadded { lines },
            Self::LinesMagic { .. } => Self::LinesMagic { lines },
            Self::FirstLineWhole { .. } => Self::FirstLineWhole { lines },
            Self::LinesVary { .. } => Self::LinesVary { lines },
            other => other,
        }
    }
}
