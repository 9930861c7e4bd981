//! Recognises what the search for layers ends at: damage that lost the data for good, and the magics of other
//! formats.

use super::{Damage, Printer};
use kpl_capture::text::unpack::{self, Packed};
use kpl_format::kpl::MAGIC;

/// U+FFFD in UTF-8.
const REPLACEMENT: [u8; 3] = [0xef, 0xbf, 0xbd];

/// The magic with the top bit of each byte cleared.
const STRIPPED: [u8; 4] = [0x73, 0x09, 0x1a, 0x42];

/// What happened to data that begins like this.
pub(super) fn recognise(head: &[u8]) -> Option<Damage> {
    if let Some(printer) = object_name(head) {
        return Some(Damage::NoData(printer));
    }
    if let [first @ (0x00 | 0x01 | 0xf4), 0x89, 0x9a, 0xc2, ..] = head {
        return Some(Damage::VariantMagic { first: *first });
    }
    if head.strip_prefix(&STRIPPED).is_some_and(begins_message) && head.is_ascii() {
        return Some(Damage::TopBitStripped);
    }
    // Some decoders replace `F3 89 9A` by one U+FFFD, as the beginning of one character; others replace each byte.
    // `C2` gives one more. So there are two to four.
    let mut rest = head;
    let mut replaced = 0;
    while let Some(after) = rest.strip_prefix(&REPLACEMENT) {
        (rest, replaced) = (after, replaced + 1);
    }
    if (2..=4).contains(&replaced) && begins_message(rest) && (begins_table(rest) || is_no_text(rest)) {
        return Some(Damage::ReplacementCharacters);
    }
    let marks = head.iter().take_while(|&&byte| byte == b'?').count();
    let rest = head.get(marks..).unwrap_or_default();
    ((2..=4).contains(&marks) && begins_table(rest)).then_some(Damage::QuestionMarks)
}

/// Whether the bytes can be the beginning of a field of the message.
fn begins_message(rest: &[u8]) -> bool {
    matches!(rest, [0x0a | 0x12 | 0x1a, _, ..])
}

/// Whether the bytes begin with a whole entry of a key table and the next field after it.
fn begins_table(rest: &[u8]) -> bool {
    let [0x0a | 0x12, len @ 0..0x80, rest @ ..] = rest else { return false };
    let next = rest.get(usize::from(*len)..).unwrap_or_default();
    // Near the beginning of a record stands its index into the key table, whose field key is 08.
    match next {
        [0x0a | 0x12, ..] => next.len() > 2 && (begins_table(next) || next.len() < usize::from(*len)),
        [0x1a, rest @ ..] => rest.iter().take(8).any(|&byte| byte == 0x08),
        _ => false,
    }
}

fn is_no_text(bytes: &[u8]) -> bool {
    bytes.iter().any(|byte| matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f))
}

/// Whether the data is just the name that a language prints for an object, and which language's.
fn object_name(data: &[u8]) -> Option<Printer> {
    const LONGEST: usize = 128;
    let text = std::str::from_utf8(data).ok().filter(|text| text.len() <= LONGEST)?.trim();
    let buffer = ["java.nio.HeapByteBuffer[", "java.nio.HeapByteBufferR[", "java.nio.DirectByteBuffer["];
    let array = text.strip_prefix("[B@").is_some_and(|hash| {
        (1..=8).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    if array || (text.ends_with(']') && buffer.iter().any(|name| text.starts_with(name))) {
        return Some(Printer::Java);
    }
    if text.starts_with("<memory at 0x") && text.ends_with('>') {
        return Some(Printer::Python);
    }
    ["[object Object]", "[object ArrayBuffer]", "[object Uint8Array]"]
        .contains(&text)
        .then_some(Printer::Node)
}

/// The most bytes that are unpacked of the formats whose content is compressed.
const MOST_UNPACKED: usize = 32 << 20;

/// Converts an aggregate with another format's magic to one with the KPL's. The compressed formats hold message and
/// MD5 in a zlib stream (erlmld `include/erlmld.hrl:38-46`, ex_kpl `lib/ex_kpl.ex:40-41`). `first` is the first byte
/// of the magic; it is 00 for the format without compression.
pub(super) fn with_own_magic(data: &[u8], first: u8) -> Option<Vec<u8>> {
    let rest = data.get(MAGIC.len()..)?;
    if first == 0x00 {
        return Some([MAGIC.as_slice(), rest].concat());
    }
    let inside = unpack::unpack(rest, MOST_UNPACKED).filter(|inside| inside.packed == Packed::Zlib)?;
    Some([MAGIC.as_slice(), &inside.bytes].concat())
}
