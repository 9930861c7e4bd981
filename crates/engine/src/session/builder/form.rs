//! The forms in which a payload can be written, and the way from one to another.

use crate::fixture::{Content, DraftPayload};
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_format::bytes::{base64, hex};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum PayloadForm {
    #[default]
    Text,
    /// JSON, which is checked.
    Json,
    Hex,
    Base64,
    File,
}

impl PayloadForm {
    /// All forms, in the order of the menu.
    pub const ALL: [Self; 5] = [Self::Text, Self::Json, Self::Hex, Self::Base64, Self::File];

    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Hex => "hex",
            Self::Base64 => "base64",
            Self::File => "file",
        }
    }
}

impl PayloadForm {
    #[must_use]
    pub const fn of_content(content: &Content) -> Self {
        match content {
            Content::Text(_) => Self::Text,
            Content::Json(_) => Self::Json,
            Content::Hex(_) => Self::Hex,
            Content::Base64(_) => Self::Base64,
            Content::File { .. } => Self::File,
        }
    }

    /// The content for a text that is typed in this form. A text that is typed over a file becomes plain text.
    #[must_use]
    pub fn content(self, text: String) -> Content {
        match self {
            Self::Text | Self::File => Content::Text(text),
            Self::Json => Content::Json(text),
            Self::Hex => Content::Hex(text),
            Self::Base64 => Content::Base64(text),
        }
    }

    /// The same bytes in this form; `None` if the form cannot hold them.
    pub(super) fn of(self, content: &Content) -> Option<Content> {
        let (bytes, fault) = DraftPayload { content: content.clone(), gzip: false }.read();
        Some(match (self, content) {
            (Self::Text | Self::Json, Content::Text(text) | Content::Json(text)) => {
                self.content(text.clone())
            }
            // The text does not decode completely. Its characters are kept, so that nothing is lost.
            (_, Content::Hex(text) | Content::Base64(text)) if fault.is_some() => self.content(text.clone()),
            (Self::Text | Self::Json, _) => self.content(String::from_utf8(bytes).ok()?),
            (Self::Hex, _) => Content::Hex(hex::encode(&bytes)),
            (Self::Base64, _) => Content::Base64(base64::encode(&bytes)),
            (Self::File, _) => content.clone(),
        })
    }
}
