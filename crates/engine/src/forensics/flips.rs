//! Searches for a single flipped bit in a message: flips each bit back and compares the MD5. The search runs in
//! steps, and its work is limited.
//!
//! To try a bit, only the part of the message from its block on must be hashed, because the state of MD5 before each
//! block is kept. So bits near the end cost least, and the search goes from the end to the front.

use super::{DigestFault, Explanation, Repaired, digest::explanation};
use kpl_format::{
    bytes::{
        Span,
        md5_lanes::{Flip, Variants},
    },
    kpl::{self, Anatomy, Code, DIGEST_LEN, MAGIC, Severity},
};
use std::array::from_fn;

/// The most bytes that are hashed in one search. This is enough for all bits of a message of 52 KB, and the KPL's
/// aggregates have at most 51,200 bytes by default. It takes about five seconds.
const MOST_WORK: u64 = 11_000_000_000;

/// The longest message that is searched: 10 MiB, the size of the largest Kinesis record.
const LONGEST: usize = 10 << 20;

/// How many bytes before and after an error in the fields are tried first.
const AROUND: usize = 32;

/// The most such errors.
const PLACES: usize = 2;

/// How many flips are tried together: the bits of two bytes.
const TOGETHER: usize = 16;

/// A search for one flipped bit that can be continued step by step.
#[derive(Clone, Debug)]
pub struct Search {
    message: Vec<u8>,
    stored: [u8; DIGEST_LEN],
    variants: Variants,
    /// The offsets near errors in the fields that must still be tried. The last one is tried next.
    near: Vec<usize>,
    /// All offsets below this one must still be tried.
    before: usize,
    /// How many bytes were hashed so far.
    work: u64,
    /// How many bytes of the message were tried so far.
    tried: usize,
    found: bool,
}

impl Search {
    /// Prepares a search in a record whose MD5 is wrong for no other known reason. `None` where the message is too
    /// long, or where there is no message.
    #[must_use]
    pub fn new(data: &[u8], anatomy: &Anatomy) -> Option<Self> {
        let (message, &stored) = kpl::sealed(data)?;
        if message.len() > LONGEST {
            return None;
        }
        let mut near = Vec::new();
        for place in faults(anatomy) {
            near.extend((place.saturating_sub(AROUND)..(place + AROUND).min(message.len())).rev());
        }
        let variants = Variants::new(message);
        let (message, before) = (message.to_vec(), message.len());
        Some(Self { message, stored, variants, near, before, work: 0, tried: 0, found: false })
    }

    /// Whether the search has found the bit, has tried everything, or has used up its work.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.found || (self.near.is_empty() && self.before == 0) || self.work >= MOST_WORK
    }

    /// How many bytes of the message were tried, and how many there are.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.tried.min(self.message.len()), self.message.len())
    }

    /// Continues the search until about `work` more bytes are hashed. Returns the explanation if it finds the bit.
    pub fn step(&mut self, work: u32) -> Option<Explanation> {
        let until = self.work.saturating_add(work.into()).min(MOST_WORK);
        while !self.found && self.work < until {
            let first = self.next()?;
            // If the next byte is in the same block, its bits are tried together with these: sixteen flips take one
            // pass.
            let second = self.peek().filter(|at| at / Variants::BLOCK == first / Variants::BLOCK);
            if second.is_some() {
                let _ = self.next();
            }
            self.tried += 1 + usize::from(second.is_some());
            let rest = u64::try_from(self.variants.rest(first)).unwrap_or(u64::MAX);
            let bytes = [first, second.unwrap_or(first)];
            self.work = self.work.saturating_add(rest.saturating_mul(if second.is_some() { 16 } else { 8 }));
            if let Some((at, mask)) = self.flipped_in(bytes) {
                self.found = true;
                return Some(self.explain(at, mask.trailing_zeros()));
            }
        }
        None
    }

    fn peek(&self) -> Option<usize> {
        self.near.last().copied().or_else(|| self.before.checked_sub(1))
    }

    fn next(&mut self) -> Option<usize> {
        self.near.pop().or_else(|| {
            self.before = self.before.checked_sub(1)?;
            Some(self.before)
        })
    }

    /// The bit in one of two bytes that makes the MD5 right when it is flipped.
    fn flipped_in(&self, bytes: [usize; 2]) -> Option<Flip> {
        let flips: [Flip; TOGETHER] =
            from_fn(|lane| (bytes.get(lane / 8).copied().unwrap_or_default(), 1 << (lane % 8)));
        let digests = self.variants.digests(&flips)?;
        let found = digests.iter().position(|digest| *digest == self.stored)?;
        flips.get(found).copied()
    }

    fn explain(&self, at: usize, bit: u32) -> Explanation {
        let mut message = self.message.clone();
        if let Some(byte) = message.get_mut(at) {
            *byte ^= 1 << bit;
        }
        let (offset, bytes) = (MAGIC.len() + at, kpl::frame(&message));
        let anatomy = kpl::dissect(&bytes);
        let path = anatomy.node_at(offset).map(|id| anatomy.path(id)).unwrap_or_default();
        let reason = DigestFault::MessageBit { offset, bit, path };
        explanation(reason, Span::new(offset, 1), Some(Repaired { bytes, proven: true }))
    }
}

/// The offsets in the message of the first errors in its fields.
fn faults(anatomy: &Anatomy) -> impl Iterator<Item = usize> {
    let wrong = |code: &Code| {
        code.severity() == Severity::Error && !matches!(code, Code::Md5Mismatch { .. } | Code::Md5Absent)
    };
    let faults = anatomy.findings.iter().filter(move |finding| wrong(&finding.code)).take(PLACES);
    faults.map(|finding| finding.span.offset.saturating_sub(MAGIC.len()))
}
