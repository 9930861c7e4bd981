//! Where the readers of a stream put what they find: rows, how to read these again, and findings.

use super::{
    batch::{Batch, Out, short},
    fast::Item,
    findings::Finding,
    keys::KeyId,
    names::Kind,
    rows::{FileSpan, Row},
    sequence::Sequence,
    track::Track,
    units::{How, PartOf, Reader, is_more},
    view::Index,
    words::SetId,
};
use crate::capture::{
    self, Code, KinesisRecord, Shape,
    part::{self, Part},
};
use kpl_format::{
    bytes::{Place, Span, base64_fast::decode_strict, json},
    kpl::Verdict,
};
use std::rc::Rc;

/// The index, and the records on their way into it.
#[derive(Debug)]
pub(super) struct Sink {
    pub(super) index: Index,
    batch: Batch,
}

/// A part of the stream whose text is at hand.
#[derive(Clone, Copy)]
pub(super) struct Stretch<'a> {
    pub(super) text: &'a [u8],
    /// Where the text begins in the file, in bytes.
    pub(super) base: u64,
    /// Where the text begins in the file, as line and column.
    pub(super) track: Track,
}

impl Stretch<'_> {
    pub(super) fn at(&self, span: Span) -> FileSpan {
        FileSpan { offset: at(self.base, span.offset), len: short(span.len) }
    }
}

/// The offset in the file of an offset in a text that begins at `base`.
pub(super) fn at(base: u64, offset: usize) -> u64 {
    base.saturating_add(u64::try_from(offset).unwrap_or(u64::MAX))
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
        kind: Kind,
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

    /// Adds what `capture` reads in a stretch. Returns whether reading stops there, and the shard that is named for
    /// what follows.
    pub(super) fn part(
        &mut self,
        stretch: &Stretch<'_>,
        reader: Reader,
        cut: bool,
    ) -> (bool, Option<String>) {
        let (mut part, shard) = reader.read(stretch.text, cut);
        let first = self.next_row();
        let place = (part.records.len() != 1).then_some((stretch.base, stretch.text.len()));
        let of = PartOf { place, reader, cut };
        self.index.units.push(first, How::Part(of));
        self.note_shape(part.shape);
        let words = self.part_findings(stretch, &mut part, first);
        for (record, words) in part.records.iter().zip(words) {
            self.record(stretch, record, words);
        }
        if let Some(mut fault) = part.fault.take() {
            let records = self.next_row();
            match &mut fault.code {
                Code::JsonCutShort { records: read } | Code::JsonBroken { records: read } => *read = records,
                _ => {}
            }
            let place = stretch.track.places(stretch.text)(fault.span.offset);
            let fault = self.settled(stretch, fault, first, place);
            self.index.findings.fault(fault, part.stopped);
        }
        (part.stopped, shard)
    }

    pub(super) fn record(&mut self, stretch: &Stretch<'_>, record: &KinesisRecord, words: Vec<&'static str>) {
        let envelope = &record.envelope;
        let start = self.batch.data().len();
        self.batch.data().extend_from_slice(&record.data);
        let key = envelope.partition_key.as_deref();
        let arrival = envelope.approximate_arrival_timestamp.as_deref();
        let number = envelope.sequence_number.as_deref();
        let row = Row {
            object: stretch.at(Span::new(0, stretch.text.len())),
            text: stretch.at(record.source),
            arrival: arrival.and_then(part::milliseconds),
            sequence: number.map_or(Sequence::NONE, |number| Sequence::of(number.as_bytes())),
            ..EMPTY
        };
        self.batch.add(row, start, key.map(str::as_bytes), words);
        self.flush_full();
    }

    /// Adds the findings about a part. Returns the codes of those about each of its records.
    fn part_findings(
        &mut self,
        stretch: &Stretch<'_>,
        part: &mut Part,
        first: usize,
    ) -> Vec<Vec<&'static str>> {
        let mut words = vec![Vec::new(); part.records.len()];
        let mut order: Vec<usize> = (0..part.findings.len()).collect();
        order.sort_by_key(|&index| part.findings.get(index).map(|finding| finding.span.offset));
        let mut place = stretch.track.places(stretch.text);
        for index in order {
            if let Some(finding) = part.findings.get_mut(index) {
                finding.place = Some(place(finding.span.offset));
            }
        }
        for finding in part.findings.drain(..) {
            if let Some(more) = is_more(&finding) {
                self.index.findings.add_more(more);
                continue;
            }
            if let Some(words) = finding.record.and_then(|record| words.get_mut(record)) {
                let word = finding.code.word();
                if !words.contains(&word) {
                    words.push(word);
                }
            }
            if let (Code::Base64Cleaned(cleaned), None) = (finding.code, finding.record) {
                self.index.findings.clean(&cleaned);
                continue;
            }
            let place = finding.place.unwrap_or(Place { line: 1, column: 1 });
            let settled = self.settled(stretch, finding, first, place);
            self.index.findings.add(settled);
        }
        words
    }

    /// A finding with its record, span and place in the file.
    fn settled(
        &self,
        stretch: &Stretch<'_>,
        finding: capture::Finding,
        first: usize,
        place: Place,
    ) -> Finding {
        let offset = at(stretch.base, finding.span.offset);
        let span = Span::new(usize::try_from(offset).unwrap_or(usize::MAX), finding.span.len);
        let record = finding.record.map(|record| record + first);
        Finding { finding: capture::Finding { record, span, place: Some(place), ..finding }, offset }
    }

    /// Adds a finding about a place in the stretch.
    pub(super) fn find(&mut self, stretch: &Stretch<'_>, record: Option<usize>, span: Span, code: Code) {
        let finding = self.made(stretch, span, code);
        self.index
            .findings
            .add(Finding { finding: capture::Finding { record, ..finding.finding }, ..finding });
    }

    /// Adds a fault of the JSON about a place in the stretch. `stops` says whether reading stops there.
    pub(super) fn fault(&mut self, stretch: &Stretch<'_>, span: Span, code: Code, stops: bool) {
        let finding = self.made(stretch, span, code);
        self.index.findings.fault(finding, stops);
    }

    fn made(&self, stretch: &Stretch<'_>, span: Span, code: Code) -> Finding {
        let place = stretch.track.places(stretch.text)(span.offset);
        let finding = capture::Finding { code, record: None, span, place: None, detail: None };
        self.settled(stretch, finding, 0, place)
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
    let value = json::Value { kind: json::Kind::String, span: quoted, whole: true };
    value.text(text).is_some_and(|string| strict(&string.bytes(), out))
}

/// Decodes standard base64 on one line and appends the bytes. Returns whether the text is that.
pub(super) fn strict(text: &[u8], out: &mut Vec<u8>) -> bool {
    decode_strict(text, out)
}
