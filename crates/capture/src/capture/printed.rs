//! Values as Python or Node print them, with bytes in them: read as the JSON that they would be.

use super::{
    Shape,
    finding::Code,
    json::Documents,
    notation::{self, Made},
    reading::Reading,
};

/// Python or Node, and how many records.
pub(super) fn recognise(text: &[u8], body: &[u8]) -> Option<(Shape, usize)> {
    let shape = if notation::is_python(body) {
        Shape::Python
    } else if notation::is_node(body) {
        Shape::NodeBuffer
    } else {
        return None;
    };
    if only_escapes(body) {
        return None;
    }
    let made = notation::to_json(text);
    let (_, records) = Documents::read(&made.json).recognise(&made.json)?;
    Some((shape, records))
}

/// Whether bytes are nothing but `\xNN`: then they are hex as well, and read as that.
fn only_escapes(body: &[u8]) -> bool {
    let quote = |byte: &u8| matches!(byte, b'b' | b'B' | b'\'' | b'"');
    let start = body.iter().position(|byte| !quote(byte)).unwrap_or(body.len());
    let inside = body.get(start..).unwrap_or_default();
    let inside = inside.strip_suffix(b"'").or_else(|| inside.strip_suffix(b"\"")).unwrap_or(inside);
    inside.chunks(4).all(|escape| {
        matches!(escape, [b'\\', b'x', high, low]
        if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
    })
}

/// Reads every record.
pub(super) fn read(reading: &mut Reading<'_>) {
    let Made { json, origins, notes } = notation::to_json(reading.text);
    let documents = Documents::read(&json);
    let shape = documents.recognise(&json).map_or(Shape::DynamoDb, |(shape, _)| shape);
    reading.nested(&json, &origins, |reading| documents.read_records(reading, shape, false));
    let mut local = None;
    for (span, code) in notes {
        match code {
            // Once is enough.
            Code::TimestampLocal => _ = local.get_or_insert(span),
            _ => reading.find(None, span, code),
        }
    }
    if let Some(span) = local {
        reading.find(None, span, Code::TimestampLocal);
    }
}
