//! Reads a list of records that is too large to be held, one item at a time.

use super::{
    around::{Around, shard_of},
    document::first,
    fast::item,
    names::RecordKind,
    part::{PartReader, Wrapper},
    sink::Sink,
    stretch::Stretch,
    track::Track,
};
use kpl_capture::capture::Code;
use kpl_format::bytes::Span;
use std::rc::Rc;

/// A record up to this size is kept as the example by which later items are recognised.
const EXAMPLE: usize = 64 << 10;

#[derive(Debug)]
pub(super) struct List {
    pub(super) around: Around,
    /// The document up to the first item of the list.
    head: Vec<u8>,
    /// The kind of the records, once it is known.
    kind: Option<RecordKind>,
    wrapper: Option<Rc<Wrapper>>,
    shard: Option<Rc<str>>,
    /// Items that can only be read once a later item has shown what they are.
    pending: Vec<Pending>,
    pub(super) any: bool,
    /// The offset in the file of the comma, if that is what was read last.
    pub(super) comma: Option<u64>,
}

#[derive(Debug)]
struct Pending {
    text: Vec<u8>,
    base: u64,
    track: Track,
}

impl Pending {
    fn stretch(&self) -> Stretch<'_> {
        Stretch { text: &self.text, base: self.base, track: self.track }
    }
}

impl List {
    pub(super) const fn new(around: Around, head: Vec<u8>) -> Self {
        Self {
            around,
            head,
            kind: None,
            wrapper: None,
            shard: None,
            pending: Vec::new(),
            any: false,
            comma: None,
        }
    }

    /// Reads an item. Returns whether reading goes on behind it, and the data that was read as base64. `held` is how
    /// many bytes of items may wait.
    pub(super) fn item(
        &mut self,
        stretch: &Stretch<'_>,
        sink: &mut Sink,
        cut: bool,
        held: usize,
    ) -> (bool, Option<Span>) {
        let text = stretch.text;
        let found = match self.kind {
            Some(kind) => item(text, 0, kind).map(|item| (kind, item)),
            None => first(text, 0),
        };
        let found = found.filter(|(_, item)| !cut && item.object.end() == text.len());
        if let (None, None, Some((kind, _))) = (self.kind, &self.wrapper, found)
            && kind.fits(&self.around)
        {
            self.is_of(kind, sink);
        }
        if let (Some(kind), Some((_, item))) = (self.kind, found)
            && sink.object(text, stretch.base, &item, kind, self.shard.as_ref())
        {
            return (true, Some(item.data));
        }
        let reader = match &self.wrapper {
            Some(wrapper) => PartReader::Item(wrapper.clone()),
            None => match self.alone(stretch, sink, cut, held) {
                Some(reader) => reader,
                None => return (true, None),
            },
        };
        (!sink.part(stretch, reader, cut).0, None)
    }

    /// Settles that the records are of this kind.
    fn is_of(&mut self, kind: RecordKind, sink: &mut Sink) {
        self.kind = Some(kind);
        self.shard = shard_of(&self.around, &self.head);
        self.settle(Wrapper::of(kind, &self.around, self.shard.as_deref()), sink);
        sink.note_shape(Some((kind.shape(Some(&self.around)), 0)));
    }

    fn settle(&mut self, wrapper: Wrapper, sink: &mut Sink) {
        let wrapper = self.wrapper.insert(Rc::new(wrapper)).clone();
        for pending in self.pending.drain(..) {
            sink.part(&pending.stretch(), PartReader::Item(wrapper.clone()), false);
        }
    }

    /// How to read an item while the kind of the list is not known; `None` where the item has to wait.
    fn alone(
        &mut self,
        stretch: &Stretch<'_>,
        sink: &mut Sink,
        cut: bool,
        held: usize,
    ) -> Option<PartReader> {
        let text = stretch.text;
        let bare = PartReader::Item(Rc::new(self.bare()));
        let (part, _) = bare.read(text, cut);
        if part.shape.is_none() && !part.stopped {
            let waiting: usize = self.pending.iter().map(|pending| pending.text.len()).sum();
            if waiting.saturating_add(text.len()) > held {
                // So many bytes have gone by, and nothing in them shows what the records are.
                sink.find(stretch, None, Span::new(0, 1), Code::TooLarge { most: held });
                return None;
            }
            self.pending.push(Pending { text: text.to_vec(), base: stretch.base, track: stretch.track });
            return None;
        }
        let records = part.records.len();
        if records > 0 && !cut && (text.len() <= EXAMPLE || !self.pending.is_empty()) {
            let before = [&self.head, text, b","].concat();
            self.settle(Wrapper { before, records, ..self.bare() }, sink);
        }
        Some(bare)
    }

    /// The list with nothing before the item.
    fn bare(&self) -> Wrapper {
        let after: &[u8] = if self.around.array { b"]" } else { b"]}" };
        Wrapper { before: self.head.clone(), after: after.to_vec(), records: 0 }
    }

    /// Checks what stands behind the list, from its closing bracket on. Returns whether reading goes on.
    pub(super) fn tail(&self, stretch: &Stretch<'_>, sink: &mut Sink, cut: bool, held: usize) -> bool {
        if let Some(pending) = self.pending.first() {
            sink.find(&pending.stretch(), None, Span::new(0, 1), Code::TooLarge { most: held });
        }
        let (before, records) = match &self.wrapper {
            Some(wrapper) => (wrapper.before.strip_suffix(b",").unwrap_or(&wrapper.before), wrapper.records),
            None => (self.head.as_slice(), 0),
        };
        let tail = Wrapper { before: before.to_vec(), after: Vec::new(), records };
        // Without an example, an empty list would be found here.
        let said = self.any && records == 0;
        let reader = PartReader::Item(Rc::new(tail));
        if said {
            return !reader.read(stretch.text, cut).0.stopped;
        }
        !sink.part(stretch, reader, cut).0
    }
}
