//! What stands between two separators, when its end is reached: a value with its key, or words that are one.

use super::{Frames, Sign, Slot};
use crate::value::{
    bare,
    tree::{Kind, Spelling},
};
use kpl_format::bytes::Span;

impl Frames<'_, '_> {
    /// Ends what stands between two separators.
    pub(super) fn finish_slot(&mut self, at: usize) {
        let outside = self.is_outside();
        let Some(frame) = self.stack.last_mut() else { return };
        let slot = std::mem::replace(&mut frame.slot, Slot { at: at.saturating_add(1), ..Slot::default() });
        frame.keyed = frame.keyed || slot.key.is_some();
        let words = slot.words.filter(|_| slot.value.is_none() || slot.behind);
        let bare = matches!(slot.sign, Some(Sign::Equals | Sign::Tight)) && !outside;
        let whole_text = |end: usize| {
            let text = Span::between(slot.at, end).of(self.text);
            let blank = text.len() - text.trim_ascii_start().len();
            Span::between(slot.at + blank, end)
        };
        let mut last = None;
        match (slot.value, words) {
            (Some(value), None) => {
                if let Some(node) = self.tree.get_mut(value) {
                    node.key = slot.key;
                }
            }
            (Some(value), Some(words)) => {
                let marker = bare::left_out(words.of(self.text));
                if let Some(node) = self.tree.get_mut(value) {
                    node.key = slot.key;
                }
                if let (Some(marker), Some(end)) = (marker, self.tree.get(value).map(|node| node.span.end()))
                {
                    self.tree.leaf(Kind::LeftOut(marker), words);
                    self.tree.close(value, end, true);
                } else if bare && slot.key.is_some() {
                    self.tree.truncate(slot.from);
                    self.push_bare(slot.key, whole_text(words.end()));
                    last = Some(slot.from);
                }
            }
            (None, Some(words)) => {
                let without_quotes = matches!(frame.sign, Some(Sign::Equals | Sign::Tight));
                let before = frame.last.filter(|_| slot.key.is_none() && without_quotes);
                if let Some(node) = before.and_then(|before| self.tree.get_mut(before)).filter(|_| !outside) {
                    // A comma in a value without quotes.
                    node.kind = Kind::Text(Spelling::Raw);
                    node.span = Span::between(node.span.offset, words.end());
                    last = before;
                } else if slot.key.is_some() || (!outside && !frame.keyed) {
                    let span = if slot.key.is_some() && bare { whole_text(words.end()) } else { words };
                    last = slot.key.is_some().then(|| self.tree.next());
                    self.push_bare(slot.key, span);
                }
            }
            (None, None) => {
                if let Some(key) = slot.key {
                    self.push_bare(Some(key), Span::new(slot.at.min(at), 0));
                }
            }
        }
        let from = self.tree.next();
        if let Some(frame) = self.stack.last_mut() {
            frame.last =
                last.or(frame.last.filter(|_| slot.key.is_none() && words.is_none() && slot.value.is_none()));
            frame.slot.from = from;
        }
    }

    fn push_bare(&mut self, key: Option<Span>, span: Span) {
        let kind = bare::kind(span.of(self.text));
        if let Some(key) = key {
            self.tree.key(key);
        }
        self.tree.leaf(kind, span);
    }

    /// Whether a value may be a part of a type: `(byte)`, `[]`, `(124)`.
    pub(super) fn is_type_like(&self, node: u32) -> bool {
        let Some(at) = self.tree.get(node) else { return false };
        let container = matches!(at.kind, Kind::List | Kind::Map | Kind::Tagged { .. });
        let name = if let Kind::Tagged { name } = at.kind { name.len } else { 0 };
        let first = self.text.get(at.span.offset.saturating_add(name)).copied();
        if !container || first == Some(b'#') || first == Some(b'<') {
            return false;
        }
        let child = self.tree.get(node.saturating_add(1)).filter(|_| at.next > node.saturating_add(1));
        let small = at.next <= node.saturating_add(2)
            && child.is_none_or(|child| {
                matches!(child.kind, Kind::Text(Spelling::Raw) | Kind::Number)
                    && child.span.len < 64
                    && child.key.is_none()
            });
        let paren = first == Some(b'(') && name == 0;
        small
            || (paren
                && at.span.len < 64
                && child.is_some_and(|child| {
                    !matches!(child.kind, Kind::Text(Spelling::Quoted | Spelling::Joined))
                }))
    }
}
