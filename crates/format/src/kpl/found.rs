//! Findings as they are made, up to a number that somebody might still read: ten million would fill the memory.

use super::{Code, Finding, Severity};
use crate::bytes::Span;

/// Findings of the walk that are kept, and as many of the tables and records.
pub const MOST: usize = 10_000;

/// The findings so far.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Those that are kept, in the order in which they were made.
    pub list: Vec<Finding>,
    rest: Rest,
}

/// Those that are only counted.
#[derive(Clone, Copy, Debug, Default)]
struct Rest {
    more: usize,
    severe: bool,
}

/// A place to go back to.
#[derive(Clone, Copy)]
pub struct Mark(usize, Rest);

impl Found {
    /// Keeps a finding, or counts it where there are too many.
    pub fn push(&mut self, finding: Finding) {
        if self.list.len() < MOST {
            self.list.push(finding);
        } else {
            self.rest.more += 1;
            self.rest.severe |= finding.code.severity() == Severity::Error;
        }
    }

    /// Where the findings stand now.
    pub const fn mark(&self) -> Mark {
        Mark(self.list.len(), self.rest)
    }

    /// Forgets what was found since.
    pub fn back_to(&mut self, Mark(len, rest): Mark) {
        self.list.truncate(len);
        self.rest = rest;
    }

    /// Both together, with one finding that stands for all that were only counted.
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
