//! JSON in a string of other JSON: as it is, or as base64.

use super::Documents;
use crate::capture::likeness;
use kpl_format::bytes::Origins;
use kpl_format::bytes::{
    Span, base64,
    json::{Text, Value},
};

/// A string that is JSON, unwrapped.
pub(super) struct Inside {
    pub(super) text: Vec<u8>,
    /// Where its bytes stand in the text around it.
    pub(super) origins: Origins,
    pub(super) documents: Documents,
    /// What jq makes it of the string with, between the way to the string and the way on.
    pub(super) filters: &'static str,
}

impl Inside {
    /// The JSON in a string, where it may be some.
    pub(super) fn of(text: &[u8], value: &Value) -> Option<Self> {
        let string = value.text(text)?;
        let start = string.inside.of(text).trim_ascii_start();
        let (filters, (text, origins)) = match start {
            [b'{' | b'[' | b'\\', ..] => ("|fromjson|", string.unwrap()),
            // What an API gateway hands on as `isBase64Encoded`, and what browsers log of a response.
            _ if likeness::is_base64_of_json(start) => ("|@base64d|fromjson|", decode(&string, value.whole)?),
            _ => return None,
        };
        let documents =
            matches!(text.trim_ascii_start(), [b'{' | b'[', ..]).then(|| Documents::read(&text))?;
        Some(Self { text, origins, documents, filters })
    }
}

/// The bytes of flawless base64, and where they stand: with anything else among it that would not be known. Of a string
/// that was cut the last group may be in pieces.
fn decode(string: &Text<'_>, whole: bool) -> Option<(Vec<u8>, Origins)> {
    let (mut characters, places) = string.unwrap();
    if !whole {
        characters.truncate(characters.len() / 4 * 4);
    }
    let decoded = base64::decode(&characters, Span::new(0, characters.len()));
    let padding = characters.iter().filter(|&&character| character == b'=').count();
    let flawless = decoded.cleaned.is_clean() && decoded.bad_count == 0 && decoded.chunks < 2;
    // Three bytes are four characters; a single one at the end is none.
    let bytes = (characters.len() - padding) * 3 / 4;
    if !flawless || decoded.lone.is_some() || decoded.bytes.len() != bytes {
        return None;
    }
    let mut origins = Origins::default();
    for made in 0..bytes {
        origins.add(made, places.at(made / 3 * 4 + made % 3));
    }
    origins.add(bytes, string.inside.end());
    Some((decoded.bytes, origins))
}
