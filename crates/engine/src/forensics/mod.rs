//! How a Kinesis record came to be as it is: damage on its way and how to undo it, why its MD5 is wrong, who made it.
//!
//! [`diagnose`] looks at data that is not a sound aggregate and finds what was done to it before it was captured.
//! [`repair`] undoes that. [`explain`] tries one hypothesis after another on a wrong MD5. A repair is called proven
//! only if the MD5 is right after it.

mod charset;
mod compare;
mod damage;
mod diagnose;
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
pub use damage::{Damage, Diagnosis, HEAD, Printer, Recoverable, Repaired};
pub use diagnose::{diagnose, repair, repair_all};
pub use digest::{Appended, Cut, DigestFault, Explanation, explain};
pub use flips::Search;
pub use lint::{Lint, LintNote, lint};
pub use maker::{Likeness, Maker, makers};
pub use scrub::{Scrubbed, scrub};
pub use sentences::tried;

use kpl_format::kpl::{Anatomy, Md5Status};

/// What was done to a Kinesis record, the last change first. Empty where the record's MD5 is right.
#[must_use]
pub fn damages(data: &[u8], anatomy: &Anatomy) -> Vec<Diagnosis> {
    let holds = anatomy.md5.as_ref().is_some_and(|md5| md5.status == Md5Status::Match);
    if holds { Vec::new() } else { diagnose(data) }
}

/// Chooses among several repairs: the first that is proven, or else the first.
#[must_use]
pub fn best<const N: usize>(ways: [Option<&Repaired>; N]) -> Option<&Repaired> {
    let ways = || ways.into_iter().flatten();
    ways().find(|way| way.proven).or_else(|| ways().next())
}
