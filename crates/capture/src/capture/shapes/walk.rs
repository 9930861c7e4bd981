//! What stands in the values of a text, in its order: records, what hides some, and the strings in which there may be more.

use super::{
    data, layers,
    record::{self, Fields},
    roles, rows,
};
use crate::capture::framed::Dump;
use crate::value::{BytesAs, Kind, LeftOut, Node, Spelling, Tree};
use kpl_format::{
    bytes::Span,
    kpl::{MAGIC, is_sealed},
};
use std::collections::{BTreeSet, HashMap};

/// Something that stands in a text.
pub(super) enum Item {
    Record(Fields),
    /// An aggregate that no name of a field tells of.
    Found(Fields),
    /// A record whose data the printer left out.
    Hidden(Span, LeftOut),
    /// Literals of bytes side by side that are one aggregate together.
    Together(Vec<u8>),
    /// A dump, or base64 that is not clean, between fences or prompts.
    Framed(Dump),
    /// A text in which there may be values.
    Layer(u32),
}

/// What stands in a tree, in its order.
pub(super) struct Walk<'a> {
    text: &'a [u8],
    tree: &'a Tree,
    roots: Vec<u32>,
    pub(super) items: Vec<(Span, Item)>,
    /// Whether data is printed as it is, not in base64.
    pub(super) raw: bool,
    /// Whether data is printed in hex.
    hex: bool,
    /// The shard that the text names for all records.
    pub(super) shard: Option<String>,
}

impl<'a> Walk<'a> {
    /// Each record on its own: what the others are written in says nothing of it.
    pub(super) fn alone(text: &'a [u8], tree: &'a Tree) -> Self {
        Self::new(text, tree, true)
    }

    pub(super) fn of(text: &'a [u8], tree: &'a Tree) -> Self {
        Self::new(text, tree, false)
    }

    fn new(text: &'a [u8], tree: &'a Tree, alone: bool) -> Self {
        let roots: Vec<u32> = tree.roots().map(|(root, _)| root).collect();
        let mut walk = Self { text, tree, roots, items: Vec::new(), raw: false, hex: false, shard: None };
        let mut rows: HashMap<u32, Fields> = rows::loose(text, tree).into_iter().collect();
        // Outside of brackets literals of bytes alone are a list, if they are written alike; strings may be anything.
        let is_bytes = |root: u32| tree.get(root).filter(|node| matches!(node.kind, Kind::Bytes(_)));
        let alike: BTreeSet<_> = walk
            .roots
            .iter()
            .filter(|root| is_bytes(**root).is_some() && data::is_aggregate(text, tree, **root))
            .filter_map(|root| is_bytes(*root).map(|node| written(text, node)))
            .collect();
        let is_row = |root: &u32| {
            let several =
                |node: &Node| tree.children(*root).nth(1).is_some() && record::is_container(node.kind);
            tree.get(*root).is_some_and(several)
                || is_bytes(*root).is_some_and(|node| alike.contains(&written(text, node)))
        };
        let roots: Vec<u32> = walk.roots.iter().copied().filter(is_row).collect();
        rows.extend(walk.rows(&roots));
        walk.raw = !alone && walk.prints_bytes();
        walk.hex = !alone && walk.prints_hex();
        let mut at = 0;
        // Where the lists of records around the node end.
        let mut lists: Vec<u32> = Vec::new();
        while let Some(node) = tree.get(at) {
            lists.retain(|end| *end > at);
            if matches!(node.kind, Kind::Bytes(_) | Kind::Text(_))
                && let Some(next) = walk.together(at)
            {
                at = next;
                continue;
            }
            let in_row = rows.contains_key(&at);
            let taken = rows.remove(&at).map(|fields| walk.record(at, fields)).unwrap_or_default()
                || walk.take(at, !lists.is_empty());
            if taken && in_row {
                walk.say_where();
            }
            if taken {
                at = node.next.max(at.saturating_add(1));
                continue;
            }
            if record::is_container(node.kind) {
                let name = node.key.map(|key| roles::letters(key.of(text)));
                // Beside a record, what has data is one as well: the text may end before the rest of it.
                let is_record = |(child, _): (u32, &Node)| Fields::of(text, tree, child).is_record(false);
                let named = name.is_some_and(|name| name.ends_with(b"records"));
                if node.kind == Kind::List && (named || tree.children(at).any(is_record)) {
                    lists.push(node.next);
                }
                let is_item = |key: Span| roles::letters(key.of(text)).iter().all(u8::is_ascii_digit);
                let items = tree.children(at).filter(|(_, child)| child.key.is_none_or(is_item));
                let items: Vec<u32> = items.map(|(child, _)| child).collect();
                rows.extend(walk.rows(&items));
            }
            at = at.saturating_add(1);
        }
        walk.items.sort_by_key(|(span, _)| span.offset);
        walk
    }

    /// Whether a value is in no other.
    pub(super) fn is_root(&self, node: u32) -> bool {
        self.roots.binary_search(&node).is_ok()
    }

    /// Whether the data of one record is printed as bytes: then the text of another is what it is.
    fn prints_bytes(&self) -> bool {
        (0..self.tree.len()).filter_map(|node| self.tree.get(node)).any(|node| {
            let direct =
                matches!(node.kind, Kind::Bytes(BytesAs::Numbers | BytesAs::Literal | BytesAs::Joined));
            direct && node.key.and_then(|key| roles::role(key.of(self.text))) == Some(roles::Role::Data)
        })
    }

    /// Whether the data of a record is an aggregate in hex: then that of the others is hex as well.
    fn prints_hex(&self) -> bool {
        (0..self.tree.len()).any(|index| {
            let key = self.tree.get(index).and_then(|node| node.key);
            key.and_then(|key| roles::role(key.of(self.text))) == Some(roles::Role::Data)
                && data::is_hex(self.text, self.tree, index)
                && data::is_aggregate(self.text, self.tree, index)
        })
    }

    /// Takes what stands between fences or prompts and is a dump, instead of what seems to stand in it.
    pub(super) fn frame(&mut self, dumps: Vec<Dump>) {
        let covered = |span: Span| {
            let before = dumps.partition_point(|dump| dump.span.offset <= span.offset);
            before.checked_sub(1).and_then(|at| dumps.get(at)).is_some_and(|dump| dump.span.covers(span))
        };
        self.items.retain(|(span, _)| !covered(*span));
        self.items.extend(dumps.iter().map(|dump| (dump.span, Item::Framed(*dump))));
        self.items.sort_by_key(|(span, _)| span.offset);
    }

    /// Rows of no known shape.
    fn rows(&self, siblings: &[u32]) -> Vec<(u32, Fields)> {
        let named = |row: &u32| Fields::of(self.text, self.tree, *row).is_record(false);
        if siblings.iter().any(named) {
            return Vec::new();
        }
        rows::rows(self.text, self.tree, siblings)
    }

    /// Takes a node that is a record or may hold some.
    fn take(&mut self, at: u32, listed: bool) -> bool {
        let Some(node) = self.tree.get(at).copied() else { return false };
        match node.kind {
            Kind::Map | Kind::Tagged { .. } | Kind::List => {
                let fields = Fields::of(self.text, self.tree, at);
                if let Some((span, how)) = fields.hidden(self.tree).filter(|_| fields.is_known()) {
                    self.items.push((node.span, Item::Hidden(span, how)));
                    return true;
                }
                if fields.is_record(listed) && self.record(at, fields) {
                    return true;
                }
                if fields.counts(listed) {
                    self.items.push((node.span, Item::Record(fields)));
                    return true;
                }
                if fields.is_shard_only()
                    && let Some(shard) = fields.shard(self.text, self.tree)
                {
                    self.shard = Some(shard);
                }
                let named = fields.data.is_some_and(|data| data::is_aggregate(self.text, self.tree, data));
                (named && self.record(at, fields))
                    || (data::is_aggregate(self.text, self.tree, at) && self.aggregate(at))
            }
            Kind::Text(_) | Kind::Bytes(_) => {
                let outside = node.kind == Kind::Text(Spelling::Raw) && self.roots.binary_search(&at).is_ok();
                if !outside && data::is_aggregate(self.text, self.tree, at) {
                    return self.aggregate(at);
                }
                if layers::may_be(self.text, self.tree, at) {
                    self.items.push((node.span, Item::Layer(at)));
                }
                true
            }
            _ => true,
        }
    }

    fn aggregate(&mut self, at: u32) -> bool {
        let mut fields = Fields::default();
        fields.take(roles::Role::Data, at);
        let taken = self.record(at, fields);
        if taken {
            self.say_where();
        }
        taken
    }

    /// Lets the last record say where it stands, where it is an aggregate whose field is not called data.
    fn say_where(&mut self) {
        let Some((_, item)) = self.items.last_mut() else { return };
        let Item::Record(fields) = *item else { return };
        let Some(data) = fields.data else { return };
        let named =
            self.tree.get(data).and_then(|node| node.key).and_then(|key| roles::role(key.of(self.text)));
        if named != Some(roles::Role::Data) && data::is_aggregate(self.text, self.tree, data) {
            *item = Item::Found(fields);
        }
    }

    /// Takes a record, where its data can be read.
    fn record(&mut self, at: u32, mut fields: Fields) -> bool {
        fields.hex = fields.hex || self.hex;
        let Some(data) = record::data(self.text, self.tree, &fields, self.raw || self.is_raw(&fields)) else {
            return false;
        };
        self.raw = self.raw || (data.base64.is_none() && self.is_raw(&fields));
        let Some(node) = self.tree.get(at) else { return false };
        // The key of a cell stands in the head of its table.
        let near = |key: &Span| key.end() <= node.span.offset && node.span.offset - key.end() < NEAR;
        let key = node.key.filter(near).map_or(node.span.offset, |key| key.offset);
        self.items.push((Span::between(key, node.span.end().max(data.source.end())), Item::Record(fields)));
        true
    }

    /// Whether the text of the data is the bytes themselves.
    fn is_raw(&self, fields: &Fields) -> bool {
        let Some(node) = fields.data.and_then(|data| self.tree.get(data)) else { return false };
        matches!(node.kind, Kind::Text(_))
            && fields.data.is_some_and(|data| self.tree.text(self.text, data).0.starts_with(&MAGIC))
    }

    /// The fields of records that stand in nothing that was found: sequence numbers and partition keys that have a name
    /// but no record.
    pub(super) fn unread(&self) -> impl Iterator<Item = Span> {
        let named = |node: &Node| {
            let role = node.key.and_then(|key| roles::role(key.of(self.text)));
            let counts = matches!(role, Some(roles::Role::SequenceNumber | roles::Role::PartitionKey));
            counts && matches!(node.kind, Kind::Text(_) | Kind::Number) && !node.span.is_empty()
        };
        let mut items = self.items.iter().map(|(span, _)| *span).peekable();
        let mut end = 0;
        (0..self.tree.len())
            .filter_map(|node| self.tree.get(node))
            .filter(move |node| named(node))
            .filter_map(move |node| {
                while let Some(item) = items.next_if(|item| item.offset <= node.span.offset) {
                    end = end.max(item.end());
                }
                (node.span.offset >= end).then_some(node.span)
            })
    }

    /// Literals on lines of their own, the first of which begins an aggregate: what `pprint` makes of one.
    fn together(&mut self, at: u32) -> Option<u32> {
        let from = self.roots.binary_search(&at).ok()?;
        let mut bytes = Vec::new();
        let mut end = None;
        for &root in self.roots.iter().skip(from).take(MOST_PIECES) {
            let Some(node) = self.tree.get(root) else { break };
            let literal = matches!(node.kind, Kind::Bytes(_) | Kind::Text(_)) && node.key.is_none();
            let beside = end.is_none_or(|end| {
                Span::between(end, node.span.offset).of(self.text).iter().all(u8::is_ascii_whitespace)
            });
            if !literal || !beside {
                break;
            }
            let piece = self.tree.text(self.text, root).0;
            if end.is_some() && piece.starts_with(&MAGIC) {
                break;
            }
            bytes.extend_from_slice(&piece);
            let several = end.is_some();
            end = Some(node.span.end());
            if several && is_sealed(&bytes) {
                let start = self.tree.get(at).map_or(0, |node| node.span.offset);
                let span = Span::between(start, node.span.end());
                self.items.retain(|(item, _)| !span.covers(*item));
                let next = node.next;
                self.items.push((span, Item::Together(bytes)));
                return Some(next);
            }
            if !bytes.starts_with(&MAGIC) {
                break;
            }
        }
        None
    }
}

/// How bytes are written: with their quote or bracket, and in brackets with the letters of the name before it.
fn written<'a>(text: &'a [u8], node: &Node) -> (Option<u8>, &'a [u8]) {
    let first = node.span.of(text).first().map(u8::to_ascii_lowercase);
    let before = text.get(..node.span.offset).unwrap_or_default();
    let is_letter = |byte: &&u8| byte.is_ascii_alphabetic();
    let skipped = before.iter().rev().take(MOST_NAME).take_while(|byte| !is_letter(byte)).count();
    let before = before.get(..before.len().saturating_sub(skipped)).unwrap_or_default();
    let len = before.iter().rev().take(MOST_NAME).take_while(is_letter).count();
    let name = before.get(before.len() - len..).unwrap_or_default();
    (first, if matches!(node.kind, Kind::Bytes(BytesAs::Numbers)) { name } else { b"" })
}

/// How long the name of a type before its bytes may be.
const MOST_NAME: usize = 16;

/// How far a key may stand before its value.
const NEAR: usize = 16;

/// How many literals side by side may be one.
const MOST_PIECES: usize = 20_000;
