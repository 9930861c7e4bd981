//! Where the readers of a stream put the records that they find, and how these are read again.

mod parts;

use super::{
    batch::{Batch, Out},
    fast::Item,
    keys::KeyId,
    names::RecordKind,
    rows::{FileSpan, Row},
    sequence::Sequence,
    stretch::{Stretch, at},
    units::How,
    users::short,
    view::Index,
    words::SetId,
};
use kpl_capture::capture::{Shape, part};
use kpl_format::{
    bytes::{Span, base64_fast::decode_strict, json},
    kpl::Verdict,
};
use std::rc::Rc;

/// The index, and the records on their way into it.
#[derive(Debug)]
pub(super) struct Sink {
    pub(super) index: Index,
    batch: Batch,
}

const EMPTY: Row = Row {
    object: FileSpan { offset: 0, len: 0 },
    text: FileSpan { offset: 0, len: 0 },
    bytes: 0,
    verdict: Verdict::Plain,
    first_user_record: 0,
    user_records: 0,
    errors: 0,
    warnings: 0,
    notes: 0,
    findings: SetId(0),
    arrival: None,
    sequence: Sequence::NONE,
    partition_key: KeyId::NONE,
};

impl Sink {
    pub(super) fn new(index: Index) -> Self {
        Self { index, batch: Batch::default() }
    }

    /// The number that the next row will have.
    pub(super) fn next_row(&self) -> usize {
        self.index.rows.len() + self.batch.len()
    }

    /// Takes the waiting records apart.
    pub(super) fn flush(&mut self) {
        let (batch, mut out) = self.both();
        batch.flush(&mut out);
    }

    /// The waiting records, and the parts of the index that their rows go to.
    pub(super) const fn both(&mut self) -> (&mut Batch, Out<'_>) {
        let index = &mut self.index;
        (&mut self.batch, Out { rows: &mut index.rows, keys: &mut index.keys, words: &mut index.words })
    }

    pub(super) fn is_waiting(&self) -> bool {
        self.batch.is_waiting()
    }

    fn flush_full(&mut self) {
        if self.batch.is_full() {
            self.flush();
        }
    }

    /// Adds a record that stands in `text` as an object. Returns whether it could be read in this way.
    pub(super) fn object(
        &mut self,
        text: &[u8],
        base: u64,
        item: &Item,
        kind: RecordKind,
        shard: Option<&Rc<str>>,
    ) -> bool {
        let arrival = item.arrival.map(|arrival| part::milliseconds(&arrival.text(text)));
        if arrival == Some(None) {
            return false;
        }
        let start = self.batch.data().len();
        if !decode(text, item, self.batch.data()) {
            self.batch.data().truncate(start);
            return false;
        }
        let stretch = |span: Span| FileSpan { offset: at(base, span.offset), len: short(span.len) };
        let row = Row {
            object: stretch(item.object),
            text: stretch(item.data),
            arrival: arrival.flatten(),
            sequence: item.sequence.map_or(Sequence::NONE, |number| Sequence::of(number.raw(text))),
            ..EMPTY
        };
        self.index.fast += 1;
        self.index.listed += 1;
        self.index.units.push(self.next_row(), How::Object { kind, shard: shard.cloned() });
        let key = item.partition_key.map(|key| key.text(text));
        self.batch.add(row, start, key.as_deref().map(str::as_bytes), Vec::new());
        self.flush_full();
        true
    }

    /// Adds a line of base64. Returns whether it is nothing but base64.
    pub(super) fn line(&mut self, stretch: &Stretch<'_>, line: Span) -> bool {
        let start = self.batch.data().len();
        if !strict(line.of(stretch.text), self.batch.data()) {
            self.batch.data().truncate(start);
            return false;
        }
        let span = stretch.at(line);
        self.index.fast += 1;
        self.index.units.push(self.next_row(), How::Line);
        self.batch.add(Row { object: span, text: span, ..EMPTY }, start, None, Vec::new());
        self.flush_full();
        true
    }

    /// Adds a record whose bytes stand in the file as they are.
    pub(super) fn raw(&mut self, stretch: &Stretch<'_>, piece: Span, word: Option<&'static str>) {
        let start = self.batch.data().len();
        self.batch.data().extend_from_slice(piece.of(stretch.text));
        let span = stretch.at(piece);
        self.index.fast += 1;
        self.index.units.push(self.next_row(), How::Raw);
        self.batch.add(Row { object: span, text: span, ..EMPTY }, start, None, word.into_iter().collect());
        self.flush_full();
    }

    /// Counts records. The first ones decide what shape the capture has.
    pub(super) fn note_shape(&mut self, shape: Option<(Shape, usize)>) {
        let Some((shape, records)) = shape else { return };
        self.index.listed += records;
        if !self.index.shape_settled {
            (self.index.shape, self.index.shape_settled) = (shape, true);
        }
    }
}

/// Decodes the data of a record object. Returns whether it is strictly base64.
pub(super) fn decode(text: &[u8], item: &Item, out: &mut Vec<u8>) -> bool {
    if !item.data_escaped {
        return strict(item.data.of(text), out);
    }
    let quoted = Span::between(item.data.offset.saturating_sub(1), item.data.end() + 1);
    let value = json::Value { kind: json::JsonKind::String, span: quoted, whole: true };
    value.text(text).is_some_and(|string| strict(&string.bytes(), out))
}

/// Decodes standard base64 on one line and appends the bytes. Returns whether the text is that.
pub(super) fn strict(text: &[u8], out: &mut Vec<u8>) -> bool {
    decode_strict(text, out)
}
