//! The bytes of a record as JSON holds them: base64, or what languages make of bytes when they print them.

use crate::capture::{finding::Code, likeness, reading::Reading};
use kpl_format::bytes::{
    Span, base64,
    json::{JsonKind, Member, Text, Value},
};

/// How the bytes are written.
enum Form<'a> {
    /// A string; services write base64.
    String(Text<'a>),
    /// An array of numbers: Java's signed bytes, Node's Buffer.
    Numbers(&'a [Value]),
    /// `{"0":243,"1":137}`: a Uint8Array as JSON.stringify writes it.
    Indexed(&'a [Member]),
}

fn form<'a>(text: &'a [u8], value: &'a Value) -> Option<Form<'a>> {
    match &value.kind {
        JsonKind::String => value.text(text).map(Form::String),
        JsonKind::Array(items) => {
            items.iter().all(|item| item.kind == JsonKind::Number).then_some(Form::Numbers(items))
        }
        JsonKind::Object(members) => {
            if is_indexed(text, members) {
                return Some(Form::Indexed(members));
            }
            // {"type":"Buffer","data":[243,137]} and DynamoDB's {"B":"84ma…"}.
            let buffer =
                value.get(text, "type").and_then(|kind| kind.text(text)).filter(|kind| kind.is("Buffer"));
            let inner = value.get(text, if buffer.is_some() { "data" } else { "B" })?;
            let plain = buffer.is_some() || members.len() == 1;
            (plain && !matches!(inner.kind, JsonKind::Object(_))).then(|| form(text, inner))?
        }
        _ => None,
    }
}

fn is_indexed(text: &[u8], members: &[Member]) -> bool {
    !members.is_empty()
        && members.iter().enumerate().all(|(index, member)| {
            let key = member.key.of(text);
            let key = key.strip_prefix(b"\"").and_then(|key| key.strip_suffix(b"\"")).unwrap_or_default();
            member.value.kind == JsonKind::Number && key == index.to_string().as_bytes()
        })
}

/// Whether a value can be the data of a record.
pub(in crate::capture) fn is_data(text: &[u8], value: &Value) -> bool {
    form(text, value).is_some()
}

/// Whether the text ends within a value before anything in it can be read.
pub(super) fn is_cut_to_nothing(text: &[u8], value: &Value) -> bool {
    let empty = || match form(text, value) {
        Some(Form::String(string)) => string.inside.len < 2,
        Some(Form::Numbers(numbers)) => numbers.is_empty(),
        Some(Form::Indexed(_)) => false,
        None => true,
    };
    !value.whole && empty()
}

/// The data of a record and where it stands. Without data the record still counts, so that indexes stay true.
pub(super) fn read(
    reading: &mut Reading<'_>,
    text: &[u8],
    whole: &Value,
    data: Option<&Value>,
) -> (Vec<u8>, Span) {
    let index = Some(reading.next_index());
    let Some(value) = data else {
        reading.find(index, whole.span, Code::DataMissing);
        return (Vec::new(), whole.span);
    };
    let (bytes, source) = match form(text, value) {
        Some(Form::String(string)) => base64_string(reading, text, &string, value),
        Some(Form::Numbers(numbers)) => {
            let bytes = numbers.iter().map(|number| byte(reading, text, number)).collect();
            (bytes, value.span)
        }
        Some(Form::Indexed(members)) => {
            let numbers = members.iter().map(|member| &member.value);
            (numbers.map(|number| byte(reading, text, number)).collect(), value.span)
        }
        None => {
            reading.find(index, value.span, Code::DataNotString);
            return (Vec::new(), value.span);
        }
    };
    if !value.whole {
        reading.find(index, Span::new(value.span.end(), 0), Code::DataCutShort { bytes: bytes.len() });
    }
    (bytes, source)
}

/// A number as a byte: Java's go from -128, all others to 255. What is none keeps its place, as 0.
fn byte(reading: &mut Reading<'_>, text: &[u8], number: &Value) -> u8 {
    let written = std::str::from_utf8(number.span.of(text)).ok().and_then(|text| text.parse::<i16>().ok());
    let byte = written.filter(|number| (-128..=255).contains(number));
    if byte.is_none() {
        reading.find(Some(reading.next_index()), number.span, Code::NumberNotByte);
    }
    // Two's complement: -13 is 0xf3.
    byte.map_or(0, |byte| byte.to_be_bytes()[1])
}

fn base64_string(reading: &mut Reading<'_>, all: &[u8], string: &Text<'_>, value: &Value) -> (Vec<u8>, Span) {
    let index = Some(reading.next_index());
    let unescaped = string.is_escaped().then(|| string.unwrap());
    let (text, window) = match &unescaped {
        Some((bytes, _)) => (bytes.as_slice(), Span::new(0, bytes.len())),
        None => (all, string.inside),
    };
    if reading.raw {
        return (window.of(text).to_vec(), string.inside);
    }
    let mut decoded = base64::decode(text, window);
    let clean = decoded.cleaned.is_clean() && decoded.bad_count == 0 && decoded.lone.is_none();
    if likeness::is_literal_of_text(window.of(text), &decoded.bytes) {
        reading.find(index, value.span, Code::DataNotBase64 { bytes: window.len });
        return (Vec::new(), string.inside);
    }
    if !clean && !likeness::is_base64_field(window.of(text)) {
        reading.find(index, value.span, Code::DataNotBase64 { bytes: window.len });
        return (Vec::new(), string.inside);
    }
    if !value.whole {
        // Of a string that was cut nobody expects the last group to be whole.
        (decoded.lone, decoded.trailing_bits, decoded.cleaned.missing_padding) = (None, None, 0);
    }
    let origin = |offset| unescaped.as_ref().map_or(offset, |(_, origins)| origins.at(offset));
    reading.base64(index, &decoded, origin);
    reading.cleaned(index, string.inside, decoded.cleaned);
    (decoded.bytes, string.inside)
}
