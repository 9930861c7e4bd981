//! What happened to the Kinesis record at hand, in sentences.

use crate::{
    forensics::{self, Reason, Recoverable},
    session::{Happened, State, Tab, lint_severity},
};
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_format::{bytes::Span, kpl::Severity};

/// Bytes of a Kinesis record up to which the banner says what happened without being asked: some milliseconds of work.
const AT_ONCE: usize = 1 << 20;

/// A thing that is said: what, how it shows, and what to do.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Said {
    /// What.
    pub message: String,
    /// How it shows; empty where the message says it.
    pub evidence: String,
    /// What to do.
    pub help: String,
    /// Whether it can be undone.
    pub repairable: bool,
    /// Where, and the path of the field there.
    pub place: Option<(Span, String)>,
}

/// A record put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct RepairSaid {
    /// Its size in bytes.
    pub bytes: usize,
    /// Whether an MD5 that holds proves it.
    pub proven: bool,
}

/// All that is said about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct HappenedView {
    /// What was done to its data, the last thing first.
    pub damages: Vec<Said>,
    /// Why its MD5 does not hold.
    pub why: Option<Said>,
    /// What was tried, where nothing explains it.
    pub tried: Option<String>,
    /// A search that goes on: how many bytes of how many.
    pub searching: Option<(usize, usize)>,
    /// What repairing would give.
    pub repair: Option<RepairSaid>,
    /// What is worth a note about how it is written.
    pub notes: Vec<(Severity, Said)>,
    /// Whose work it looks like.
    pub makers: Vec<Said>,
}

/// What happened in a sentence, for the banner.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct HappenedSaid {
    /// The sentence.
    pub message: String,
    /// How it shows; empty where the message says it.
    pub evidence: String,
    /// What repairing would give.
    pub repair: Option<RepairSaid>,
}

/// All of it, where its tab is at the front.
#[must_use]
pub fn happened(state: &State) -> Option<HappenedView> {
    let shown = state.shown.as_ref().filter(|_| state.tab == Tab::Happened)?;
    let happened = shown.happened();
    let place = |span: Span| {
        let path = shown.anatomy.node_at(span.offset).map(|id| shown.anatomy.path(id)).unwrap_or_default();
        Some((span, path))
    };
    let why = happened.why.borrow().clone();
    let unknown = why.as_ref().is_some_and(|why| why.reason == Reason::Unknown);
    let (tried, all) = happened.tried();
    let note = |note: &forensics::Note| {
        let said = Said { message: note.lint.message(), place: place(note.span), ..Said::default() };
        (lint_severity(note.lint), said)
    };
    let maker = |likeness: &forensics::Likeness| Said {
        message: likeness.message(),
        help: likeness.maker.known().to_owned(),
        ..Said::default()
    };
    Some(HappenedView {
        damages: damages(happened),
        // What was appended or converted was said among the damages.
        why: why.filter(|why| happened.damages.is_empty() || !is_said(&why.reason)).map(|why| Said {
            message: why.reason.message(),
            evidence: String::new(),
            help: why.reason.help().to_owned(),
            repairable: why.repaired.is_some(),
            place: place(why.span).filter(|_| !unknown),
        }),
        searching: happened.is_searching().then_some((tried, all)),
        tried: unknown.then(|| forensics::tried(tried, all)),
        repair: repair(happened),
        notes: happened.notes.iter().map(note).collect(),
        makers: happened.makers.iter().map(maker).collect(),
    })
}

const fn is_said(reason: &Reason) -> bool {
    matches!(reason, Reason::Converted(_) | Reason::Appended { .. })
}

fn damages(happened: &Happened) -> Vec<Said> {
    let said = |damage: &forensics::Diagnosis| Said {
        message: damage.message(),
        evidence: damage.evidence(),
        help: damage.help(),
        repairable: damage.recoverable == Recoverable::Repair,
        place: None,
    };
    happened.damages.iter().map(said).collect()
}

fn repair(happened: &Happened) -> Option<RepairSaid> {
    happened.repaired(|repaired| RepairSaid { bytes: repaired.bytes.len(), proven: repaired.proven })
}

/// What happened, in the one sentence that explains it.
#[must_use]
pub fn happened_said(state: &State) -> Option<HappenedSaid> {
    let shown =
        state.shown.as_ref().filter(|shown| shown.data.len() <= AT_ONCE || state.tab == Tab::Happened)?;
    let happened = shown.happened();
    let repair = repair(happened);
    // What lies over everything explains more than what the digest alone tells.
    if let Some(first) = damages(happened).into_iter().next() {
        return Some(HappenedSaid { message: first.message, evidence: first.evidence, repair });
    }
    let why = happened.why.borrow().clone().filter(|why| why.reason != Reason::Unknown)?;
    Some(HappenedSaid { message: why.reason.message(), evidence: String::new(), repair })
}
