//! Reads aggregates that stand one after another with nothing between them.

use super::{
    Chunk,
    sink::Sink,
    stretch::{Stretch, at},
    text::Text,
    track::Track,
};
use kpl_capture::capture::{
    Code,
    part::{self, Piece},
};
use kpl_format::bytes::Span;

#[derive(Debug)]
pub(super) struct Pieces {
    text: Text,
    base: u64,
    track: Track,
    /// How many bytes the end of an aggregate is looked for. Other bytes between aggregates are cut after as many.
    held: usize,
    /// How many bytes there must be before the piece at hand is looked at.
    wait: usize,
    /// How many bytes were hashed in search of ends. [`part::most_work`] limits them.
    worked: u64,
}

impl Pieces {
    pub(super) const fn new(held: usize) -> Self {
        Self { text: Text::new(), base: 0, track: Track::new(), held, wait: 0, worked: 0 }
    }

    pub(super) fn push(&mut self, chunk: &dyn Chunk, sink: &mut Sink) {
        let len = chunk.len();
        chunk.copy_to(self.text.room(len, 2 * (self.text.len() + len)));
        self.read(sink, false);
    }

    pub(super) fn finish(&mut self, sink: &mut Sink) {
        self.read(sink, true);
        self.text = Text::new();
    }

    fn read(&mut self, sink: &mut Sink, last: bool) {
        let mut from = 0;
        while from < self.text.len() {
            let window = Span::new(from, self.held.min(self.text.len() - from));
            let full = last || window.len == self.held;
            if !full && window.len < self.wait {
                break;
            }
            let Some(piece) = self.piece(window, full, last) else {
                // The piece is looked at again only when twice as many bytes are there. So in all no byte is looked
                // at more than about twice.
                self.wait = window.len * 2;
                break;
            };
            self.wait = 0;
            self.add(piece, sink);
            from = piece.span.end();
        }
        self.text.forget(from);
        self.base = at(self.base, from);
    }

    /// The piece at the start of a window, if no bytes behind the window could make it another piece.
    fn piece(&mut self, window: Span, full: bool, last: bool) -> Option<Piece> {
        let text = window.of(&self.text);
        let most = part::most_work(at(self.base, window.offset.saturating_add(self.held)));
        let mut work = usize::try_from(most.saturating_sub(self.worked)).unwrap_or(usize::MAX);
        let before = work;
        let mut piece = part::piece(text, 0, &mut work)?;
        let to_the_end = piece.span.end() == text.len();
        let settled = full || (!to_the_end && (piece.whole || !piece.magic));
        if !settled {
            return None;
        }
        self.worked = at(self.worked, before - work);
        if to_the_end && !piece.whole && !(last && window.end() == self.text.len()) {
            // The magic of the next aggregate may have begun at the end of the window.
            piece.span.len = piece.span.len.saturating_sub(3).max(1);
        }
        piece.span.offset = window.offset;
        Some(piece)
    }

    fn add(&mut self, piece: Piece, sink: &mut Sink) {
        let text = piece.span.of(&self.text);
        let (base, all) = (at(self.base, piece.span.offset), Span::new(0, text.len()));
        let stretch = Stretch { text, base, track: self.track };
        if piece.magic {
            sink.raw(&stretch, all, None);
        } else if !text.trim_ascii().is_empty() {
            // A line break alone is no finding: producers put one between records.
            let code = Code::BetweenAggregates { bytes: text.len() };
            sink.find(&stretch, Some(sink.next_row()), all, code);
            sink.raw(&stretch, all, Some(code.word()));
        }
        self.track.pass(text);
    }
}
