//! How each row was read, so that its record can be read again. Rows that were read in the same way form a run.

use super::{names::RecordKind, part::PartOf};
use std::rc::Rc;

/// How the rows of a run were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// By their spans: record objects of this kind. The document may name a shard for all of them.
    Object { kind: RecordKind, shard: Option<Rc<str>> },
    /// As a line of strict base64.
    Line,
    /// As bytes that stand in the file as they are.
    Raw,
    /// By the reader in `capture`, which is given a part of the file.
    Part(PartOf),
}

#[derive(Debug, Default)]
pub(super) struct Units {
    runs: Vec<(usize, How)>,
}

impl Units {
    /// Says how the rows from `first` on are read, until the next call.
    pub(super) fn push(&mut self, first: usize, how: How) {
        match self.runs.last_mut() {
            Some((_, last)) if *last == how => {}
            // The last part had no records, so it needs no run.
            Some(last) if last.0 == first => *last = (first, how),
            _ => self.runs.push((first, how)),
        }
    }

    /// How a row is read, and the first row of its run.
    pub(super) fn of(&self, row: usize) -> Option<(usize, &How)> {
        let after = self.runs.partition_point(|(first, _)| *first <= row);
        let (first, how) = self.runs.get(after.checked_sub(1)?)?;
        Some((*first, how))
    }

    pub(super) const fn len(&self) -> usize {
        self.runs.len()
    }

    /// How many bytes of memory the runs take, without what they share.
    pub(super) const fn memory(&self) -> usize {
        self.runs.capacity() * size_of::<(usize, How)>()
    }
}
