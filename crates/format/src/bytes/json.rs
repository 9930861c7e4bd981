//! JSON as it was written: every value with its span, numbers as their text, broken text as far as it goes.

mod read;
mod string;
mod token;

use super::{Place, Span};
pub use read::{documents, parse};
pub use string::Text;
pub use token::{is_json, pretty};

/// How deep values may lie in one another. Services write less than ten levels.
pub const MAX_DEPTH: usize = 256;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// What it is.
    pub kind: Kind,
    /// From its first to its last character, quotes and brackets included.
    pub span: Span,
    /// Whether its end was there. Only the last value of a cut text has none, and all around it.
    pub whole: bool,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number: its text is its span, it is never made a float.
    Number,
    /// A string: decoded when asked for.
    String,
    /// An array.
    Array(Vec<Value>),
    /// An object: its members as they came, doubled keys kept.
    Object(Vec<Member>),
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The key, quotes included.
    pub key: Span,
    /// Its value.
    pub value: Value,
}

/// Why reading stopped, or what was read in spite of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The text ended within a value.
    CutShort,
    /// A character that cannot stand here.
    Unexpected,
    /// Values lie deeper than [`MAX_DEPTH`].
    TooDeep,
    /// Text after the value.
    AfterEnd,
    /// Two values without a comma between them. Reading went on.
    MissingComma,
    /// A comma with nothing behind it. Reading went on.
    TrailingComma,
    /// A line break or other control character within a string. Reading went on.
    ControlCharacter,
}

/// What is wrong with the text: the first thing that stopped the reading, else the first that did not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What it is.
    pub kind: FaultKind,
    /// The byte where it is, absolute.
    pub offset: usize,
    /// The same as line and column.
    pub place: Place,
}

impl FaultKind {
    /// Whether nothing behind it was read.
    #[must_use]
    pub const fn stops(self) -> bool {
        matches!(self, Self::CutShort | Self::Unexpected | Self::TooDeep | Self::AfterEnd)
    }
}

impl Value {
    /// The value of a key; of a doubled key the last one, as every parser in use has it.
    #[must_use]
    pub fn get(&self, text: &[u8], key: &str) -> Option<&Self> {
        let named = |member: &&Member| Text::new(text, member.key).is(key);
        self.members().iter().rev().find(named).map(|member| &member.value)
    }

    /// The members of an object; of anything else none.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        if let Kind::Object(members) = &self.kind { members } else { &[] }
    }

    /// The items of an array.
    #[must_use]
    pub fn items(&self) -> Option<&[Self]> {
        if let Kind::Array(items) = &self.kind { Some(items) } else { None }
    }

    /// The string, still escaped.
    #[must_use]
    pub fn text<'a>(&self, text: &'a [u8]) -> Option<Text<'a>> {
        (self.kind == Kind::String).then(|| Text::new(text, self.span))
    }
}

#[cfg(test)]
mod tests;
