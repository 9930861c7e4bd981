//! Reads lines that are a record each, in base64 or hex.

use super::{
    Chunk,
    part::PartReader,
    sink::Sink,
    stretch::{Stretch, at},
    text::Text,
    track::Track,
};
use kpl_capture::capture::Code;
use kpl_format::bytes::Span;

#[derive(Debug)]
pub(super) struct Lines {
    /// The text that is not dealt with yet: at most one line.
    text: Text,
    base: u64,
    track: Track,
    hex: bool,
    /// From this many bytes on, a line is left out.
    held: usize,
    /// Whether the line at hand is too large, so that it is left out.
    skips: bool,
    /// How many lines that are not blank were read so far.
    count: usize,
}

impl Lines {
    pub(super) const fn new(hex: bool, held: usize) -> Self {
        Self { text: Text::new(), base: 0, track: Track::new(), hex, held, skips: false, count: 0 }
    }

    pub(super) fn push(&mut self, chunk: &dyn Chunk, sink: &mut Sink) {
        // The text before this chunk has no line break, but its last byte may be a carriage return.
        let seen = self.text.len().saturating_sub(1);
        let len = chunk.len();
        chunk.copy_to(self.text.room(len, 2 * (self.text.len() + len)));
        self.lines(seen, sink, false);
        if self.text.len() > self.held {
            if !self.skips {
                self.too_large(Span::new(0, self.text.len()), sink);
            }
            self.skips = true;
            self.forget_line();
        }
    }

    pub(super) fn finish(&mut self, sink: &mut Sink) {
        self.lines(0, sink, true);
        self.text = Text::new();
    }

    pub(super) const fn count(&self) -> usize {
        self.count
    }

    /// Reads the lines that end behind `seen`.
    fn lines(&mut self, seen: usize, sink: &mut Sink, last: bool) {
        let breaks = memchr::memchr2_iter(b'\n', b'\r', self.text.get(seen..).unwrap_or_default());
        let ends = breaks.map(|at| seen + at + 1).filter(|&end| match self.text.get(end) {
            // A carriage return ends a line unless a line feed follows. At the end of the text that is not known yet.
            Some(next) => !(*next == b'\n' && self.text.get(end - 1) == Some(&b'\r')),
            None => !last && self.text.ends_with(b"\n"),
        });
        let ends: Vec<usize> = ends.chain(last.then_some(self.text.len())).collect();
        let mut start = 0;
        for end in ends {
            self.line(start, end, sink);
            start = end;
        }
        self.text.forget(start);
        self.base = at(self.base, start);
    }

    fn too_large(&self, line: Span, sink: &mut Sink) {
        let base = at(self.base, line.offset);
        let stretch = Stretch { text: line.of(&self.text), base, track: self.track };
        sink.find(&stretch, None, Span::new(0, 1), Code::TooLarge { most: self.held });
    }

    /// Forgets the text of a line that is left out, but for its last byte.
    fn forget_line(&mut self) {
        let keep = self.text.len().saturating_sub(1);
        self.track.pass(self.text.get(..keep).unwrap_or_default());
        self.text.forget(keep);
        self.base = at(self.base, keep);
    }

    /// Reads the line from `start` to `end`, with its line break.
    fn line(&mut self, start: usize, end: usize, sink: &mut Sink) {
        let line = Span::between(start, end);
        let skips = std::mem::take(&mut self.skips);
        if skips || line.len > self.held {
            if !skips {
                self.too_large(line, sink);
            }
            self.count += 1;
            self.track.pass(line.of(&self.text));
            return;
        }
        let text = line.of(&self.text);
        let mark = self.base == 0 && start == 0 && text.starts_with(b"\xef\xbb\xbf");
        let mark = if mark { 3 } else { 0 };
        let inside = text.get(mark..).unwrap_or_default();
        let before = mark + inside.len() - inside.trim_ascii_start().len();
        let content = Span::new(before, inside.trim_ascii().len());
        if !content.is_empty() {
            self.count += 1;
            let base = at(self.base, start);
            let stretch = Stretch { text, base, track: self.track };
            let read = !self.hex && sink.line(&stretch, content);
            if !read {
                let mut track = self.track;
                track.pass(text.get(..before).unwrap_or_default());
                let stretch = Stretch { text: content.of(text), base: at(base, before), track };
                sink.part(&stretch, if self.hex { PartReader::Hex } else { PartReader::Base64 }, false);
            }
        }
        self.track.pass(line.of(&self.text));
    }
}
