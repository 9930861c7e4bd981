//! Recognises text and the formats that are written as text: JSON, lines of JSON, and CSV.

use super::{Guess, Payload, Score};
use kpl_format::bytes::json;

/// The most lines that are compared to find out whether all have the same number of fields.
const LINES: usize = 200;

/// All text formats that the payload may be, the most likely first.
pub fn guesses(bytes: &[u8]) -> Vec<Guess> {
    let guess = |payload, score| Guess { payload, score };
    if is_text(bytes) {
        let mut guesses = Vec::new();
        if is_structured(bytes) && json::is_json(bytes) {
            guesses.push(guess(Payload::Json, Score::Certain));
        } else if is_ndjson(bytes) {
            guesses.push(guess(Payload::Ndjson, Score::Certain));
        } else if is_csv(bytes) {
            guesses.push(guess(Payload::Csv, Score::Certain));
        }
        guesses.push(guess(Payload::Text, Score::Certain));
        return guesses;
    }
    if is_utf16(bytes) {
        return vec![guess(Payload::Utf16, Score::Certain)];
    }
    if is_latin1(bytes) { vec![guess(Payload::Latin1, Score::Likely)] } else { Vec::new() }
}

/// Whether the text begins as an object, array or string of JSON does. A number or a word alone is JSON as well, but
/// nobody means it so.
fn is_structured(text: &[u8]) -> bool {
    matches!(text.trim_ascii_start().first(), Some(b'{' | b'[' | b'"'))
}

/// Whether the bytes are UTF-8 without control characters, except tabs, line breaks and the escape character of
/// terminal colours.
#[must_use]
pub fn is_text(bytes: &[u8]) -> bool {
    let readable = |char: char| !char.is_control() || matches!(char, '\t' | '\n' | '\r' | '\u{1b}');
    std::str::from_utf8(bytes).is_ok_and(|text| text.chars().all(readable))
}

/// Whether the beginning of some bytes is text. Its last character may be cut in two; that does not make it anything else.
#[must_use]
pub fn begins_as_text(head: &[u8]) -> bool {
    (0..4).filter_map(|less| head.get(..head.len().checked_sub(less)?)).any(is_text)
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty())
}

/// Whether there are two or more lines, and each is a JSON object or array.
fn is_ndjson(bytes: &[u8]) -> bool {
    let value = |line: &[u8]| matches!(line.first(), Some(b'{' | b'[')) && json::is_json(line);
    lines(bytes).nth(1).is_some() && lines(bytes).all(value)
}

/// Whether there are two or more lines, all with the same number of fields, and at least two fields. Fields are
/// separated by commas, tabs or semicolons.
fn is_csv(bytes: &[u8]) -> bool {
    [b',', b'\t', b';'].into_iter().any(|separator| {
        let mut counts = lines(bytes).take(LINES).map(|line| separators(line, separator));
        let first = counts.next().unwrap_or(0);
        let mut rest = counts.peekable();
        first > 0 && rest.peek().is_some() && rest.all(|count| count == first)
    })
}

/// The number of separators in a line, without those in quotes.
fn separators(line: &[u8], separator: u8) -> usize {
    let mut quoted = false;
    line.iter()
        .filter(|&&byte| {
            quoted ^= byte == b'"';
            !quoted && byte == separator
        })
        .count()
}

/// Whether the bytes are readable UTF-16: with a byte order mark, or with a zero in nearly every other byte.
fn is_utf16(bytes: &[u8]) -> bool {
    let (body, big_endian) = match bytes {
        [0xff, 0xfe, body @ ..] => (body, false),
        [0xfe, 0xff, body @ ..] => (body, true),
        body if body.len() >= 4 => match half_zero(body) {
            Some(big_endian) => (body, big_endian),
            None => return false,
        },
        _ => return false,
    };
    let units = body.chunks_exact(2).filter_map(|unit| <[u8; 2]>::try_from(unit).ok());
    let units =
        units.map(|unit| if big_endian { u16::from_be_bytes(unit) } else { u16::from_le_bytes(unit) });
    let readable = |char: char| !char.is_control() || matches!(char, '\t' | '\n' | '\r');
    !body.is_empty()
        && body.len().is_multiple_of(2)
        && char::decode_utf16(units).all(|char| char.is_ok_and(readable))
}

/// Which byte of the pairs is mostly zero (in at least 70% of them): the first (big endian, `true`) or the second
/// (`false`). `None` where it is both or neither.
fn half_zero(bytes: &[u8]) -> Option<bool> {
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count();
    let (first, second, enough) = (zeros(0), zeros(1), bytes.len() / 2 * 7 / 10);
    match (first >= enough.max(1), second >= enough.max(1)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Whether the bytes can be Latin-1 text: at least four bytes, no control characters, and at least 70% printable
/// ASCII.
fn is_latin1(bytes: &[u8]) -> bool {
    let letters = bytes.iter().filter(|byte| byte.is_ascii_graphic() || **byte == b' ').count();
    let control =
        |&byte: &u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r') || (0x7f..0xa0).contains(&byte);
    bytes.len() >= 4 && !bytes.iter().any(control) && letters * 10 >= bytes.len() * 7
}
