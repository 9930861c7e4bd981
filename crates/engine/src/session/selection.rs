//! What is chosen in the Kinesis record at hand: a field, a byte, a finding, the user records that pass the filter.

use super::{Pane, Pin, Shown, State, batch};
use kpl_format::kpl::NodeKind;
use std::rc::Rc;

impl State {
    pub(super) fn pin(&mut self, node: usize, from: Pane) {
        let Some(shown) = self.shown.clone() else { return };
        let Some(chosen) = shown.anatomy.node(node) else { return };
        self.uncover(node);
        self.put_tree_caret(node);
        if from != Pane::Bytes {
            self.byte_caret = chosen.span.offset;
        }
        match chosen.kind {
            NodeKind::PartitionKey => self.key_caret = chosen.index,
            NodeKind::ExplicitHashKey => self.key_caret = shown.anatomy.partition_keys.len() + chosen.index,
            _ => {}
        }
        let user_record = shown.user_record_of(node);
        if let Some(place) = user_record.and_then(|user| self.matches.binary_search(&user).ok()) {
            self.user_caret = place;
        }
        // The payload follows the selection, so that one can step through records and read each.
        if user_record.is_some() {
            self.payload = user_record;
        }
        (self.lit, self.finding) = (None, None);
        self.pin = Some(Pin { node, from });
        self.turn = self.turn.wrapping_add(1);
    }

    pub(super) fn pin_byte(&mut self, offset: usize, from: Pane) {
        let Some(shown) = self.shown.clone() else { return };
        let offset = offset.min(shown.data.len().saturating_sub(1));
        if let Some(node) = shown.anatomy.node_at(offset) {
            self.pin(node, from);
            self.byte_caret = offset;
        }
    }

    pub(super) fn step_finding(&mut self, forward: bool) {
        let Some(shown) = self.shown.clone() else { return };
        let findings = &shown.anatomy.findings;
        let Some(last) = findings.len().checked_sub(1) else { return };
        let starts = |index: &usize| findings.get(*index).map_or(0, |finding| finding.span.offset);
        let found = match (self.finding, self.pin) {
            (Some(at), _) if forward => Some(at + 1).filter(|&next| next <= last),
            (Some(at), _) => at.checked_sub(1),
            (None, None) => None,
            (None, Some(_)) if forward => (0..=last).find(|index| starts(index) > self.byte_caret),
            (None, Some(_)) => (0..=last).rev().find(|index| starts(index) < self.byte_caret),
        };
        // After the last finding comes the first again.
        self.go_to_finding(found.unwrap_or(if forward { 0 } else { last }));
    }

    pub(super) fn go_to_finding(&mut self, index: usize) {
        let Some(shown) = self.shown.clone() else { return };
        let Some(finding) = shown.anatomy.findings.get(index) else { return };
        let span = finding.span;
        self.pin_byte(span.offset, Pane::Lists);
        // The finding may be about more than the deepest field at its first byte. Then the field that covers it is
        // chosen.
        let spanned = self.pin.and_then(|pin| {
            let nodes = std::iter::once(pin.node).chain(shown.anatomy.ancestors(pin.node));
            nodes.into_iter().find(|&id| shown.anatomy.node(id).is_some_and(|node| node.span.covers(span)))
        });
        if let Some(node) = spanned {
            self.pin(node, Pane::Lists);
        }
        self.finding = Some(index);
    }

    pub(super) fn set_filter(&mut self, filter: String) {
        self.filter = filter;
        (self.user_caret, self.pick_from) = (0, None);
        let Some(shown) = &self.shown else { return };
        let needle = self.filter.trim().to_ascii_lowercase();
        let keep = |&index: &usize| needle.is_empty() || shown.matches(index, needle.as_bytes());
        self.matches = Rc::new((0..shown.anatomy.user_records.len()).filter(keep).collect());
    }

    pub(super) fn open_payload(&mut self, index: usize) {
        let Some(shown) = self.shown.clone() else { return };
        let Some(user) = shown.anatomy.user_records.get(index) else { return };
        let data =
            (user.node..).take_while(|&id| shown.anatomy.node(user.node).is_some_and(|node| id < node.next));
        let data =
            data.filter(|&id| shown.anatomy.node(id).is_some_and(|node| node.kind == NodeKind::Data)).last();
        self.payload = Some(index);
        self.pin(data.unwrap_or(user.node), Pane::Lists);
    }
}

impl Shown {
    /// Whether the user record's key or payload holds `needle`. `needle` is in lower case; ASCII letters of either
    /// case match.
    fn matches(&self, index: usize, needle: &[u8]) -> bool {
        let holds = |hay: &[u8]| batch::holds(hay, needle);
        let Some(user) = self.anatomy.user_records.get(index) else { return false };
        let key = user.partition_key.and_then(|entry| self.anatomy.partition_keys.get(entry));
        key.is_some_and(|entry| holds(entry.value.of(&self.data)))
            || user.data.is_some_and(|data| holds(data.of(&self.data)))
    }
}
