//! CBOR (RFC 8949), the SDKs' wire form of the Kinesis API: maps with text keys, byte strings, times behind tag 1.

pub(super) mod number;

use super::tree::{Builder, BytesAs, Kind, Spelling};
use kpl_format::bytes::Span;
use number::{Head, head};

/// How deep values may lie in one another.
const MAX_DEPTH: usize = 64;

/// What a message of an API looks like at its beginning: a map whose first key is a name.
fn is_likely(bytes: &[u8]) -> bool {
    let Some(Head { major: 5, argument, len }) = head(bytes, 0) else { return false };
    let Some(Head { major: 3, argument: Some(key), len: key_head }) = head(bytes, len) else { return false };
    let start = len + key_head;
    let name = usize::try_from(key).ok().and_then(|key| bytes.get(start..start.checked_add(key)?));
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.:".contains(byte);
    argument != Some(0) && name.is_some_and(|name| name.len() > 1 && name.iter().all(is_name))
}

/// Reads one message after another. Random bytes are none: every key is text, every value is well-formed up to the end,
/// which may be missing.
pub(super) fn read(text: &[u8], from: usize, tree: &mut Builder) -> Option<usize> {
    let mark = tree.mark();
    let mut at = from;
    while is_likely(text.get(at..)?) {
        match message(text, at, tree) {
            Some(end) => at = end,
            None => break,
        }
    }
    let behind = text.get(at..)?.trim_ascii();
    if at > from && behind.is_empty() {
        return Some(text.len());
    }
    tree.back_to(mark);
    None
}

/// A list, map or string in pieces that is open.
struct Open {
    node: u32,
    /// How many values are missing, those of a map without their keys; `None` where a break ends it.
    left: Option<u64>,
    major: u8,
}

/// Where the message ends that begins at `from`; `None` where something in it is not well-formed.
fn message(text: &[u8], from: usize, tree: &mut Builder) -> Option<usize> {
    let mut open: Vec<Open> = Vec::new();
    let mut at = from;
    loop {
        tree.step(1);
        while let Some(last) = open.pop_if(|last| last.left == Some(0)) {
            tree.close(last.node, at, true);
        }
        if at > from && open.is_empty() {
            return Some(at);
        }
        if at >= text.len() {
            break;
        }
        if text.get(at) == Some(&0xff) {
            let last = open.pop_if(|last| last.left.is_none())?;
            at += 1;
            tree.close(last.node, at, true);
            continue;
        }
        let within = open.last_mut();
        let pieces = within.as_ref().is_some_and(|last| matches!(last.major, 2 | 3));
        if let Some(last) = within {
            last.left = last.left.map(|left| left - 1);
            if last.major == 5 {
                let Some(key) = key(text, at)? else { break };
                tree.key(key);
                at = key.end();
            }
        }
        let start = at;
        while let Some(Head { major: 6, len, .. }) = head(text, at).filter(|_| !pieces) {
            at += len;
        }
        let Some(next) = head(text, at) else {
            // The rest of a head may be missing at the end, and nowhere else.
            if text.len() - at > 8 {
                return None;
            }
            break;
        };
        if pieces && open.last().is_some_and(|last| last.major != next.major || next.argument.is_none()) {
            return None;
        }
        let inside = at + next.len;
        match (next.major, next.argument) {
            (2 | 3, Some(len)) => {
                let end = usize::try_from(len).ok().and_then(|len| inside.checked_add(len));
                let whole = end.filter(|end| *end <= text.len());
                let span = Span::between(inside, whole.unwrap_or(text.len()));
                if next.major == 3 && whole.is_some() && std::str::from_utf8(span.of(text)).is_err() {
                    return None;
                }
                let node = tree.open(string(next.major, false), inside);
                at = span.end();
                tree.close(node, at, whole.is_some());
                if whole.is_none() {
                    break;
                }
            }
            (2..=5, argument) => {
                if open.len() == MAX_DEPTH {
                    return None;
                }
                let kind = match next.major {
                    4 => Kind::List,
                    5 => Kind::Map,
                    major => string(major, true),
                };
                open.push(Open { node: tree.open(kind, start), left: argument, major: next.major });
                at = inside;
            }
            (major, Some(value)) => {
                let kind = match (major, next.len, value) {
                    (7, 1, 20) => Kind::Bool(false),
                    (7, 1, 21) => Kind::Bool(true),
                    (7, 1 | 2, _) => Kind::Null,
                    _ => Kind::BinaryNumber,
                };
                tree.leaf(kind, Span::new(at, next.len));
                at = inside;
            }
            _ => return None,
        }
    }
    while let Some(last) = open.pop() {
        tree.close(last.node, text.len(), false);
    }
    Some(text.len())
}

/// A key, which is a text; `Some(None)` where the end of the input is in it.
#[allow(clippy::option_option)]
fn key(text: &[u8], at: usize) -> Option<Option<Span>> {
    let Some(Head { major, argument, len }) = head(text, at) else {
        return (text.len() - at <= 8).then_some(None);
    };
    let (3, Some(argument)) = (major, argument) else { return None };
    let span = Span::new(at + len, usize::try_from(argument).ok()?);
    if span.end() > text.len() {
        return Some(None);
    }
    std::str::from_utf8(span.of(text)).is_ok().then_some(Some(span))
}

const fn string(major: u8, in_pieces: bool) -> Kind {
    match (major, in_pieces) {
        (3, false) => Kind::Text(Spelling::Raw),
        (3, true) => Kind::Text(Spelling::Joined),
        (_, false) => Kind::Bytes(BytesAs::Raw),
        (_, true) => Kind::Bytes(BytesAs::Joined),
    }
}

#[cfg(test)]
mod tests;
