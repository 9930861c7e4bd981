//! Recognises what was done to a record's data before it was captured, and undoes it.

use super::{
    Damage,
    damage::{Diagnosis, HEAD, Recoverable, Repaired},
    layers, line_breaks, lost, top_bit,
};
use kpl_capture::capture::{self, Shape};
use kpl_format::kpl::{MAGIC, is_message, is_sealed};

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
    let message_alone = || is_message(data).then(|| vec![Damage::MessageAlone]);
    // A payload in a message may be an aggregate itself: that does not make what stands before it a header.
    for damage in message_alone().or_else(|| layers::chain(data)).or_else(without_magic).unwrap_or_default() {
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
    // The MD5 of a message that stands alone is computed anew, so that it holds proves nothing.
    let proven =
        (is_sealed(&bytes) && damage != Damage::MessageAlone) || matches!(damage, Damage::RunTogether { .. });
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
