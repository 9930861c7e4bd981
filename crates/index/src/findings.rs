//! The findings about the capture itself. The first few hundred are kept; all are counted.

use kpl_capture::capture::{self, Code};
use kpl_capture::text::unpack::Packed;
use kpl_format::bytes::{Place, Span, base64::Cleaned};

/// How many findings are kept: as many as for a capture that is held.
const MOST: usize = 500;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingInFile {
    /// The finding. Its record is the number of the row. Its place and span are those in the file, but `usize` may be
    /// too small for the span.
    pub finding: capture::Finding,
    /// Where it begins in the file, in bytes.
    pub offset: u64,
}

#[derive(Debug, Default)]
pub(super) struct Findings {
    list: Vec<FindingInFile>,
    more: usize,
    /// What is wrong with the JSON: the first fault that stopped the reading, or else the first that did not.
    fault: Option<FindingInFile>,
    stopped: bool,
    /// What was left out of lines of base64.
    cleaned: Cleaned,
    /// How many fields of records in a text were not read, with the first of them.
    unread: Option<FindingInFile>,
}

impl Findings {
    pub(super) fn add(&mut self, finding: FindingInFile) {
        if self.list.len() < MOST {
            self.list.push(finding);
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    /// The same; fields that were not read are counted through the whole text.
    pub(super) fn settle(&mut self, finding: FindingInFile) {
        let Code::NotRead { fields } = finding.finding.code else { return self.add(finding) };
        let unread = self.unread.get_or_insert(FindingInFile {
            finding: capture::Finding { code: Code::NotRead { fields: 0 }, ..finding.finding },
            ..finding
        });
        if let Code::NotRead { fields: before } = &mut unread.finding.code {
            *before = before.saturating_add(fields);
        }
    }

    /// Whether a finding about a part of a text is not one that was said of another part already.
    pub(super) fn is_news(&mut self, finding: &capture::Finding) -> bool {
        match finding.code {
            // Another part may have a record.
            Code::NoKinesisRecord => false,
            Code::LinePrefixes | Code::Typographic | Code::TimestampLocal => {
                self.list.iter().all(|said| said.finding.code != finding.code)
            }
            _ => true,
        }
    }

    pub(super) const fn add_more(&mut self, more: usize) {
        self.more = self.more.saturating_add(more);
    }

    pub(super) fn fault(&mut self, fault: FindingInFile, stops: bool) {
        if self.fault.is_none() || (stops && !self.stopped) {
            self.fault = Some(fault);
            self.stopped = stops;
        }
    }

    pub(super) const fn clean(&mut self, cleaned: &Cleaned) {
        self.cleaned.add(cleaned);
    }

    /// Adds the findings that are only known at the end. `bytes` is how many bytes were read, `documents` the number
    /// of JSON documents. `broken` is `None` where the capture is no gzip, and otherwise says whether it could not be
    /// unpacked to its end.
    pub(super) fn finish(&mut self, bytes: u64, documents: usize, broken: Option<bool>) {
        let whole = |code| at_start(code, usize::try_from(bytes).unwrap_or(usize::MAX));
        let start = |code| at_start(code, 0);
        if let Some(broken) = broken {
            let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
            let mut first = vec![start(Code::Unpacked { packed: Packed::Gzip, bytes })];
            first.extend(broken.then(|| start(Code::UnpackBroken { bytes })));
            self.list.splice(0..0, first);
            self.more += self.list.len().saturating_sub(MOST);
            self.list.truncate(MOST);
        }
        if documents > 1 {
            let none = self.list.iter_mut().filter(|found| found.finding.code == Code::NotThisShape);
            none.for_each(|found| found.finding.code = Code::JsonOtherDocument);
        }
        if !self.cleaned.is_clean() {
            self.add(whole(Code::Base64Cleaned(self.cleaned)));
        }
        if let Some(fault) = self.fault.take() {
            self.add(fault);
        }
        if let Some(unread) = self.unread.take() {
            self.add(unread);
        }
        if self.more > 0 {
            let (listed, more) = (self.list.len(), self.more);
            self.list.push(whole(Code::MoreFindings { listed, more }));
        }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &FindingInFile> {
        self.list.iter().chain(&self.fault)
    }
}

/// A finding about the whole capture.
const fn at_start(code: Code, len: usize) -> FindingInFile {
    let place = Some(Place { line: 1, column: 1 });
    let finding = capture::Finding { code, record: None, span: Span::new(0, len), place, detail: None };
    FindingInFile { finding, offset: 0 }
}
