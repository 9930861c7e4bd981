//! How each row was read, so that it can be read again: runs of rows that were read alike.

use super::{document::Around, names::Kind};
use crate::capture::{
    Finding,
    part::{self, Part},
};
use kpl_format::bytes::{Span, json_out::Writer};
use std::{borrow::Cow, rc::Rc};

/// How rows were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// Record objects of a kind; the document may name a shard for all of them.
    Object { kind: Kind, shard: Option<Rc<str>> },
    /// Base64 that is nothing else.
    Line,
    /// The bytes of the file.
    Raw,
    /// By the reader in `capture`, a part of the file at a time.
    Part(PartOf),
}

/// A part of the file that `capture` reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PartOf {
    /// Its offset and length; `None` where it is the only record in it, whose row says where it stands.
    pub(super) place: Option<(u64, usize)>,
    pub(super) reader: Reader,
    /// Whether the file ends in it.
    pub(super) cut: bool,
}

/// What reads a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// JSON documents, and the shard that MultiLangDaemon named before them.
    Json(Option<Rc<str>>),
    /// An item of a list.
    Item(Rc<Wrapper>),
    /// A line of base64.
    Base64,
    /// A line of hex.
    Hex,
}

/// What stands around an item, so that it is read as in its document.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrapper {
    pub(super) before: Vec<u8>,
    pub(super) after: Vec<u8>,
    /// How many records there are in `before`.
    pub(super) records: usize,
}

impl Wrapper {
    /// A list with one good record of the kind, which says what the others are.
    pub(super) fn of(kind: Kind, around: &Around, shard: Option<&str>) -> Self {
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

impl Reader {
    /// Reads a text. Spans and indexes of what is found are those of the text alone; the places are not settled.
    /// The last is the shard that is named for what follows. A text that is cut has nothing behind it.
    pub(super) fn read(&self, text: &[u8], cut: bool) -> (Part, Option<String>) {
        match self {
            Self::Json(shard) => {
                let mut shard = shard.as_deref().map(str::to_owned);
                (part::json(text, &mut shard), shard)
            }
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

/// The runs.
#[derive(Debug, Default)]
pub(super) struct Units {
    runs: Vec<(usize, How)>,
}

impl Units {
    /// Says how the rows from `first` on are read, until the next call.
    pub(super) fn push(&mut self, first: usize, how: How) {
        match self.runs.last_mut() {
            Some((_, last)) if *last == how => {}
            // A part without records.
            Some(last) if last.0 == first => *last = (first, how),
            _ => self.runs.push((first, how)),
        }
    }

    /// How a row is read, and the first row of the run.
    pub(super) fn of(&self, row: usize) -> Option<(usize, &How)> {
        let after = self.runs.partition_point(|(first, _)| *first <= row);
        let (first, how) = self.runs.get(after.checked_sub(1)?)?;
        Some((*first, how))
    }

    /// How many runs there are.
    pub(super) const fn len(&self) -> usize {
        self.runs.len()
    }

    /// Bytes of memory, what runs share aside.
    pub(super) const fn memory(&self) -> usize {
        self.runs.capacity() * size_of::<(usize, How)>()
    }
}

/// A finding that says that there were more.
pub(super) fn is_more(finding: &Finding) -> Option<usize> {
    match finding.code {
        crate::capture::Code::MoreFindings { more, .. } => Some(more),
        _ => None,
    }
}
