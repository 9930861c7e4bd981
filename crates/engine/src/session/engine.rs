//! The engine: it holds the capture and all that is known of it, and tells the page what to show.
//!
//! Long work is done in steps of some milliseconds ([`Engine::work`]). The engine answers the page between two steps.

mod fetch;
mod keep;
mod past;

use super::{
    Action, Ahead, Ask, CompareMove, Inspection, Screen, Sizes, State, Tell, apply,
    batch::Export,
    builder::{Builder, Edit, Mode, is_fixture},
    select::{self, Progress, Task},
    viewport::Viewport,
};
use keep::Keeping;
use kpl_capture::capture::Shape;
use kpl_index::{Helper, Holder};
use past::Past;
use std::rc::Rc;

/// The most bytes that the builder reads of a file.
const MOST_GIVEN: usize = 64 << 20;

/// How many milliseconds pass between two screens while long work goes on.
const EVERY: u64 = 100;

/// Why a file was not finished.
const LEFT: &str = "the capture was left before the file was complete";

/// A file that is being written.
#[derive(Debug)]
struct Running {
    number: u32,
    export: Export,
    /// The capture that it is of.
    of: Rc<Inspection>,
}

/// The state, and what the page shows of it. Times are in milliseconds; only their differences count.
#[derive(Debug, Default)]
pub struct Engine {
    state: State,
    builder: Builder,
    past: Past,
    keeping: Keeping,
    viewport: Viewport,
    screen: Screen,
    sizes: Sizes,
    export: Option<Running>,
    helper: Option<Rc<dyn Helper>>,
    /// Of which files the one that comes next was joined.
    files: Vec<(String, u64)>,
    /// The long work that goes on, and when it began.
    began: Option<(Task, u64)>,
    shown_at: u64,
}

impl Engine {
    /// An engine that reads by other sizes than the default ones.
    #[must_use]
    pub fn new(sizes: Sizes) -> Self {
        Self { sizes, ..Self::default() }
    }

    /// Does what was asked. Returns an answer if there is something to say.
    pub fn hear(&mut self, ask: Ask, now: u64) -> Option<Tell> {
        match ask {
            // The pointer moves often without coming to another node.
            Ask::Do(Action::Light(node)) if node == self.front().lit => return None,
            Ask::Do(Action::Read { input, name }) if is_fixture(&input) => {
                self.builder.take_given(&input, name.as_deref());
                self.keep_draft();
            }
            Ask::Do(Action::Recall(place)) => {
                self.past.recall(place, &mut self.state);
                if let (Some(inspection), Some(helper)) = (&self.state.inspection, &self.helper) {
                    inspection.help(helper.clone());
                }
            }
            Ask::Do(Action::Files(files)) => {
                self.files = files;
                return None;
            }
            // The mark shows in both modes, and it is that of the captures.
            Ask::Do(action @ Action::Compare(CompareMove::Unmark)) => {
                self.state = apply(&self.state, action);
            }
            Ask::Do(action) => {
                if action.is_kept() {
                    self.keep_draft();
                }
                let next = apply(self.front(), action);
                let before = std::mem::replace(self.front_mut(), next);
                if self.builder.mode() == Mode::Inspect {
                    self.leave(before);
                }
            }
            Ask::Build(edit, number) => self.build(edit, number),
            Ask::Viewport(change) => self.viewport.take(change),
            Ask::Fetch(number, wanted) => return Some(Tell::Fetched(number, self.fetch(wanted))),
            Ask::Export(number, kind) => {
                let of = self.state.inspection.clone();
                self.export = of.map(|of| Running { number, export: Export::new(kind), of });
            }
            Ask::ExportPicked(number, kind) => {
                let picked = self.state.picked.clone();
                let of = self.state.inspection.clone();
                self.export = of.map(|of| Running { number, export: Export::of_picked(kind, picked), of });
            }
            Ask::StopExport => self.export = None,
            Ask::Restore(parts, place) => {
                self.restore(parts, place);
                self.share_shards();
                // The page waits for this answer.
                return self.show(now).or_else(|| Some(Tell::Show(Default::default())));
            }
            Ask::Remember(wanted) => self.remember(wanted),
        }
        self.share_shards();
        self.show(now)
    }

    /// Shows another capture, and keeps the one at hand.
    fn take(&mut self, inspection: Inspection) {
        let before = self.state.clone();
        self.state.take(inspection);
        self.state.refresh_payload(&State::default());
        self.leave(before);
    }

    /// Keeps what shows no more, so that it can be brought back.
    fn leave(&mut self, before: State) {
        if Past::is_left(&before, &self.state) {
            self.past.leave(before, &mut self.state);
        }
    }

    /// Shards that were entered while inspecting hold while building, and the other way round.
    fn share_shards(&mut self) {
        let shards = self.front().shards.clone();
        if !Rc::ptr_eq(&shards, &self.state.shards) {
            self.state.take_shards(shards.clone());
        }
        self.builder.take_shards(&shards);
    }

    pub fn open(&mut self, holder: Rc<dyn Holder>, name: String, now: u64) -> Option<Tell> {
        let fixture = name.ends_with(".kpl.txt") || name.ends_with(".kpl.json");
        if fixture || self.builder.mode() == Mode::Build {
            let len = usize::try_from(holder.len()).unwrap_or(usize::MAX).min(MOST_GIVEN);
            match holder.read(0, len) {
                Ok(bytes) => {
                    self.builder.take_given(&bytes, Some(&name));
                    self.keep_draft();
                }
                Err(why) => return Some(Tell::Unreadable(name, why)),
            }
            return self.show(now);
        }
        let files = std::mem::take(&mut self.files);
        match Inspection::open(holder, Some(name.clone()), self.sizes) {
            Ok(inspection) => {
                let inspection = inspection.of_files(files);
                self.helper.iter().for_each(|helper| inspection.help(helper.clone()));
                self.take(inspection);
            }
            Err(why) => return Some(Tell::Unreadable(name, why)),
        }
        self.show(now)
    }

    /// From now on a helper does a part of the work. Its answers must be passed to [`Self::answer`].
    pub fn help(&mut self, helper: Rc<dyn Helper>) {
        if let Some(inspection) = &self.state.inspection {
            inspection.help(helper.clone());
        }
        self.helper = Some(helper);
    }

    /// Takes the helper's answer about the group `number`. [`Self::work`] does what is left to do with it.
    pub fn answer(&mut self, number: u32, numbers: Vec<u32>) {
        if let Some(inspection) = &self.state.inspection {
            inspection.answer(number, numbers);
        }
    }

    pub fn do_without(&mut self) {
        self.helper = None;
        if let Some(inspection) = &self.state.inspection {
            inspection.do_without();
        }
    }

    /// Whether nothing can be done until the helper answers.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        let waits = self.state.inspection.as_ref().is_some_and(|inspection| inspection.is_waiting());
        waits && self.export.is_none() && !self.builder_is_due() && !self.is_keep_due()
    }

    /// Whether there is work left, so that [`Self::work`] should be called again soon.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        let state = &self.state;
        self.export.is_some()
            || state.is_busy()
            || state.is_explaining()
            || state.is_tallying()
            || self.builder_is_due()
            || self.is_keep_due()
    }

    /// The part of `file` that [`Self::work`] will read next, if that is known.
    #[must_use]
    pub fn wanted(&self, file: &dyn Holder) -> Option<Ahead> {
        let inspection = self.state.inspection.as_ref().filter(|_| self.export.is_none())?;
        if inspection.is_reading() {
            inspection.wanted(file)
        } else {
            self.state.batch.wanted(inspection, file)
        }
    }

    /// Does some milliseconds of the long work. Returns what there is to say, in order.
    pub fn work(&mut self, now: u64) -> Vec<Tell> {
        let piece = self.write_on();
        if piece.is_none() && self.builder_is_due() {
            self.builder.refresh();
            return self.show(now).into_iter().collect();
        }
        let kept = if piece.is_none() && self.is_keep_due() { self.keep() } else { Vec::new() };
        if piece.is_none() {
            self.state.work();
        }
        let due = !self.is_busy() || now.saturating_sub(self.shown_at) >= EVERY;
        piece.into_iter().chain(kept).chain(due.then(|| self.show(now)).flatten()).collect()
    }

    /// Whether the draft must be built: it shows and has changed.
    fn builder_is_due(&self) -> bool {
        self.builder.is_stale() && self.builder.mode() == Mode::Build
    }

    /// The state that shows: that of the capture, or that of the record in the builder.
    const fn front(&self) -> &State {
        match self.builder.mode() {
            Mode::Inspect => &self.state,
            Mode::Build => self.builder.preview(),
        }
    }

    const fn front_mut(&mut self) -> &mut State {
        match self.builder.mode() {
            Mode::Inspect => &mut self.state,
            Mode::Build => self.builder.preview_mut(),
        }
    }

    /// Does an edit. The parts that concern the capture are done here, the others in the builder.
    fn build(&mut self, edit: Edit, number: u32) {
        if edit.is_kept() {
            self.keep_draft();
        }
        match &edit {
            Edit::Import => {
                let Some(shown) = self.state.shown.clone() else { return };
                let record = self.state.inspection.as_ref().and_then(|all| all.record(shown.index).ok());
                let envelope = record.map(|record| record.envelope).unwrap_or_default();
                let keys = (envelope.partition_key.as_deref(), envelope.explicit_hash_key.as_deref());
                self.builder.import(&shown.data, keys.0, keys.1);
            }
            Edit::Inspect => {
                let bytes = self.builder.built().bytes.as_slice().into();
                let name = Some(format!("{}.bin", self.builder.stem()));
                self.take(Inspection::read(bytes, name, Some(Shape::Binary)));
                self.builder.go(Mode::Inspect);
            }
            _ => {}
        }
        self.builder.apply(edit, number);
    }

    /// Writes the next piece of a file.
    fn write_on(&mut self) -> Option<Tell> {
        let Running { number, mut export, of } = self.export.take()?;
        if self.state.inspection.as_ref().is_none_or(|inspection| !Rc::ptr_eq(inspection, &of)) {
            return Some(Tell::Over(number, Some(LEFT.to_owned())));
        }
        Some(match export.step(&of, &self.state.batch) {
            Ok(Some(piece)) => {
                self.export = Some(Running { number, export, of });
                Tell::Piece(number, piece)
            }
            Ok(None) => Tell::Over(number, None),
            Err(why) => Tell::Over(number, Some(why)),
        })
    }

    fn show(&mut self, now: u64) -> Option<Tell> {
        self.shown_at = now;
        let mut screen = Screen::of(self.front(), &self.viewport);
        screen.progress = Rc::new(self.progress(now));
        Rc::make_mut(&mut screen.carets).place = self.state.place;
        screen.mark = Rc::new(self.state.compare.mark.as_ref().map(|mark| (mark.name.clone(), mark.record)));
        self.builder.show(&self.viewport, &mut screen, &self.screen);
        let changes = screen.changes_from(&self.screen)?;
        self.screen = screen;
        Some(Tell::Show(Box::new(changes)))
    }

    fn progress(&mut self, now: u64) -> Option<Progress> {
        let wide = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        let exporting = self.export.as_ref().map(|Running { export, .. }| Progress {
            task: Task::Exporting,
            done: wide(export.done()),
            total: wide(self.state.batch.records_len()),
            elapsed: 0,
        });
        let Some(progress) = exporting.or_else(|| select::progress(&self.state)) else {
            self.began = None;
            return None;
        };
        let began = match self.began {
            Some((task, began)) if task == progress.task => began,
            _ => now,
        };
        self.began = Some((progress.task, began));
        Some(Progress { elapsed: now.saturating_sub(began), ..progress })
    }
}
