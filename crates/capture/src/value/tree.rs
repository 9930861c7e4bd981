//! Values as an arena: nodes in pre-order, each with its place in the text of its layer.

pub use super::kind::{BytesAs, Kind, LeftOut, Spelling};
use super::spelling;
use kpl_format::bytes::{Origins, Span};
use std::borrow::Cow;

/// A value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Where it stands in its layer, quotes, brackets and the name before them included.
    pub span: Span,
    /// Its key, as it is written, quotes and all; it may stand anywhere in the layer.
    pub key: Option<Span>,
    /// The index behind its last descendant.
    pub next: u32,
    /// Whether its end was there.
    pub whole: bool,
}

/// The values of a layer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// The node of an index.
    #[must_use]
    pub fn get(&self, node: u32) -> Option<&Node> {
        self.nodes.get(usize::try_from(node).ok()?)
    }

    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> u32 {
        u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The values that are in no other.
    pub fn roots(&self) -> impl Iterator<Item = (u32, &Node)> {
        self.siblings(0, self.len())
    }

    /// The values in a value.
    pub fn children(&self, node: u32) -> impl Iterator<Item = (u32, &Node)> {
        self.siblings(node.saturating_add(1), self.get(node).map_or(0, |node| node.next))
    }

    fn siblings(&self, from: u32, to: u32) -> impl Iterator<Item = (u32, &Node)> {
        let mut at = from;
        std::iter::from_fn(move || {
            let node = self.get(at).filter(|_| at < to)?;
            let index = at;
            at = node.next.max(at.saturating_add(1));
            Some((index, node))
        })
    }

    /// What stands between the quotes of a text; of several pieces from the first to the last of them.
    #[must_use]
    pub fn inside(&self, layer: &[u8], node: u32) -> Span {
        let inside = |node: &Node| spelling::inside(layer, node.kind, node.span, node.whole);
        let Some(at) = self.get(node) else { return Span::default() };
        let joined = matches!(at.kind, Kind::Text(Spelling::Joined) | Kind::Bytes(BytesAs::Joined));
        let pieces = self.children(node).filter(|_| joined);
        let mut pieces = pieces.map(|(_, piece)| inside(piece));
        match pieces.next() {
            Some(first) => Span::between(first.offset, pieces.last().unwrap_or(first).end()),
            None => inside(at),
        }
    }

    /// The characters of a text, decoded, and where each stands in the layer; of anything else what stands there.
    #[must_use]
    pub fn text<'a>(&self, layer: &'a [u8], node: u32) -> (Cow<'a, [u8]>, Origins) {
        let Some(at) = self.get(node) else { return (Cow::Borrowed(b""), Origins::default()) };
        match at.kind {
            Kind::Text(Spelling::Joined) | Kind::Bytes(BytesAs::Joined) => {
                let (mut all, mut origins) = (Vec::new(), Origins::default());
                for (_, piece) in self.children(node) {
                    spelling::decode(layer, piece.kind, piece.span, piece.whole, &mut all, &mut origins);
                }
                origins.add(all.len(), at.span.end());
                (Cow::Owned(all), origins)
            }
            kind => spelling::text(layer, kind, at.span, at.whole),
        }
    }
}

/// Builds a tree, and counts the steps that it takes.
#[derive(Debug, Default)]
pub struct Builder {
    nodes: Vec<Node>,
    key: Option<Span>,
    steps: u64,
}

/// Where a builder stood.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    nodes: usize,
    key: Option<Span>,
}

impl Builder {
    /// Gives the next node a key.
    pub const fn key(&mut self, key: Span) {
        self.key = Some(key);
    }

    /// Takes the key that the next node would get.
    pub(super) const fn take_key(&mut self) -> Option<Span> {
        self.key.take()
    }

    /// Adds a value without values in it.
    pub fn leaf(&mut self, kind: Kind, span: Span) -> u32 {
        let node = self.open(kind, span.offset);
        self.close(node, span.end(), true);
        node
    }

    /// Begins a value: what is added until it is closed stands in it.
    pub fn open(&mut self, kind: Kind, start: usize) -> u32 {
        let node = self.next();
        let key = self.key.take();
        self.nodes.push(Node {
            kind,
            span: Span::new(start, 0),
            key,
            next: node.saturating_add(1),
            whole: false,
        });
        self.steps += 1;
        node
    }

    /// Ends a value.
    pub fn close(&mut self, node: u32, end: usize, whole: bool) {
        let next = self.next();
        if let Some(node) = self.get_mut(node) {
            node.span = Span::between(node.span.offset, end);
            node.next = next;
            node.whole = whole;
        }
    }

    /// The index of the node that is added next.
    #[must_use]
    pub fn next(&self) -> u32 {
        u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)
    }

    /// A node that was added.
    #[must_use]
    pub fn get(&self, node: u32) -> Option<&Node> {
        self.nodes.get(usize::try_from(node).ok()?)
    }

    /// The same, to change it.
    pub fn get_mut(&mut self, node: u32) -> Option<&mut Node> {
        self.nodes.get_mut(usize::try_from(node).ok()?)
    }

    /// Remembers this place.
    #[must_use]
    pub const fn mark(&self) -> Mark {
        Mark { nodes: self.nodes.len(), key: self.key }
    }

    /// Takes back all that was added since.
    pub fn back_to(&mut self, mark: Mark) {
        self.nodes.truncate(mark.nodes);
        self.key = mark.key;
    }

    /// Takes back the nodes from this one on.
    pub fn truncate(&mut self, node: u32) {
        self.nodes.truncate(usize::try_from(node).unwrap_or(usize::MAX));
    }

    /// Adds the values of another tree of the same text that stand between two indexes.
    pub(super) fn copy(&mut self, other: &Tree, from: u32, to: u32) {
        let base = self.next();
        let moved = |next: u32| next.saturating_sub(from).saturating_add(base);
        let index = |node: u32| usize::try_from(node).unwrap_or(usize::MAX);
        let nodes = other.nodes.get(index(from)..index(to)).unwrap_or_default();
        self.nodes.extend(nodes.iter().map(|node| Node { next: moved(node.next), ..*node }));
    }

    /// Counts work done beside adding nodes.
    pub const fn step(&mut self, steps: u64) {
        self.steps = self.steps.saturating_add(steps);
    }

    /// The steps so far.
    #[must_use]
    pub const fn steps(&self) -> u64 {
        self.steps
    }

    /// The tree.
    #[must_use]
    pub fn finish(self) -> Tree {
        Tree { nodes: self.nodes }
    }
}
