//! The capture: its beginning, and what it was taken for. Also the Kinesis record at hand as bytes and as an outline.

use crate::{
    payload,
    session::{
        State,
        sheet::{Sheet, SheetRow},
    },
};
use kpl_capture::capture::{Finding, Shape};
use kpl_format::{kpl::Severity, kpl::outline};

/// How many bytes of the capture the page shows.
const SHOWN: usize = 600;

/// How many columns a hex dump of it may take.
const WIDE: usize = 80;

/// How many findings about the capture show at once.
const LISTED: usize = 8;

/// A finding about the capture itself.
#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct CaptureFinding {
    pub severity: Severity,
    /// The finding, in a sentence.
    pub message: String,
    pub help: String,
}

/// The capture.
#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Given {
    /// Its beginning: as text with control characters made visible, or as a hex dump.
    pub head: String,
    /// Whether it is bytes that are no text.
    pub binary: bool,
    /// Whether it goes on after that.
    pub cut: bool,
    /// The name of its file, where there is one.
    pub name: Option<String>,
    /// Its size in bytes.
    pub bytes: u64,
    /// What it was taken for.
    pub shape: Shape,
    /// How that was recognised, in a sentence.
    pub why: String,
    /// What else it may be, the likeliest first.
    pub others: Vec<Shape>,
    /// The first findings about the capture itself.
    pub findings: Vec<CaptureFinding>,
    /// How many more findings there are.
    pub more: usize,
}

/// The capture; `None` while there is none.
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
    let is_text = payload::begins_as_text(head);
    Some(Given {
        head: if is_text { String::from_utf8_lossy(head).chars().map(visible).collect() } else { dump(head) },
        binary: !is_text,
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

/// A hex dump, a line for each sixteen bytes.
fn dump(bytes: &[u8]) -> String {
    let sheet = Sheet::hex(bytes);
    let line = |row: SheetRow| row.pieces.into_iter().map(|piece| piece.text).chain(["\n".to_owned()]);
    sheet.rows(WIDE, 0..sheet.rows_total(WIDE)).into_iter().flat_map(line).collect()
}

fn said(finding: &Finding) -> CaptureFinding {
    CaptureFinding {
        severity: finding.code.severity(),
        message: finding.message(),
        help: finding.help().to_owned(),
    }
}

/// The Kinesis record at hand: its place in the capture, and its bytes.
#[must_use]
pub fn record(state: &State) -> Option<(usize, &[u8])> {
    state.shown.as_ref().map(|shown| (shown.index, &*shown.data))
}

#[must_use]
pub fn record_outline(state: &State) -> Option<String> {
    state.shown.as_ref().map(|shown| outline::outline(&shown.data, &shown.anatomy))
}
