//! Values wherever they stand in a text: those of the notations that stand apart, and printed ones everywhere else.

use super::{
    LINE_NOTATIONS, WHOLE_NOTATIONS, printed,
    tree::{Builder, Kind, Tree},
};
use kpl_format::bytes::Span;

/// Every value in a text, in its order.
#[must_use]
pub fn find(text: &[u8]) -> Tree {
    let mut whole = Builder::default();
    if WHOLE_NOTATIONS.iter().any(|read| read(text, 0, &mut whole).is_some()) {
        return whole.finish();
    }
    let printed = read_printed(text);
    if LINE_NOTATIONS.is_empty() {
        return printed;
    }
    let regions = regions(text, &printed);
    if regions.is_empty() { printed } else { merged(&printed, &regions) }
}

/// Whether a text is in one notation as a whole, such as CBOR.
#[must_use]
pub fn is_whole(text: &[u8]) -> bool {
    let mut tree = Builder::default();
    WHOLE_NOTATIONS.iter().any(|read| read(text, 0, &mut tree).is_some())
}

/// Every printed value in a text, whatever else it may be.
#[must_use]
pub fn read_printed(text: &[u8]) -> Tree {
    let mut tree = Builder::default();
    printed::read(text, Span::new(0, text.len()), &mut tree);
    tree.finish()
}

/// What stands in the text in a notation of lines.
fn regions(text: &[u8], printed: &Tree) -> Vec<(Span, Tree)> {
    let mut containers = printed
        .roots()
        .filter(|(_, node)| {
            node.whole && !matches!(node.kind, Kind::Number | Kind::Null | Kind::Bool(_) | Kind::Time)
        })
        .map(|(_, node)| node.span)
        .peekable();
    let mut regions = Vec::new();
    let mut at = 0;
    while at < text.len() {
        while containers.next_if(|span| span.end() <= at).is_some() {}
        if let Some(span) = containers.peek().filter(|span| span.offset < at) {
            at = next_line(text, span.end());
            continue;
        }
        let mut tree = Builder::default();
        let mark = tree.mark();
        let end = LINE_NOTATIONS.iter().find_map(|read| {
            tree.back_to(mark);
            read(text, at, &mut tree).filter(|end| *end > at)
        });
        match end {
            Some(end) => {
                regions.push((Span::between(at, end), tree.finish()));
                // The next one begins at a line as well.
                at = if end.checked_sub(1).and_then(|last| text.get(last)) == Some(&b'\n') {
                    end
                } else {
                    next_line(text, end)
                };
            }
            None => at = next_line(text, at),
        }
    }
    regions
}

fn next_line(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    memchr::memchr(b'\n', rest).map_or(text.len(), |end| at + end + 1)
}

/// The printed values outside of the regions, and those in them.
fn merged(printed: &Tree, regions: &[(Span, Tree)]) -> Tree {
    let mut tree = Builder::default();
    let mut regions = regions.iter().peekable();
    let mut taken = 0;
    for (index, root) in printed.roots() {
        while let Some((span, found)) = regions.next_if(|(span, _)| span.offset <= root.span.offset) {
            tree.copy(found, 0, found.len());
            taken = span.end();
        }
        if root.span.offset >= taken {
            tree.copy(printed, index, root.next);
        }
    }
    for (_, found) in regions {
        tree.copy(found, 0, found.len());
    }
    tree.finish()
}
