//! Walks the protobuf fields of a message and makes a node of each. A broken field ends there, and the walk goes on
//! at the next place where whole fields begin.

use super::found::Found;
use super::{
    Code, Finding, Node, NodeKind, Wire,
    resync::Starts,
    schema::Message,
    seen::{Lists, Seen},
    wire::{self, FieldKey},
};
use crate::bytes::{
    Cursor, Span,
    varint::{Varint, VarintFault},
};

/// The most levels of messages and groups (protobuf-java's `CodedInputStream.DEFAULT_RECURSION_LIMIT`).
const MAX_DEPTH: usize = 100;

/// How many times the size of the record may be read again for groups without an end. The limit keeps the time
/// linear.
const REREADS: usize = 8;

/// A walk over a record, and what it has found so far.
pub struct Walk<'a> {
    bytes: &'a [u8],
    /// The nodes of the tree, in the order of the bytes, parents before their children.
    pub nodes: Vec<Node>,
    /// What is wrong with the fields.
    pub findings: Found,
    /// The counts of the entries of each list, and of their runs.
    lists: Lists,
    /// The id of the run at the top that the next entry joins, if it is of the same kind.
    run: Option<usize>,
    /// Whether the current group contains groups that are nested too deep and have no end.
    endless: bool,
    /// The places at which records begin again at the top. They are searched for when first needed.
    starts: Option<Starts>,
    /// How many bytes may still be read again because of groups that have no end.
    rereads: usize,
}

impl<'a> Walk<'a> {
    /// A walk that has read nothing yet. `bytes` is the data of the Kinesis record.
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

    /// The size of the Kinesis record in bytes.
    pub const fn end(&self) -> usize {
        self.bytes.len()
    }

    /// Adds a node without children.
    pub fn leaf(&mut self, kind: NodeKind, span: Span, parent: Option<usize>) -> usize {
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

    /// Reads one field, whole or broken, and returns the id of its node. The cursor then stands where the next field
    /// may begin.
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
                let id = self.open(Node::bare(NodeKind::Unclaimed, Span::new(start, 0), parent));
                self.varint_fault(id, fault);
                let stop = self.stop(Span::between(start + 1, cursor.end()), message, NodeKind::Unclaimed);
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

    /// Tells what kind of field a key begins. Reports what is wrong with the key itself.
    fn kind_of(&mut self, key: &FieldKey, message: Message) -> NodeKind {
        let span = key.varint.span;
        self.check_varint(&key.varint, true);
        match message.field(key.number) {
            Some((kind, expected)) if expected == key.wire => return kind,
            _ if key.number == 0 => self.find(Code::FieldNumberZero, span),
            _ if matches!(key.wire, Wire::EndGroup | Wire::Reserved(_)) => {}
            Some((kind, expected)) => {
                self.find(Code::WrongWireType { kind, expected, found: key.wire }, span)
            }
            // The group is already reported as unknown, so the fields in it are not reported again.
            None if message == Message::Group => {}
            None => self.find(Code::UnknownField { number: key.number, message }, span),
        }
        NodeKind::Unknown
    }

    /// Reads what follows the key of the field `id`: a value, a length and a value, or the fields of a group.
    fn value(&mut self, id: usize, key: &FieldKey, cursor: &mut Cursor<'a>, message: Message, depth: usize) {
        match key.wire {
            // Zero bytes are padding rather than fields, so a run of them gives one finding.
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
            // A payload that is cut short takes all bytes up to the end of its record, so that bytes of the payload
            // are not mistaken for fields.
            let stop =
                if kind == NodeKind::Data { cursor.end() } else { self.stop(cursor.rest(), message, kind) };
            let code = Code::LengthPastEnd { kind, needed: length.value, had };
            self.find(code, Span::between(self.start(id), stop));
            self.mark_broken(id);
            self.resumed(Span::between(cursor.offset(), stop), cursor.end());
            let value = Span::between(cursor.offset(), stop);
            cursor.skip_to(stop);
            value
        });
        let below = match self.kind(id) {
            NodeKind::Record => Message::Record,
            NodeKind::Tag => Message::Tag,
            _ => return,
        };
        if below == Message::Record {
            self.lists.no_tags();
        }
        self.message(value, below, Some(id), depth + 1);
    }

    /// Walks the fields of a group up to its end-group key.
    fn group(&mut self, id: usize, key: &FieldKey, cursor: &mut Cursor<'a>, message: Message, depth: usize) {
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
        let (inside, nodes, findings) = (cursor.rest(), self.nodes.len(), self.findings.checkpoint());
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
        // No end was found, so the group took all bytes that were left. If whole fields of the outer message stand
        // among them, those do not belong to the group: it is cut back to where they begin.
        let left = self.rereads.checked_sub(inside.len);
        let stop = if left.is_some() { self.stop(inside, message, NodeKind::Unknown) } else { inside.end() };
        if stop < inside.end() {
            self.rereads = left.unwrap_or_default();
            self.nodes.truncate(nodes);
            self.findings.back_to(findings);
        }
        // Of groups that are too deep, the missing end is not reported: `TooDeep` is. But if the group was cut back,
        // that finding was taken back with it and must be made again.
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

    /// Gives up on a field whose end is not known. Its bytes become an unclaimed node, up to where whole fields begin
    /// again.
    fn give_up(&mut self, id: usize, cursor: &mut Cursor<'a>, message: Message) {
        let stop = self.stop(cursor.rest(), message, self.kind(id));
        let claimed = Span::between(cursor.offset(), stop);
        self.claim(id, claimed);
        self.lost(id, claimed, stop, cursor.end());
        cursor.skip_to(stop);
    }

    fn claim(&mut self, id: usize, span: Span) {
        if !span.is_empty() {
            self.leaf(NodeKind::Unclaimed, span, Some(id));
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

    /// The offset at which whole fields begin again, or the end of the window. `broken` is the field before it.
    fn stop(&mut self, window: Span, message: Message, broken: NodeKind) -> usize {
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

    /// The run to which a field at the top belongs: the current one, or a new one. `None` for a field that stands in
    /// no list, which also ends the current run.
    fn list(&mut self, kind: NodeKind, start: usize) -> Option<usize> {
        let list = kind.list();
        if self.run.is_none_or(|run| Some(self.kind(run)) != list) {
            self.run = list.map(|list| {
                let index = self.lists.next(list);
                self.open(Node { index, ..Node::bare(list, Span::new(start, 0), None) })
            });
        }
        self.run
    }

    /// Reports a scalar that is written twice. The last one counts (protobuf encoding guide, "Last One Wins").
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

    /// Reports what is wrong with a varint of the field `id`.
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

    fn kind(&self, id: usize) -> NodeKind {
        self.nodes.get(id).map_or(NodeKind::Unclaimed, |node| node.kind)
    }

    fn start(&self, id: usize) -> usize {
        self.nodes.get(id).map_or(0, |node| node.span.offset)
    }
}
