//! The engine, and the messages between it and the page. The engine holds the capture and all that is known of it.
//!
//! In a browser the two live in different threads, so that reading never holds the page up. Both are of the same
//! build, so the messages need no versions. Long work is done in steps of some milliseconds ([`Engine::work`]); the
//! engine answers the page between two steps.

use super::{
    Action, Ahead, Inspection, Sizes, State, apply,
    batch::{Export, ExportKind},
    builder::{Builder, Edit, Place, Product, is_fixture},
    screen::{Changes, Glance, Look, Screen},
    select::{self, Progress, Task},
};
use crate::literal::Form;
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_capture::{
    capture::Shape,
    index::{Helper, Holder},
};
use std::rc::Rc;

/// What can be copied or saved in one piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Wanted {
    /// The Kinesis record at hand: in this form, or its bytes where no form is given.
    Record(Option<Form>),
    /// The bytes of the record at hand with its contents replaced by filler.
    Scrubbed,
    /// A text that lists which bytes of that copy are filler.
    ScrubProof,
    /// The record at hand as plain text, a line for each leaf.
    Outline,
    /// The report on the whole capture, if it has at most 64 MiB.
    Report,
    /// The value of a field: its node, and in which form.
    Field(usize, Form),
    /// The open payload: in this form, or its bytes where no form is given.
    Payload(Option<Form>),
    /// The Kinesis record that the builder made: in this form, or its bytes where no form is given.
    Built(Option<Form>),
    /// The text of something that the builder makes.
    Product(Product),
    /// A file that must lie beside that text, by its place.
    ProductFile(Product, usize),
    /// The set of fixtures as a zip archive.
    Set,
    /// The fragment of the link that was asked for.
    Link,
}

/// What the page says to the engine.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Ask {
    Do(Action),
    /// An edit in the builder. Edits of typed texts are numbered, so that the page knows which of them was heard.
    Build(Edit, u32),
    /// The page shows another part of a list, or asks about an offset.
    Look(Glance),
    /// Something is to be copied or saved. The answer has the same number.
    Fetch(u32, Wanted),
    /// The records that show are to be written into a file. Its pieces have the same number.
    Export(u32, ExportKind),
    /// No more pieces are wanted.
    StopExport,
}

/// What the engine says to the page.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Tell {
    /// The engine listens now. It says this once, before anything else.
    Ready,
    /// The parts of the screen that changed.
    Show(Changes),
    /// The answer to [`Ask::Fetch`] with this number.
    Fetched(u32, Vec<u8>),
    /// A piece of a file; more follow.
    Piece(u32, Vec<u8>),
    /// The file is complete, or could not be completed for this reason.
    Over(u32, Option<String>),
    /// A file could not be read: its name, and why.
    Unreadable(String, String),
}

/// The largest report, in bytes, that can be copied.
const MOST_COPIED: usize = 64 << 20;

/// The most bytes that the builder reads of a file.
const MOST_GIVEN: usize = 64 << 20;

/// What is copied in place of a report that is too large.
const TOO_LARGE: &str = "This report has more than 64 MiB. Save it as a file: Report, Save report.\n";

/// How many milliseconds pass between two screens while long work goes on.
const EVERY: u64 = 100;

/// The state, and what the page shows of it. Times are in milliseconds; only their differences count.
#[derive(Debug, Default)]
pub struct Engine {
    state: State,
    builder: Builder,
    look: Look,
    screen: Screen,
    sizes: Sizes,
    export: Option<(u32, Export)>,
    helper: Option<Rc<dyn Helper>>,
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
            }
            Ask::Do(action) => {
                let front = self.front_mut();
                *front = apply(front, action);
            }
            Ask::Build(edit, number) => self.build(edit, number),
            Ask::Look(glance) => self.look.take(glance),
            Ask::Fetch(number, wanted) => return Some(Tell::Fetched(number, self.fetch(wanted))),
            Ask::Export(number, kind) => self.export = Some((number, Export::new(kind))),
            Ask::StopExport => self.export = None,
        }
        self.share_shards();
        self.show(now)
    }

    /// Shards that were entered in one of the two places hold in the other as well.
    fn share_shards(&mut self) {
        let shards = self.front().shards.clone();
        if !Rc::ptr_eq(&shards, &self.state.shards) {
            self.state.take_shards(shards.clone());
        }
        self.builder.take_shards(&shards);
    }

    pub fn open(&mut self, holder: Rc<dyn Holder>, name: String, now: u64) -> Option<Tell> {
        let fixture = name.ends_with(".kpl.txt") || name.ends_with(".kpl.json");
        if fixture || self.builder.place() == Place::Build {
            let len = usize::try_from(holder.len()).unwrap_or(usize::MAX).min(MOST_GIVEN);
            match holder.read(0, len) {
                Ok(bytes) => self.builder.take_given(&bytes, Some(&name)),
                Err(why) => return Some(Tell::Unreadable(name, why)),
            }
            return self.show(now);
        }
        match Inspection::open(holder, Some(name.clone()), self.sizes) {
            Ok(inspection) => {
                self.helper.iter().for_each(|helper| inspection.help(helper.clone()));
                self.state.take(inspection);
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
        waits && self.export.is_none() && !self.builder_is_due()
    }

    /// Whether there is work left, so that [`Self::work`] should be called again soon.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.export.is_some() || self.state.is_busy() || self.state.is_explaining() || self.builder_is_due()
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
        if piece.is_none() {
            self.state.work();
        }
        let due = !self.is_busy() || now.saturating_sub(self.shown_at) >= EVERY;
        piece.into_iter().chain(due.then(|| self.show(now)).flatten()).collect()
    }

    /// Whether the draft must be built: it shows and has changed.
    fn builder_is_due(&self) -> bool {
        self.builder.is_stale() && self.builder.place() == Place::Build
    }

    /// The state that shows: that of the capture, or that of the record in the builder.
    const fn front(&self) -> &State {
        match self.builder.place() {
            Place::Inspect => &self.state,
            Place::Build => self.builder.preview(),
        }
    }

    const fn front_mut(&mut self) -> &mut State {
        match self.builder.place() {
            Place::Inspect => &mut self.state,
            Place::Build => self.builder.preview_mut(),
        }
    }

    /// Does an edit. The parts that concern the capture are done here, the others in the builder.
    fn build(&mut self, edit: Edit, number: u32) {
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
                self.state.take(Inspection::read(bytes, name, Some(Shape::Binary)));
                self.builder.go(Place::Inspect);
            }
            _ => {}
        }
        self.builder.apply(edit, number);
    }

    /// Writes the next piece of a file.
    fn write_on(&mut self) -> Option<Tell> {
        let (number, mut export) = self.export.take()?;
        let inspection = self.state.inspection.clone();
        let Some(inspection) = inspection else { return Some(Tell::Over(number, None)) };
        Some(match export.step(&inspection, &self.state.batch) {
            Ok(Some(piece)) => {
                self.export = Some((number, export));
                Tell::Piece(number, piece)
            }
            Ok(None) => Tell::Over(number, None),
            Err(why) => Tell::Over(number, Some(why)),
        })
    }

    fn show(&mut self, now: u64) -> Option<Tell> {
        self.shown_at = now;
        let mut screen = Screen::of(self.front(), &self.look);
        screen.progress = Rc::new(self.progress(now));
        self.builder.show(&self.look, &mut screen, &self.screen);
        let changes = screen.changes_from(&self.screen)?;
        self.screen = screen;
        Some(Tell::Show(changes))
    }

    fn progress(&mut self, now: u64) -> Option<Progress> {
        let wide = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        let exporting = self.export.as_ref().map(|(_, export)| Progress {
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

    /// The report as one text. Only this text has a limit; a file has none.
    fn report(&self) -> Vec<u8> {
        let (mut export, mut text) = (Export::new(ExportKind::WholeReport), Vec::new());
        let (Some(inspection), batch) = (&self.state.inspection, &self.state.batch) else { return text };
        while let Ok(Some(piece)) = export.step(inspection, batch) {
            text.extend(piece);
            if text.len() > MOST_COPIED {
                text.clear();
                text.extend_from_slice(TOO_LARGE.as_bytes());
                break;
            }
        }
        text
    }

    fn fetch(&mut self, wanted: Wanted) -> Vec<u8> {
        let formed = |bytes: &[u8], form: Option<Form>| {
            form.map_or_else(|| bytes.to_vec(), |form| form.write(bytes).into_bytes())
        };
        self.builder.refresh();
        let state = self.front();
        match wanted {
            Wanted::Record(form) => formed(select::record(state).map_or(&[], |(_, bytes)| bytes), form),
            Wanted::Scrubbed => select::scrubbed(state).map(|copy| copy.bytes).unwrap_or_default(),
            Wanted::ScrubProof => select::scrub_proof(state).unwrap_or_default().into_bytes(),
            Wanted::Outline => select::record_outline(state).unwrap_or_default().into_bytes(),
            Wanted::Report => self.report(),
            Wanted::Field(node, form) => formed(select::node_bytes(state, node), Some(form)),
            Wanted::Payload(form) => formed(select::payload_bytes(state).unwrap_or_default(), form),
            Wanted::Built(form) => formed(&self.builder.built().bytes, form),
            Wanted::Product(product) => self.builder.make(product).text.into_bytes(),
            Wanted::ProductFile(product, at) => self
                .builder
                .make(product)
                .files
                .into_iter()
                .nth(at)
                .map(|file| file.bytes)
                .unwrap_or_default(),
            Wanted::Set => self.builder.zip(),
            Wanted::Link => self.builder.fragment().into_bytes(),
        }
    }
}
