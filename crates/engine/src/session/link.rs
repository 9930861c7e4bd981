//! What the page and the engine say to each other, and the engine: it holds the capture and all that is known of it.
//!
//! In a browser the two live in different threads, so that nothing that is read can hold the page up. Both ends of
//! the wire are this build, so its form needs no versions. What takes long is done in steps of some milliseconds
//! ([`Engine::work`]), and what is asked meanwhile is answered between two of them.

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

/// What can be copied or saved at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Wanted {
    /// The Kinesis record at hand; its very bytes where no form is named.
    Record(Option<Form>),
    /// The same with filler for what it says: the very bytes.
    Scrubbed,
    /// Which bytes of it are filler, as text.
    ScrubProof,
    /// The same as plain text, a line for each leaf.
    Outline,
    /// The report of the whole capture, where it has at most 64 MiB.
    Report,
    /// A field's value.
    Field(usize, Form),
    /// The open payload; its very bytes where no form is named.
    Payload(Option<Form>),
    /// What the builder made; its very bytes where no form is named.
    Built(Option<Form>),
    /// A text that goes out.
    Product(Product),
    /// A file beside it.
    ProductFile(Product, usize),
    /// The set as a zip.
    Set,
    /// The fragment of the link that was asked for.
    Link,
}

/// From the page.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Ask {
    /// Somebody did something.
    Do(Action),
    /// Something is edited; texts that are typed are numbered.
    Build(Edit, u32),
    /// The page shows something else.
    Look(Glance),
    /// Something is to be copied or saved; the answer has the same number.
    Fetch(u32, Wanted),
    /// What shows of the capture is to be a file; its pieces have the same number.
    Export(u32, ExportKind),
    /// No more pieces are wanted.
    StopExport,
}

/// From the engine.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Tell {
    /// It listens now. The first that it says, once.
    Ready,
    /// What is to show.
    Show(Changes),
    /// What was asked for.
    Fetched(u32, Vec<u8>),
    /// A piece of a file; more follow.
    Piece(u32, Vec<u8>),
    /// The file is whole; or why it is not.
    Over(u32, Option<String>),
    /// A file could not be read: its name and why.
    Unreadable(String, String),
}

/// Bytes of a report that can be copied.
const MOST_COPIED: usize = 64 << 20;

/// Bytes of a file that the builder reads at once.
const MOST_GIVEN: usize = 64 << 20;

/// What is copied in the place of a larger one.
const TOO_LARGE: &str = "This report has more than 64 MiB. Save it as a file: Report, Save report.\n";

/// Milliseconds between two screens while something takes long.
const EVERY: u64 = 100;

/// The state, and what the page shows of it. Times are in milliseconds from any beginning.
#[derive(Debug, Default)]
pub struct Engine {
    state: State,
    builder: Builder,
    look: Look,
    screen: Screen,
    sizes: Sizes,
    export: Option<(u32, Export)>,
    helper: Option<Rc<dyn Helper>>,
    /// What takes long at the moment, and since when.
    began: Option<(Task, u64)>,
    shown_at: u64,
}

impl Engine {
    /// One that reads in other sizes than it does by default.
    #[must_use]
    pub fn new(sizes: Sizes) -> Self {
        Self { sizes, ..Self::default() }
    }

    /// Does what was asked; the answer, where there is something to say.
    pub fn hear(&mut self, ask: Ask, now: u64) -> Option<Tell> {
        match ask {
            // The pointer moves far more often than it comes to something else.
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

    /// What was told of shards in one place counts in the other.
    fn share_shards(&mut self) {
        let shards = self.front().shards.clone();
        if !Rc::ptr_eq(&shards, &self.state.shards) {
            self.state.take_shards(shards.clone());
        }
        self.builder.take_shards(&shards);
    }

    /// Begins to read a file.
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

    /// Has a helper do a part of the work from now on; what it says is told by [`Self::answer`].
    pub fn help(&mut self, helper: Rc<dyn Helper>) {
        if let Some(inspection) = &self.state.inspection {
            inspection.help(helper.clone());
        }
        self.helper = Some(helper);
    }

    /// What the helper says of the group `number`; what is left to do with it is [`Self::work`].
    pub fn answer(&mut self, number: u32, numbers: Vec<u32>) {
        if let Some(inspection) = &self.state.inspection {
            inspection.answer(number, numbers);
        }
    }

    /// Goes on without the helper.
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

    /// Whether there is something to go on with: [`Self::work`] is to be called again, soon.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.export.is_some() || self.state.is_busy() || self.state.is_explaining() || self.builder_is_due()
    }

    /// What of `file` [`Self::work`] will read next, where that is known.
    #[must_use]
    pub fn wanted(&self, file: &dyn Holder) -> Option<Ahead> {
        let inspection = self.state.inspection.as_ref().filter(|_| self.export.is_none())?;
        if inspection.is_reading() {
            inspection.wanted(file)
        } else {
            self.state.batch.wanted(inspection, file)
        }
    }

    /// Goes on for some milliseconds with what takes long; what there is to say, in order.
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

    /// Whether the draft is to be built: it shows, and was edited.
    fn builder_is_due(&self) -> bool {
        self.builder.is_stale() && self.builder.place() == Place::Build
    }

    /// The record that shows: a captured one, or the one that was made.
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

    /// An edit; what concerns the capture too is done here.
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

    /// The next piece of a file.
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

    /// The report as one text. A file has no such bound.
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
