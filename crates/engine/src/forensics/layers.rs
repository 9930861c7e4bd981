//! Finds and removes encodings that were put over the whole data, several in turn: character sets, base64, hex,
//! printed bytes, compression.

use super::{Charset, Damage, Printer, lost};
use kpl_capture::capture::{self, Shape};
use kpl_capture::text::{
    escapes,
    unpack::{self, Packed},
};
use kpl_format::{
    bytes::{Span, base64, hex, json},
    kpl::{MAGIC, frame, is_message, is_sealed},
};

/// The most layers that are tried on top of each other.
const DEEPEST: usize = 4;

/// How many bytes from the start of the data are used to recognise its layers.
const HEAD: usize = 4096;

/// The most bytes that are unpacked: 32 MiB. A record has at most 10 MiB, and a small gzip of zeros must not fill the
/// memory.
const MOST_UNPACKED: usize = 32 << 20;

/// The layers over an aggregate, the outermost first. The last may be damage that cannot be undone. `None` where no
/// aggregate is found under any layers.
pub(super) fn chain(data: &[u8]) -> Option<Vec<Damage>> {
    search(data.get(..data.len().min(HEAD)).unwrap_or_default(), DEEPEST)
}

fn search(head: &[u8], deeper: usize) -> Option<Vec<Damage>> {
    if head.starts_with(&MAGIC) {
        return Some(Vec::new());
    }
    if let Some(damage) = lost::recognise(head) {
        return Some(vec![damage]);
    }
    if deeper == 0 {
        return None;
    }
    layers(head).find_map(|(damage, inner)| {
        let mut chain = search(&inner, deeper - 1)?;
        chain.insert(0, damage);
        Some(chain)
    })
}

/// The layers that may be the outermost, each with the beginning of the data under it.
fn layers(head: &[u8]) -> impl Iterator<Item = (Damage, Vec<u8>)> {
    let sets = Charset::ALL.into_iter().map(Damage::Transcoded);
    let strict = std::iter::once_with(|| Damage::StrictWindows1252 { lost: holes(head) });
    let begins = head.get(..head.len().min(64)).unwrap_or_default();
    let joined = joined_numbers(begins).then_some(Damage::Printed(Printer::Node));
    let text = joined.into_iter().chain(text_layer(head));
    let packed = Packed::of(head).map(Damage::Packed).into_iter();
    let behind = prepended(head).map(|bytes| Damage::Prepended { bytes }).into_iter();
    text.chain(packed)
        .chain(sets)
        .chain(strict)
        .chain(behind)
        .filter_map(move |damage| Some((damage, undo(head, damage)?)))
}

/// How many bytes stand before the data: those before the magic where they are few, or a byte order mark. A byte
/// order mark shows that the data was handled as text.
fn prepended(head: &[u8]) -> Option<usize> {
    const MOST: usize = 64;
    const MARK: &[u8] = b"\xef\xbb\xbf";
    if head.starts_with(MARK) {
        return Some(MARK.len());
    }
    let near = head.get(..head.len().min(MOST + MAGIC.len()))?;
    near.windows(MAGIC.len()).position(|window| window == MAGIC).filter(|at| *at > 0)
}

fn text_layer(head: &[u8]) -> Option<Damage> {
    let text = head.trim_ascii_start();
    let begins = text.get(..text.len().min(64))?;
    if let Some(printer) = printed(begins) {
        return Some(Damage::Printed(printer));
    }
    let short = begins.len() < 8;
    if matches!(begins, [b'"', ..]) && !short {
        return Some(Damage::JsonString);
    }
    if !short && hex::form(begins, Span::new(0, begins.len())).is_some() {
        return Some(Damage::Hex);
    }
    let alphabet = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/-_=\r\n".contains(byte);
    (!short && begins.iter().all(alphabet)).then_some(Damage::Base64)
}

/// Which language prints bytes like this.
fn printed(text: &[u8]) -> Option<Printer> {
    let has = |word: &[u8]| text.windows(word.len()).any(|window| window == word);
    Some(match text {
        [b'b' | b'B', b'\'' | b'"', ..] => Printer::Python,
        [b'\'' | b'"', b'\\', b'x', ..] => Printer::Python,
        _ if text.starts_with(SDK_BYTES) => Printer::Java,
        [b'[', ..] if text.iter().skip(1).all(|byte| b"0123456789-, ]\r\n\t".contains(byte)) => Printer::Java,
        [b'<', ..] if text.starts_with(b"<Buffer ") => Printer::Node,
        [b'U', ..] if text.starts_with(b"Uint8Array(") => Printer::Node,
        [b'{', ..] if has(b"\"Buffer\"") || has(b"\"0\":") => Printer::Node,
        _ => return None,
    })
}

/// Whether the text consists of numbers and commas only, as Node converts bytes to a string. Such a text can be hex
/// as well, if each number has two digits.
fn joined_numbers(text: &[u8]) -> bool {
    text.contains(&b',') && text.iter().all(|byte| byte.is_ascii_digit() || *byte == b',')
}

/// How the AWS SDK for Java 2 begins to print bytes (`ToString` in `software.amazon.awssdk.utils`).
const SDK_BYTES: &[u8] = b"SdkBytes(bytes=0x";

/// Removes one layer. `None` where the data does not have it.
pub(super) fn undo(data: &[u8], damage: Damage) -> Option<Vec<u8>> {
    let all = Span::new(0, data.len());
    let bytes = match damage {
        Damage::Transcoded(charset) => charset.bytes_of(data)?,
        Damage::StrictWindows1252 { .. } => strict_windows_1252(data)?,
        Damage::Base64 => base64::decode(data, all).bytes,
        Damage::Hex => hex::decode(data, all).bytes,
        Damage::Printed(printer) => unprint(data, printer)?,
        Damage::JsonString => json_string(data.trim_ascii())?,
        Damage::Prepended { bytes } => data.get(bytes..)?.to_vec(),
        Damage::MagicMissing => [&MAGIC, data].concat(),
        Damage::MessageAlone => is_message(data).then(|| frame(data))?,
        Damage::Packed(_) => unpack::unpack(data, MOST_UNPACKED)?.bytes,
        _ => return None,
    };
    let proven = damage != Damage::MagicMissing || is_sealed(&bytes);
    (!bytes.is_empty() && proven).then_some(bytes)
}

/// Decodes a JSON string to UTF-8. Of a string that was cut, it returns what is there.
fn json_string(text: &[u8]) -> Option<Vec<u8>> {
    let (value, _) = json::parse(text);
    Some(value?.text(text)?.bytes())
}

fn unprint(data: &[u8], printer: Printer) -> Option<Vec<u8>> {
    if let Some(rest) = data.trim_ascii_start().strip_prefix(SDK_BYTES) {
        let digits = rest.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
        return Some(hex::decode(rest, Span::new(0, digits)).bytes);
    }
    if printer == Printer::Python {
        return python(data.trim_ascii_start());
    }
    if let Some(bytes) = numbers(data) {
        return Some(bytes);
    }
    let capture = capture::read(data);
    let fits = match printer {
        Printer::Python | Printer::Java => false,
        Printer::Node => capture.shape == Shape::NodeBuffer,
    };
    let mut records = capture.records.into_iter();
    let first = records.next().filter(|_| fits)?;
    records.next().is_none().then_some(first.data)
}

/// Reads a Python literal of bytes, or of a string whose characters were bytes. It reads up to the closing quote, or
/// to the end where that is missing.
fn python(text: &[u8]) -> Option<Vec<u8>> {
    let [quote @ (b'\'' | b'"'), rest @ ..] =
        text.strip_prefix(b"b").or(text.strip_prefix(b"B")).unwrap_or(text)
    else {
        return None;
    };
    let (mut bytes, mut rest) = (Vec::new(), rest);
    while let Some(&byte) = rest.first().filter(|&byte| byte != quote) {
        let (escaped, len) = escapes::one(rest);
        bytes.push(escaped.unwrap_or(byte));
        rest = rest.get(len..)?;
    }
    Some(bytes)
}

/// Reads a list of bytes that are written as numbers, alone or as the data of a Buffer. Java writes them from -128 to
/// 127. Of a list that was cut, it returns what is there.
fn numbers(text: &[u8]) -> Option<Vec<u8>> {
    let byte = |item: &str| {
        let number = item.parse::<i16>().ok().filter(|number| (-128..=255).contains(number))?;
        number.to_be_bytes().last().copied()
    };
    if joined_numbers(text.get(..text.len().min(64))?) {
        // This may be the beginning of longer data, so the last number may be cut. Reading stops at what is not a
        // number.
        let items = text.split(|byte| *byte == b',');
        return Some(items.map_while(|item| byte(std::str::from_utf8(item).ok()?)).collect());
    }
    let list = text.iter().position(|&byte| byte == b'[').and_then(|at| text.get(at + 1..))?;
    let end = list.iter().position(|&byte| byte == b']');
    let list = std::str::from_utf8(list.get(..end.unwrap_or(list.len()))?).ok()?;
    let mut items = list.split(',').map(str::trim);
    if end.is_none() {
        items.next_back();
    }
    items.map(byte).collect()
}

/// The five bytes that have no character in Windows-1252. The WHATWG's table gives them characters; Python's and
/// Java's tables do not.
const UNDEFINED: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/// The character that stands where a byte was lost.
const REPLACEMENT: &str = "\u{fffd}";

fn holes(data: &[u8]) -> usize {
    data.windows(REPLACEMENT.len()).filter(|window| *window == REPLACEMENT.as_bytes()).count()
}

/// The most bytes that are hashed to find out which of the five bytes stood at which place.
const WORK: usize = 32 << 20;

/// Undoes a decoding as Windows-1252 that lost the five undefined bytes. Where few were lost, all combinations are
/// tried until the MD5 is right.
fn strict_windows_1252(data: &[u8]) -> Option<Vec<u8>> {
    let [hole, ..] = UNDEFINED;
    // Lost bytes are marked with U+0081. Our table has this character, and a strict decoder never writes it.
    let filled = String::from_utf8_lossy(data).replace(REPLACEMENT, "\u{81}");
    let mut bytes = Charset::Windows1252.bytes_of(filled.as_bytes())?;
    let places: Vec<usize> = (0..bytes.len()).filter(|&at| bytes.get(at) == Some(&hole)).collect();
    if places.is_empty() {
        return None;
    }
    let tries = u32::try_from(places.len()).ok().and_then(|places| UNDEFINED.len().checked_pow(places));
    for number in 0..tries.filter(|tries| tries.saturating_mul(bytes.len()) <= WORK).unwrap_or(0) {
        let mut rest = number;
        for &place in &places {
            if let (Some(byte), Some(&guess)) = (bytes.get_mut(place), UNDEFINED.get(rest % UNDEFINED.len()))
            {
                *byte = guess;
            }
            rest /= UNDEFINED.len();
        }
        if is_sealed(&bytes) {
            return Some(bytes);
        }
    }
    for place in places {
        if let Some(byte) = bytes.get_mut(place) {
            *byte = hole;
        }
    }
    Some(bytes)
}
