//! Recognises what was done to a record's data before it was captured, and undoes it.

use super::{Charset, layers, line_breaks, lost, top_bit};
use kpl_capture::capture::{self, Shape};
use kpl_capture::text::unpack::Packed;
use kpl_format::kpl::{MAGIC, is_sealed};

/// The language whose way of printing bytes was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printer {
    /// Prints `b'\xf3…'`.
    Python,
    /// Prints `[-13, -119, …]`. The AWS SDK prints `SdkBytes(bytes=0xf3…)`.
    Java,
    /// Prints `{"type":"Buffer","data":[243,…]}` or `<Buffer f3 …>`.
    Node,
}

/// What was done to the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// The data was decoded as UTF-8, and bytes that are not valid UTF-8 became U+FFFD.
    ReplacementCharacters,
    /// The data was encoded in a character set that lacks its characters, and each of these became `?`.
    QuestionMarks,
    /// The highest bit of every byte was cleared.
    TopBitStripped,
    /// The data was decoded with this character set and written as UTF-8.
    Transcoded(Charset),
    /// Like `Transcoded`, with Windows-1252 by a decoder that has no character for five of the bytes.
    StrictWindows1252 {
        /// How many bytes became U+FFFD.
        lost: usize,
    },
    /// The data is base64 text.
    Base64,
    /// The data is hex text.
    Hex,
    /// The data was printed as text by a language.
    Printed(Printer),
    /// The data is a JSON string with quotes and escapes. Its characters were bytes.
    JsonString,
    /// Other bytes stand before the magic.
    Prepended { bytes: usize },
    /// The magic is missing: the data begins with the message.
    MagicMissing,
    /// The data is compressed as a whole.
    Packed(Packed),
    /// Each line feed became CR LF.
    LineFeedsToCrLf,
    /// CR LF became a line feed.
    CrLfToLineFeeds {
        /// How many CR were lost.
        lost: usize,
    },
    /// Line breaks were appended.
    LineBreakAppended { bytes: usize },
    /// Not damage: the data is in another format that is built on this one.
    VariantMagic {
        /// The first byte of that format's magic: 00, 01 or F4.
        first: u8,
    },
    /// The record holds several aggregates, one after another.
    RunTogether { pieces: usize },
    /// The data is what a language prints as the name of an object, instead of the object's bytes.
    NoData(Printer),
}

/// Whether the data can be recovered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recoverable {
    /// [`repair`] can undo the damage.
    Repair,
    /// The data is lost. It must be captured again.
    No,
}

/// One kind of damage that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    pub damage: Damage,
    /// The beginning of the data, at most [`HEAD`] bytes. It shows the data with this damage, after later ones are
    /// undone.
    pub head: Vec<u8>,
    pub recoverable: Recoverable,
}

/// Data after a repair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    pub bytes: Vec<u8>,
    /// Whether the bytes are now a sound aggregate, or several.
    pub proven: bool,
}

/// The length of [`Diagnosis::head`].
pub const HEAD: usize = 64;

/// The largest data that is examined. A Kinesis record has at most 10 MiB, which base64 applied twice makes 18 MiB.
const MOST: usize = 32 << 20;

/// What was done to the data of one Kinesis record. The last change comes first, which is the order for undoing them.
/// Empty for sound aggregates, and for data that never was an aggregate.
#[must_use]
pub fn diagnose(data: &[u8]) -> Vec<Diagnosis> {
    if data.len() > MOST || is_sealed(data) {
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
    if !bytes.starts_with(&MAGIC) || is_sealed(bytes) {
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

/// How many bytes of line breaks follow after a sound aggregate. `None` where there are none.
fn appended_line_breaks(bytes: &[u8]) -> Option<usize> {
    const MOST: usize = 8;
    let is_break = |byte: &&u8| matches!(byte, b'\r' | b'\n');
    let breaks = bytes.iter().rev().take(MOST).take_while(is_break).count();
    (1..=breaks).find(|appended| bytes.get(..bytes.len() - appended).is_some_and(is_sealed))
}

/// How many aggregates there are, where several follow one another.
fn run_together(bytes: &[u8]) -> Option<usize> {
    let magics = bytes.windows(MAGIC.len()).filter(|window| *window == MAGIC).take(2).count();
    if magics < 2 {
        return None;
    }
    let capture = capture::read(bytes);
    (capture.shape == Shape::Concatenated && capture.records.len() > 1).then_some(capture.records.len())
}

/// Undoes one kind of damage. `None` where it cannot be undone.
#[must_use]
pub fn repair(data: &[u8], damage: Damage) -> Option<Repaired> {
    let bytes = undo(data, damage)?;
    let proven = is_sealed(&bytes) || matches!(damage, Damage::RunTogether { .. });
    Some(Repaired { bytes, proven })
}

/// Undoes the diagnosed damage in order, up to the first kind that cannot be undone. `None` where nothing can be
/// undone.
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
        // The data stays as it is: reading it as a capture gives the single aggregates.
        Damage::RunTogether { .. } => Some(data.to_vec()),
        Damage::VariantMagic { first } => lost::with_own_magic(data, first),
        layer => layers::undo(data, layer),
    }
}
