//! English: what is compared with what, and what became of user records.

use super::{count, grouped};
use kpl_engine::{
    forensics::Change,
    session::{MOST_BYTES, MOST_USERS, select::CompareResult},
};

/// The tab.
pub const COMPARE: &str = "Compare";
/// Until something is marked.
pub const COMPARE_WAITS: &str = "Mark this Kinesis record to compare it. Then open another one, here or in another capture: this tab \
    says which user records were added, removed, moved or changed.";
/// Marks what is at hand.
pub const MARK: &str = "Mark this Kinesis record";
/// The same where something else is marked.
pub const MARK_INSTEAD: &str = "Mark this Kinesis record instead";
/// Marks nothing any more.
pub const UNMARK: &str = "Unmark";
/// Says that what is at hand is what was marked.
pub const IS_MARKED: &str = "This is what was marked. Open another one to compare it with.";
/// What is compared.
pub const COMPARED: &str = "Compared";
/// Kinesis records, or captures as a whole.
pub const COMPARED_WHAT: [&str; 2] = ["Kinesis records", "whole captures"];
/// Lists those that are the same as well.
pub const SHOW_SAME: &str = "Show the same ones too";
/// Where nothing is different.
pub const NO_CHANGES: &str = "All user records are the same, in the same order.";
/// The table.
pub const CHANGES: &str = "What became of user records";
/// Its columns.
pub const CHANGE_COLUMNS: [&str; 6] = ["Change", "Was", "Is", "Partition key", "Bytes", "Payload"];
/// Above the payload that was marked, and above that at hand.
pub const DIFF_SIDES: [&str; 2] = ["Marked", "This one"];
/// A payload that only the other has.
pub const NOT_HERE: &str = "It is not here.";
/// A dump that was cut.
pub const DUMP_CUT: &str = "More follows.";

/// What was marked.
#[must_use]
pub fn marked(name: Option<&str>, record: usize, across: bool) -> String {
    let capture = name.map_or_else(|| "the capture that was marked".to_owned(), str::to_owned);
    if across { capture } else { format!("Kinesis record {} of {capture}", grouped(record)) }
}

/// What it is compared with.
#[must_use]
pub fn compared_with(marked: &str) -> String {
    format!("Compared with {marked}.")
}

/// Where captures are too large to be compared.
#[must_use]
pub fn too_large_to_compare() -> String {
    format!(
        "Captures are compared as a whole up to {} MiB of data and {} user records, once they are read to the end. Compare \
         single Kinesis records.",
        MOST_BYTES >> 20,
        grouped(MOST_USERS)
    )
}

/// A comparison in numbers: those that there are.
#[must_use]
pub fn compare_result(result: &CompareResult) -> String {
    if result.identical {
        return format!("Byte for byte the same, {}.", count(result.bytes.0, "byte", "bytes"));
    }
    let counts = result.counts.iter().zip(kpl_engine::session::CHANGES).filter(|(count, _)| **count > 0);
    let counts: Vec<String> =
        counts.map(|(count, which)| format!("{} {}", grouped(*count), change(which))).collect();
    let (before, after) = result.bytes;
    format!("{} · {} → {} bytes", counts.join(" · "), grouped(before), grouped(after))
}

/// What became of a user record.
#[must_use]
pub const fn change(change: Change) -> &'static str {
    match change {
        Change::Same => "the same",
        Change::Moved => "moved",
        Change::OtherPayload => "other payload",
        Change::OtherKey => "other key",
        Change::Removed => "removed",
        Change::Added => "added",
    }
}

/// Its sign.
#[must_use]
pub const fn change_sign(change: Change) -> &'static str {
    match change {
        Change::Same => "=",
        Change::Moved => "↕",
        Change::OtherPayload | Change::OtherKey => "≠",
        Change::Removed => "−",
        Change::Added => "+",
    }
}

/// Its place: the sub-sequence number, and across captures the Kinesis record before it.
#[must_use]
pub fn compared_place(place: Option<(usize, Option<usize>)>, across: bool) -> String {
    match place {
        None => "–".to_owned(),
        Some((_, Some(index))) if !across => grouped(index),
        Some((record, Some(index))) => format!("{} · {}", grouped(record), grouped(index)),
        Some((record, None)) => grouped(record),
    }
}

/// How large a payload was and is; once where that is the same.
#[must_use]
pub fn compared_bytes((before, after): (Option<usize>, Option<usize>)) -> String {
    match (before, after) {
        (Some(before), Some(after)) if before != after => format!("{} → {}", grouped(before), grouped(after)),
        (_, Some(bytes)) | (Some(bytes), None) => grouped(bytes),
        (None, None) => "–".to_owned(),
    }
}
