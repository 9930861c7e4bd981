//! The brackets that are open while printed values are read, and the slot in each: what stands between two commas.

mod sign;
mod slot;
mod takes;

use super::{
    bare,
    tree::{Builder, BytesAs, Kind, LeftOut, Spelling},
};
use kpl_format::bytes::Span;

/// How deep brackets may lie in one another; deeper ones are plain characters.
const MAX_DEPTH: usize = 256;

/// What stands between a name and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// `a: b`.
    Colon,
    /// `a:b`.
    Tight,
    /// `a=b`.
    Equals,
    /// `a = b`.
    Assign,
    /// `a => b`.
    Arrow,
}

/// A bracket that is open, or the text outside of all.
#[derive(Debug)]
struct Frame {
    node: u32,
    /// The bracket; 0 outside of all.
    open: u8,
    /// The sign of its pairs, once one was seen whose name has no quotes.
    sign: Option<Sign>,
    keyed: bool,
    /// Whether its line is a comment.
    commented: bool,
    slot: Slot,
    /// A bare value with a key, which may go on behind a comma.
    last: Option<u32>,
}

/// What stands between two separators.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The node that comes first in it.
    from: u32,
    key: Option<Span>,
    /// Where what is behind the key begins.
    at: usize,
    sign: Option<Sign>,
    value: Option<u32>,
    /// Words, from the first to the last.
    words: Option<Span>,
    /// The last of them.
    word: Span,
    /// Whether the words stand behind the value.
    behind: bool,
    /// Whether a line ended since the last word or value.
    broken: bool,
}

/// All brackets that are open.
pub(super) struct Frames<'a, 't> {
    text: &'a [u8],
    tree: &'t mut Builder,
    stack: Vec<Frame>,
    /// How many brackets of each kind are open.
    open: [usize; 5],
}

const fn kind_of(byte: u8) -> usize {
    match byte {
        b'{' | b'}' => 0,
        b'[' | b']' => 1,
        b'(' | b')' => 2,
        b'<' => 3,
        _ => 4,
    }
}

impl<'a, 't> Frames<'a, 't> {
    pub(super) fn new(text: &'a [u8], tree: &'t mut Builder) -> Self {
        let slot = Slot { from: tree.next(), ..Slot::default() };
        let outside =
            Frame { node: u32::MAX, open: 0, sign: None, keyed: false, commented: false, slot, last: None };
        Self { text, tree, stack: vec![outside], open: [0; 5] }
    }

    pub(super) fn is_outside(&self) -> bool {
        self.stack.len() < 2
    }

    pub(super) fn is_angle(&self) -> bool {
        self.stack.last().is_some_and(|frame| matches!(frame.open, b'<' | b'#'))
    }

    pub(super) fn is_double(&self) -> bool {
        self.stack.last().is_some_and(|frame| frame.open == b'<')
    }

    fn slot(&mut self) -> Option<&mut Slot> {
        self.stack.last_mut().map(|frame| &mut frame.slot)
    }

    /// Whether the slot has a value and nothing behind it.
    pub(super) fn has_value(&self) -> bool {
        self.stack.last().is_some_and(|frame| frame.slot.value.is_some() && !frame.slot.behind)
    }

    /// A line ends.
    pub(super) fn line(&mut self, at: usize) {
        if self.is_outside() {
            // A name whose value stands on the next line waits for it.
            let waits = self.stack.last().is_some_and(|frame| {
                let slot = &frame.slot;
                slot.key.is_some() && slot.value.is_none() && slot.words.is_none() && !slot.broken
            });
            // The next line may begin with the sign that joins it to a literal.
            let value = self.stack.last().and_then(|frame| self.tree.get(frame.slot.value?));
            let literal = value.is_some_and(|value| {
                matches!(value.kind, Kind::Text(_) | Kind::Bytes(BytesAs::Literal | BytesAs::Joined))
            });
            let waits = waits || literal;
            if !waits {
                self.finish_slot(at);
            }
        }
        if let Some(slot) = self.slot() {
            slot.broken = true;
        }
    }

    /// A comma.
    pub(super) fn separator(&mut self, at: usize) {
        self.finish_slot(at);
    }

    /// Words.
    pub(super) fn bare(&mut self, span: Span) {
        let type_like =
            self.stack.last().and_then(|frame| frame.slot.value).filter(|value| self.is_type_like(*value));
        let literal = self.stack.last().and_then(|frame| self.tree.get(frame.slot.value?));
        let after_literal = literal.is_some_and(|node| matches!(node.kind, Kind::Text(_) | Kind::Bytes(_)));
        if after_literal && matches!(span.of(self.text), b"+" | b"." | b".." | b"&" | b"<>" | b"_") {
            // A literal may follow that is the next piece.
            return;
        }
        let is_marker = bare::left_out(Span::new(span.offset, 3).of(self.text)).is_some();
        let Some(frame) = self.stack.last() else { return };
        let slot = frame.slot;
        let lines = frame.slot.sign == Some(Sign::Equals) && slot.value.is_none() && !self.is_outside();
        // Only a bracket or a literal may stand on the line behind its name.
        let waits = self.is_outside() && slot.broken && slot.key.is_some() && slot.words.is_none();
        let ends = (waits && slot.value.is_none())
            || slot.broken
                && !lines
                && (slot.value.is_some() || (slot.key.is_some() && slot.words.is_some()));
        if ends && type_like.is_none() {
            // What stands on a line of its own behind a value is no part of it.
            self.finish_slot(span.offset);
        } else if let Some(value) = type_like {
            let end = self.tree.get(value).map_or(0, |node| node.span.end());
            if end == span.offset || slot.key.is_none() || slot.sign == Some(Sign::Colon) {
                // `[]` and `(…)` before a type: part of its name.
                self.tree.truncate(slot.from);
                if let Some(slot) = self.slot() {
                    slot.value = None;
                }
            }
        }
        let value = self.stack.last().and_then(|frame| self.tree.get(frame.slot.value?));
        let end = value.map_or(0, |value| value.span.end());
        let Some(slot) = self.slot() else { return };
        slot.behind = slot.value.is_some();
        slot.broken = false;
        let fresh = slot.behind && (is_marker || slot.words.is_none_or(|words| words.offset < end));
        slot.words = match slot.words.filter(|_| !fresh) {
            Some(words) => Some(Span::between(words.offset, span.end())),
            None => Some(span),
        };
        slot.word = if slot.word.end() == span.offset && slot.word.len > 0 {
            Span::between(slot.word.offset, span.end())
        } else {
            span
        };
    }

    /// Makes room in the slot for a value.
    fn before_value(&mut self, span: Span) {
        let Some(slot) = self.stack.last().map(|frame| frame.slot) else { return };
        match slot.value {
            Some(value) if self.is_type_like(value) && !slot.behind => self.tree.truncate(slot.from),
            Some(_) => self.finish_slot(span.offset),
            None if slot.key.is_some() && slot.words.is_some() && slot.broken => {
                self.finish_slot(span.offset)
            }
            None => {}
        }
    }

    /// Adds a literal; one beside another is its next piece.
    pub(super) fn literal(&mut self, kind: Kind, span: Span, whole: bool) {
        if !self.join(kind, span, whole) {
            self.before_value(span);
            self.set_value(|tree| {
                let node = tree.open(kind, span.offset);
                tree.close(node, span.end(), whole);
                node
            });
        }
    }

    fn set_value(&mut self, make: impl FnOnce(&mut Builder) -> u32) {
        let node = make(self.tree);
        if let Some(slot) = self.slot() {
            slot.value = Some(node);
            slot.behind = false;
            slot.broken = false;
        }
    }

    /// Adds bytes.
    pub(super) fn bytes(&mut self, how: BytesAs, span: Span, left_out: Option<(usize, LeftOut)>) {
        self.before_value(span);
        self.set_value(|tree| {
            let node = tree.open(Kind::Bytes(how), span.offset);
            if let Some((at, left_out)) = left_out {
                tree.leaf(
                    Kind::LeftOut(left_out),
                    Span::between(span.offset + at, span.end().saturating_sub(1)),
                );
            }
            tree.close(node, span.end(), true);
            node
        });
    }

    /// Joins a literal to the one before it, where nothing but a line break or a sign stands between them.
    fn join(&mut self, kind: Kind, span: Span, whole: bool) -> bool {
        let Some(slot) = self.stack.last().map(|frame| frame.slot) else { return false };
        let Some((value, before)) = slot.value.and_then(|value| Some((value, *self.tree.get(value)?))) else {
            return false;
        };
        let joined = match (before.kind, kind) {
            (Kind::Text(_), Kind::Text(_)) => Kind::Text(Spelling::Joined),
            (Kind::Bytes(BytesAs::Literal | BytesAs::Joined), Kind::Bytes(_)) => Kind::Bytes(BytesAs::Joined),
            _ => return false,
        };
        let between = Span::between(before.span.end(), span.offset).of(self.text);
        let words = between.trim_ascii();
        let is_sign = matches!(words, b"+" | b"." | b".." | b"\\" | b"&" | b"<>" | b"_");
        let breaks = between.contains(&b'\n') && words.is_empty() && !self.is_outside();
        let beside = words.is_empty() && matches!(kind, Kind::Bytes(_)) && !self.is_outside();
        if !(is_sign || breaks || beside) {
            return false;
        }
        if before.kind != joined {
            self.tree.truncate(value);
            self.tree.open(joined, before.span.offset);
            let piece = self.tree.open(before.kind, before.span.offset);
            self.tree.close(piece, before.span.end(), before.whole);
        }
        let piece = self.tree.open(kind, span.offset);
        self.tree.close(piece, span.end(), whole);
        self.tree.close(value, span.end(), whole);
        if let Some(slot) = self.slot() {
            slot.words = slot.words.filter(|_| !slot.behind);
            (slot.behind, slot.broken) = (false, false);
        }
        true
    }

    /// Opens a bracket; not where too many are open.
    pub(super) fn open(&mut self, byte: u8, at: usize) -> bool {
        if self.stack.len() > MAX_DEPTH {
            return false;
        }
        let mut start = at;
        self.before_value(Span::new(at, 1));
        let outside = self.is_outside();
        let mut kind = Kind::List;
        if let Some(slot) = self.stack.last().map(|frame| frame.slot)
            && slot.words.is_some()
            && !slot.broken
        {
            let gap = Span::between(slot.word.end(), at).of(self.text);
            let first = slot.word.of(self.text).first().copied().unwrap_or(b'a');
            let names =
                gap.is_empty() || (gap == b" " && byte != b'[' && (!outside || first.is_ascii_uppercase()));
            if names {
                kind = Kind::Tagged { name: slot.word };
                start = slot.word.offset;
            }
        }
        let node = self.tree.open(kind, start);
        if let Some(count) = self.open.get_mut(kind_of(byte)) {
            *count += 1;
        }
        let behind = at.saturating_add(1);
        let slot = Slot { from: self.tree.next(), at: behind, ..Slot::default() };
        let commented = self.is_commented(at);
        self.stack.push(Frame { node, open: byte, sign: None, keyed: false, commented, slot, last: None });
        true
    }

    /// Closes a bracket; not where none of its kind is open.
    pub(super) fn close(&mut self, byte: u8, at: usize, len: usize, in_word: bool) -> bool {
        let kind = match byte {
            b'>' => self.stack.last().map_or(4, |frame| kind_of(frame.open)),
            _ => kind_of(byte),
        };
        if self.open.get(kind).is_none_or(|count| *count == 0) {
            return false;
        }
        let of_words = self.stack.last().is_some_and(|frame| {
            matches!(frame.slot.sign, Some(Sign::Equals | Sign::Tight))
                && frame.slot.words.is_some()
                && frame.slot.value.is_none()
        });
        if of_words && in_word {
            return false;
        }
        loop {
            self.finish_slot(at);
            let Some(frame) = self.stack.pop().filter(|frame| frame.open != 0) else { return false };
            if let Some(count) = self.open.get_mut(kind_of(frame.open)) {
                *count = count.saturating_sub(1);
            }
            if kind_of(frame.open) == kind {
                self.close_node(&frame, at.saturating_add(len));
                return true;
            }
            self.dissolve(&frame, at);
        }
    }

    /// Ends a container that was closed.
    fn close_node(&mut self, frame: &Frame, end: usize) {
        self.tree.close(frame.node, end, true);
        let collapsed = super::collapse::collapse(self.text, self.tree, frame.node, frame.open, frame.keyed);
        if !collapsed
            && frame.keyed
            && let Some(node) = self.tree.get_mut(frame.node)
            && node.kind == Kind::List
        {
            node.kind = Kind::Map;
        }
        if let Some(slot) = self.slot() {
            slot.value = Some(frame.node);
            (slot.behind, slot.broken) = (false, false);
        }
    }

    /// A bracket that does not close is a character; what stood in it stands beside it.
    fn dissolve(&mut self, frame: &Frame, at: usize) {
        let mut child = frame.node.saturating_add(1);
        let mut end = at;
        while let Some(node) = self.tree.get(child) {
            if let Some(key) = node.key {
                end = end.min(key.offset);
                break;
            }
            self.tree.step(1);
            let node = self.tree.get(child).map_or(u32::MAX, |node| node.next);
            child = node.max(child.saturating_add(1));
        }
        let Some(node) = self.tree.get_mut(frame.node) else { return };
        let span = Span::between(node.span.offset, end);
        let raw = span.of(self.text);
        let len = raw.len()
            - raw.iter().rev().take_while(|byte| byte.is_ascii_whitespace() || **byte == b',').count();
        node.kind = Kind::Text(Spelling::Raw);
        node.span = Span::new(span.offset, len);
        node.next = frame.node.saturating_add(1);
        node.whole = true;
        let next = self.tree.next();
        if let Some(outer) = self.stack.last_mut() {
            let key = outer.slot.key.take();
            outer.keyed = outer.keyed || key.is_some() || frame.keyed;
            if let (Some(node), Some(key)) = (self.tree.get_mut(frame.node), key) {
                node.key = Some(key);
                node.span = Span::between(outer.slot.at, node.span.end());
            }
            outer.slot = Slot { from: next, at, ..Slot::default() };
        }
    }

    /// Ends all that is still open.
    pub(super) fn finish(&mut self, end: usize) {
        loop {
            self.finish_slot(end);
            let Some(frame) = self.stack.pop().filter(|frame| frame.open != 0) else { break };
            self.tree.close(frame.node, end, false);
            super::collapse::collapse(self.text, self.tree, frame.node, frame.open, frame.keyed);
            if let Some(node) = self.tree.get_mut(frame.node) {
                node.whole = false;
                if frame.keyed && node.kind == Kind::List {
                    node.kind = Kind::Map;
                }
            }
            if let Some(slot) = self.slot() {
                slot.value = Some(frame.node);
                slot.behind = false;
            }
        }
    }
}
