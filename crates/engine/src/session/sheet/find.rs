//! What was searched for in a payload, and where it stands.

use super::{Sheet, Source};
use crate::session::batch::Pattern;
use kpl_format::bytes::Span;
use std::{ops::Range, rc::Rc};

/// The most matches that are listed.
const MOST: usize = 10_000;

/// The matches in a payload, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    spans: Vec<Span>,
    /// Whether there are more than are listed.
    more: bool,
    /// The match that was gone to.
    at: Option<usize>,
}

impl Found {
    pub(super) fn at_hand(&self) -> Option<Span> {
        self.spans.get(self.at?).copied()
    }

    /// Cuts `len` bytes that begin at this place of the source into parts that are matches and parts that are not.
    pub(super) fn split(&self, len: usize, source: Option<usize>, mut tell: impl FnMut(Range<usize>, bool)) {
        let mut at = 0;
        if let Some(start) = source {
            let first = self.spans.partition_point(|span| span.end() <= start);
            for span in self.spans.get(first..).unwrap_or_default() {
                let begins = span.offset.saturating_sub(start).max(at);
                if begins >= len {
                    break;
                }
                let ends = span.end().saturating_sub(start).min(len);
                if at < begins {
                    tell(at..begins, false);
                }
                tell(begins..ends, true);
                at = ends;
            }
        }
        if at < len {
            tell(at..len, false);
        }
    }
}

impl Sheet {
    /// Looks for a pattern. No pattern is found nowhere.
    pub fn find(&mut self, pattern: Option<&Pattern>) {
        let source = match &self.source {
            Source::Json { text, .. } | Source::Text(text) => text.as_bytes(),
            Source::Hex(bytes) => bytes,
            Source::Base64(_) => &[],
        };
        let mut spans = pattern.map_or_else(Vec::new, |pattern| pattern.places(source, MOST + 1));
        let more = spans.len() > MOST;
        spans.truncate(MOST);
        self.found = Rc::new(Found { spans, more, at: None });
    }

    /// Which match was gone to, how many there are, and whether there are even more.
    #[must_use]
    pub fn found(&self) -> (Option<usize>, usize, bool) {
        (self.found.at, self.found.spans.len(), self.found.more)
    }

    /// Goes to the next or previous match, and opens what it stands in. After the last comes the first.
    pub(super) fn step_found(&mut self, forward: bool) {
        let total = self.found.spans.len();
        let Some(last) = total.checked_sub(1) else { return };
        let at = match (self.found.at, forward) {
            (None, true) => 0,
            (None, false) => last,
            (Some(at), true) => {
                if at < last {
                    at + 1
                } else {
                    0
                }
            }
            (Some(at), false) => at.checked_sub(1).unwrap_or(last),
        };
        Rc::make_mut(&mut self.found).at = Some(at);
        if let Some(span) = self.found.at_hand() {
            self.open_at(span.offset);
        }
        self.turn = self.turn.wrapping_add(1);
    }
}
