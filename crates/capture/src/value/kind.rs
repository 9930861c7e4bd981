//! What values are, and how they are written.

use kpl_format::bytes::Span;

/// What a value is. How to make its bytes of its text is said here and done when somebody asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`, `None`, `nil`, `undefined`.
    Null,
    /// `true` or `False`.
    Bool(bool),
    /// A number: its text is its span, it is never made a float.
    Number,
    /// A number as CBOR encodes it: its bytes are its span, [`super::Tree::text`] gives its decimals.
    BinaryNumber,
    /// Characters. The children of a [`Spelling::Joined`] one are its pieces.
    Text(Spelling),
    /// Bytes, written as this.
    Bytes(BytesAs),
    /// A point in time, whose text is its span.
    Time,
    /// Values one after another.
    List,
    /// Keys and values, perhaps among values without keys.
    Map,
    /// Values with a name before them: `Record(a=b)`, `Blob { inner: … }`, `datetime(2026, 5)`.
    Tagged {
        /// The name.
        name: Span,
    },
    /// Something that the printer did not print.
    LeftOut(LeftOut),
}

/// How a text is written: its span has its quotes or marks in it, and this says what is to be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// As it stands: words, behind which others may.
    Raw,
    /// As it stands, all of it.
    AsIs,
    /// In quotes of one character, with escapes by a backslash.
    Quoted,
    /// In three quotes, with escapes by a backslash.
    TripleQuoted,
    /// In quotes of one character; the quote in it is doubled, and nothing else is escaped: CSV, SQL, YAML's `'`.
    Doubled,
    /// Lines whose common indentation and breaks belong to the notation: a here-document, YAML's `|`.
    Lines,
    /// Lines that are one, with a blank for each break: YAML's `>`, a cell over several rows.
    Folded,
    /// A scalar of YAML over several lines or with escapes of its own: with its quotes or, in a block, from its `|` or `>` on.
    Yaml,
    /// The pieces that are its children, one after another.
    Joined,
    /// With `\|` for the sign of the table, and no other escapes: Markdown.
    Cell,
}

/// How bytes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BytesAs {
    /// As they are: the span itself.
    Raw,
    /// A literal in quotes, behind a letter or none, with escapes for bytes.
    Literal,
    /// Digits in hex, with whatever stands between and before them.
    Hex,
    /// The lines of a dump in hex.
    Dump,
    /// Base64.
    Base64,
    /// Numbers of a byte each, with whatever stands between them.
    Numbers,
    /// The same, each behind its index: `{"0":243,"1":137}`.
    Indexed,
    /// The pieces that are its children, one after another.
    Joined,
}

/// What a printer left out, and how much of it where it says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Items of a list or properties of an object.
    Items(Option<u64>),
    /// Bytes.
    Bytes(Option<u64>),
    /// Characters of a string.
    Characters(Option<u64>),
    /// A whole value: `[Object]`, `java.nio.HeapByteBuffer[…]`.
    Value,
}
