//! Values as Python or Node print them, with nothing around them: they are a shape of their own.

use super::{Shape, source::Source};

/// Python or Node, and how many records.
pub(super) fn recognise(source: &Source<'_>, body: &[u8]) -> Option<(Shape, usize)> {
    // Node quotes a key such as '$metadata' as Python does, and Python prints no Buffer.
    let shape = if is_node(body) {
        Shape::NodeBuffer
    } else if is_python(body) {
        Shape::Python
    } else {
        return None;
    };
    let records = if only_escapes(body) { 0 } else { source.records() };
    (records > 0).then_some((shape, records))
}

/// Whether the text is bytes as Python prints them, or printed values with such bytes in them.
fn is_python(body: &[u8]) -> bool {
    let literal = matches!(body, [b'b' | b'B', b'\'' | b'"', ..]) && has(body, b"\\x");
    let inside = matches!(body, [b'{' | b'[' | b'(', ..]) && (has(body, b"b'") || has(body, b"b\""));
    // A string of Latin-1 characters instead of bytes: somebody decoded too early, and lost nothing.
    let magic = body.strip_prefix(b"'").unwrap_or(body).starts_with(br"\xf3\x89\x9a\xc2");
    literal || inside || magic || is_dictionary(body)
}

/// Whether the text begins as a dictionary does that Python prints, or a list of them.
fn is_dictionary(text: &[u8]) -> bool {
    let list = text.strip_prefix(b"[").map_or(text, <[u8]>::trim_ascii_start);
    list.strip_prefix(b"{").is_some_and(|inside| inside.trim_ascii_start().starts_with(b"'"))
}

/// Whether the text is a Buffer as Node prints it, or printed values with one in them.
fn is_node(body: &[u8]) -> bool {
    matches!(body, [b'{' | b'[' | b'<', ..]) && has(body, b"<Buffer ")
        || body.starts_with(b"Uint8Array(")
        || (matches!(body, [b'{' | b'[', ..]) && has(body, b": Uint8Array("))
}

fn has(text: &[u8], word: &[u8]) -> bool {
    memchr::memmem::find(text, word).is_some()
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
