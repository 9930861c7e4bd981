//! What happened to the Kinesis record at hand: worked out when somebody sees it, and kept with the record. The search
//! for a flipped bit goes on in steps, between whatever else there is to do.

use super::{Crumb, Inspection, Shown, State};
use crate::forensics::{self, Diagnosis, Explanation, Likeness, Note, Reason, Repaired, Search};
use kpl_capture::capture::Envelope;
use kpl_format::kpl::Severity;
use std::{
    cell::{OnceCell, RefCell},
    rc::Rc,
};

/// Bytes that are hashed in a step of the search: some milliseconds.
const STEP: u32 = 8 << 20;

/// What is known about how a record came to be what it is.
#[derive(Debug)]
pub struct Happened {
    /// What was done to its data, the last thing first.
    pub damages: Vec<Diagnosis>,
    /// Why its MD5 does not hold.
    pub why: RefCell<Option<Rc<Explanation>>>,
    /// What is worth a note about how it is written.
    pub notes: Vec<Note>,
    /// Whose work it looks like.
    pub makers: Vec<Likeness>,
    /// The search for a flipped bit, where nothing else explains the MD5.
    search: RefCell<Option<Search>>,
    /// The data without the damages.
    undone: Option<Repaired>,
}

/// What was worked out, once it was.
#[derive(Debug)]
pub struct Once {
    worked_out: OnceCell<Happened>,
    /// The partition key that the record was put with, where the capture says so.
    pub(super) outer_key: Option<String>,
}

impl Once {
    pub(super) fn of(envelope: &Envelope) -> Self {
        Self { worked_out: OnceCell::new(), outer_key: envelope.partition_key.clone() }
    }
}

impl Shown {
    /// What happened to it.
    pub fn happened(&self) -> &Happened {
        self.once.worked_out.get_or_init(|| Happened::of(self))
    }
}

impl Happened {
    fn of(shown: &Shown) -> Self {
        let (data, anatomy) = (&shown.data, &shown.anatomy);
        let damages = forensics::damages(data, anatomy);
        let why = forensics::explain(data, anatomy);
        let unknown = why.as_ref().is_some_and(|why| why.reason == Reason::Unknown);
        Self {
            undone: forensics::repair_all(data, &damages),
            search: RefCell::new(if unknown { Search::new(data, anatomy) } else { None }),
            damages,
            why: RefCell::new(why.map(Rc::new)),
            notes: forensics::lint(data, anatomy),
            makers: forensics::makers(data, anatomy, shown.once.outer_key.as_deref()),
        }
    }

    /// Whether a search goes on.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        self.search.borrow().as_ref().is_some_and(|search| !search.is_over())
    }

    /// How many bytes of the message had each bit flipped back, and how many there are; 0 where it is too long.
    #[must_use]
    pub fn tried(&self) -> (usize, usize) {
        self.search.borrow().as_ref().map_or((0, 0), Search::progress)
    }

    fn step(&self) {
        let found = self.search.borrow_mut().as_mut().and_then(|search| search.step(STEP));
        if let Some(found) = found {
            *self.why.borrow_mut() = Some(Rc::new(found));
        }
    }

    /// Shows the record put right to `see`, the proven way before any other.
    pub fn repaired<T>(&self, see: impl Fn(&Repaired) -> T) -> Option<T> {
        let why = self.why.borrow();
        let resealed = why.as_ref().and_then(|why| why.repaired.as_ref());
        forensics::best([self.undone.as_ref(), resealed]).map(see)
    }
}

impl State {
    /// Whether a flipped bit is looked for in the record at hand.
    #[must_use]
    pub fn is_explaining(&self) -> bool {
        let happened = self.shown.as_ref().and_then(|shown| shown.once.worked_out.get());
        happened.is_some_and(Happened::is_searching)
    }

    /// Looks on for some milliseconds.
    pub(super) fn explain_on(&self) {
        if let Some(happened) = self.shown.as_ref().and_then(|shown| shown.once.worked_out.get()) {
            happened.step();
        }
    }

    /// The record at hand put right, one level deeper, with the way back to what was captured.
    pub(super) fn repair(&mut self) {
        let above = Rc::new(self.clone());
        let Some(shown) = self.shown.clone() else { return };
        let Some(bytes) = shown.happened().repaired(|repaired| repaired.bytes.as_slice().into()) else {
            return;
        };
        let mut trail = std::mem::take(&mut self.trail);
        self.take(Inspection::given(bytes, None));
        trail.push(Crumb { record: shown.index, user_record: None, repaired: true, state: above });
        self.trail = trail;
    }
}

/// How much a note about how a record is written matters.
#[must_use]
pub const fn severity(lint: forensics::Lint) -> Severity {
    match lint {
        forensics::Lint::OverMost { .. } | forensics::Lint::OverStreamDefault { .. } => Severity::Warning,
        _ => Severity::Note,
    }
}
