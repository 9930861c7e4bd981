//! English: headings and buttons about what happened to a record.

use super::{count, grouped};
use kpl_engine::session::select::RepairSaid;

/// The tab.
pub const HAPPENED: &str = "What happened";
/// Until the engine has said.
pub const HAPPENED_WAITS: &str = "Looking at the record …";
/// Where nothing is to be explained.
pub const NOTHING_HAPPENED: &str = "No damage was found, and no MD5 has to be explained.";
/// Above what was done.
pub const DAMAGE: &str = "What was done to the data";
/// Above why the digest fails.
pub const WHY_MD5: &str = "Why the MD5 does not hold";
/// Above notes.
pub const AS_WRITTEN: &str = "How it is written";
/// Above producers.
pub const MADE_BY: &str = "Whose work it looks like";
/// Opens the record put right.
pub const REPAIR: &str = "Repair";
/// Saves the record with filler for what it says.
pub const SAVE_SCRUBBED: &str = "Save scrubbed copy";
/// Copies which bytes of that are filler.
pub const COPY_SCRUB_PROOF: &str = "What scrubbing changes";
/// The last crumb, where the record was put right.
pub const TRAIL_REPAIRED: &str = "repaired";

/// What repairing gives.
#[must_use]
pub fn repair(repair: RepairSaid) -> String {
    let bytes = count(repair.bytes, "byte", "bytes");
    if repair.proven {
        format!(
            "Opens the repaired record, {bytes}: its MD5 proves it. What was captured stays one level above."
        )
    } else {
        format!(
            "Opens the repaired record, {bytes}, which nothing proves. What was captured stays one level above."
        )
    }
}

/// A search for a flipped bit.
#[must_use]
pub fn searching(done: usize, all: usize) -> String {
    format!("Looking for a flipped bit: {} of {} bytes of the message.", grouped(done), grouped(all))
}
