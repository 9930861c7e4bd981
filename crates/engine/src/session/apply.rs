//! The state after an action.

use super::{
    Action, Crumb, Inspection, Pane, Shown, State, Tab,
    batch::{Query, Sort},
    select, tree,
};
use kpl_capture::{capture::Shape, text::unpack};
use std::rc::Rc;

/// The most bytes that a compressed payload is unpacked to when it is opened as a capture.
const MOST_UNPACKED: usize = 64 << 20;

#[must_use]
pub fn apply(state: &State, action: Action) -> State {
    let mut next = State { trouble: None, ..state.clone() };
    match action {
        Action::Read { input, name } => next.take(Inspection::given(input, name)),
        Action::ReadAs(shape) => {
            if let Some((old, input)) = state.inspection.as_ref().and_then(|old| Some((old, old.input()?))) {
                let trail = std::mem::take(&mut next.trail);
                let files = old.files.clone();
                next.take(Inspection::read(input, old.name.clone(), Some(shape)).of_files(files));
                next.trail = trail;
            }
        }
        Action::Close => {
            next = State { compare: state.compare.kept(), tab: next.kept_tab(), ..State::default() };
        }
        // The engine keeps what was left, and what it was told about files.
        Action::Recall(_) | Action::Files(_) => {}
        Action::Record(index) => next.show(index),
        Action::NextOf(verdict) => next.show_next_of(verdict),
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
            next.pick_none();
            next.user_caret = step.from(state.user_caret, state.matches.len(), 1);
            // The payload follows the caret, so that one can walk through the records and read each.
            if let Some(place) = state.matches.get(next.user_caret) {
                next.open_payload(*place);
            }
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
        Action::FilterFile(file) => {
            next.ask(Query { file, ..state.batch.query.clone() }, state.batch.sort);
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
        Action::SortUsersBy(by) => next.sort_users(by),
        Action::Stop => next.stop(),
        Action::StepMatch(forward) => next.step_match(forward),
        Action::CaptureTab(tab) => next.capture_tab = tab,
        Action::CaptureUserMove(step) => {
            let total = select::capture_users_total(state);
            next.pick_none();
            next.open_capture_user(step.from(state.capture_user_caret, total, 1));
        }
        Action::Pick(step) => next.pick(step),
        Action::CaptureUser(row) => {
            next.pick_none();
            next.open_capture_user(row);
        }
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
        Action::OpenPayload(index) => {
            next.pick_none();
            next.open_payload(index);
        }
        Action::PayloadView(view) => next.payload_view = view,
        Action::Sheet(step) => next.move_sheet(step),
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
    next.follow(state);
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
            payload_find: self.payload_find.clone(),
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
        // What the application receives shows at once.
        self.payload = Some(0).filter(|_| !shown.anatomy.user_records.is_empty());
        self.shown = Some(shown);
        self.set_filter(self.filter.clone());
    }

    /// Moves the caret in the list of all user records to the one that is open, if another one was opened elsewhere.
    fn follow(&mut self, before: &Self) {
        let open = |state: &Self| (state.captures, state.record_caret, state.payload);
        if open(self) == open(before) {
            return;
        }
        let Some(inspection) = self.inspection.clone() else { return };
        let (index, wanted) = (inspection.index(), (self.record_caret, self.payload.unwrap_or_default()));
        let at = |row: usize| self.batch.user_at(&index, u64::try_from(row).ok()?);
        if at(self.capture_user_caret) == Some(wanted) {
            return;
        }
        let row = usize::try_from(self.batch.user_row_from(&index, wanted.0, wanted.1)).unwrap_or_default();
        if at(row) == Some(wanted) {
            self.capture_user_caret = row;
        }
    }

    /// Prepares the open payload anew if it is another one or shows in another way.
    pub(super) fn refresh_payload(&mut self, before: &Self) {
        let record = |state: &Self| state.shown.as_ref().map(Rc::as_ptr);
        let same = record(self) == record(before)
            && (self.payload, self.payload_view) == (before.payload, before.payload_view);
        if !same {
            let ready = select::make_ready(self);
            (self.opened, self.sheet) = ready.map(|(open, sheet)| (Rc::new(open), Rc::new(sheet))).unzip();
        }
        let sought = |state: &Self| (state.payload_find.clone(), state.batch.pattern().map(Rc::as_ptr));
        if !same || sought(self) != sought(before) {
            self.find_in_sheet();
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
        let inner: Rc<[u8]> = unpacked.map_or_else(|| payload.into(), |unpacked| unpacked.bytes.into());
        let mut inside = Inspection::given(inner.clone(), None);
        if inside.index().is_empty() {
            // Whoever opens a payload wants to see what is in it, whether or not that is a capture.
            inside = Inspection::read(inner, None, Some(Shape::Text));
        }
        self.take(inside);
        trail.push(Crumb { record, user_record, repaired: false, state: above });
        self.trail = trail;
    }
}
