//! Texts made of texts: what was in a string, in base64, in gzip, in a body, and where in the text around it that stands.

use kpl_format::bytes::Origins;

/// How many texts may be made of one another: SNS in SQS in an on-failure message are three.
pub const MAX_LEVELS: usize = 5;

/// How a text was made of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// A string was unescaped.
    String,
    /// Base64 was decoded.
    Base64,
    /// Base64 was decoded, and what was in it unpacked.
    Unpacked,
    /// A body was taken out of a message or a packet.
    Body,
    /// Colours or entities were taken out.
    Plain,
}

/// A text that was made of another: a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The text.
    pub text: Vec<u8>,
    /// Where each of its bytes stands in the text that it was made of.
    pub origins: Origins,
    /// How it was made.
    pub how: How,
}
