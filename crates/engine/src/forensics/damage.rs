//! What was done to a record's data before it was captured: recognised from its first bytes, and undone.

use super::{Charset, holds, layers, line_breaks, lost, top_bit};
use kpl_capture::capture::{self, Shape};
use kpl_capture::text::unpack::Packed;
use kpl_format::kpl::MAGIC;

/// Whose way of printing bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printer {
    /// `b'\xf3…'`.
    Python,
    /// `[-13, -119, …]`, or `SdkBytes(bytes=0xf3…)` of the AWS SDK.
    Java,
    /// `{"type":"Buffer","data":[243,…]}`, or `<Buffer f3 …>`.
    Node,
}

/// What was done to the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// Decoded as UTF-8; each byte that fits nowhere became U+FFFD.
    ReplacementCharacters,
    /// Written in a set without the characters: each became `?`.
    QuestionMarks,
    /// Bit 7 of every byte cleared.
    TopBitStripped,
    /// Read as characters of this set, written as UTF-8.
    Transcoded(Charset),
    /// Read as Windows-1252 by a decoder that has no character for five bytes, and written as UTF-8.
    StrictWindows1252 {
        /// How many bytes became U+FFFD.
        lost: usize,
    },
    /// Base64 as text.
    Base64,
    /// Hex as text.
    Hex,
    /// Printed instead of written.
    Printed(Printer),
    /// A string of JSON, quotes and escapes included, whose characters were bytes.
    JsonString,
    /// Something stands before the magic.
    Prepended {
        /// Bytes of it.
        bytes: usize,
    },
    /// Message and MD5 alone.
    MagicMissing,
    /// Compressed as a whole.
    Packed(Packed),
    /// Each line feed became CR LF.
    LineFeedsToCrLf,
    /// CR LF became line feeds.
    CrLfToLineFeeds {
        /// How many.
        lost: usize,
    },
    /// Line breaks appended.
    LineBreakAppended {
        /// Bytes of them.
        bytes: usize,
    },
    /// Not damage at all: another format's magic.
    VariantMagic {
        /// Its first byte: 00, 01 or F4.
        first: u8,
    },
    /// Several aggregates in one record.
    RunTogether {
        /// How many pieces.
        pieces: usize,
    },
    /// The name of an object instead of its bytes.
    NoData(Printer),
}

/// Whether the data can be had back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recoverable {
    /// Undone by [`repair`].
    Repair,
    /// It is lost; only the source has it.
    No,
}

/// One thing that was done, and how it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// What.
    pub damage: Damage,
    /// How the data begins, with this damage and without those that came after it: at most [`HEAD`] bytes.
    pub head: Vec<u8>,
    /// Whether it can be undone.
    pub recoverable: Recoverable,
}

/// Data without a damage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether they are aggregates whose MD5 holds.
    pub proven: bool,
}

/// How much of the data shows how it begins.
pub const HEAD: usize = 64;

/// Data that is larger is not looked at: Kinesis takes records of 10 MiB at most, and base64 twice makes 18 of them.
const MOST: usize = 32 << 20;

/// What was done to `data`, the data of one Kinesis record: the last thing first, in the order of undoing.
/// Empty for aggregates that hold, and for whatever never was an aggregate.
#[must_use]
pub fn diagnose(data: &[u8]) -> Vec<Diagnosis> {
    if data.len() > MOST || holds(data) {
        return Vec::new();
    }
    let (mut found, mut at) = (Vec::new(), data.to_vec());
    let without_magic = || layers::undo(data, Damage::MagicMissing).map(|_| vec![Damage::MagicMissing]);
    for damage in layers::chain(data).or_else(without_magic).unwrap_or_default() {
        let undone = undo(&at, damage);
        found.push(diagnosis(damage, &at, undone.is_some()));
        let Some(undone) = undone else { return found };
        at = undone;
    }
    while let Some(damage) = in_frame(&at) {
        let undone = undo(&at, damage);
        found.push(diagnosis(damage, &at, undone.is_some()));
        let Some(undone) = undone.filter(|undone| *undone != at) else { break };
        at = undone;
    }
    found
}

fn diagnosis(damage: Damage, data: &[u8], undone: bool) -> Diagnosis {
    let head = data.get(..data.len().min(HEAD)).unwrap_or_default().to_vec();
    Diagnosis { damage, head, recoverable: if undone { Recoverable::Repair } else { Recoverable::No } }
}

/// What was done to data that still begins with the magic.
fn in_frame(bytes: &[u8]) -> Option<Damage> {
    if !bytes.starts_with(&MAGIC) || holds(bytes) {
        return None;
    }
    if let Some(appended) = appended_line_breaks(bytes) {
        return Some(Damage::LineBreakAppended { bytes: appended });
    }
    if let Some(pieces) = run_together(bytes) {
        return Some(Damage::RunTogether { pieces });
    }
    line_breaks::recognise(bytes)
}

/// Bytes of line breaks behind an MD5 that holds.
fn appended_line_breaks(bytes: &[u8]) -> Option<usize> {
    const MOST: usize = 8;
    let is_break = |byte: &&u8| matches!(byte, b'\r' | b'\n');
    let breaks = bytes.iter().rev().take(MOST).take_while(is_break).count();
    (1..=breaks).find(|appended| bytes.get(..bytes.len() - appended).is_some_and(holds))
}

/// How many pieces there are, where whole aggregates follow one another.
fn run_together(bytes: &[u8]) -> Option<usize> {
    let magics = bytes.windows(MAGIC.len()).filter(|window| *window == MAGIC).take(2).count();
    if magics < 2 {
        return None;
    }
    let capture = capture::read(bytes);
    (capture.shape == Shape::Concatenated && capture.records.len() > 1).then_some(capture.records.len())
}

/// Undoes one damage; `None` where it cannot be undone.
#[must_use]
pub fn repair(data: &[u8], damage: Damage) -> Option<Repaired> {
    let bytes = undo(data, damage)?;
    let proven = holds(&bytes) || matches!(damage, Damage::RunTogether { .. });
    Some(Repaired { bytes, proven })
}

/// Undoes all that was diagnosed, one after another, as far as that goes. `None` where nothing can be undone.
#[must_use]
pub fn repair_all(data: &[u8], found: &[Diagnosis]) -> Option<Repaired> {
    let mut repaired = None::<Repaired>;
    for diagnosis in found {
        let at = repaired.as_ref().map_or(data, |repaired| repaired.bytes.as_slice());
        let Some(next) = repair(at, diagnosis.damage) else { break };
        repaired = Some(next);
    }
    repaired
}

fn undo(data: &[u8], damage: Damage) -> Option<Vec<u8>> {
    match damage {
        Damage::ReplacementCharacters | Damage::QuestionMarks | Damage::NoData(_) => None,
        Damage::TopBitStripped => top_bit::restore(data),
        Damage::LineFeedsToCrLf | Damage::CrLfToLineFeeds { .. } => line_breaks::undo(data, damage),
        Damage::LineBreakAppended { bytes } => data.get(..data.len().checked_sub(bytes)?).map(<[u8]>::to_vec),
        // They are taken apart by whoever reads the bytes as a capture.
        Damage::RunTogether { .. } => Some(data.to_vec()),
        Damage::VariantMagic { first } => lost::with_own_magic(data, first),
        layer => layers::undo(data, layer),
    }
}
