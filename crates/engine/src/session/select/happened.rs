//! What happened to the Kinesis record at hand, in sentences.

use crate::{
    forensics::{self, Damage, DigestFault, Recoverable},
    session::{Happened, State, Tab, lint_severity},
};
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_format::{bytes::Span, kpl::Severity};

/// Up to this many bytes, the banner says unasked what happened to a Kinesis record. That takes some milliseconds.
const AT_ONCE: usize = 1 << 20;

/// A statement about what happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Said {
    /// What happened.
    pub message: String,
    /// How one can see it; empty where the message says it.
    pub evidence: String,
    /// What to do about it.
    pub help: String,
    /// Whether it can be undone.
    pub repairable: bool,
    /// Where it is, and the path of the field there.
    pub place: Option<(Span, String)>,
}

/// A repaired record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct RepairSaid {
    pub bytes: usize,
    /// Whether its MD5 holds, which proves the repair.
    pub proven: bool,
}

/// All that is said about what happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct HappenedView {
    /// How the data was damaged; what happened last comes first.
    pub damages: Vec<Said>,
    /// Why the MD5 does not hold.
    pub why: Option<Said>,
    /// What was tried, if nothing explains the MD5.
    pub tried: Option<String>,
    /// How far the search for a flipped bit has come: how many bytes of how many.
    pub searching: Option<(usize, usize)>,
    pub repair: Option<RepairSaid>,
    /// Notes on how the record is written.
    pub notes: Vec<(Severity, Said)>,
    /// Which encoders may have written the record.
    pub makers: Vec<Said>,
}

/// What happened, in one sentence for the banner.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct HappenedSaid {
    pub message: String,
    /// How one can see it; empty where the message says it.
    pub evidence: String,
    pub repair: Option<RepairSaid>,
    /// Whether the data itself was changed on its way, rather than only its digest wrong, or another format.
    pub on_its_way: bool,
}

/// All that is said about what happened, if its tab is at the front.
#[must_use]
pub fn happened(state: &State) -> Option<HappenedView> {
    let shown = state.shown.as_ref().filter(|_| state.tab == Tab::Happened)?;
    let happened = shown.happened();
    let place = |span: Span| {
        let path = shown.anatomy.node_at(span.offset).map(|id| shown.anatomy.path(id)).unwrap_or_default();
        Some((span, path))
    };
    let why = happened.why.borrow().clone();
    let unknown = why.as_ref().is_some_and(|why| why.reason == DigestFault::Unknown);
    let (tried, all) = happened.tried();
    let note = |note: &forensics::LintNote| {
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
        // If bytes were appended or converted, the damages have said so already.
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

const fn is_said(reason: &DigestFault) -> bool {
    matches!(reason, DigestFault::Converted(_) | DigestFault::Appended { .. })
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

/// Whether something between producer and capture did it, whatever wrote the record.
const fn is_on_its_way(damage: Damage) -> bool {
    matches!(
        damage,
        Damage::ReplacementCharacters
            | Damage::QuestionMarks
            | Damage::TopBitStripped
            | Damage::Transcoded(_)
            | Damage::StrictWindows1252 { .. }
            | Damage::LineFeedsToCrLf
            | Damage::CrLfToLineFeeds { .. }
    )
}

/// What happened, in the one sentence that explains most of it.
#[must_use]
pub fn happened_said(state: &State) -> Option<HappenedSaid> {
    let shown =
        state.shown.as_ref().filter(|shown| shown.data.len() <= AT_ONCE || state.tab == Tab::Happened)?;
    let happened = shown.happened();
    let repair = repair(happened);
    // Damage to the whole record explains more than what the digest alone tells.
    if let Some(first) = damages(happened).into_iter().next() {
        let on_its_way = happened.damages.iter().any(|damage| is_on_its_way(damage.damage));
        return Some(HappenedSaid { message: first.message, evidence: first.evidence, repair, on_its_way });
    }
    let why = happened.why.borrow().clone().filter(|why| why.reason != DigestFault::Unknown)?;
    let message = why.reason.message();
    Some(HappenedSaid { message, evidence: String::new(), repair, on_its_way: false })
}
