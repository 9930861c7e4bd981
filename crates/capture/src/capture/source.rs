//! From bytes to text: byte order marks, UTF-16, and what is no text at all.

use super::{
    Envelope, KinesisRecord,
    finding::{Code, Finding},
    reading::Reading,
    shapes,
    why::Why,
};
use kpl_format::bytes::Span;
use std::cell::OnceCell;

/// The input and the text that it is, if it is one.
pub(super) struct Source<'a> {
    /// The input as it came.
    pub(super) input: &'a [u8],
    /// UTF-16 made UTF-8.
    decoded: Option<String>,
    /// Why the input is no text.
    binary: Option<Why>,
    /// What the values in the text are, once somebody asked.
    values: OnceCell<(Vec<KinesisRecord>, Vec<Finding>)>,
}

impl<'a> Source<'a> {
    pub(super) fn open(input: &'a [u8]) -> Self {
        let decoded = utf16(input).filter(|text| control(text.as_bytes()).is_none());
        let binary = if input.is_empty() {
            Some(Why::Empty)
        } else if decoded.is_some() {
            None
        } else {
            not_text(input)
        };
        Self { input, decoded, binary, values: OnceCell::new() }
    }

    /// What spans refer to.
    pub(super) fn text(&self) -> &[u8] {
        self.decoded.as_deref().map_or(self.input, str::as_bytes)
    }

    /// The records in the values of the text, and what there is to say about them: read once.
    pub(super) fn values(&self) -> &(Vec<KinesisRecord>, Vec<Finding>) {
        self.values.get_or_init(|| {
            let mut reading = Reading::new(self.text());
            self.findings(&mut reading);
            shapes::read(&mut reading);
            reading.finish()
        })
    }

    /// How many there are.
    pub(super) fn records(&self) -> usize {
        self.values().0.len()
    }

    /// The same; `None` where nothing but base64, quoted or one a line, stands around them.
    pub(super) fn records_among_words(&self) -> Option<usize> {
        let named = || self.values().0.iter().any(|record| record.envelope != Envelope::default());
        let records = self.records();
        (records > 0 && (shapes::stands_among_words(self.text()) || named())).then_some(records)
    }

    /// Why this is no text; `None` where it is one.
    pub(super) const fn binary(&self) -> Option<Why> {
        self.binary
    }

    pub(super) const fn is_utf16(&self) -> bool {
        self.decoded.is_some()
    }

    /// The text without blanks, byte order mark and record separator at its ends.
    pub(super) fn body(&self) -> &[u8] {
        let text = self.text();
        let body = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text).trim_ascii();
        body.strip_prefix(&[SEPARATOR]).unwrap_or(body).trim_ascii()
    }

    pub(super) fn findings(&self, reading: &mut Reading<'_>) {
        if self.is_utf16() {
            reading.find(
                None,
                Span::new(0, 0),
                Code::Utf16 { big_endian: self.input.starts_with(b"\xfe\xff") },
            );
        }
    }

    /// Text as a record: exactly the input, byte order mark and all.
    pub(super) fn read_text(&self, reading: &mut Reading<'_>) {
        if self.body().is_empty() && !self.input.is_empty() {
            reading.find(
                None,
                Span::new(0, self.text().len()),
                Code::NothingToRead { bytes: self.input.len() },
            );
        } else {
            reading.plain(self.input);
        }
    }

    pub(super) fn into_decoded(self) -> Option<Vec<u8>> {
        self.decoded.map(String::into_bytes)
    }
}

/// PowerShell's `>` writes UTF-16 with a byte order mark.
fn utf16(input: &[u8]) -> Option<String> {
    let (units, big) = match input {
        [0xff, 0xfe, units @ ..] => (units, false),
        [0xfe, 0xff, units @ ..] => (units, true),
        _ => return None,
    };
    let units = units.chunks_exact(2).filter_map(|pair| {
        let pair = <[u8; 2]>::try_from(pair).ok()?;
        Some(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
    });
    let mut text = String::with_capacity(input.len());
    let mut characters = char::decode_utf16(units).peekable();
    while let Some(character) = characters.next() {
        match character {
            Ok(character) => text.push(character),
            // Where the input was cut, in the middle of a character: half of it is left.
            Err(_) if characters.peek().is_none() && !text.is_empty() => {}
            Err(_) => return None,
        }
    }
    Some(text)
}

/// How many bytes of text stand before half a character, so that it is text: fewer may be anything.
const SHORTEST_CUT: usize = 16;

fn not_text(input: &[u8]) -> Option<Why> {
    if let Err(error) = std::str::from_utf8(input) {
        // Text that was cut in the middle of a character is text.
        if error.error_len().is_some() || error.valid_up_to() < SHORTEST_CUT {
            return Some(Why::NotUtf8 { offset: error.valid_up_to() });
        }
    }
    control(input).map(|(offset, byte)| Why::ControlCharacter { byte, offset })
}

/// What RFC 7464 puts before each JSON text.
const SEPARATOR: u8 = 0x1e;

/// The first byte that no text has: a control character other than blanks, form feed, escape (terminals colour what
/// they print), delete (JSON has it as it is), and the separator before JSON.
fn control(text: &[u8]) -> Option<(usize, u8)> {
    let is_control =
        |byte: u8| matches!(byte, 0..0x20) && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let separates = |offset: usize| matches!(text.get(offset + 1), None | Some(b'{' | b'[' | b'"'));
    let mut controls = text.iter().copied().enumerate().filter(|&(_, byte)| is_control(byte));
    controls.find(|&(offset, byte)| byte != SEPARATOR || !separates(offset))
}
