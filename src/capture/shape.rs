//! What a capture can be.

/// What the input was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// One record in base64, on one line or wrapped.
    Base64,
    /// One record in base64 on each line.
    Base64Lines,
    /// Hex: digits, escapes or a dump; one record, or one on each line.
    Hex,
    /// The bytes of one record.
    Binary,
    /// Text that is no capture of another shape: one record, these very bytes.
    Text,
    /// What `aws kinesis get-records` prints.
    GetRecords,
    /// What `aws kinesis put-records` (or `put-record`) takes.
    PutRecords,
    /// What Lambda hands to a function that reads a stream.
    LambdaEvent,
}

impl Shape {
    /// Every shape, in the order in which a list offers them.
    pub const ALL: [Self; 8] = [
        Self::Base64,
        Self::Base64Lines,
        Self::Hex,
        Self::Binary,
        Self::Text,
        Self::GetRecords,
        Self::PutRecords,
        Self::LambdaEvent,
    ];

    /// The shape in one word, as the report has it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Base64 => "base64",
            Self::Base64Lines => "base64-lines",
            Self::Hex => "hex",
            Self::Binary => "binary",
            Self::Text => "text",
            Self::GetRecords => "get-records",
            Self::PutRecords => "put-records",
            Self::LambdaEvent => "lambda-event",
        }
    }

    /// The shape of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_leads_back() {
        assert!(Shape::ALL.into_iter().all(|shape| Shape::from_word(shape.word()) == Some(shape)));
        assert_eq!(Shape::from_word("morse"), None);
    }
}
