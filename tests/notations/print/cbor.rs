//! CBOR, as the SDKs for Java exchange it with the service.

use super::super::tree::Tree;

/// With lengths in front.
pub fn definite(tree: &Tree) -> Vec<u8> {
    let mut out = Vec::new();
    value(&mut out, tree, false);
    out
}

/// With an end mark behind, as a writer that streams does.
pub fn streamed(tree: &Tree) -> Vec<u8> {
    let mut out = Vec::new();
    value(&mut out, tree, true);
    out
}

fn head(out: &mut Vec<u8>, major: u8, number: u64) {
    let major = major << 5;
    match (u8::try_from(number), u16::try_from(number), u32::try_from(number)) {
        (Ok(small), ..) if small < 24 => out.push(major | small),
        (Ok(byte), ..) => out.extend([major | 24, byte]),
        (_, Ok(short), _) => {
            out.push(major | 25);
            out.extend(short.to_be_bytes());
        }
        (_, _, Ok(word)) => {
            out.push(major | 26);
            out.extend(word.to_be_bytes());
        }
        _ => {
            out.push(major | 27);
            out.extend(number.to_be_bytes());
        }
    }
}

fn bytes(out: &mut Vec<u8>, major: u8, bytes: &[u8]) {
    head(out, major, bytes.len() as u64);
    out.extend(bytes);
}

/// The head of a list or map, in one form or the other.
fn open(out: &mut Vec<u8>, major: u8, count: usize, streams: bool) {
    if streams { out.push(major << 5 | 31) } else { head(out, major, count as u64) }
}

fn value(out: &mut Vec<u8>, tree: &Tree, streams: bool) {
    match tree {
        Tree::Null => out.push(0xf6),
        Tree::Bool(value) => out.push(if *value { 0xf5 } else { 0xf4 }),
        Tree::Int(value) => match u64::try_from(*value) {
            Ok(value) => head(out, 0, value),
            Err(_) => head(out, 1, value.unsigned_abs() - 1),
        },
        // A time is tagged as one and counts milliseconds, whatever the tag means elsewhere.
        Tree::Seconds(millis) | Tree::Time(millis) => {
            head(out, 6, 1);
            head(out, 0, millis.unsigned_abs());
        }
        Tree::Text(text) => bytes(out, 3, text.as_bytes()),
        Tree::Bytes(data) => bytes(out, 2, data),
        Tree::List(items) => {
            open(out, 4, items.len(), streams);
            items.iter().for_each(|item| value(out, item, streams));
            out.extend(streams.then_some(0xff));
        }
        Tree::Map(map) => {
            open(out, 5, map.fields.len(), streams);
            for field in &map.fields {
                bytes(out, 3, field.name.as_bytes());
                value(out, &field.value, streams);
            }
            out.extend(streams.then_some(0xff));
        }
    }
}
