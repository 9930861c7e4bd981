//! Walks the protobuf fields of a message into nodes. A broken field stops that field; outside of it the walk goes on.

use super::found::Found;
use super::{
    Code, Finding, Kind, Node, Wire,
    resync::Starts,
    schema::Message,
    seen::{Lists, Seen},
    wire::{self, Key},
};
use crate::bytes::{
    Cursor, Span,
    varint::{Varint, VarintFault},
};

/// How deep messages and groups may nest (`CodedInputStream.DEFAULT_RECURSION_LIMIT`).
const MAX_DEPTH: usize = 100;

/// How often the bytes may be read over again for groups without an end, so that time stays linear.
const REREADS: usize = 8;

/// What a walk has found so far.
pub struct Walk<'a> {
    bytes: &'a [u8],
    /// The tree.
    pub nodes: Vec<Node>,
    /// What is wrong with it.
    pub findings: Found,
    /// How many entries of each list, and runs of them, were seen.
    lists: Lists,
    /// The list at the top that the next entry may join.
    run: Option<usize>,
    /// Whether the group at hand holds groups too deep to be read, without an end.
    endless: bool,
    /// Where records start again at the top, once it was looked for.
    starts: Option<Starts>,
    /// How many bytes may still be read a second time, for groups that have no end.
    rereads: usize,
}

impl<'a> Walk<'a> {
    /// A walk that has seen nothing yet.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            nodes: Vec::new(),
            findings: Found::default(),
            lists: Lists::new(),
            run: None,
            endless: false,
            starts: None,
            rereads: bytes.len().saturating_mul(REREADS),
        }
    }

    /// How many bytes the whole record has.
    pub const fn end(&self) -> usize {
        self.bytes.len()
    }

    /// Adds a node that has no fields below it.
    pub fn leaf(&mut self, kind: Kind, span: Span, parent: Option<usize>) -> usize {
        let id = self.open(Node::bare(kind, span, parent));
        self.close(id, span.end());
        id
    }

    /// Walks all fields of `message` in `window`.
    pub fn message(&mut self, window: Span, message: Message, parent: Option<usize>, depth: usize) {
        let mut cursor = Cursor::new(self.bytes, window);
        let mut seen = Seen::default();
        while !cursor.is_done() {
            let id = self.field(&mut cursor, message, parent, depth);
            self.seen(&mut seen, id);
        }
    }

    /// Reads one field, whole or broken; the cursor ends where the next may start.
    fn field(
        &mut self,
        cursor: &mut Cursor<'a>,
        message: Message,
        parent: Option<usize>,
        depth: usize,
    ) -> usize {
        let start = cursor.offset();
        let key = match wire::key(cursor) {
            Ok(key) => key,
            Err(fault) => {
                if message == Message::Aggregate {
                    self.run = None;
                }
                let id = self.open(Node::bare(Kind::Unclaimed, Span::new(start, 0), parent));
                self.varint_fault(id, fault);
                let stop = self.stop(Span::between(start + 1, cursor.end()), message, Kind::Unclaimed);
                self.lost(id, Span::new(start, 1), stop, cursor.end());
                cursor.skip_to(stop);
                self.close(id, stop);
                return id;
            }
        };
        let kind = self.kind_of(&key, message);
        let list = if message == Message::Aggregate { self.list(kind, start) } else { None };
        let index = self.lists.next(kind);
        let id = self.open(Node {
            key_len: key.varint.span.len,
            number: key.number,
            wire: Some(key.wire),
            index,
            ..Node::bare(kind, key.varint.span, list.or(parent))
        });
        self.value(id, &key, cursor, message, depth);
        self.close(id, cursor.offset());
        if let Some(list) = list {
            self.close(list, cursor.offset());
        }
        id
    }

    /// What a key stands for, with findings about the key itself.
    fn kind_of(&mut self, key: &Key, message: Message) -> Kind {
        let span = key.varint.span;
        self.check_varint(&key.varint, true);
        match message.field(key.number) {
            Some((kind, expected)) if expected == key.wire => return kind,
            _ if key.number == 0 => self.find(Code::FieldNumberZero, span),
            _ if matches!(key.wire, Wire::EndGroup | Wire::Reserved(_)) => {}
            Some((kind, expected)) => {
                self.find(Code::WrongWireType { kind, expected, found: key.wire }, span)
            }
            // The group itself was reported; what stands in it is no news.
            None if message == Message::Group => {}
            None => self.find(Code::UnknownField { number: key.number, message }, span),
        }
        Kind::Unknown
    }

    /// Reads what follows the key.
    fn value(&mut self, id: usize, key: &Key, cursor: &mut Cursor<'a>, message: Message, depth: usize) {
        match key.wire {
            // Zeros are padding, not fields: a run of them is told once.
            Wire::Varint if key.number == 0 && (cursor.skip_zeros() > 0 || cursor.is_done()) => {
                self.mark_broken(id);
            }
            Wire::Varint => match cursor.varint() {
                Ok(varint) => self.check_varint(&varint, false),
                Err(fault) => {
                    self.varint_fault(id, fault);
                    self.give_up(id, cursor, message);
                }
            },
            Wire::Fixed64 => self.fixed(id, 8, cursor, message),
            Wire::Fixed32 => self.fixed(id, 4, cursor, message),
            Wire::Len => match cursor.varint() {
                Ok(length) => self.length_delimited(id, &length, cursor, message, depth),
                Err(fault) => {
                    self.varint_fault(id, fault);
                    self.give_up(id, cursor, message);
                }
            },
            Wire::StartGroup => self.group(id, key, cursor, message, depth),
            Wire::EndGroup => {
                self.find(Code::UnmatchedEndGroup { number: key.number }, key.varint.span);
                self.mark_broken(id);
            }
            Wire::Reserved(wire) => {
                self.find(Code::ReservedWireType { wire }, key.varint.span);
                self.give_up(id, cursor, message);
            }
        }
    }

    fn fixed(&mut self, id: usize, len: u64, cursor: &mut Cursor<'a>, message: Message) {
        if cursor.take(len).is_none() {
            let (kind, had) = (self.kind(id), cursor.remaining());
            let start = self.start(id);
            self.find(Code::LengthPastEnd { kind, needed: len, had }, Span::between(start, cursor.end()));
            self.give_up(id, cursor, message);
        }
    }

    fn length_delimited(
        &mut self,
        id: usize,
        length: &Varint,
        cursor: &mut Cursor<'a>,
        message: Message,
        depth: usize,
    ) {
        if wire::length(length).is_some() {
            self.check_varint(length, true);
        }
        if let Some(node) = self.nodes.get_mut(id) {
            node.length_len = length.span.len;
        }
        let value = wire::length(length).and_then(|len| cursor.take(len)).unwrap_or_else(|| {
            let (kind, had) = (self.kind(id), cursor.remaining());
            // A payload that is cut short ends its record: whatever it holds must not be taken for fields.
            let stop =
                if kind == Kind::Data { cursor.end() } else { self.stop(cursor.rest(), message, kind) };
            let code = Code::LengthPastEnd { kind, needed: length.value, had };
            self.find(code, Span::between(self.start(id), stop));
            self.mark_broken(id);
            self.resumed(Span::between(cursor.offset(), stop), cursor.end());
            let value = Span::between(cursor.offset(), stop);
            cursor.skip_to(stop);
            value
        });
        let below = match self.kind(id) {
            Kind::Record => Message::Record,
            Kind::Tag => Message::Tag,
            _ => return,
        };
        if below == Message::Record {
            self.lists.no_tags();
        }
        self.message(value, below, Some(id), depth + 1);
    }

    /// Walks the fields of a group up to its end.
    fn group(&mut self, id: usize, key: &Key, cursor: &mut Cursor<'a>, message: Message, depth: usize) {
        if depth >= MAX_DEPTH {
            self.find(Code::TooDeep, key.varint.span);
            let mut ahead = *cursor;
            if wire::skip_group(&mut ahead, key.number).is_some() {
                self.claim(id, cursor.rest_up_to(ahead.offset()));
                self.mark_broken(id);
                *cursor = ahead;
                return;
            }
            self.endless = true;
            return self.give_up(id, cursor, message);
        }
        let (inside, nodes, findings) = (cursor.rest(), self.nodes.len(), self.findings.mark());
        let mut seen = Seen::default();
        while !cursor.is_done() {
            let mut ahead = *cursor;
            if let Ok(end) = wire::key(&mut ahead)
                && end.wire == Wire::EndGroup
                && end.number == key.number
            {
                *cursor = ahead;
                self.check_varint(&end.varint, true);
                if let Some(node) = self.nodes.get_mut(id) {
                    node.end_len = end.varint.span.len;
                }
                return;
            }
            let below = self.field(cursor, Message::Group, Some(id), depth + 1);
            self.seen(&mut seen, below);
        }
        // It swallowed all that was left. If whole fields of the message stand in there, they are not its own.
        let left = self.rereads.checked_sub(inside.len);
        let stop = if left.is_some() { self.stop(inside, message, Kind::Unknown) } else { inside.end() };
        if stop < inside.end() {
            self.rereads = left.unwrap_or_default();
            self.nodes.truncate(nodes);
            self.findings.back_to(findings);
        }
        // Where groups are too deep to be read, their ends are not looked for: said already, unless it was taken back
        // with all that stood in this one.
        if !self.endless {
            self.find(Code::UnclosedGroup { number: key.number }, key.varint.span);
        } else if stop < inside.end() {
            self.find(Code::TooDeep, key.varint.span);
        }
        self.endless &= message == Message::Group;
        self.mark_broken(id);
        if stop < inside.end() {
            *cursor = Cursor::new(self.bytes, inside);
            let claimed = Span::between(inside.offset, stop);
            self.claim(id, claimed);
            self.resumed(claimed, inside.end());
            cursor.skip_to(stop);
        }
    }

    /// The field's end is not known: its bytes go unclaimed up to where whole fields begin again.
    fn give_up(&mut self, id: usize, cursor: &mut Cursor<'a>, message: Message) {
        let stop = self.stop(cursor.rest(), message, self.kind(id));
        let claimed = Span::between(cursor.offset(), stop);
        self.claim(id, claimed);
        self.lost(id, claimed, stop, cursor.end());
        cursor.skip_to(stop);
    }

    fn claim(&mut self, id: usize, span: Span) {
        if !span.is_empty() {
            self.leaf(Kind::Unclaimed, span, Some(id));
        }
    }

    fn lost(&mut self, id: usize, claimed: Span, stop: usize, end: usize) {
        self.mark_broken(id);
        self.resumed(Span::between(claimed.offset, stop), end);
    }

    fn resumed(&mut self, skipped: Span, end: usize) {
        if skipped.end() < end {
            self.find(Code::ReadingResumed { skipped: skipped.len }, skipped);
        }
    }

    /// Where whole fields begin again, or the end of the window.
    fn stop(&mut self, window: Span, message: Message, broken: Kind) -> usize {
        let bytes = self.bytes;
        let first = match message {
            Message::Aggregate => {
                let known = self.starts.take().filter(|starts| starts.knows(window));
                let starts = known.unwrap_or_else(|| Starts::find(bytes, window, message));
                let first = starts.first(bytes, window.offset, broken);
                self.starts = Some(starts);
                first
            }
            _ => Starts::find(bytes, window, message).first(bytes, window.offset, broken),
        };
        first.unwrap_or(window.end())
    }

    /// The list that an entry at the top belongs to: the one that is open, or a new one.
    fn list(&mut self, kind: Kind, start: usize) -> Option<usize> {
        let list = kind.list();
        if self.run.is_none_or(|run| Some(self.kind(run)) != list) {
            self.run = list.map(|list| {
                let index = self.lists.next(list);
                self.open(Node { index, ..Node::bare(list, Span::new(start, 0), None) })
            });
        }
        self.run
    }

    /// Of a scalar that is written twice, the last wins (protobuf encoding guide, "Last One Wins").
    fn seen(&mut self, seen: &mut Seen, id: usize) {
        if let Some(earlier) = seen.field(&mut self.nodes, id) {
            self.find(Code::RepeatedScalar { kind: self.kind(id) }, earlier);
        }
    }

    fn check_varint(&mut self, varint: &Varint, narrow: bool) {
        let low = u64::from(wire::low32(varint.value));
        if narrow && low != varint.value {
            self.find(Code::VarintOverflow { read: low }, varint.span);
        } else if varint.overflow {
            self.find(Code::VarintOverflow { read: varint.value }, varint.span);
        } else if varint.is_long_form() {
            let needed = crate::bytes::varint::encoded_len(varint.value);
            self.find(Code::LongVarint { needed, had: varint.span.len }, varint.span);
        }
    }

    /// Tells what is wrong with a varint of the field `id`.
    fn varint_fault(&mut self, id: usize, fault: VarintFault) {
        match fault {
            VarintFault::Truncated(span) if span.is_empty() => {
                self.find(Code::VarintCutShort { had: 0 }, Span::between(self.start(id), span.end()));
            }
            VarintFault::Truncated(span) => self.find(Code::VarintCutShort { had: span.len }, span),
            VarintFault::TooLong(span) => self.find(Code::VarintTooLong, span),
        }
    }

    fn find(&mut self, code: Code, span: Span) {
        self.findings.push(Finding { code, span, record: None });
    }

    fn mark_broken(&mut self, id: usize) {
        let mut at = Some(id);
        while let Some(node) = at.and_then(|id| self.nodes.get_mut(id)) {
            node.broken = true;
            at = node.parent;
        }
    }

    fn open(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    fn close(&mut self, id: usize, end: usize) {
        let next = self.nodes.len();
        if let Some(node) = self.nodes.get_mut(id) {
            node.span = Span::between(node.span.offset, end);
            node.next = next;
        }
    }

    fn kind(&self, id: usize) -> Kind {
        self.nodes.get(id).map_or(Kind::Unclaimed, |node| node.kind)
    }

    fn start(&self, id: usize) -> usize {
        self.nodes.get(id).map_or(0, |node| node.span.offset)
    }
}
