//! What happened to the Kinesis record at hand. It is worked out when somebody looks at it, and kept with the record.
//! The search for a flipped bit goes on in steps, while there is nothing else to do.

use crate::forensics::{self, Diagnosis, DigestFault, Explanation, Likeness, LintNote, Repaired, Search};
use kpl_capture::capture::Envelope;
use kpl_format::kpl::{Anatomy, Severity};
use std::{
    cell::{OnceCell, RefCell},
    rc::Rc,
};

/// How many bytes one step of that search hashes. It takes some milliseconds.
const STEP: u32 = 8 << 20;

#[derive(Debug)]
pub struct Happened {
    /// How the data was damaged; what happened last comes first.
    pub damages: Vec<Diagnosis>,
    /// Why the MD5 does not hold.
    pub why: RefCell<Option<Rc<Explanation>>>,
    /// Notes on how the record is written.
    pub notes: Vec<LintNote>,
    /// Which encoders may have written the record.
    pub makers: Vec<Likeness>,
    /// The search for a flipped bit, if nothing else explains the MD5.
    search: RefCell<Option<Search>>,
    /// The data with the damages undone.
    undone: Option<Repaired>,
}

/// What was worked out about a record; empty until it is asked for.
#[derive(Debug)]
pub struct Once {
    pub(super) worked_out: OnceCell<Happened>,
    /// The partition key that the record was put with, where the capture gives it.
    pub(super) outer_key: Option<String>,
}

impl Once {
    pub(super) fn of(envelope: &Envelope) -> Self {
        Self { worked_out: OnceCell::new(), outer_key: envelope.partition_key.clone() }
    }
}

impl Happened {
    pub(super) fn of(data: &[u8], anatomy: &Anatomy, outer_key: Option<&str>) -> Self {
        let damages = forensics::damages(data, anatomy);
        let why = forensics::explain(data, anatomy);
        let unknown = why.as_ref().is_some_and(|why| why.reason == DigestFault::Unknown);
        Self {
            undone: forensics::repair_all(data, &damages),
            search: RefCell::new(if unknown { Search::new(data, anatomy) } else { None }),
            damages,
            why: RefCell::new(why.map(Rc::new)),
            notes: forensics::lint(data, anatomy),
            makers: forensics::makers(data, anatomy, outer_key),
        }
    }

    #[must_use]
    pub fn is_searching(&self) -> bool {
        self.search.borrow().as_ref().is_some_and(|search| !search.is_over())
    }

    /// How many bytes of the message were tried bit by bit, and how many there are; 0 where the message is too long
    /// to be tried.
    #[must_use]
    pub fn tried(&self) -> (usize, usize) {
        self.search.borrow().as_ref().map_or((0, 0), Search::progress)
    }

    pub(super) fn step(&self) {
        let found = self.search.borrow_mut().as_mut().and_then(|search| search.step(STEP));
        if let Some(found) = found {
            *self.why.borrow_mut() = Some(Rc::new(found));
        }
    }

    /// Passes the repaired record to `see`. A repair that the MD5 proves comes before any other.
    pub fn repaired<T>(&self, see: impl Fn(&Repaired) -> T) -> Option<T> {
        let why = self.why.borrow();
        let resealed = why.as_ref().and_then(|why| why.repaired.as_ref());
        forensics::best([self.undone.as_ref(), resealed]).map(see)
    }
}

/// The severity of a note on how a record is written.
#[must_use]
pub const fn severity(lint: forensics::Lint) -> Severity {
    match lint {
        forensics::Lint::OverMost { .. } | forensics::Lint::OverStreamDefault { .. } => Severity::Warning,
        _ => Severity::Note,
    }
}
