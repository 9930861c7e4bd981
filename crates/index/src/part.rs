//! A part of the file that the reader in `capture` is given, and how it reads it.

use super::{around::Around, names::RecordKind};
use kpl_capture::capture::{
    Finding,
    part::{self, Part},
};
use kpl_format::bytes::{Span, json_out::Writer};
use std::{borrow::Cow, rc::Rc};

/// A part of the file that `capture` reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PartOf {
    /// Its offset and length. `None` where it has only one record; the row of that record has them.
    pub(super) place: Option<(u64, usize)>,
    pub(super) reader: PartReader,
    /// Whether the file ends within it.
    pub(super) cut: bool,
}

/// How `capture` reads a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PartReader {
    /// As JSON documents. The shard is the one that MultiLangDaemon named before them.
    Json(Option<Rc<str>>),
    /// As an item of a list.
    Item(Rc<Wrapper>),
    /// As a text of its own, which may be all there is.
    Text { only: bool },
    /// As a line of base64.
    Base64,
    /// As a line of hex.
    Hex,
}

/// Text to put around an item, so that `capture` reads it as in its document.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrapper {
    pub(super) before: Vec<u8>,
    pub(super) after: Vec<u8>,
    /// How many records `before` has.
    pub(super) records: usize,
}

impl Wrapper {
    /// A list with one good record of this kind, by which the item is recognised.
    pub(super) fn of(kind: RecordKind, around: &Around, shard: Option<&str>) -> Self {
        let example = kind.example();
        if around.array {
            return Self { before: [b"[", example].concat(), after: b"]".to_vec(), records: 1 };
        }
        let named: [(bool, &[u8]); 4] = [
            (around.for_stream, br#""StreamName":"","#),
            (around.application, br#""applicationArn":"","#),
            (around.subscribed, br#""ContinuationSequenceNumber":"","#),
            (around.processed, br#""action":"processRecords","#),
        ];
        let named = named.iter().filter(|(is, _)| *is).flat_map(|(_, member)| *member).copied();
        let shard = shard.map(|shard| format!("\"shardId\":{},", json_string(shard))).unwrap_or_default();
        let before = b"{".iter().copied().chain(named).chain(shard.bytes());
        let list: &[u8] = if around.lower { br#""records":["# } else { br#""Records":["# };
        let before = before.chain(list.iter().chain(example).copied()).collect();
        Self { before, after: b"]}".to_vec(), records: 1 }
    }
}

fn json_string(text: &str) -> String {
    let mut out = Writer::on_one_line();
    out.string(text);
    out.take()
}

impl PartReader {
    /// Reads a text. Spans and record numbers are those in this text alone, and places are not filled in. The second
    /// result is the shard that is named for what follows. If `cut`, the file ends in the text.
    pub(super) fn read(&self, text: &[u8], cut: bool) -> (Part, Option<String>) {
        match self {
            Self::Json(shard) => {
                let mut shard = shard.as_deref().map(str::to_owned);
                (part::json(text, &mut shard), shard)
            }
            Self::Text { only } => (part::text(text, *only).0, None),
            Self::Base64 => (part::base64_lines(text), None),
            Self::Hex => (part::hex_line(text), None),
            Self::Item(wrapper) => {
                let after: &[u8] = if cut { b"" } else { &wrapper.after };
                let whole = Cow::from([&wrapper.before, text, after].concat());
                let mut part = part::json(&whole, &mut None);
                wrapper.take_off(&mut part, text.len());
                (part, None)
            }
        }
    }
}

impl Wrapper {
    fn take_off(&self, part: &mut Part, len: usize) {
        let before = self.before.len();
        let offset = |offset: usize| offset.saturating_sub(before).min(len);
        let span = |span: Span| Span::between(offset(span.offset), offset(span.end()));
        part.records.drain(..self.records.min(part.records.len()));
        for record in &mut part.records {
            record.source = span(record.source);
        }
        part.findings.retain(|finding| finding.record.is_none_or(|record| record >= self.records));
        for finding in part.findings.iter_mut().chain(&mut part.fault) {
            finding.span = span(finding.span);
            finding.record = finding.record.map(|record| record - self.records);
        }
        part.shape = part.shape.map(|(shape, records)| (shape, records.saturating_sub(self.records)));
    }
}

/// How many findings were left out, if this finding says so.
pub(super) fn is_more(finding: &Finding) -> Option<usize> {
    match finding.code {
        kpl_capture::capture::Code::MoreFindings { more, .. } => Some(more),
        _ => None,
    }
}
