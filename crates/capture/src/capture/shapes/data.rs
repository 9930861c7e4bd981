//! The bytes of a value: base64, hex, numbers, a literal, a buffer in any of its forms.

use crate::{
    capture::likeness,
    value::{BytesAs, Kind, LeftOut, Spelling, Tree, numbers, read_printed},
};
use kpl_format::{
    bytes::{
        Origins, Span,
        base64::{self, Decoded},
        hex,
    },
    kpl::MAGIC,
};

/// Bytes that were read, and what there is to say about them.
pub(super) struct Data {
    pub(super) bytes: Vec<u8>,
    /// Where they stand, without quotes.
    pub(super) source: Span,
    /// What of them the printer left out.
    pub(super) left_out: Option<(LeftOut, Span)>,
    /// Whether the text ends in them.
    pub(super) cut: bool,
    /// How the base64 was, and where its characters stand.
    pub(super) base64: Option<(Decoded, Origins)>,
    /// Numbers among them that are no bytes.
    pub(super) bad: Vec<Span>,
}

impl Data {
    const fn of(bytes: Vec<u8>, source: Span, cut: bool) -> Self {
        Self { bytes, source, left_out: None, cut, base64: None, bad: Vec::new() }
    }
}

/// The least bytes of an aggregate: the magic and the MD5. What is shorter in a string may be a key.
const SHORTEST: usize = 20;

/// How far values may lie in one another that are only wrapped: `Some(Blob { inner: … })`.
const MOST_WRAPPED: usize = 6;

/// The bytes of a value; `None` where it has none. `raw` says that texts are the bytes themselves.
pub(super) fn read(text: &[u8], tree: &Tree, node: u32, raw: bool) -> Option<Data> {
    within(text, tree, node, raw, 0)
}

fn within(text: &[u8], tree: &Tree, node: u32, raw: bool, level: usize) -> Option<Data> {
    let at = tree.get(node).filter(|_| level < MOST_WRAPPED)?;
    let left_out = tree.children(node).find_map(|(_, child)| match child.kind {
        Kind::LeftOut(left_out) => Some((left_out, child.span)),
        _ => None,
    });
    match at.kind {
        Kind::Bytes(_) => {
            let (bytes, _) = tree.text(text, node);
            let data = Data { left_out, ..Data::of(bytes.into_owned(), at.span, !at.whole) };
            Some(data)
        }
        Kind::Text(_) => of_text(text, tree, node, raw, left_out),
        Kind::Number => {
            // One byte in a list was handled above it; digits alone are base64 at most.
            of_text(text, tree, node, raw, left_out).filter(|data| !data.bytes.is_empty())
        }
        Kind::List | Kind::Map | Kind::Tagged { .. } => {
            if let Some((bytes, bad)) = numbers_of(text, tree, node) {
                return Some(Data { bad, ..Data::of(bytes, at.span, !at.whole) });
            }
            wrapped(text, tree, node).and_then(|inner| within(text, tree, inner, raw, level + 1)).map(
                |data| {
                    // Node's object is the bytes as a whole, in JSON of a known shape too.
                    let source = if is_buffer(text, tree, node) { at.span } else { data.source };
                    // A buffer in an object says where in it the bytes are.
                    sliced(text, tree, node, Data { source, ..data })
                },
            )
        }
        _ => None,
    }
}

/// The bytes of a list of numbers that was not told while the text was read: it has one or none, or some that are no
/// bytes, which keep their places as 0.
fn numbers_of(text: &[u8], tree: &Tree, node: u32) -> Option<(Vec<u8>, Vec<Span>)> {
    let at = tree.get(node)?;
    let bracket = at.span.of(text).iter().find(|byte| b"[{(".contains(byte))?;
    let (mut bytes, mut bad) = (Vec::new(), Vec::new());
    for (_, child) in tree.children(node) {
        if child.kind != Kind::Number || child.key.is_some() {
            return None;
        }
        bytes.push(numbers::byte(child.span.of(text)).unwrap_or_else(|| {
            bad.push(child.span);
            0
        }));
    }
    let bytes_alone = *bracket == b'[' || bytes.len() > 1;
    // Some numbers are no bytes; where most are not, it is no list of bytes.
    (bytes_alone && bad.len() * 4 <= bytes.len()).then_some((bytes, bad))
}

/// The value that a container only wraps.
fn wrapped(text: &[u8], tree: &Tree, node: u32) -> Option<u32> {
    let mut children = tree.children(node);
    let (first, child) = children.next()?;
    let named = |names: &[&[u8]]| {
        tree.children(node).find(|(_, child)| {
            child.key.is_some_and(|key| names.contains(&super::roles::letters(key.of(text)).as_slice()))
        })
    };
    let alone = children.next().is_none();
    if alone && child.key.is_none() {
        return Some(first);
    }
    let tagged = matches!(tree.get(node)?.kind, Kind::Tagged { .. });
    // `Buffer.from("…", "base64")`: the first is the text.
    let is_call = tagged && child.key.is_none() && matches!(child.kind, Kind::Text(_) | Kind::Bytes(_));
    if (alone && tagged) || is_call {
        return Some(first);
    }
    if let Some((hb, _)) = named(&[b"hb"]) {
        return Some(hb);
    }
    if is_buffer(text, tree, node) {
        return named(&[b"data"]).map(|(data, _)| data);
    }
    const NAMES: &[&[u8]] =
        &[b"b", b"bytes", b"inner", b"data", b"blob", b"buffer", b"binary", b"0", b"base64"];
    (alone && child.key.is_some()).then(|| named(NAMES).map(|(inner, _)| inner))?
}

/// Whether a container is `{"type": "Buffer", "data": …}`.
fn is_buffer(text: &[u8], tree: &Tree, node: u32) -> bool {
    let mut children = tree.children(node).take(4);
    children.any(|(kind, at)| {
        let named = at.key.is_some_and(|key| super::roles::letters(key.of(text)) == b"type");
        named && tree.text(text, kind).0.as_ref() == b"Buffer"
    })
}

/// A `ByteBuffer` with its array: from the position on, up to the limit.
fn sliced(text: &[u8], tree: &Tree, node: u32, mut data: Data) -> Data {
    let number = |name: &[u8]| -> Option<usize> {
        let (_, child) = tree
            .children(node)
            .find(|(_, child)| child.key.is_some_and(|key| super::roles::letters(key.of(text)) == name))?;
        std::str::from_utf8(child.span.of(text)).ok()?.parse().ok()
    };
    if let (Some(position), Some(limit)) = (number(b"position"), number(b"limit")) {
        let offset = number(b"offset").unwrap_or(0);
        let span = Span::between(offset.saturating_add(position), offset.saturating_add(limit));
        if data.left_out.is_none() && span.end() <= data.bytes.len() {
            data.bytes = span.of(&data.bytes).to_vec();
        }
    }
    data
}

fn of_text(
    text: &[u8],
    tree: &Tree,
    node: u32,
    raw: bool,
    left_out: Option<(LeftOut, Span)>,
) -> Option<Data> {
    let at = tree.get(node)?;
    let (mut characters, origins) = tree.text(text, node);
    let mut short = false;
    if at.kind == Kind::Text(Spelling::Raw)
        && let Some(blank) =
            characters.iter().position(u8::is_ascii_whitespace).filter(|len| *len >= SHORTEST_HEX)
    {
        // Words behind it in a log.
        characters = characters.get(..blank).unwrap_or_default().to_vec().into();
        short = true;
    }
    let source = if short { inside(&origins, characters.len(), at.span) } else { tree.inside(text, node) };
    let cut = !at.whole;
    let made = |bytes: Vec<u8>| Data { left_out, ..Data::of(bytes, source, cut) };
    if characters.starts_with(&MAGIC) {
        return Some(made(characters.into_owned()));
    }
    if let Some(bytes) = latin1(&characters) {
        return Some(made(bytes));
    }
    // Where texts in quotes are the bytes themselves, one that looks otherwise is an aggregate at least.
    let is_bare = at.kind == Kind::Text(Spelling::Raw) || at.kind == Kind::Number;
    let is_sure = |bytes: &Vec<u8>| !raw || is_bare || bytes.starts_with(&MAGIC);
    if let Some(bytes) = literal(&characters).filter(is_sure) {
        return Some(made(bytes));
    }
    if let Some(bytes) = of_hex(&characters).filter(is_sure) {
        return Some(made(bytes));
    }
    if raw && !likeness::is_whole_aggregate(&characters) {
        return Some(made(characters.into_owned()));
    }
    let mut decoded = base64::decode(&characters, Span::new(0, characters.len()));
    let clean = decoded.cleaned.is_clean() && decoded.bad_count == 0 && decoded.lone.is_none();
    if !clean && !likeness::is_base64_field(&characters) {
        return None;
    }
    if cut || left_out.is_some() {
        // Of a string that was cut nobody expects the last group to be whole.
        (decoded.lone, decoded.trailing_bits, decoded.cleaned.missing_padding) = (None, None, 0);
    }
    let bytes = std::mem::take(&mut decoded.bytes);
    Some(Data { left_out, base64: Some((decoded, origins)), ..Data::of(bytes, source, cut) })
}

fn inside(origins: &Origins, len: usize, span: Span) -> Span {
    let inside = origins.span(Span::new(0, len));
    if inside.is_empty() { span } else { inside }
}

/// Bytes that somebody decoded as Latin-1 and printed as UTF-8: nothing is lost.
fn latin1(characters: &[u8]) -> Option<Vec<u8>> {
    const MARK: &[u8] = "\u{f3}\u{89}\u{9a}\u{c2}".as_bytes();
    let text = characters.starts_with(MARK).then(|| std::str::from_utf8(characters).ok())??;
    text.chars().map(|char| u8::try_from(u32::from(char)).ok()).collect()
}

/// A text that is a literal of Python in itself: what `json.dumps(…, default=str)` writes.
fn literal(characters: &[u8]) -> Option<Vec<u8>> {
    if !matches!(characters, [b'b', b'\'' | b'"', .., b'\'' | b'"']) {
        return None;
    }
    let tree = read_printed(characters);
    let whole = tree.get(0).filter(|node| node.span.len == characters.len())?;
    matches!(whole.kind, Kind::Bytes(BytesAs::Literal)).then(|| tree.text(characters, 0).0.into_owned())
}

/// From so many digits on a text of nothing but whole bytes in hex is hex: base64 is not like that.
const SHORTEST_HEX: usize = 16;

/// Digits in hex, with a mark of PostgreSQL, SQL or C before them, or with dashes between.
pub(super) fn of_hex(characters: &[u8]) -> Option<Vec<u8>> {
    let text = characters.trim_ascii();
    let marks = [&b"\\\\x"[..], b"\\x", b"0x", b"0X"];
    let mark = marks.iter().find_map(|mark| text.strip_prefix(*mark));
    let quoted = text
        .strip_prefix(b"X'")
        .or_else(|| text.strip_prefix(b"x'"))
        .and_then(|text| text.strip_suffix(b"'"));
    let marked = mark.or(quoted);
    let digits = marked.unwrap_or(text);
    let whole = |digits: &[u8]| digits.len().is_multiple_of(2) && digits.iter().all(u8::is_ascii_hexdigit);
    let letters = digits.iter().any(u8::is_ascii_alphabetic);
    let plain = whole(digits)
        && (marked.is_some() || (digits.len() >= SHORTEST_HEX && letters) || is_text_in_hex(digits));
    // Spark: `[F3 89 9A C2]`.
    let listed = text.strip_prefix(b"[").and_then(|text| text.strip_suffix(b"]"));
    let spaced = |digits: &&[u8]| {
        digits.chunks(3).all(|pair| {
            matches!(pair, [high, low] | [high, low, b' '] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
        })
    };
    if let Some(digits) = listed.filter(spaced) {
        return Some(hex::decode(digits, Span::new(0, digits.len())).bytes);
    }
    let dashed = || {
        digits.len() >= 5
            && digits.chunks(3).all(|pair| {
                matches!(pair, [high, low] | [high, low, b'-' | b':'] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
            })
    };
    (!digits.is_empty() && (plain || dashed())).then(|| hex::decode(digits, Span::new(0, digits.len())).bytes)
}

/// Whether digits are text in hex and none in base64.
fn is_text_in_hex(digits: &[u8]) -> bool {
    let is_text = |bytes: &[u8]| {
        std::str::from_utf8(bytes).is_ok_and(|text| !text.is_empty() && !text.chars().any(char::is_control))
    };
    let all = Span::new(0, digits.len());
    is_text(&hex::decode(digits, all).bytes) && !is_text(&base64::decode(digits, all).bytes)
}

/// The bytes of a value in a column of hex, however short.
pub(super) fn hex_of(text: &[u8], tree: &Tree, node: u32) -> Option<Data> {
    let at = tree.get(node)?;
    let source = tree.inside(text, node);
    let digits: Vec<u8> = source.of(text).iter().copied().filter(|byte| !b"[] ".contains(byte)).collect();
    let whole = digits.len().is_multiple_of(2) && digits.iter().all(u8::is_ascii_hexdigit);
    whole.then(|| Data::of(hex::decode(&digits, Span::new(0, digits.len())).bytes, source, !at.whole))
}

/// Whether a value is written in hex.
pub(super) fn is_hex(text: &[u8], tree: &Tree, node: u32) -> bool {
    let Some(at) = tree.get(node) else { return false };
    match at.kind {
        // Spark's brackets; `<Buffer …>` and `0x…` need no sibling to be told.
        Kind::Bytes(BytesAs::Hex) => at.span.of(text).starts_with(b"["),
        Kind::Text(_) => of_hex(&tree.text(text, node).0).is_some(),
        _ => false,
    }
}

/// Whether a value is bytes, or a text that is base64 without any doubt.
pub(super) fn is_flawless(text: &[u8], tree: &Tree, node: u32) -> bool {
    read(text, tree, node, false).is_some_and(|data| {
        data.base64.is_none_or(|(decoded, _)| {
            decoded.cleaned.is_clean()
                && decoded.bad_count == 0
                && decoded.lone.is_none()
                && decoded.trailing_bits.is_none()
        })
    })
}

/// Whether words stand before the base64 in a string.
fn has_words(text: &[u8], tree: &Tree, node: u32) -> bool {
    let inside = tree.inside(text, node).of(text);
    let label = base64::prefix(inside);
    label > 0 && inside.get(..label).is_some_and(|label| label.contains(&b'='))
}

/// Whether a list begins with the first byte of the magic.
fn begins_with_number(text: &[u8], tree: &Tree, node: u32) -> bool {
    tree.children(node).next().is_some_and(|(_, first)| {
        first.kind == Kind::Number && numbers::byte(first.span.of(text)) == MAGIC.first().copied()
    })
}

/// Whether a value begins as an aggregate does.
pub(super) fn is_aggregate(text: &[u8], tree: &Tree, node: u32) -> bool {
    let Some(at) = tree.get(node) else { return false };
    match at.kind {
        Kind::Text(_) => {
            let head = Span::new(at.span.offset, at.span.len.min(96)).of(text);
            let likely = head.windows(5).any(|five| five == likeness::BASE64_MAGIC)
                || memchr::memmem::find(&head.to_ascii_lowercase(), b"f3").is_some()
                || head.iter().any(|byte| *byte >= 0x80 || *byte == b'\\');
            likely
                && read(text, tree, node, false).is_some_and(|data| {
                    // Code with literals in it is base64 only if one looks away.
                    let quoted = data.base64.is_some_and(|(decoded, _)| decoded.cleaned.quotes > 0);
                    data.bytes.starts_with(&MAGIC)
                        && (data.bytes.len() >= SHORTEST || data.cut)
                        && !quoted
                        && !has_words(text, tree, node)
                })
        }
        Kind::Bytes(_) => tree.text(text, node).0.starts_with(&MAGIC),
        Kind::List | Kind::Map | Kind::Tagged { .. } => {
            (wrapped(text, tree, node).is_some() || begins_with_number(text, tree, node))
                && read(text, tree, node, false).is_some_and(|data| data.bytes.starts_with(&MAGIC))
        }
        _ => false,
    }
}
