//! What the shapes write into while they read: records, and findings with their places.

use super::{
    Envelope, KinesisRecord,
    finding::{Code, Finding},
};
use kpl_format::{
    bytes::{
        Origins, Places, Span,
        base64::{Cleaned, Decoded},
    },
    kpl::is_sealed,
};

/// How much more an aggregate says whose MD5 holds than a record does.
const WHOLE: usize = 1 << 10;

/// How much more a field with a name says than a record does: cells of a listing may look like records.
const FIELD: usize = 4;

/// How many findings a capture lists. A file of the wrong kind would give one for each of its lines.
const MAX_FINDINGS: usize = 500;

/// The same of a part of a stream, of which the index keeps only the codes.
const MAX_FINDINGS_OF_PART: usize = 100_000;

pub(super) struct Reading<'a> {
    /// The text that all spans refer to.
    pub(super) text: &'a [u8],
    /// Whether data is the record's bytes themselves, not base64.
    pub(super) raw: bool,
    records: Vec<KinesisRecord>,
    findings: Vec<Finding>,
    more: usize,
    /// How many findings are listed.
    most: usize,
    /// How many fields of records stand in the text of which no record was read, and the first of them.
    unread: Option<(usize, Span)>,
}

impl<'a> Reading<'a> {
    pub(super) const fn new(text: &'a [u8]) -> Self {
        Self {
            text,
            raw: false,
            records: Vec::new(),
            findings: Vec::new(),
            more: 0,
            most: MAX_FINDINGS,
            unread: None,
        }
    }

    /// The same for a part of a stream: of each record it must be known which findings it has.
    pub(super) fn part(text: &'a [u8]) -> Self {
        Self { most: MAX_FINDINGS_OF_PART, ..Self::new(text) }
    }

    /// An empty one of the same kind.
    pub(super) fn like<'b>(&self, text: &'b [u8]) -> Reading<'b> {
        Reading { raw: self.raw, most: self.most, ..Reading::new(text) }
    }

    /// How much the records say: each counts, and each field of its envelope more; and how many bytes they have.
    pub(super) fn says(&self) -> (usize, usize) {
        let of_record = |record: &KinesisRecord| {
            let envelope = &record.envelope;
            let fields = [
                &envelope.partition_key,
                &envelope.explicit_hash_key,
                &envelope.sequence_number,
                &envelope.shard_id,
                &envelope.approximate_arrival_timestamp,
            ];
            1 + FIELD * fields.into_iter().flatten().count() + usize::from(!record.data.is_empty())
        };
        let bytes = self.records.iter().map(|record| record.data.len()).sum();
        let whole = self.records.iter().filter(|record| is_sealed(&record.data)).count();
        (self.records.iter().map(of_record).sum::<usize>() + whole * WHOLE, bytes)
    }

    /// Whether the records are others than those of another reading, wherever they stand.
    pub(super) fn differs(&self, other: &Self) -> bool {
        let is_same = |(one, other): (&KinesisRecord, &KinesisRecord)| {
            one.data == other.data && one.envelope == other.envelope
        };
        self.records.len() != other.records.len() || !self.records.iter().zip(&other.records).all(is_same)
    }

    /// Whether the records are those of another reading behind one: the head of a table that was not taken for one.
    pub(super) fn begins_before(&self, other: &Self) -> bool {
        let data = |record: &KinesisRecord| record.data.clone();
        let behind = self.records.iter().skip(1).map(data);
        self.records.len() == other.records.len() + 1
            && !other.records.is_empty()
            && behind.eq(other.records.iter().map(data))
    }

    /// In how many places some characters stand in data and partition keys.
    pub(super) fn count(&self, characters: &[u8]) -> usize {
        let of = |bytes: &[u8]| memchr::memmem::find_iter(bytes, characters).count();
        let of_record = |record: &KinesisRecord| {
            of(&record.data) + record.envelope.partition_key.as_ref().map_or(0, |key| of(key.as_bytes()))
        };
        self.records.iter().map(of_record).sum()
    }

    /// The whole text.
    pub(super) const fn window(&self) -> Span {
        Span::new(0, self.text.len())
    }

    /// The index that the next record will have.
    pub(super) const fn next_index(&self) -> usize {
        self.records.len()
    }

    pub(super) fn push(&mut self, record: KinesisRecord) {
        self.records.push(record);
    }

    /// A record without an envelope.
    pub(super) fn push_data(&mut self, data: Vec<u8>, source: Span) {
        self.push(KinesisRecord { data, envelope: Envelope::default(), source });
    }

    /// The input itself is the record.
    pub(super) fn plain(&mut self, input: &[u8]) {
        self.push_data(input.to_vec(), self.window());
    }

    /// Counts a field of a record that was not read.
    pub(super) fn unread(&mut self, field: Span) {
        let (count, first) = self.unread.unwrap_or((0, field));
        self.unread = Some((count + 1, if field.offset < first.offset { field } else { first }));
    }

    /// Whether there is such a finding already.
    pub(super) fn has(&self, code: Code) -> bool {
        self.findings.iter().any(|finding| finding.code == code)
    }

    pub(super) fn find(&mut self, record: Option<usize>, span: Span, code: Code) {
        self.add(|| Finding { code, record, span, place: None, detail: None });
    }

    /// The same with what the sentence names, which is only made where the finding is listed.
    pub(super) fn find_with(
        &mut self,
        record: Option<usize>,
        span: Span,
        code: Code,
        detail: impl FnOnce() -> String,
    ) {
        self.add(|| Finding { code, record, span, place: None, detail: Some(detail()) });
    }

    fn add(&mut self, finding: impl FnOnce() -> Finding) {
        if self.findings.len() < self.most {
            self.findings.push(finding());
        } else {
            self.more += 1;
        }
    }

    /// Reads a text that stands in this one in another notation; what is found gets its place in this one.
    pub(super) fn nested(&mut self, text: &[u8], origins: &Origins, read: impl FnOnce(&mut Reading<'_>)) {
        // What would not be listed here need not be made there.
        let most = self.most.saturating_sub(self.findings.len());
        let mut inner = Reading { raw: self.raw, most, ..Reading::new(text) };
        read(&mut inner);
        self.take(inner, |span| origins.span(span));
    }

    /// Takes all that another reading found, each at its place in this text. What the inner text has at its end and this
    /// one has not, such as a line break, stands at the end of this text.
    pub(super) fn take(&mut self, inner: Reading<'_>, place: impl Fn(Span) -> Span) {
        let (before, most) = (self.records.len(), self.text.len());
        let place = |span: Span| {
            let span = place(span);
            Span::between(span.offset.min(most), span.end().min(most))
        };
        for record in inner.records {
            self.push(KinesisRecord { source: place(record.source), ..record });
        }
        for finding in inner.findings {
            let record = finding.record.map(|record| record + before);
            self.add(|| Finding { record, span: place(finding.span), ..finding });
        }
        self.more += inner.more;
        if let Some((count, first)) = inner.unread {
            let (before, at) = self.unread.unwrap_or((0, place(first)));
            self.unread = Some((before + count, at));
        }
    }

    /// Says what is wrong with base64, its cleaning aside. `origin` leads from an offset that the
    /// decoder knows to one in the text.
    pub(super) fn base64(
        &mut self,
        record: Option<usize>,
        decoded: &Decoded,
        origin: impl Fn(usize) -> usize,
    ) {
        let place = |span: Span| Span::between(origin(span.offset), origin(span.end()));
        for &bad in &decoded.bad {
            let span = place(bad);
            let character = String::from_utf8_lossy(span.of(self.text)).chars().next().unwrap_or_default();
            self.find(record, span, Code::Base64BadCharacter { character, substituted: decoded.substituted });
        }
        if decoded.bad_count > decoded.bad.len() {
            let (listed, count) = (decoded.bad.len(), decoded.bad_count);
            self.find(record, place(decoded.content), Code::Base64MoreBad { listed, count });
        }
        if let Some(span) = decoded.lone {
            self.find(record, place(span), Code::Base64LoneCharacter { bytes: decoded.bytes.len() });
        }
        if let Some(span) = decoded.trailing_bits {
            self.find(record, place(span), Code::Base64TrailingBits);
        }
        if decoded.chunks > 1 {
            self.find(record, place(decoded.content), Code::Base64Chunks { chunks: decoded.chunks });
        }
    }

    pub(super) fn cleaned(&mut self, record: Option<usize>, span: Span, cleaned: Cleaned) {
        if !cleaned.is_clean() {
            self.find(record, span, Code::Base64Cleaned(cleaned));
        }
    }

    /// The records, and the findings with lines and columns: one walk for all of them.
    pub(super) fn finish(mut self) -> (Vec<KinesisRecord>, Vec<Finding>) {
        if let Some((fields, first)) = self.unread {
            self.find(None, first, Code::NotRead { fields });
        }
        if self.more > 0 {
            let code = Code::MoreFindings { listed: self.findings.len(), more: self.more };
            let span = self.window();
            self.findings.push(Finding { code, record: None, span, place: None, detail: None });
        }
        let mut order: Vec<&mut Finding> = self.findings.iter_mut().collect();
        order.sort_by_key(|finding| finding.span.offset);
        let mut places = Places::new(self.text);
        for finding in order {
            finding.place = Some(places.at(finding.span.offset));
        }
        (self.records, self.findings)
    }
}
