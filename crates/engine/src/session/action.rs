//! What can happen to the page, and the one place where it does.

use super::{
    CaptureTab, CompareMove, Crumb, Inspection, Move, Pane, PayloadView, Pin, ShardMove, Shown, State, Tab,
    batch::{self, Column, Query, Search, Sort},
    select, tree,
};
use crate::consumers::Consumer;
use kpl_capture::capture::Shape;
use kpl_capture::text::unpack;
use kpl_format::kpl::{Kind, Verdict};
use std::rc::Rc;

/// The most bytes that a compressed payload is unpacked to when it is opened as a capture.
const MOST_UNPACKED: usize = 64 << 20;

/// Everything that a person can do which changes what the page shows.
#[derive(Clone, Debug, PartialEq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Action {
    /// Reads text that was pasted, a file that was dropped, or an example that was chosen.
    Read {
        input: Rc<[u8]>,
        /// The file's or example's name.
        name: Option<String>,
    },
    /// Reads the same input again, as this shape.
    ReadAs(Shape),
    /// Goes back to the empty page.
    Close,
    /// Shows another Kinesis record of the capture, by its place there.
    Record(usize),
    /// The pointer is over this node of the tree, or over none.
    Light(Option<usize>),
    /// Chooses a node.
    Pin(usize, Pane),
    /// Chooses the deepest field at this offset.
    PinByte(usize),
    /// Chooses nothing.
    Unpin,
    /// Opens or closes a node of the tree.
    Toggle(usize),
    TreeMove(Move),
    /// Right arrow: opens the node, or goes to its first child.
    TreeIn,
    /// Left arrow: closes the node, or goes to its parent.
    TreeOut,
    /// `*`: opens the node and all its siblings.
    TreeOpenSiblings,
    /// Moves the caret in the bytes; the number is how many bytes stand in a row.
    ByteMove(Move, usize),
    /// Moves the caret in the list of user records.
    UserMove(Move),
    /// Moves the caret in the key tables.
    KeyMove(Move),
    /// Moves to another Kinesis record, which then shows.
    RecordMove(Move),
    /// Filters the Kinesis records of the capture by verdict, or ends that filter.
    FilterVerdict(Option<Verdict>),
    /// Filters the Kinesis records by the code of a finding, or ends that filter.
    FilterFinding(Option<String>),
    /// Filters the Kinesis records by a consumer that loses user records of them, or ends that filter.
    FilterLost(Option<Consumer>),
    /// Looks for a text in all Kinesis records.
    Search(Search),
    /// Sorts the Kinesis records by a column. The same column once more turns the order around.
    SortBy(Column),
    /// Ends the work that is going on: the reading of the file, or else a search.
    Stop,
    /// Goes to the next (true) or previous (false) record in which the search found something.
    StepMatch(bool),
    CaptureTab(CaptureTab),
    /// Moves the caret in the list of all user records of the capture.
    CaptureUserMove(Move),
    /// Opens the user record in this row of that list.
    CaptureUser(usize),
    /// Goes to an offset and chooses the field there.
    GoTo(usize),
    /// Goes to the next (true) or previous (false) finding.
    StepFinding(bool),
    /// Goes to a finding, by its place.
    Finding(usize),
    /// Filters the user records of the Kinesis record at hand by a text.
    Filter(String),
    /// Brings a tab to the front.
    Tab(Tab),
    /// Lists what this consumer hands over, or ends the list where it shows already.
    Consumer(Consumer),
    Compare(CompareMove),
    Shards(ShardMove),
    /// Opens the payload of a user record, by the record's place.
    OpenPayload(usize),
    ClosePayload,
    /// Shows the open payload in another way.
    PayloadView(PayloadView),
    /// Makes the open payload the capture at hand.
    Dive,
    /// Makes the record at hand, put right, the capture at hand.
    Repair,
    /// Goes back to a level above; 0 is the outermost.
    Surface(usize),
}

#[must_use]
pub fn apply(state: &State, action: Action) -> State {
    let mut next = State { trouble: None, ..state.clone() };
    match action {
        Action::Read { input, name } => next.take(Inspection::given(input, name)),
        Action::ReadAs(shape) => {
            if let Some((old, input)) = state.inspection.as_ref().and_then(|old| Some((old, old.input()?))) {
                let trail = std::mem::take(&mut next.trail);
                next.take(Inspection::read(input, old.name.clone(), Some(shape)));
                next.trail = trail;
            }
        }
        Action::Close => {
            next = State { compare: state.compare.kept(), tab: next.kept_tab(), ..State::default() };
        }
        Action::Record(index) => next.show(index),
        Action::Light(node) => next.lit = node,
        Action::Pin(node, from) => next.pin(node, from),
        Action::PinByte(offset) => next.pin_byte(offset, Pane::Bytes),
        Action::Unpin => (next.pin, next.lit, next.finding) = (None, None, None),
        Action::Toggle(node) => {
            next.put_tree_caret(node);
            next.set_open(node, !state.expanded.contains(&node));
        }
        Action::TreeMove(step) => {
            next.tree_caret = step.from(state.tree_caret, state.rows.len(), 1);
            next.lit = next.caret_node();
        }
        Action::TreeIn => next.tree_in(),
        Action::TreeOut => next.tree_out(),
        Action::TreeOpenSiblings => next.open_siblings(),
        Action::ByteMove(step, columns) => {
            let len = state.shown.as_ref().map_or(0, |shown| shown.data.len());
            next.byte_caret = step.from(state.byte_caret, len, columns);
            next.lit = state.shown.as_ref().and_then(|shown| shown.anatomy.node_at(next.byte_caret));
        }
        Action::UserMove(step) => {
            next.user_caret = step.from(state.user_caret, state.matches.len(), 1);
            let at = state.matches.get(next.user_caret).copied();
            next.lit = at.and_then(|at| Some(state.shown.as_ref()?.anatomy.user_records.get(at)?.node));
        }
        Action::KeyMove(step) => {
            let (keys, hash_keys) = select::keys_total(state);
            next.key_caret = step.from(state.key_caret, keys + hash_keys, 1);
            next.lit = select::key_node(state, next.key_caret);
        }
        Action::RecordMove(step) => next.move_record(step),
        Action::FilterVerdict(verdict) => {
            next.ask(Query { verdict, ..state.batch.query.clone() }, state.batch.sort);
        }
        Action::FilterFinding(finding) => {
            next.ask(Query { finding, ..state.batch.query.clone() }, state.batch.sort);
        }
        Action::FilterLost(lost_by) => {
            next.ask(Query { lost_by, ..state.batch.query.clone() }, state.batch.sort);
        }
        Action::Search(search) => {
            next.ask(Query { search, ..state.batch.query.clone() }, state.batch.sort);
        }
        Action::SortBy(by) => {
            let down = by == state.batch.sort.by && !state.batch.sort.down;
            next.ask(state.batch.query.clone(), Sort { by, down });
        }
        Action::Stop => next.stop(),
        Action::StepMatch(forward) => next.step_match(forward),
        Action::CaptureTab(tab) => next.capture_tab = tab,
        Action::CaptureUserMove(step) => {
            next.capture_user_caret =
                step.from(state.capture_user_caret, select::capture_users_total(state), 1);
        }
        Action::CaptureUser(row) => next.open_capture_user(row),
        Action::GoTo(offset) => next.pin_byte(offset, Pane::Lists),
        Action::StepFinding(forward) => next.step_finding(forward),
        Action::Finding(index) => next.go_to_finding(index),
        Action::Filter(filter) => next.set_filter(filter),
        Action::Tab(tab) => next.tab = tab,
        Action::Consumer(consumer) => {
            next.consumer = Some(consumer).filter(|_| state.consumer != Some(consumer));
        }
        Action::Compare(step) => next.move_compare(step),
        Action::Shards(step) => next.move_shards(step),
        Action::OpenPayload(index) => next.open_payload(index),
        Action::ClosePayload => next.payload = None,
        Action::PayloadView(view) => next.payload_view = view,
        Action::Dive => next.dive(),
        Action::Repair => next.repair(),
        Action::Surface(level) => {
            if let Some(crumb) = state.trail.get(level) {
                next = State {
                    turn: state.turn.wrapping_add(1),
                    compare: state.compare.kept(),
                    ..(*crumb.state).clone()
                };
            }
        }
    }
    next.refresh_payload(state);
    next.refresh_charts(state);
    next.refresh_compared(state);
    next
}

impl State {
    /// Shows another capture, from its beginning.
    pub(super) fn take(&mut self, inspection: Inspection) {
        *self = Self {
            inspection: Some(Rc::new(inspection)),
            payload_view: self.payload_view,
            shards: self.shards.clone(),
            compare: self.compare.kept(),
            tab: self.kept_tab(),
            turn: self.turn,
            captures: self.captures.wrapping_add(1),
            ..Self::default()
        };
        self.ask(Query::default(), Sort::default());
        self.show(0);
    }

    /// The tab for another capture. Whoever has marked something and looks at the comparison stays there.
    fn kept_tab(&self) -> Tab {
        if self.tab == Tab::Compare && self.compare.mark.is_some() { Tab::Compare } else { Tab::default() }
    }

    pub(super) fn put(&mut self, shown: Rc<Shown>) {
        self.expanded = Rc::new(tree::opened_at_first(&shown));
        self.rows = Rc::new(tree::visible(&shown, &self.expanded));
        (self.pin, self.lit, self.finding, self.payload) = (None, None, None, None);
        (self.tree_caret, self.byte_caret, self.user_caret, self.key_caret) = (0, 0, 0, 0);
        self.record_caret = shown.index;
        self.turn = self.turn.wrapping_add(1);
        self.shown = Some(shown);
        self.set_filter(self.filter.clone());
    }

    fn pin(&mut self, node: usize, from: Pane) {
        let Some(shown) = self.shown.clone() else { return };
        let Some(chosen) = shown.anatomy.node(node) else { return };
        self.uncover(node);
        self.put_tree_caret(node);
        if from != Pane::Bytes {
            self.byte_caret = chosen.span.offset;
        }
        match chosen.kind {
            Kind::PartitionKey => self.key_caret = chosen.index,
            Kind::ExplicitHashKey => self.key_caret = shown.anatomy.partition_keys.len() + chosen.index,
            _ => {}
        }
        let user_record = shown.user_record_of(node);
        if let Some(place) = user_record.and_then(|user| self.matches.binary_search(&user).ok()) {
            self.user_caret = place;
        }
        // An open payload follows the selection, so that one can step through records and read each.
        if self.payload.is_some() && user_record.is_some() {
            self.payload = user_record;
        }
        (self.lit, self.finding) = (None, None);
        self.pin = Some(Pin { node, from });
        self.turn = self.turn.wrapping_add(1);
    }

    fn pin_byte(&mut self, offset: usize, from: Pane) {
        let Some(shown) = self.shown.clone() else { return };
        let offset = offset.min(shown.data.len().saturating_sub(1));
        if let Some(node) = shown.anatomy.node_at(offset) {
            self.pin(node, from);
            self.byte_caret = offset;
        }
    }

    fn tree_in(&mut self) {
        let (Some(shown), Some(node)) = (self.shown.clone(), self.caret_node()) else { return };
        if !shown.anatomy.has_children(node) {
            return;
        }
        if self.expanded.contains(&node) {
            self.tree_caret += 1;
        } else {
            self.set_open(node, true);
        }
        self.lit = self.caret_node();
    }

    fn tree_out(&mut self) {
        let (Some(shown), Some(node)) = (self.shown.clone(), self.caret_node()) else { return };
        if self.expanded.contains(&node) {
            self.set_open(node, false);
        } else if let Some(parent) = shown.anatomy.node(node).and_then(|node| node.parent) {
            self.put_tree_caret(parent);
        }
        self.lit = self.caret_node();
    }

    fn open_siblings(&mut self) {
        let (Some(shown), Some(node)) = (self.shown.clone(), self.caret_node()) else { return };
        let parent = shown.anatomy.node(node).and_then(|node| node.parent);
        let siblings = shown.anatomy.children(parent).filter(|&id| shown.anatomy.has_children(id));
        Rc::make_mut(&mut self.expanded).extend(siblings);
        self.rows = Rc::new(tree::visible(&shown, &self.expanded));
        self.put_tree_caret(node);
    }

    fn step_finding(&mut self, forward: bool) {
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

    fn go_to_finding(&mut self, index: usize) {
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
        self.user_caret = 0;
        let Some(shown) = &self.shown else { return };
        let needle = self.filter.trim().to_ascii_lowercase();
        let keep = |&index: &usize| needle.is_empty() || shown.matches(index, needle.as_bytes());
        self.matches = Rc::new((0..shown.anatomy.user_records.len()).filter(keep).collect());
    }

    /// Prepares the open payload anew if it is another one or shows in another way.
    fn refresh_payload(&mut self, before: &Self) {
        let record = |state: &Self| state.shown.as_ref().map(Rc::as_ptr);
        let same = record(self) == record(before)
            && (self.payload, self.payload_view) == (before.payload, before.payload_view);
        if !same {
            self.opened = select::make_ready(self).map(Rc::new);
        }
    }

    /// Goes one level deeper and keeps the way back.
    fn dive(&mut self) {
        let above = Rc::new(self.clone());
        let (Some((record, _)), Some(payload)) = (select::record(&above), select::payload_bytes(&above))
        else {
            return;
        };
        let user_record = above.opened.as_ref().and_then(|open| open.index);
        let mut trail = std::mem::take(&mut self.trail);
        let unpacked = unpack::unpack(payload, MOST_UNPACKED);
        let inner = unpacked.map_or_else(|| payload.into(), |unpacked| unpacked.bytes.into());
        self.take(Inspection::given(inner, None));
        trail.push(Crumb { record, user_record, repaired: false, state: above });
        self.trail = trail;
    }

    pub(super) fn open_payload(&mut self, index: usize) {
        let Some(shown) = self.shown.clone() else { return };
        let Some(user) = shown.anatomy.user_records.get(index) else { return };
        let data =
            (user.node..).take_while(|&id| shown.anatomy.node(user.node).is_some_and(|node| id < node.next));
        let data =
            data.filter(|&id| shown.anatomy.node(id).is_some_and(|node| node.kind == Kind::Data)).last();
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
