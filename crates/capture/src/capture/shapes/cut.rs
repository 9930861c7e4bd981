//! Where a text that goes on can be cut into two that are read on their own: before a line at which nothing is open.

use super::{record::is_container, roles::role};
use crate::{
    capture::likeness,
    value::{BytesAs, Kind, Tree, find},
};
use kpl_format::bytes::Span;

/// How many lines apart the fields of one record may stand, and two to be sure.
const MOST_LINES: usize = 6;

/// How many lines of base64 are looked back over.
const MOST_BASE64: usize = 4_000;

/// Where the beginning of a text ends that can be read before the rest is known: at the start of a line, in its second
/// half. `None` where more of the text has to be seen; never if it is `full`, as no more of it is held. The second result
/// says that something was open there.
pub(in crate::capture) fn cut(text: &[u8], full: bool) -> Option<(usize, bool)> {
    let tree = find(text);
    let last = line_at(text, text.len());
    let half = text.len() / 2;
    let mut taken = Taken { spans: Vec::new(), open: last, early: false, half };
    for (root, node) in tree.roots() {
        let start = node.key.map_or(node.span.offset, |key| key.offset.min(node.span.offset));
        taken.add(text, &tree, root, start, last);
    }
    if taken.early && !full {
        return None;
    }
    taken.spans.sort_by_key(|span| span.offset);
    let at = taken.before(text, line_at(text, taken.open.saturating_add(1).min(text.len())));
    if at >= half.max(1) || (full && at > 0) {
        return Some((at, false));
    }
    full.then_some((if last > 0 { last } else { text.len() }, true))
}

/// The start of the line that ends at or behind a place.
fn line_at(text: &[u8], at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    memchr::memrchr(b'\n', before).map_or(0, |end| end + 1)
}

/// What must not be cut.
struct Taken {
    spans: Vec<Span>,
    /// Where the first value begins that may go on behind the text.
    open: usize,
    /// Whether such a value begins in the first half.
    early: bool,
    half: usize,
}

impl Taken {
    fn add(&mut self, text: &[u8], tree: &Tree, node: u32, start: usize, last: usize) {
        let Some(at) = tree.get(node) else { return };
        if at.whole && at.span.end() < last {
            let lines = match at.kind {
                kind if is_container(kind) => 0,
                // A field of a record, outside of all brackets.
                _ if at.key.is_some_and(|key| role(key.of(text)).is_some()) => MOST_LINES,
                // The next piece of it may stand in the next line.
                Kind::Bytes(BytesAs::Literal | BytesAs::Joined) => 1,
                _ => 0,
            };
            let rest = text.get(at.span.end()..).unwrap_or_default();
            let end = memchr::memchr_iter(b'\n', rest).take(lines + 1).last().filter(|_| lines > 0);
            let end = end.map_or(at.span.end(), |end| at.span.end() + end);
            return self.spans.push(Span::between(start, end));
        }
        if start < self.half {
            self.early = true;
        } else {
            self.open = self.open.min(start);
        }
        // A bracket that is open for long is one that does not close.
        if !at.whole && start < self.half {
            let children: Vec<(u32, usize)> = tree
                .children(node)
                .map(|(child, at)| (child, at.key.map_or(at.span.offset, |key| key.offset)))
                .collect();
            children.into_iter().for_each(|(child, start)| self.add(text, tree, child, start, last));
        }
    }

    /// The last start of a line that is in nothing, from a line on and before it.
    fn before(&self, text: &[u8], from: usize) -> usize {
        let (mut at, mut lines) = (from, 0);
        loop {
            let before = self.spans.partition_point(|span| span.offset < at);
            let around = self.spans.get(before.saturating_sub(MOST_BESIDE)..before).unwrap_or_default();
            let around = around.iter().filter(|span| span.end() > at).map(|span| span.offset).min();
            if let Some(start) = around {
                at = line_at(text, start.saturating_add(1).min(at.saturating_sub(1)));
                continue;
            }
            let line = line_at(text, at.saturating_sub(1));
            let above = Span::between(line, at).of(text).trim_ascii();
            if lines < MOST_BASE64 && above.len() >= SHORTEST_LINE && likeness::is_base64(above) {
                (at, lines) = (line, lines + 1);
                continue;
            }
            return at;
        }
    }
}

/// How many of the values that begin before a line are looked at, to find one that reaches past it.
const MOST_BESIDE: usize = 64;

/// From so many characters on a line may be one of base64 that was wrapped.
const SHORTEST_LINE: usize = 40;
