//! Reads a text in which records stand among others, as a log: in windows, each as a text of its own. A window ends
//! before a line at which nothing is open; where something is, the window grows, up to the most that is held.

use super::{
    Chunk,
    sink::Sink,
    stretch::{Stretch, at},
    text::Text,
    track::Track,
};
use kpl_capture::capture::{Code, Shape, Why, part};
use kpl_format::bytes::Span;

/// The most that is held is so many times a window. A window is read again whenever a record in it is opened.
const WINDOWS: usize = 64;

#[derive(Debug)]
pub(super) struct Texts {
    /// The text that is not dealt with yet.
    text: Text,
    base: u64,
    track: Track,
    held: usize,
    /// How many bytes must be here before a place to end the window is looked for.
    wait: usize,
    /// What the first window with records was found to be.
    found: Option<(Shape, Why)>,
    /// Whether that window is all of the text.
    only: bool,
}

impl Texts {
    pub(super) fn new(held: usize) -> Self {
        let held = held.max(1);
        let wait = (held / WINDOWS).max(1);
        Self { text: Text::new(), base: 0, track: Track::new(), held, wait, found: None, only: false }
    }

    pub(super) fn push(&mut self, chunk: &dyn Chunk, sink: &mut Sink) {
        let len = chunk.len();
        chunk.copy_to(self.text.room(len, 2 * (self.text.len() + len)));
        self.windows(sink);
    }

    pub(super) fn finish(&mut self, sink: &mut Sink) {
        self.windows(sink);
        let rest = self.text.len();
        if rest > 0 || self.base == 0 {
            let only = self.base == 0;
            self.read(Span::new(0, rest), only, sink);
        }
        if sink.next_row() == 0 && self.base > 0 {
            let stretch = Stretch { text: &[], base: 0, track: Track::new() };
            sink.find(&stretch, None, Span::new(0, 0), Code::NoKinesisRecord);
        }
        self.text = Text::new();
    }

    /// How many bytes wait to be read.
    pub(super) fn waiting(&self) -> usize {
        self.text.len()
    }

    /// What the text is, with so many records.
    pub(super) fn found(&self, records: usize) -> Option<(Shape, Why)> {
        let (shape, why) = self.found?;
        let why = match why {
            why if self.only => why,
            Why::InText { first, .. } => Why::InText { records, first },
            Why::Printed { shape, .. } => Why::Printed { shape, records },
            Why::Fields { shape, .. } => Why::Fields { shape, records },
            other => other,
        };
        Some((shape, why))
    }

    /// Reads the windows whose end is known. Only so many bytes are looked at as a window may have, so that it does not
    /// matter how many are there.
    fn windows(&mut self, sink: &mut Sink) {
        let mut from = 0usize;
        while let Some(text) = self.text.get(from..from.saturating_add(self.wait)) {
            let full = text.len() >= self.held;
            match part::cut(text, full) {
                Some((end, is_open)) => {
                    if is_open {
                        let base = at(self.base, from);
                        let stretch =
                            Stretch { text: text.get(..end).unwrap_or(text), base, track: self.track };
                        sink.find(&stretch, None, Span::new(0, 1), Code::InPieces { most: self.held });
                    }
                    self.read(Span::new(from, end), false, sink);
                    from += end;
                    self.wait = (self.held / WINDOWS).max(1);
                }
                None => self.wait = self.wait.saturating_mul(2).min(self.held),
            }
        }
        self.text.forget(from);
        self.base = at(self.base, from);
    }

    /// Reads a window, which may be the only one.
    fn read(&mut self, window: Span, only: bool, sink: &mut Sink) {
        let text = window.of(&self.text);
        let stretch = Stretch { text, base: at(self.base, window.offset), track: self.track };
        let before = sink.next_row();
        let found = sink.text(&stretch, only);
        if self.found.is_none() && (only || sink.next_row() > before) {
            (self.found, self.only) = (Some(found), only);
        }
        self.track.pass(text);
    }
}
