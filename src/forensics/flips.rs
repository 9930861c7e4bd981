//! One flipped bit of a message: each is flipped back and the MD5 looked at, in steps, and only so many.
//!
//! A bit costs the hashing of all that follows it in the message, since the states before it are kept. So the search
//! goes from the end to the front, and ends where its work is used up.

use super::{Explanation, Reason, Repaired, digest::explanation};
use crate::{
    bytes::Span,
    kpl::{self, Anatomy, Code, DIGEST_LEN, MAGIC, Severity},
};
use md5::{Digest, Md5};

/// Bytes of an MD5 block.
const BLOCK: usize = 64;

/// Bytes that are hashed at most, in all: every bit of a message of 8 KB, about a second.
const MOST_WORK: usize = 256 << 20;

/// Messages that are longer are not looked at.
const LONGEST: usize = 1 << 20;

/// Bytes before and behind a place where the fields go wrong, which are tried first.
const AROUND: usize = 32;

/// How many such places.
const PLACES: usize = 2;

/// A search for one flipped bit, as far as it has come.
#[derive(Clone, Debug)]
pub struct Search {
    message: Vec<u8>,
    stored: [u8; DIGEST_LEN],
    /// The state before each block.
    states: Vec<Md5>,
    /// Bytes of the message that are still to be tried, the next one last.
    bytes: Vec<usize>,
    work: usize,
    /// How many bytes were tried.
    tried: usize,
}

impl Search {
    /// A search in a record whose MD5 fails for no other reason. `None` where it would be too long.
    #[must_use]
    pub fn new(data: &[u8], anatomy: &Anatomy) -> Option<Self> {
        let (message, &stored) = kpl::skim::sealed(data)?;
        if message.len() > LONGEST {
            return None;
        }
        let mut state = Md5::new();
        let states = message.chunks(BLOCK).map(|block| {
            let before = state.clone();
            state.update(block);
            before
        });
        let states = states.collect();
        let mut bytes: Vec<usize> = (0..message.len()).collect();
        for place in faults(anatomy) {
            let near = place.saturating_sub(AROUND)..(place + AROUND).min(message.len());
            bytes.extend(near.rev());
        }
        Some(Self { message: message.to_vec(), stored, states, bytes, work: 0, tried: 0 })
    }

    /// Whether there is nothing more to try.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.bytes.is_empty() || self.work >= MOST_WORK
    }

    /// How many bytes of the message were tried, and how many it has.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.tried.min(self.message.len()), self.message.len())
    }

    /// Goes on until about `work` bytes are hashed. What was found, where something was.
    pub fn step(&mut self, work: usize) -> Option<Explanation> {
        let until = self.work.saturating_add(work).min(MOST_WORK);
        while self.work < until {
            let at = self.bytes.pop()?;
            self.tried += 1;
            if let Some(bit) = self.flipped_at(at) {
                self.bytes.clear();
                return Some(self.found(at, bit));
            }
        }
        None
    }

    /// The bit of the byte `at` that has to be flipped.
    fn flipped_at(&mut self, at: usize) -> Option<u32> {
        let block = at / BLOCK;
        let (before, rest) = (self.states.get(block)?, self.message.get(block * BLOCK..)?);
        let (head, tail) = rest.split_at(rest.len().min(BLOCK));
        self.work += 8 * (rest.len() + BLOCK);
        let mut changed = [0; BLOCK];
        (0..8).find(|bit| {
            for (to, from) in changed.iter_mut().zip(head) {
                *to = *from;
            }
            if let Some(byte) = changed.get_mut(at % BLOCK) {
                *byte ^= 1 << bit;
            }
            let mut hash = before.clone();
            hash.update(changed.get(..head.len()).unwrap_or_default());
            hash.update(tail);
            hash.finalize().as_slice() == self.stored
        })
    }

    fn found(&self, at: usize, bit: u32) -> Explanation {
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
