//! Signs between a name and its value: which of them are ones, and which are characters like any other.

use super::{Frames, Sign, Slot};
use crate::value::tree::Kind;
use kpl_format::bytes::Span;

impl Frames<'_, '_> {
    /// Takes what stands before a sign as a name; not where that would be a coincidence.
    pub(in crate::value) fn sign(&mut self, sign: Sign, at: usize, len: usize) -> bool {
        let outside = self.is_outside();
        let Some(frame) = self.stack.last() else { return false };
        let (slot, before) = (frame.slot, frame.sign);
        let adjacent =
            |end: usize| Span::between(end, at).of(self.text).iter().all(|byte| matches!(byte, b' ' | b'\t'));
        let behind = at.saturating_add(len);
        if let Some((value, node)) = slot.value.and_then(|value| Some((value, *self.tree.get(value)?)))
            && !slot.behind
            && adjacent(node.span.end())
        {
            let literal = matches!(node.kind, Kind::Text(_)) && slot.key.is_none();
            if literal || (sign == Sign::Arrow && self.is_type_like(value)) {
                self.tree.truncate(slot.from.max(value));
                self.begin(node.span, behind, sign);
                return true;
            }
            return false;
        }
        if slot.words.is_none() || !adjacent(slot.word.end()) || slot.word.len == 0 {
            return false;
        }
        let word = slot.word.of(self.text);
        let is_name =
            word.first().is_some_and(|first| first.is_ascii_alphabetic() || b"_:@$.-".contains(first))
                && word.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-.@$:?/".contains(byte));
        let identifier = word.first().is_some_and(|first| first.is_ascii_alphabetic() || *first == b'_')
            && word.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
        let next = self.text.get(behind).copied().unwrap_or(b' ');
        let begins_value =
            b"\"'`[{(<".contains(&next) || self.text.get(behind..behind.saturating_add(2)) == Some(b"b'");
        let alone = slot.words.is_some_and(|words| words.offset == slot.word.offset);
        // Behind a comma in a value without quotes the value goes on.
        let within = frame.last.is_some() && before == Some(Sign::Tight) && !alone;
        let first = slot.key.is_none() && !within;
        let alike = before.is_none_or(|before| {
            before == sign
                || (first
                    && matches!((before, sign), (Sign::Colon, Sign::Tight) | (Sign::Tight, Sign::Colon)))
        });
        let numeric = word.iter().all(u8::is_ascii_digit) && !outside && first && sign != Sign::Equals;
        let allowed = match sign {
            Sign::Tight => {
                (identifier || (numeric && alone))
                    && (begins_value || (!outside && (alone || !first)))
                    && !self.text.get(behind..).is_some_and(|rest| rest.starts_with(b"//"))
            }
            Sign::Colon | Sign::Arrow => is_name || numeric || (outside && first),
            Sign::Equals | Sign::Assign => is_name,
        };
        // Within a value that is words another name is one only where that is how this bracket is written.
        let mid_value = !first && slot.value.is_none();
        let goes_on = match sign {
            Sign::Tight => before == Some(Sign::Tight) && slot.word.offset > slot.at,
            Sign::Equals => outside && slot.word.offset > slot.at,
            Sign::Colon => outside || slot.broken,
            Sign::Arrow | Sign::Assign => outside || slot.broken,
        };
        if !allowed || (!alike && !outside) || (mid_value && !goes_on) {
            return false;
        }
        let mut key = slot.word;
        if mid_value || (slot.behind && slot.key.is_some()) {
            // What stands before the name belongs to the one before it.
            let words = slot.words.map_or(slot.word.offset, |words| words.offset);
            let value = Span::between(words, slot.word.offset).of(self.text).trim_ascii_end().len();
            if let Some(slot) = self.slot() {
                slot.words = (value > 0).then(|| Span::new(words, value));
                slot.behind = slot.behind && value > 0;
            }
            self.finish_slot(slot.word.offset);
        } else if let Some(words) = slot.words.filter(|_| slot.value.is_none() && matches!(sign, Sign::Colon))
        {
            key = words;
        } else if slot.value.is_some() {
            if let Some(slot) = self.slot() {
                (slot.words, slot.behind) = (None, false);
            }
            self.finish_slot(slot.word.offset);
        }
        if let Some(frame) = self.stack.last_mut() {
            frame.sign = frame.sign.or(Some(sign));
        }
        self.begin(key, behind, sign);
        true
    }

    pub(super) fn begin(&mut self, key: Span, at: usize, sign: Sign) {
        let from = self.tree.next();
        if let Some(slot) = self.slot() {
            *slot = Slot { from, key: Some(key), at, sign: Some(sign), ..Slot::default() };
        }
    }
}
