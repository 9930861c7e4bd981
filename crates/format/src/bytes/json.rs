//! Reads JSON and keeps how it was written: each value has its span, and numbers stay text. Broken JSON is read as far
//! as it can be understood.

mod read;
mod string;
mod token;

use super::{Place, Span};
pub use read::{documents, parse};
pub use string::Text;
pub use token::{is_json, pretty};

/// The most levels of nesting that are read. AWS services write fewer than ten.
pub const MAX_DEPTH: usize = 256;

/// A value and its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// What the value is.
    pub kind: JsonKind,
    /// The span from its first to its last character, quotes and brackets included.
    pub span: Span,
    /// Whether the value's end was found. It is false for the last value of a cut text and for those that hold it.
    pub whole: bool,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonKind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number. Its text is in its span; it is never converted to a float.
    Number,
    /// A string. [`Value::text`] decodes it.
    String,
    /// An array.
    Array(Vec<Value>),
    /// An object. Its members stand in the order of the text, and repeated keys are kept.
    Object(Vec<Member>),
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The place of the key, quotes included.
    pub key: Span,
    /// The value that belongs to the key.
    pub value: Value,
}

/// What is wrong with a JSON text. Some faults stop the reading, see [`FaultKind::stops`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The text ended within a value.
    CutShort,
    /// A character that is not allowed at its place.
    Unexpected,
    /// Values are nested more than [`MAX_DEPTH`] levels deep.
    TooDeep,
    /// Text after the value.
    AfterEnd,
    /// There is no comma between two values. Reading went on.
    MissingComma,
    /// A comma with no value after it. Reading went on.
    TrailingComma,
    /// A line break or other control character within a string. Reading went on.
    ControlCharacter,
}

/// A fault and its place. A reader returns the first fault that stopped it, or else the first of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JsonFault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The absolute offset of the faulty byte.
    pub offset: usize,
    /// The line and column of that byte.
    pub place: Place,
}

impl FaultKind {
    /// Whether reading stopped at a fault of this kind.
    #[must_use]
    pub const fn stops(self) -> bool {
        matches!(self, Self::CutShort | Self::Unexpected | Self::TooDeep | Self::AfterEnd)
    }
}

impl Value {
    /// The value of a member. Where the key is repeated, the last one counts, as in the JSON parsers in common use.
    #[must_use]
    pub fn get(&self, text: &[u8], key: &str) -> Option<&Self> {
        let named = |member: &&Member| Text::new(text, member.key).is(key);
        self.members().iter().rev().find(named).map(|member| &member.value)
    }

    /// The members of an object. For any other value the slice is empty.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        if let JsonKind::Object(members) = &self.kind { members } else { &[] }
    }

    /// The elements of an array, or `None` for any other value.
    #[must_use]
    pub fn items(&self) -> Option<&[Self]> {
        if let JsonKind::Array(items) = &self.kind { Some(items) } else { None }
    }

    /// The string before its escapes are decoded, or `None` for any other value.
    #[must_use]
    pub fn text<'a>(&self, text: &'a [u8]) -> Option<Text<'a>> {
        (self.kind == JsonKind::String).then(|| Text::new(text, self.span))
    }
}

#[cfg(test)]
mod tests;
