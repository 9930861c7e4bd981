//! How a Kinesis record came to be what it is: damage done on its way and how to undo it, why its MD5 fails, who made it.
//!
//! [`diagnose`] looks at data that is no aggregate, or whose MD5 fails, for what was done to it before it was
//! captured; [`repair`] undoes it. [`explain`] tries one hypothesis after another on an MD5 that does not hold. Nothing
//! is called undone without saying whether that is proven, by an MD5 that holds afterwards.

mod charset;
mod compare;
mod damage;
mod digest;
mod flips;
mod layers;
mod line_breaks;
mod lint;
mod lost;
mod maker;
mod scrub;
mod sentences;
mod top_bit;
mod words;

pub use charset::Charset;
pub use compare::{Change, Compared, Pair, align, compare};
pub use damage::{Damage, Diagnosis, HEAD, Printer, Recoverable, Repaired, diagnose, repair, repair_all};
pub use digest::{Appended, Cut, Explanation, Reason, explain};
pub use flips::Search;
pub use lint::{Lint, Note, lint};
pub use maker::{Likeness, Maker, makers};
pub use scrub::{Scrubbed, scrub};
pub use sentences::tried;

use kpl_format::kpl::{Anatomy, DIGEST_LEN, Md5Status, skim};
use md5::{Digest, Md5};

/// What was done to a Kinesis record, the last thing first: nothing where its MD5 holds.
#[must_use]
pub fn damages(data: &[u8], anatomy: &Anatomy) -> Vec<Diagnosis> {
    let holds = anatomy.md5.as_ref().is_some_and(|md5| md5.status == Md5Status::Match);
    if holds { Vec::new() } else { diagnose(data) }
}

/// Of some ways to put a record right, the first that is proven; otherwise the first.
#[must_use]
pub fn best<const N: usize>(ways: [Option<&Repaired>; N]) -> Option<&Repaired> {
    let ways = || ways.into_iter().flatten();
    ways().find(|way| way.proven).or_else(|| ways().next())
}

/// Whether bytes are one whole aggregate: magic, message, and an MD5 that holds.
fn holds(bytes: &[u8]) -> bool {
    skim::sealed(bytes).is_some_and(|(message, stored)| md5(message) == *stored)
}

fn md5(bytes: &[u8]) -> [u8; DIGEST_LEN] {
    Md5::digest(bytes).into()
}
