//! Reads JSON documents that stand one after another, however the file is cut into chunks. Each document is read as a
//! whole, unless it is too large for that.

mod items;

use super::{
    Chunk,
    around::shard_of,
    document::{Document, Entry, document},
    ends::{Ends, end_of_word},
    fast::blank,
    list::List,
    part::{PartReader, Wrapper},
    sink::Sink,
    stretch::{Stretch, at},
    text::Text,
    track::Track,
};
use kpl_format::bytes::Span;
use std::rc::Rc;

#[derive(Debug)]
pub(super) struct Json {
    /// The text that is not dealt with yet.
    text: Text,
    /// Where `text` begins in the file.
    base: u64,
    track: Track,
    /// The offset in `text` up to which `track` has counted lines.
    tracked: usize,
    /// The offset of the value that is being read: the next byte to deal with.
    at: usize,
    /// The offset up to which the end of that value was looked for.
    scanned: usize,
    ends: Ends,
    state: State,
    documents: usize,
    /// From this many bytes on, a document is read as a list and an item is left out.
    held: usize,
    shard: Option<Rc<str>>,
    entries: Vec<Entry>,
}

/// Where the value at hand ends.
enum End {
    At(usize),
    NotYet,
    TooLarge,
}

#[derive(Debug)]
enum State {
    Between,
    Document,
    /// Between the items of a list that is too large to be held.
    InList(List),
    Item(List),
    /// In an item that is too large to be held.
    TooLarge(List),
    Tail(List),
    /// In a document that is too large to be held and is no list.
    Skip,
    /// After a fault behind which nothing can be read.
    Stopped,
}

impl Json {
    pub(super) fn new(held: usize) -> Self {
        Self {
            text: Text::new(),
            base: 0,
            track: Track::new(),
            tracked: 0,
            at: 0,
            scanned: 0,
            ends: Ends::new(),
            state: State::Between,
            documents: 0,
            held,
            shard: None,
            entries: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, chunk: &dyn Chunk, sink: &mut Sink) {
        if matches!(self.state, State::Stopped) {
            return;
        }
        // A document that goes on will probably go on for long. So room is made once, not again and again by
        // doubling.
        let likely = if self.text.is_empty() { chunk.len() } else { self.held.saturating_add(chunk.len()) };
        chunk.copy_to(self.text.room(chunk.len(), likely));
        while self.step(sink, false) {}
        self.drop_read();
    }

    pub(super) fn finish(&mut self, sink: &mut Sink) {
        while self.step(sink, true) {}
        self.text = Text::new();
    }

    pub(super) const fn documents(&self) -> usize {
        self.documents
    }

    /// Forgets the text that was dealt with.
    fn drop_read(&mut self) {
        self.track_to(self.at);
        self.text.forget(self.at);
        self.base = at(self.base, self.at);
        self.scanned = self.scanned.saturating_sub(self.at);
        (self.at, self.tracked) = (0, 0);
    }

    fn track_to(&mut self, at: usize) {
        if at > self.tracked {
            self.track.pass(Span::between(self.tracked, at).of(&self.text));
            self.tracked = at;
        }
    }

    /// Counts past data that was read as base64. It stands in the value that begins at `start`.
    fn track_past(&mut self, start: usize, data: Span) {
        self.track_to(start + data.offset);
        if self.tracked == start + data.offset {
            self.track.pass_plain(data.len);
            self.tracked += data.len;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    /// Takes one step. Returns whether another can follow.
    fn step(&mut self, sink: &mut Sink, last: bool) -> bool {
        match std::mem::replace(&mut self.state, State::Stopped) {
            State::Between => self.between(last),
            State::Document => self.in_document(sink, last),
            State::InList(list) => self.between_items(list, sink, last),
            State::Item(list) => self.in_item(list, sink, last),
            State::TooLarge(list) => self.in_too_large(list, sink, last),
            State::Tail(list) => self.in_tail(list, sink, last),
            State::Skip => self.in_skipped(sink, last),
            State::Stopped => {
                self.at = self.text.len();
                false
            }
        }
    }

    /// Stays in this state until there is more text.
    fn wait(&mut self, state: State) -> bool {
        self.state = state;
        false
    }

    fn enter(&mut self, state: State) -> bool {
        self.state = state;
        true
    }

    /// Begins to look for the end of the value at hand.
    fn begin(&mut self, state: State) -> bool {
        (self.ends, self.scanned) = (Ends::new(), self.at);
        self.enter(state)
    }

    /// Looks for the end of the value at hand. The result does not depend on how the file was cut into chunks.
    fn end(&mut self) -> End {
        let most = self.at.saturating_add(self.held);
        match self.end_before(most) {
            Some(end) => End::At(end),
            None if self.text.len() > most => End::TooLarge,
            None => End::NotYet,
        }
    }

    fn end_before(&mut self, most: usize) -> Option<usize> {
        let stretch = Span::between(self.scanned, most.min(self.text.len()));
        let end = self.ends.step(stretch.of(&self.text)).map(|len| self.scanned + len);
        self.scanned = end.unwrap_or(stretch.end().max(self.scanned));
        end
    }

    /// The text from the value at hand up to `end`.
    fn stretch(&mut self, end: usize) -> Stretch<'_> {
        self.track_to(self.at);
        let text = Span::between(self.at, end).of(&self.text);
        Stretch { text, base: at(self.base, self.at), track: self.track }
    }

    fn between(&mut self, last: bool) -> bool {
        let mark: &[u8] = b"\xef\xbb\xbf";
        loop {
            self.at = blank(&self.text, self.at);
            let rest = self.text.get(self.at..).unwrap_or_default();
            // Blanks may stand before the byte order mark of a second file, but not before that of the first.
            let may_be_marked = self.documents > 0 || (self.base == 0 && self.at == 0);
            match rest {
                [] => return self.wait(State::Between),
                // The record separator of RFC 7464, or a comma.
                [0x1e, ..] => self.at += 1,
                [b',', ..] if self.documents > 0 => self.at += 1,
                _ if may_be_marked && rest.starts_with(mark) => self.at += mark.len(),
                _ if may_be_marked && mark.starts_with(rest) && !last => return self.wait(State::Between),
                _ => return self.begin(State::Document),
            }
        }
    }

    fn in_document(&mut self, sink: &mut Sink, last: bool) -> bool {
        let (end, cut) = match self.end() {
            End::At(end) => (end, false),
            End::TooLarge => return self.begin_list(sink),
            End::NotYet if last => (self.text.len(), true),
            End::NotYet => return self.wait(State::Document),
        };
        let goes_on = self.whole_document(end, sink, cut);
        self.at = end;
        match goes_on {
            true if cut => false,
            true => self.enter(State::Between),
            // Nothing behind this document can be read.
            false => true,
        }
    }

    /// Reads the document that ends at `end`. Returns whether reading goes on behind it.
    fn whole_document(&mut self, end: usize, sink: &mut Sink, cut: bool) -> bool {
        self.documents += 1;
        let text = Span::between(self.at, end).of(&self.text);
        let rest = self.text.get(self.at..).unwrap_or_default();
        let mut entries = std::mem::take(&mut self.entries);
        let found = document(text, &mut entries).filter(|_| !cut);
        let goes_on = match found {
            Some(document) => self.entries(&document, &entries, end, sink),
            None => self.slow(if cut { end } else { self.at + end_of_word(rest, text.len()) }, sink),
        };
        self.entries = entries;
        goes_on
    }

    fn slow(&mut self, end: usize, sink: &mut Sink) -> bool {
        let reader = PartReader::Json(self.shard.clone());
        let (stopped, shard) = sink.part(&self.stretch(end), reader, false);
        if self.shard.as_deref() != shard.as_deref() {
            self.shard = shard.map(Rc::from);
        }
        !stopped
    }

    fn entries(&mut self, document: &Document, entries: &[Entry], end: usize, sink: &mut Sink) -> bool {
        sink.note_shape(Some((document.kind.shape(document.around.as_ref()), 0)));
        let (start, kind) = (self.at, document.kind);
        let text = Span::between(start, end);
        let mut shard = document.around.and_then(|around| shard_of(&around, text.of(&self.text)));
        if document.around.is_some_and(|around| around.processed) {
            // The shard is named once, in an earlier line.
            self.shard = shard.or(self.shard.take());
            shard = self.shard.clone();
        }
        let mut wrapper = None;
        for entry in entries {
            let base = at(self.base, start);
            let span = match entry {
                Entry::Clean(item) if sink.object(text.of(&self.text), base, item, kind, shard.as_ref()) => {
                    self.track_past(start, item.data);
                    continue;
                }
                Entry::Clean(item) => item.object,
                Entry::Odd(span) => *span,
            };
            let reader = match document.around {
                None => PartReader::Json(self.shard.clone()),
                Some(around) => PartReader::Item(
                    wrapper
                        .get_or_insert_with(|| Rc::new(Wrapper::of(kind, &around, shard.as_deref())))
                        .clone(),
                ),
            };
            self.at = start + span.offset;
            let (stopped, _) = sink.part(&self.stretch(start + span.end()), reader, false);
            self.at = start;
            if stopped {
                return false;
            }
        }
        true
    }
}
