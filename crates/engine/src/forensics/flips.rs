//! One flipped bit of a message: each is flipped back and the MD5 looked at, in steps, and only so many.
//!
//! A bit costs the hashing of all that follows it in the message, since the states before it are kept. So the search
//! goes from the end to the front, and ends where its work is used up.

use super::{Explanation, Reason, Repaired, digest::explanation};
use kpl_format::{
    bytes::{
        Span,
        md5_lanes::{Flip, Variants},
    },
    kpl::{self, Anatomy, Code, DIGEST_LEN, MAGIC, Severity},
};
use std::array::from_fn;

/// Bytes that are hashed at most, in all: every bit of a message of 52 KB, and so of what the KPL makes where it is
/// not told otherwise (51,200 bytes). Some five seconds.
const MOST_WORK: u64 = 11_000_000_000;

/// Messages that are longer are not looked at.
const LONGEST: usize = 10 << 20;

/// Bytes before and behind a place where the fields go wrong, which are tried first.
const AROUND: usize = 32;

/// How many such places.
const PLACES: usize = 2;

/// Flips that are tried together: the bits of two bytes.
const TOGETHER: usize = 16;

/// A search for one flipped bit, as far as it has come.
#[derive(Clone, Debug)]
pub struct Search {
    message: Vec<u8>,
    stored: [u8; DIGEST_LEN],
    variants: Variants,
    /// Bytes near places where the fields go wrong, the next one last.
    near: Vec<usize>,
    /// All bytes before this one are still to be tried.
    before: usize,
    work: u64,
    /// How many bytes were tried.
    tried: usize,
    found: bool,
}

impl Search {
    /// A search in a record whose MD5 fails for no other reason. `None` where it would be too long.
    #[must_use]
    pub fn new(data: &[u8], anatomy: &Anatomy) -> Option<Self> {
        let (message, &stored) = kpl::skim::sealed(data)?;
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

    /// Whether there is nothing more to try.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.found || (self.near.is_empty() && self.before == 0) || self.work >= MOST_WORK
    }

    /// How many bytes of the message were tried, and how many it has.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.tried.min(self.message.len()), self.message.len())
    }

    /// Goes on until about `work` bytes are hashed. What was found, where something was.
    pub fn step(&mut self, work: u32) -> Option<Explanation> {
        let until = self.work.saturating_add(work.into()).min(MOST_WORK);
        while !self.found && self.work < until {
            let first = self.next()?;
            // Its neighbour goes along where it is the next one anyway: what follows them both is hashed once.
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

    /// The bit of one of two bytes that has to be flipped.
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
        let reason = Reason::MessageBit { offset, bit, path };
        explanation(reason, Span::new(offset, 1), Some(Repaired { bytes, proven: true }))
    }
}

/// Places in the message where its fields go wrong.
fn faults(anatomy: &Anatomy) -> impl Iterator<Item = usize> {
    let wrong = |code: &Code| {
        code.severity() == Severity::Error && !matches!(code, Code::Md5Mismatch { .. } | Code::Md5Absent)
    };
    let faults = anatomy.findings.iter().filter(move |finding| wrong(&finding.code)).take(PLACES);
    faults.map(|finding| finding.span.offset.saturating_sub(MAGIC.len()))
}
