//! Text that was made of another text: which byte of that one each byte came from.

use super::Span;

/// Where the bytes of an unwrapped text stand in the text around it: runs that both have alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// From this byte of the made text on, bytes come from here, one by one.
    runs: Vec<(usize, usize)>,
}

impl Origins {
    /// Says that the byte `made`, and those after it until the next call, come from `source` on.
    /// Calls come in ascending order of `made`; of `source` too, but where packets came out of order.
    pub fn add(&mut self, made: usize, source: usize) {
        let goes_on = self.runs.last().is_some_and(|&(from, at)| made - from == source.saturating_sub(at));
        if !goes_on {
            self.runs.push((made, source));
        }
    }

    /// The same for the made text without its first `from` bytes.
    #[must_use]
    pub fn after(&self, from: usize) -> Self {
        let later = self.runs.iter().filter(|&&(made, _)| made > from);
        let runs = std::iter::once((0, self.at(from))).chain(later.map(|&(made, at)| (made - from, at)));
        Self { runs: runs.collect() }
    }

    /// The byte that the byte `made` came from.
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

    /// The span that a span came from.
    #[must_use]
    pub fn span(&self, made: Span) -> Span {
        let start = self.at(made.offset);
        // Past the last byte of the span, not at what follows it: a quote may stand between them.
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
