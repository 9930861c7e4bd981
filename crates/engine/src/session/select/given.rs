//! What was given, what it was taken for, and all of it as bytes, outline or report.

use crate::session::State;
use kpl_capture::capture::{Finding, Shape};
use kpl_format::{kpl::Severity, kpl::outline};

/// Bytes of the input that the page shows.
const SHOWN: usize = 600;

/// Findings about the capture that show at once.
const LISTED: usize = 8;

/// Something to say about the capture itself.
#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct CaptureFinding {
    /// How much it matters.
    pub severity: Severity,
    /// What was found, in a sentence.
    pub message: String,
    /// What it means and what to do.
    pub help: String,
}

/// What was given.
#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Given {
    /// How it begins, control characters made visible.
    pub head: String,
    /// Whether it goes on.
    pub cut: bool,
    /// The file's name, where there is one.
    pub name: Option<String>,
    /// Its size.
    pub bytes: u64,
    /// What it was taken for.
    pub shape: Shape,
    /// How that was recognised, in a sentence.
    pub why: String,
    /// What else it may be, likeliest first.
    pub others: Vec<Shape>,
    /// What is wrong with the capture itself: the first of them.
    pub findings: Vec<CaptureFinding>,
    /// How many more there are.
    pub more: usize,
}

/// What was given; `None` while nothing was.
#[must_use]
pub fn given(state: &State) -> Option<Given> {
    let inspection = state.inspection.as_ref()?;
    let (shape, why) = inspection.shape();
    let all = inspection.head();
    let head = all.get(..SHOWN.min(all.len())).unwrap_or_default();
    let visible = |char: char| if char.is_control() && char != '\n' { '·' } else { char };
    let found = inspection.findings();
    let mut findings: Vec<CaptureFinding> = found.iter().take(LISTED).map(said).collect();
    findings.extend(inspection.stopped().map(|message| CaptureFinding {
        severity: Severity::Warning,
        message,
        help: "What was read so far is here; open it again to read all.".to_owned(),
    }));
    Some(Given {
        head: String::from_utf8_lossy(head).chars().map(visible).collect(),
        cut: u64::try_from(head.len()).is_ok_and(|shown| shown < inspection.size()),
        name: inspection.name.clone(),
        bytes: inspection.size(),
        shape,
        why: why.sentence(),
        others: inspection.others().to_vec(),
        more: found.len().saturating_sub(LISTED),
        findings,
    })
}

fn said(finding: &Finding) -> CaptureFinding {
    CaptureFinding {
        severity: finding.code.severity(),
        message: finding.message(),
        help: finding.help().to_owned(),
    }
}

/// The Kinesis record at hand: its place in the capture and its very bytes.
#[must_use]
pub fn record(state: &State) -> Option<(usize, &[u8])> {
    state.shown.as_ref().map(|shown| (shown.index, &*shown.data))
}

/// The Kinesis record at hand as plain text, a line for each leaf.
#[must_use]
pub fn record_outline(state: &State) -> Option<String> {
    state.shown.as_ref().map(|shown| outline::outline(&shown.data, &shown.anatomy))
}
