//! Which strings may hold values of their own, and the texts that they are.

use crate::{
    capture::likeness,
    text::unpack,
    value::{BytesAs, How, Kind, Made, Spelling, Tree, UNWRAPPERS, cbor, http, pcap},
};
use kpl_format::bytes::{Origins, Span, base64};

/// The shortest string in which a record can stand.
const SHORTEST: usize = 24;

/// Whether a text may hold values: it has signs of some, or is base64 of such.
pub(super) fn may_be(text: &[u8], tree: &Tree, node: u32) -> bool {
    let Some(at) = tree.get(node).filter(|node| node.span.len >= SHORTEST) else { return false };
    if !matches!(at.kind, Kind::Text(_) | Kind::Bytes(BytesAs::Literal | BytesAs::Joined)) {
        return false;
    }
    let raw = at.span.of(text);
    // What is in a string without quotes and escapes was read already.
    let bare = at.kind == Kind::Text(Spelling::Raw);
    !bare && raw.iter().any(|byte| b"{[(=:\\<".contains(byte)) || is_base64_of_text(raw)
}

fn is_base64_of_text(raw: &[u8]) -> bool {
    let bare = likeness::bare(raw);
    likeness::is_base64_of_json(bare) || bare.starts_with(b"H4sI") || is_base64_of_cbor(bare)
}

/// How many characters of base64 tell what is in it.
const HEAD: usize = 64;

/// Whether base64 begins as a message of the SDKs does.
fn is_base64_of_cbor(bare: &[u8]) -> bool {
    matches!(bare.first(), Some(b'o'..=b'v'))
        && cbor::is_likely(&base64::decode(bare, Span::new(0, bare.len().min(HEAD))).bytes)
}

/// Whether bytes that are no text, or a text that is nothing but base64, hold values all the same.
pub(in crate::capture) fn holds_values(bytes: &[u8]) -> bool {
    cbor::is_likely(bytes)
        || pcap::is_likely(bytes)
        || http::is_likely(bytes)
        || is_base64_of_cbor(likeness::bare(bytes))
}

/// The texts that a text only holds: bodies of messages, what packets carry, a message in base64.
pub(super) fn held(text: &[u8]) -> Vec<Made> {
    let bare = likeness::bare(text);
    if is_base64_of_cbor(bare) {
        let start = text.len() - text.trim_ascii_start().len();
        let mut origins = Origins::default();
        origins.add(0, start);
        return decoded(text, &origins).into_iter().collect();
    }
    let made = UNWRAPPERS.iter().map(|unwrap| unwrap(text)).find(|made| !made.is_empty());
    made.unwrap_or_default().into_iter().map(inflated).collect()
}

/// A body without its compression.
fn inflated(made: Made) -> Made {
    let unpacked = unpack::Packed::of(&made.text).and_then(|_| unpack::unpack(&made.text, MOST));
    let Some(unpacked) = unpacked else { return made };
    let mut origins = Origins::default();
    origins.add(0, made.origins.at(0));
    origins.add(unpacked.bytes.len(), made.origins.at(made.text.len()));
    Made { text: unpacked.bytes, origins, how: How::Unpacked }
}

/// How much of a string is unpacked.
const MOST: usize = 4 << 20;

/// The text that a string is.
pub(super) fn made(text: &[u8], tree: &Tree, node: u32) -> Option<Made> {
    let (characters, origins) = tree.text(text, node);
    if is_base64_of_text(&characters) {
        return decoded(&characters, &origins);
    }
    Some(Made { text: characters.into_owned(), origins, how: How::String })
}

/// Base64 of JSON, or of gzip of anything.
fn decoded(characters: &[u8], origins: &Origins) -> Option<Made> {
    let decoded = base64::decode(characters, Span::new(0, characters.len()));
    let flawless = decoded.bad_count == 0 && decoded.chunks < 2;
    if !flawless {
        return None;
    }
    let bytes = decoded.bytes;
    let mut places = Origins::default();
    if let Some(unpacked) = unpack::Packed::of(&bytes).and_then(|_| unpack::unpack(&bytes, MOST)) {
        places.add(0, origins.at(0));
        places.add(unpacked.bytes.len(), origins.at(characters.len()));
        return Some(Made { text: unpacked.bytes, origins: places, how: How::Unpacked });
    }
    for made in 0..bytes.len() {
        places.add(made, origins.at(made / 3 * 4 + made % 3));
    }
    places.add(bytes.len(), origins.at(characters.len()));
    Some(Made { text: bytes, origins: places, how: How::Base64 })
}

/// A text without the colours of a terminal and the entities of a web page, where it has any.
pub(super) fn plain(text: &[u8]) -> Option<Made> {
    let colours = memchr::memmem::find(text, b"\x1b[").is_some();
    let entities =
        memchr::memmem::find(text, b"&quot;").is_some() || memchr::memmem::find(text, b"&#34;").is_some();
    if !colours && !entities {
        return None;
    }
    let (mut plain, mut origins) = (Vec::with_capacity(text.len()), Origins::default());
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let len = memchr::memchr2(0x1b, b'&', rest).unwrap_or(rest.len());
        if len > 0 {
            origins.add(plain.len(), at);
            plain.extend_from_slice(rest.get(..len).unwrap_or_default());
            at += len;
            continue;
        }
        if let Some(len) = colour(rest) {
            at += len;
            continue;
        }
        origins.add(plain.len(), at);
        let (byte, len) =
            entity(rest).filter(|_| entities).unwrap_or((rest.first().copied().unwrap_or_default(), 1));
        plain.push(byte);
        at += len;
    }
    origins.add(plain.len(), text.len());
    Some(Made { text: plain, origins, how: How::Plain })
}

/// The length of `ESC [ … m` and its relatives.
fn colour(rest: &[u8]) -> Option<usize> {
    let inside = rest.strip_prefix(b"\x1b[")?;
    let len = inside.iter().take(32).take_while(|byte| matches!(byte, 0x20..0x40)).count();
    inside.get(len).filter(|byte| matches!(byte, 0x40..0x7f)).map(|_| len + 3)
}

fn entity(rest: &[u8]) -> Option<(u8, usize)> {
    const NAMES: [(&[u8], u8); 11] = [
        (b"&quot;", b'"'),
        (b"&#34;", b'"'),
        (b"&#x22;", b'"'),
        (b"&apos;", b'\''),
        (b"&#39;", b'\''),
        (b"&#x27;", b'\''),
        (b"&amp;", b'&'),
        (b"&lt;", b'<'),
        (b"&gt;", b'>'),
        (b"&#x2F;", b'/'),
        (b"&nbsp;", b' '),
    ];
    NAMES.iter().find(|(name, _)| rest.starts_with(name)).map(|(name, byte)| (*byte, name.len()))
}
