//! Which strings may hold values of their own, and the texts that they are.

use crate::{
    capture::likeness,
    text::unpack,
    value::{BytesAs, How, Kind, Made, Spelling, Tree},
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
    likeness::is_base64_of_json(bare) || bare.starts_with(b"H4sI")
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

/// What base64 is that is all of a text.
pub(super) fn of_base64(text: &[u8]) -> Option<Made> {
    let mut origins = Origins::default();
    origins.add(0, 0);
    likeness::is_base64(text).then(|| decoded(text, &origins))?
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

/// A body without its compression.
pub(super) fn inflated(made: Made) -> Made {
    let unpacked = unpack::Packed::of(&made.text).and_then(|_| unpack::unpack(&made.text, MOST));
    let Some(unpacked) = unpacked else { return made };
    let mut origins = Origins::default();
    origins.add(0, made.origins.at(0));
    origins.add(unpacked.bytes.len(), made.origins.at(made.text.len()));
    Made { text: unpacked.bytes, origins, how: How::Unpacked }
}

/// A text without the colours of a terminal and the entities of a web page, where it has any.
pub(super) fn plain(text: &[u8]) -> Option<Made> {
    let has = |word: &[u8]| memchr::memmem::find(text, word).is_some();
    // A colour that nothing ends may stand in a key.
    let colours = has(b"\x1b[0m") || has(b"\x1b[m");
    let entities = has(b"&") && likeness::is_page(text);
    let tagged = (entities || begins_page(text)) && likeness::TAGS.iter().any(|tag| has(tag));
    if !colours && !entities && !tagged {
        return None;
    }
    let (mut plain, mut origins) = (Vec::with_capacity(text.len()), Origins::default());
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let angle = if tagged { b'<' } else { b'&' };
        let len = memchr::memchr3(0x1b, b'&', angle, rest).unwrap_or(rest.len());
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
        if let Some(len) = tag(rest).filter(|_| tagged) {
            origins.add(plain.len(), at);
            plain.push(b'\n');
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

/// Whether a text begins with a tag of a page.
fn begins_page(text: &[u8]) -> bool {
    let text = text.trim_ascii_start();
    text.starts_with(b"<") && tag(text).is_some()
}

/// The length of a tag that a page has around a text.
fn tag(rest: &[u8]) -> Option<usize> {
    let name = rest.strip_prefix(b"<")?;
    let name = name.strip_prefix(b"/").unwrap_or(name);
    let len = name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let known = ["p", "pre", "code", "br", "td", "tr", "span", "div", "li", "b", "i", "tbody", "table", "th"];
    known.iter().any(|known| name.get(..len) == Some(known.as_bytes())).then_some(())?;
    rest.iter().take(MOST_MARK).position(|byte| *byte == b'>').map(|end| end + 1)
}

/// A text without what each of its lines begins with, and what that is in the first of them.
pub(super) struct Unmarked {
    pub(super) made: Made,
    pub(super) mark: Vec<u8>,
}

/// A text without what each of its lines begins with, where that is words or marks and a blank: as many such
/// beginnings as there are, the longest first.
pub(super) fn without_marks(text: &[u8]) -> Vec<Unmarked> {
    let mut lines = text.split_inclusive(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let Some(first) = lines.next() else { return Vec::new() };
    let alike = |one: &u8, other: &u8| one == other || (one.is_ascii_digit() && other.is_ascii_digit());
    let mut common = first.len().min(MOST_MARK);
    let mut many = false;
    for line in lines {
        // A line with nothing but the mark may have lost the blank behind it.
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let same = first.iter().zip(line).take(common).take_while(|(one, other)| alike(one, other)).count();
        let bare = same == line.len() && first.get(same) == Some(&b' ');
        common = if bare { common } else { same };
        many = true;
    }
    let head = first.get(..common).unwrap_or_default();
    // Quotes and braces belong to values.
    let values = head.iter().position(|byte| b"{\"'".contains(byte)).unwrap_or(head.len());
    let head = head.get(..values).unwrap_or_default();
    let ends = (1..=head.len()).rev().filter(|&end| {
        matches!(head.get(end - 1), Some(b' ' | b'\t'))
            && end
                .checked_sub(2)
                .and_then(|before| head.get(before))
                .is_some_and(|before| !before.is_ascii_whitespace())
    });
    ends.take(if many { MOST_MARKS } else { 0 })
        .map(|end| Unmarked {
            made: cut(text, end),
            mark: head.get(..end).unwrap_or_default().trim_ascii().to_vec(),
        })
        .collect()
}

/// A text without so many bytes of each line.
fn cut(text: &[u8], len: usize) -> Made {
    let (mut made, mut origins, mut at) = (Vec::with_capacity(text.len()), Origins::default(), 0);
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        let content = line.trim_ascii_end().len();
        let skip = len.min(content);
        origins.add(made.len(), at + skip);
        made.extend_from_slice(line.get(skip..).unwrap_or_default());
        at += line.len();
    }
    origins.add(made.len(), text.len());
    Made { text: made, origins, how: How::Plain }
}

/// How long a mark before each line may be, and how many beginnings of it are tried.
const MOST_MARK: usize = 160;
const MOST_MARKS: usize = 3;

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
