//! Puts what `capture` read of a part of the stream into the index: its records, and findings with their place in the
//! file.

use super::{EMPTY, Sink};
use crate::{
    findings::FindingInFile,
    part::{PartOf, PartReader, is_more},
    rows::Row,
    sequence::Sequence,
    stretch::{Stretch, at},
    units::How,
};
use kpl_capture::capture::{
    self, Code, KinesisRecord, Shape, Why,
    part::{self, Part},
};
use kpl_format::bytes::{Place, Span};

impl Sink {
    /// Adds what `capture` reads in a stretch. Returns whether reading stops there, and the shard that is named for
    /// what follows.
    pub(crate) fn part(
        &mut self,
        stretch: &Stretch<'_>,
        reader: PartReader,
        cut: bool,
    ) -> (bool, Option<String>) {
        let (part, shard) = reader.read(stretch.text, cut);
        (self.parts(stretch, part, PartOf { place: None, reader, cut }), shard)
    }

    /// Adds what stands in a stretch as in a text of its own, and says how it was found. If it is not the `only` one, what
    /// is said of the text as a whole is said once.
    pub(crate) fn text(&mut self, stretch: &Stretch<'_>, only: bool) -> (Shape, Why) {
        let (mut part, mut why) = part::text(stretch.text, only);
        let shape = part.shape.take().map_or(Shape::InText, |(shape, _)| shape);
        if let (Why::InText { first: Some((place, _)), .. }, false) = (&mut why, only) {
            let source = part.records.iter().map(|record| record.source.offset).min();
            *place = stretch.track.places(stretch.text)(source.unwrap_or_default());
        }
        part.findings.retain(|finding| only || self.index.findings.is_news(finding));
        let of = PartOf { place: None, reader: PartReader::Text { only }, cut: false };
        self.parts(stretch, part, of);
        (shape, why)
    }

    fn parts(&mut self, stretch: &Stretch<'_>, mut part: Part, of: PartOf) -> bool {
        let first = self.next_row();
        let place = (part.records.len() != 1).then_some((stretch.base, stretch.text.len()));
        let is_lines = of.reader == PartReader::Base64;
        self.index.units.push(first, How::Part(PartOf { place, ..of }));
        self.note_shape(part.shape);
        let words = self.part_findings(stretch, &mut part, first, is_lines);
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
        part.stopped
    }

    pub(crate) fn record(&mut self, stretch: &Stretch<'_>, record: &KinesisRecord, words: Vec<&'static str>) {
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
        if record.envelope.message_alone {
            self.batch.is_message_alone();
        }
        self.flush_full();
    }

    /// Adds the findings about a part. Returns the codes of those about each of its records. What was cleaned in lines of
    /// base64 is said of all of them together.
    fn part_findings(
        &mut self,
        stretch: &Stretch<'_>,
        part: &mut Part,
        first: usize,
        is_lines: bool,
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
            if let (Code::Base64Cleaned(cleaned), None, true) = (finding.code, finding.record, is_lines) {
                self.index.findings.clean(&cleaned);
                continue;
            }
            let place = finding.place.unwrap_or(Place { line: 1, column: 1 });
            let settled = self.settled(stretch, finding, first, place);
            self.index.findings.settle(settled);
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
    ) -> FindingInFile {
        let offset = at(stretch.base, finding.span.offset);
        let span = Span::new(usize::try_from(offset).unwrap_or(usize::MAX), finding.span.len);
        let record = finding.record.map(|record| record + first);
        FindingInFile { finding: capture::Finding { record, span, place: Some(place), ..finding }, offset }
    }

    /// Adds a finding about a place in the stretch.
    pub(crate) fn find(&mut self, stretch: &Stretch<'_>, record: Option<usize>, span: Span, code: Code) {
        let finding = self.made(stretch, span, code);
        self.index
            .findings
            .add(FindingInFile { finding: capture::Finding { record, ..finding.finding }, ..finding });
    }

    /// Adds a fault of the JSON about a place in the stretch. `stops` says whether reading stops there.
    pub(crate) fn fault(&mut self, stretch: &Stretch<'_>, span: Span, code: Code, stops: bool) {
        let finding = self.made(stretch, span, code);
        self.index.findings.fault(finding, stops);
    }

    fn made(&self, stretch: &Stretch<'_>, span: Span, code: Code) -> FindingInFile {
        let place = stretch.track.places(stretch.text)(span.offset);
        let finding = capture::Finding { code, record: None, span, place: None, detail: None };
        self.settled(stretch, finding, 0, place)
    }
}
