//! A map from the bytes of a derived text (an unescaped string, for example) back to the bytes of its source.

use super::Span;

/// For each byte of a derived text, the offset in the source that it came from. It is kept as runs: within a run,
/// the two texts advance together, byte for byte.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// The start of each run: its offset in the derived text, then its offset in the source.
    runs: Vec<(usize, usize)>,
}

impl Origins {
    /// Records that the derived text from byte `made` on was copied from byte `source` on. The run lasts until the
    /// next call. `made` must grow from call to call; `source` too, except where packets came out of order.
    pub fn add(&mut self, made: usize, source: usize) {
        let goes_on = self.runs.last().is_some_and(|&(from, at)| made - from == source.saturating_sub(at));
        if !goes_on {
            self.runs.push((made, source));
        }
    }

    /// The map for the derived text without its first `from` bytes.
    #[must_use]
    pub fn after(&self, from: usize) -> Self {
        let later = self.runs.iter().filter(|&&(made, _)| made > from);
        let runs = std::iter::once((0, self.at(from))).chain(later.map(|&(made, at)| (made - from, at)));
        Self { runs: runs.collect() }
    }

    /// The source offset of byte `made` of the derived text. It never lies past the start of the next run.
    #[must_use]
    pub fn at(&self, made: usize) -> usize {
        let next = self.runs.partition_point(|&(from, _)| from <= made);
        let Some(&(from, at)) = next.checked_sub(1).and_then(|last| self.runs.get(last)) else { return 0 };
        at.saturating_add(made - from).min(self.end(next, at))
    }

    /// Where what a run may lead to ends: at the run behind it, unless that one stands before it.
    fn end(&self, next: usize, at: usize) -> usize {
        self.runs.get(next).map(|&(_, end)| end).filter(|end| *end >= at).unwrap_or(usize::MAX)
    }

    /// The source span of a span of the derived text.
    #[must_use]
    pub fn span(&self, made: Span) -> Span {
        let start = self.at(made.offset);
        // The end is one past the source of the span's last byte. The source of the byte after it may lie further
        // on, because a quote or an escape can stand between the two.
        let next = self.runs.partition_point(|&(from, _)| from < made.end());
        let last = next.checked_sub(1).and_then(|last| self.runs.get(last));
        let Some(&(from, at)) = last.filter(|_| made.len > 0) else { return Span::new(start, 0) };
        Span::between(start, at.saturating_add(made.end() - from).min(self.end(next, at)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_lead_back() {
        let mut origins = Origins::default();
        for (made, source) in [(0, 10), (1, 11), (2, 14), (3, 20)] {
            origins.add(made, source);
        }
        assert_eq!(origins.runs, [(0, 10), (2, 14), (3, 20)]);
        let found: Vec<usize> = (0..6).map(|made| origins.at(made)).collect();
        assert_eq!(found, [10, 11, 14, 20, 21, 22]);
        assert_eq!(origins.span(Span::new(1, 2)), Span::between(11, 15));
        assert_eq!(origins.after(1).runs, [(0, 11), (1, 14), (2, 20)]);
        assert_eq!(Origins::default().at(7), 0);
    }
}
