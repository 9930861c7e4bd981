//! Containers that are one value: bytes written as numbers, and what a printer put there instead of something.

use super::{
    numbers,
    tree::{Builder, BytesAs, Kind, LeftOut, Spelling},
};
use kpl_format::bytes::Span;

/// Makes one value of a container that was just closed, where it is one.
pub(super) fn collapse(text: &[u8], tree: &mut Builder, node: u32, open: u8, keyed: bool) -> bool {
    let Some(at) = tree.get(node).copied() else { return false };
    if let Some(left_out) = instead(text, tree, node) {
        tree.truncate(node.saturating_add(1));
        set(tree, node, Kind::LeftOut(left_out), node.saturating_add(1));
        return true;
    }
    let mut child = node.saturating_add(1);
    if let Some(words) =
        tree.get(child).copied().filter(|words| at.next == child.saturating_add(1) && words.key.is_none())
        && words.kind == Kind::Text(Spelling::Raw)
    {
        // Go: `[243 137 154]`; Spark: `[F3 89 9A]`.
        let inside = words.span.of(text);
        tree.step(u64::try_from(words.span.len).unwrap_or(0));
        let how = if is_hex(inside) {
            Some(BytesAs::Hex)
        } else {
            numbers::count(inside).filter(|count| *count >= 2).map(|_| BytesAs::Numbers)
        };
        let bytes = how.is_some() && open != b'(';
        if let Some(how) = how.filter(|_| bytes) {
            tree.truncate(child);
            set(tree, node, Kind::Bytes(how), child);
            without_name(text, tree, node, open);
        }
        return bytes;
    }
    let (mut count, mut left_out) = (0u64, None);
    while child < at.next {
        tree.step(1);
        let Some(item) = tree.get(child).copied() else { return false };
        match item.kind {
            Kind::Number
                if numbers::byte(item.span.of(text)).is_some() && in_order(text, item.key, count) =>
            {
                count += 1
            }
            Kind::LeftOut(LeftOut::Items(more)) if item.key.is_none() => left_out = Some((item.span, more)),
            _ => return false,
        }
        if item.key.is_some() != keyed && left_out.is_none() {
            return false;
        }
        child = child.saturating_add(1);
    }
    let least = if open == b'(' { 4 } else { 2 };
    if count < least && !(count == 1 && keyed) {
        return false;
    }
    tree.truncate(node.saturating_add(1));
    if let Some((span, more)) = left_out {
        tree.leaf(Kind::LeftOut(LeftOut::Bytes(more)), span);
    }
    let next = tree.next();
    set(tree, node, Kind::Bytes(if keyed { BytesAs::Indexed } else { BytesAs::Numbers }), next);
    without_name(text, tree, node, open);
    true
}

/// Whether words are bytes in hex, two digits each: one of them is none in decimal.
fn is_hex(words: &[u8]) -> bool {
    let pair =
        |pair: &[u8]| matches!(pair, [high, low] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit());
    words.split(|byte| *byte == b' ').all(pair)
        && words
            .split(|byte| *byte == b' ')
            .any(|pair| pair.starts_with(b"0") || pair.iter().any(u8::is_ascii_alphabetic))
}

/// Bytes stand from their bracket on: the name before it is that of a type.
fn without_name(text: &[u8], tree: &mut Builder, node: u32, open: u8) {
    if let Some(node) = tree.get_mut(node)
        && let Some(name) = memchr::memchr(open, node.span.of(text))
    {
        node.span = Span::between(node.span.offset + name, node.span.end());
    }
}

fn set(tree: &mut Builder, node: u32, kind: Kind, next: u32) {
    if let Some(node) = tree.get_mut(node) {
        (node.kind, node.next) = (kind, next);
    }
}

/// Whether a key is that of the item with this index, or there is none.
fn in_order(text: &[u8], key: Option<Span>, index: u64) -> bool {
    let Some(key) = key else { return true };
    let digits: Vec<u8> = key.of(text).iter().copied().filter(u8::is_ascii_digit).take(12).collect();
    key.len < 16 && digits == index.to_string().as_bytes()
}

/// `[Object]`, `[Uint8Array]`, `java.nio.HeapByteBuffer[pos=0 lim=124 cap=124]`.
fn instead(text: &[u8], tree: &Builder, node: u32) -> Option<LeftOut> {
    let at = tree.get(node)?;
    let child = tree.get(node.checked_add(1)?).filter(|_| at.next == node + 2)?;
    match at.kind {
        Kind::Tagged { name } => {
            let name = name.of(text);
            let buffer = name.ends_with(b"ByteBuffer") || name.ends_with(b"ByteBufferR");
            buffer.then_some(())?;
            let words = at.span.of(text);
            let after = |word: &[u8]| -> Option<u64> {
                let from = memchr::memmem::find(words, word)? + word.len();
                let digits = words.get(from..)?;
                let len = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
                std::str::from_utf8(digits.get(..len)?).ok()?.parse().ok()
            };
            let (from, to) = (after(b"pos=")?, after(b"lim=")?);
            Some(LeftOut::Bytes(to.checked_sub(from)))
        }
        Kind::List if child.kind == Kind::Text(Spelling::Raw) && child.key.is_none() => {
            let word = child.span.of(text);
            let known = [
                &b"Object"[..],
                b"Array",
                b"Uint8Array",
                b"Buffer",
                b"ArrayBuffer",
                b"Circular",
                b"Circular *1",
                b"Map",
                b"Blob",
            ];
            (text.get(at.span.offset) == Some(&b'[') && known.contains(&word)).then_some(LeftOut::Value)
        }
        _ => None,
    }
}
