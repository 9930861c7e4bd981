//! What the page and the engine say to each other, and the engine: it holds the capture and all that is known of it.
//!
//! In a browser the two live in different threads, so that nothing that is read can hold the page up. Both ends of
//! the wire are this build, so its form needs no versions. What takes long is done in steps of some milliseconds
//! ([`Engine::work`]), and what is asked meanwhile is answered between two of them.

use super::{
    Action, Inspection, Sizes, State, apply,
    batch::{Export, ExportKind},
    screen::{Changes, Glance, Look, Screen},
    select::{self, Progress, Task},
};
use crate::{bytes::literal::Form, index::Holder};
use borsh::{BorshDeserialize, BorshSerialize};
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
}

/// From the page.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Ask {
    /// Somebody did something.
    Do(Action),
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

/// What is copied in the place of a larger one.
const TOO_LARGE: &str = "This report has more than 64 MiB. Save it as a file: Report, Save report.\n";

/// Milliseconds between two screens while something takes long.
const EVERY: u64 = 100;

/// The state, and what the page shows of it. Times are in milliseconds from any beginning.
#[derive(Debug, Default)]
pub struct Engine {
    state: State,
    look: Look,
    screen: Screen,
    sizes: Sizes,
    export: Option<(u32, Export)>,
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
            Ask::Do(Action::Light(node)) if node == self.state.lit => return None,
            Ask::Do(action) => self.state = apply(&self.state, action),
            Ask::Look(glance) => self.look.take(glance),
            Ask::Fetch(number, wanted) => return Some(Tell::Fetched(number, self.fetch(wanted))),
            Ask::Export(number, kind) => self.export = Some((number, Export::new(kind))),
            Ask::StopExport => self.export = None,
        }
        self.show(now)
    }

    /// Begins to read a file.
    pub fn open(&mut self, holder: Rc<dyn Holder>, name: String, now: u64) -> Option<Tell> {
        match Inspection::open(holder, Some(name.clone()), self.sizes) {
            Ok(inspection) => self.state.take(inspection),
            Err(why) => return Some(Tell::Unreadable(name, why)),
        }
        self.show(now)
    }

    /// Whether there is something to go on with: [`Self::work`] is to be called again, soon.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.export.is_some() || self.state.is_busy() || self.state.is_explaining()
    }

    /// Where in `file` [`Self::work`] will read next, and how many bytes, where that is known: whoever holds the file can
    /// fetch them meanwhile.
    #[must_use]
    pub fn wanted(&self, file: &dyn Holder) -> Option<(u64, usize)> {
        self.state.inspection.as_ref().filter(|_| self.export.is_none())?.wanted(file)
    }

    /// Goes on for some milliseconds with what takes long; what there is to say, in order.
    pub fn work(&mut self, now: u64) -> Vec<Tell> {
        let piece = self.write_on();
        if piece.is_none() {
            self.state.work();
        }
        let due = !self.is_busy() || now.saturating_sub(self.shown_at) >= EVERY;
        piece.into_iter().chain(due.then(|| self.show(now)).flatten()).collect()
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
        let mut screen = Screen::of(&self.state, &self.look);
        screen.progress = Rc::new(self.progress(now));
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

    fn fetch(&self, wanted: Wanted) -> Vec<u8> {
        let formed = |bytes: &[u8], form: Option<Form>| {
            form.map_or_else(|| bytes.to_vec(), |form| form.write(bytes).into_bytes())
        };
        let state = &self.state;
        match wanted {
            Wanted::Record(form) => formed(select::record(state).map_or(&[], |(_, bytes)| bytes), form),
            Wanted::Scrubbed => select::scrubbed(state).map(|copy| copy.bytes).unwrap_or_default(),
            Wanted::ScrubProof => select::scrub_proof(state).unwrap_or_default().into_bytes(),
            Wanted::Outline => select::record_outline(state).unwrap_or_default().into_bytes(),
            Wanted::Report => self.report(),
            Wanted::Field(node, form) => formed(select::node_bytes(state, node), Some(form)),
            Wanted::Payload(form) => formed(select::payload_bytes(state).unwrap_or_default(), form),
        }
    }
}
