//! Collects findings up to a limit. A hostile record could otherwise cause millions, and these would fill the memory.

use super::{Code, Finding, Severity};
use crate::bytes::Span;

/// The most findings that one collection keeps. The walk has one, and the check of tables and records has another.
pub const MOST: usize = 10_000;

/// The findings so far, and a count of those that were not kept.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The findings that are kept, in the order in which they were made.
    pub list: Vec<Finding>,
    rest: Rest,
}

/// The findings that are only counted: how many, and whether there is an error among them.
#[derive(Clone, Copy, Debug, Default)]
struct Rest {
    more: usize,
    severe: bool,
}

/// A state of the collection that [`Found::back_to`] can restore.
#[derive(Clone, Copy)]
pub struct Checkpoint(usize, Rest);

impl Found {
    /// Keeps a finding, or only counts it where the limit is reached.
    pub fn push(&mut self, finding: Finding) {
        if self.list.len() < MOST {
            self.list.push(finding);
        } else {
            self.rest.more += 1;
            self.rest.severe |= finding.code.severity() == Severity::Error;
        }
    }

    /// The current state, for [`Self::back_to`].
    pub const fn checkpoint(&self) -> Checkpoint {
        Checkpoint(self.list.len(), self.rest)
    }

    /// Forgets all findings that were made after the checkpoint was taken.
    pub fn back_to(&mut self, Checkpoint(len, rest): Checkpoint) {
        self.list.truncate(len);
        self.rest = rest;
    }

    /// Joins two collections. Where findings were only counted, one more finding with the span `all` says so.
    pub fn join(self, other: Self, all: Span) -> Vec<Finding> {
        let (more, severe) = (self.rest.more + other.rest.more, self.rest.severe || other.rest.severe);
        let mut list = self.list;
        list.extend(other.list);
        if more > 0 {
            let code = Code::MoreFindings { listed: list.len(), more, severe };
            list.push(Finding { code, span: all, record: None });
        }
        list
    }
}
