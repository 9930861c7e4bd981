//! Records in values: known by the names of their fields and by what stands in them, in any notation and at any depth.

mod data;
mod layers;
mod path;
mod record;
mod roles;
mod rows;
mod times;

use super::{Printer, finding::Code, framed, likeness, printed, reading::Reading, runs};
use crate::value::{BytesAs, Kind, LeftOut, MAX_LEVELS, Node, Spelling, Tree, UNWRAPPERS, find, is_whole};
use kpl_format::{bytes::Span, kpl::MAGIC};
use record::Fields;
use std::collections::HashMap;

/// Reads every record in a text.
pub(super) fn read(reading: &mut Reading<'_>) {
    if let Some(bytes) = printed::without_quotes(reading.text) {
        return reading.push_data(bytes, reading.window());
    }
    layer(reading, 0, "");
}

/// How many records stand in a text.
pub(super) fn count(text: &[u8]) -> usize {
    let mut reading = Reading::new(text);
    read(&mut reading);
    reading.next_index()
}

/// The same; `None` where nothing but base64, quoted or one a line, stands around them.
pub(super) fn count_among_words(text: &[u8]) -> Option<usize> {
    let mut words = false;
    runs::each(text, Span::new(0, text.len()), &mut |run| words = words || run.stands_among_words(text));
    let mut reading = Reading::new(text);
    read(&mut reading);
    (words || reading.is_named()).then(|| reading.next_index()).filter(|records| *records > 0)
}

/// Reads every record in bytes that hold values, or in base64 of such; nothing where they hold none.
pub(super) fn read_bytes(reading: &mut Reading<'_>) {
    let text = reading.text;
    if unwrapped(reading, 0) {
        return;
    }
    if is_whole(text) {
        layer(reading, 0, "");
    } else if let Some(made) = layers::of_base64(text).filter(|made| is_whole(&made.text)) {
        reading.nested(&made.text, &made.origins, |reading| layer(reading, 1, ""));
    }
}

/// Reads the texts that a text holds: bodies of HTTP, packets. Whether there was a record in one.
fn unwrapped(reading: &mut Reading<'_>, level: usize) -> bool {
    let (text, before) = (reading.text, reading.next_index());
    let bodies = UNWRAPPERS.iter().map(|unwrap| unwrap(text)).find(|bodies| !bodies.is_empty());
    for made in bodies.unwrap_or_default().into_iter().map(layers::inflated) {
        reading.nested(&made.text, &made.origins, |reading| layer(reading, level + 1, "|"));
    }
    reading.next_index() > before
}

/// Something that stands in a text.
enum Item {
    Record(Fields),
    /// An aggregate that no name of a field tells of.
    Found(Fields),
    /// A record whose data the printer left out.
    Hidden(Span, LeftOut),
    /// Literals of bytes side by side that are one aggregate together.
    Together(Vec<u8>),
    /// A dump, or base64 that is not clean, between fences or prompts.
    Framed,
    /// A text in which there may be values.
    Layer(u32),
}

fn layer(reading: &mut Reading<'_>, level: usize, before: &str) {
    let text = reading.text;
    if let Some(plain) = layers::plain(text).filter(|_| level < MAX_LEVELS) {
        reading.nested(&plain.text, &plain.origins, |reading| best(reading, level + 1, before));
        return;
    }
    if level < 2 && unwrapped(reading, level) {
        return;
    }
    if level < 2 {
        return best(reading, level, before);
    }
    values(reading, level, before);
}

/// Reads a text as it is, or without what each of its lines begins with: whichever says more.
fn best(reading: &mut Reading<'_>, level: usize, before: &str) {
    let text = reading.text;
    let mut best = reading.like(text);
    values(&mut best, level, before);
    for made in layers::without_marks(text) {
        let mut trial = reading.like(text);
        trial.find(None, Span::new(0, 0), Code::LinePrefixes);
        trial.nested(&made.text, &made.origins, |reading| values(reading, level, before));
        if trial.says() > best.says() {
            best = trial;
        }
    }
    reading.take(best, |span| span);
}

/// Reads every value in a text, and what stands between them.
fn values(reading: &mut Reading<'_>, level: usize, before: &str) {
    let text = reading.text;
    let tree = find(text);
    let mut walk = Walk::of(text, &tree);
    if level == 0 {
        walk.frame(framed::dumps(text));
    }
    let mut at = 0;
    for (span, item) in &walk.items {
        between(reading, Span::between(at, span.offset));
        at = at.max(span.end());
        match item {
            Item::Record(fields) | Item::Found(fields) => {
                if let (Item::Found(_), Some(data)) = (item, fields.data) {
                    found(reading, &tree, data, before);
                }
                let shard = walk.shard.as_deref();
                let envelope = fields.envelope(reading, &tree, shard);
                match record::data(text, &tree, fields, walk.raw) {
                    Some(data) => record::push(reading, data, envelope),
                    None => record::push_bad(reading, &tree, fields, *span, envelope),
                }
            }
            Item::Hidden(span, how) => reading.find(None, *span, left_out(text, *span, *how)),
            Item::Framed => framed::read_inside(reading, *span),
            Item::Together(bytes) => reading.push_data(bytes.clone(), *span),
            Item::Layer(node) => {
                if let Some(made) = layers::made(text, &tree, *node).filter(|_| level < MAX_LEVELS) {
                    let before =
                        format!("{before}{}{}", path::path(text, &tree, *node), path::filters(made.how));
                    reading.nested(&made.text, &made.origins, |reading| layer(reading, level + 1, &before));
                }
            }
        }
    }
    between(reading, Span::between(at, text.len()));
}

/// Reads what starts as an aggregate does outside of all values.
fn between(reading: &mut Reading<'_>, window: Span) {
    let text = reading.text;
    runs::each(text, window, &mut |run| runs::read(reading, run));
}

/// Says where an aggregate was found.
fn found(reading: &mut Reading<'_>, tree: &Tree, node: u32, before: &str) {
    let (text, index) = (reading.text, Some(reading.next_index()));
    let Some(at) = tree.get(node) else { return };
    let root = tree.roots().any(|(root, _)| root == node);
    if matches!(at.kind, Kind::Text(_)) && !root {
        let way = || format!("{before}{}", path::path(text, tree, node));
        reading.find_with(index, at.span, Code::FoundInJson, way);
    } else {
        reading.find(index, at.span, Code::FoundInText);
    }
}

/// What is to be said of something that was left out.
fn left_out(text: &[u8], span: Span, how: LeftOut) -> Code {
    let words = span.of(text);
    let says = |word: &[u8]| memchr::memmem::find(words, word).is_some();
    let printer = match how {
        _ if says(b"Buffer[") || says(b"[B@") || says(b"@") => Printer::Java,
        _ if says(b"System.") => Printer::DotNet,
        _ if says(b"<binary>") => Printer::Go,
        _ if says(b" more ") || words.starts_with(b"[") => Printer::Node,
        LeftOut::Bytes(_) if text.get(span.end()..).is_some_and(|rest| rest.starts_with(b">")) => {
            Printer::Elixir
        }
        _ => Printer::Other,
    };
    let (count, characters) = match how {
        LeftOut::Items(count) | LeftOut::Bytes(count) => (count, false),
        LeftOut::Characters(count) => (count, true),
        LeftOut::Value => (None, false),
    };
    Code::LeftOut { printer, count, characters }
}

/// What stands in a tree, in its order.
struct Walk<'a> {
    text: &'a [u8],
    tree: &'a Tree,
    roots: Vec<u32>,
    items: Vec<(Span, Item)>,
    /// Whether data is printed as it is, not in base64.
    raw: bool,
    /// The shard that the text names for all records.
    shard: Option<String>,
}

impl<'a> Walk<'a> {
    fn of(text: &'a [u8], tree: &'a Tree) -> Self {
        let roots: Vec<u32> = tree.roots().map(|(root, _)| root).collect();
        let mut walk = Self { text, tree, roots, items: Vec::new(), raw: false, shard: None };
        let mut rows: HashMap<u32, Fields> = rows::loose(text, tree).into_iter().collect();
        // Outside of brackets literals of bytes alone are a list; strings may be anything.
        let is_row = |root: &u32| {
            tree.get(*root)
                .is_some_and(|root| record::is_container(root.kind) || matches!(root.kind, Kind::Bytes(_)))
        };
        let roots: Vec<u32> = walk.roots.iter().copied().filter(is_row).collect();
        rows.extend(walk.rows(&roots));
        walk.raw = walk.prints_bytes();
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

    /// Whether the data of one record is printed as bytes: then the text of another is what it is.
    fn prints_bytes(&self) -> bool {
        (0..self.tree.len()).filter_map(|node| self.tree.get(node)).any(|node| {
            let direct =
                matches!(node.kind, Kind::Bytes(BytesAs::Numbers | BytesAs::Literal | BytesAs::Joined));
            direct && node.key.and_then(|key| roles::role(key.of(self.text))) == Some(roles::Role::Data)
        })
    }

    /// Takes what stands between fences or prompts and is a dump, instead of what seems to stand in it.
    fn frame(&mut self, pieces: Vec<Span>) {
        for piece in pieces {
            self.items.retain(|(span, _)| !piece.covers(*span));
            self.items.push((piece, Item::Framed));
        }
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
    fn record(&mut self, at: u32, fields: Fields) -> bool {
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
            if several && bytes.starts_with(&MAGIC) && likeness::holds(&bytes) {
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

/// How far a key may stand before its value.
const NEAR: usize = 16;

/// How many literals side by side may be one.
const MOST_PIECES: usize = 20_000;
