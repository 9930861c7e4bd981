//! Values as an arena: nodes in pre-order, each with its place in the text of its layer.

use kpl_format::bytes::Span;

/// What a value is. How to make its bytes of its text is said here and done when somebody asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`, `None`, `nil`, `undefined`.
    Null,
    /// `true` or `False`.
    Bool(bool),
    /// A number: its text is its span, it is never made a float.
    Number,
    /// A number as CBOR encodes it: its bytes are its span, [`Tree::text`] gives its decimals.
    BinaryNumber,
    /// Characters. The children of a [`Spelling::Joined`] one are its pieces.
    Text(Spelling),
    /// Bytes, written as this.
    Bytes(BytesAs),
    /// A point in time, whose text is its span.
    Time,
    /// Values one after another.
    List,
    /// Keys and values, perhaps among values without keys.
    Map,
    /// Values with a name before them: `Record(a=b)`, `Blob { inner: … }`, `datetime(2026, 5)`.
    Tagged {
        /// The name.
        name: Span,
    },
    /// Something that the printer did not print.
    LeftOut(LeftOut),
}

/// How a text is written: its span has its quotes or marks in it, and this says what is to be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// As it stands.
    Raw,
    /// In quotes of one character, with escapes by a backslash.
    Quoted,
    /// In three quotes, with escapes by a backslash.
    TripleQuoted,
    /// In quotes of one character; the quote in it is doubled, and nothing else is escaped: CSV, SQL, YAML's `'`.
    Doubled,
    /// Lines whose common indentation and breaks belong to the notation: a here-document, YAML's `|`.
    Lines,
    /// Lines that are one, with a blank for each break: YAML's `>`, a cell over several rows.
    Folded,
    /// A scalar of YAML over several lines or with escapes of its own: with its quotes or, in a block, from its `|` or `>` on.
    Yaml,
    /// The pieces that are its children, one after another.
    Joined,
    /// With `\|` for the sign of the table, and no other escapes: Markdown.
    Cell,
}

/// How bytes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BytesAs {
    /// As they are: the span itself.
    Raw,
    /// A literal in quotes, behind a letter or none, with escapes for bytes.
    Literal,
    /// Digits in hex, with whatever stands between and before them.
    Hex,
    /// The lines of a dump in hex.
    Dump,
    /// Base64.
    Base64,
    /// Numbers of a byte each, with whatever stands between them.
    Numbers,
    /// The same, each behind its index: `{"0":243,"1":137}`.
    Indexed,
    /// The pieces that are its children, one after another.
    Joined,
}

/// What a printer left out, and how much of it where it says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Items of a list or properties of an object.
    Items(Option<u64>),
    /// Bytes.
    Bytes(Option<u64>),
    /// Characters of a string.
    Characters(Option<u64>),
    /// A whole value: `[Object]`, `java.nio.HeapByteBuffer[…]`.
    Value,
}

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
