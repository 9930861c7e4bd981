//! JSON of a known shape that writes bytes or times as no service does: a literal of Python in a string, a buffer of Java,
//! a date in words. What the shape could not read is read as the values that they are.

use super::{Finding, KinesisRecord, finding::Code, reading::Reading, shapes};
use kpl_format::bytes::Span;

/// What could not be read of a record.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unread {
    Data,
    Arrival,
}

const fn unread(code: &Code) -> Option<Unread> {
    match code {
        Code::DataNotBase64 { .. } | Code::DataNotString => Some(Unread::Data),
        Code::TimestampUnreadable => Some(Unread::Arrival),
        _ => None,
    }
}

/// Puts what is read now in the place of what could not be; each record on its own, so that a part of a text gives the
/// same as all of it.
pub(super) fn improve(text: &[u8], records: &mut [KinesisRecord], findings: &mut Vec<Finding>) {
    if !findings.iter().any(|finding| unread(&finding.code).is_some()) {
        return;
    }
    let mut reading = Reading::part(text);
    shapes::read_values(&mut reading);
    let (mut found, said) = reading.finish();
    // What was read of a record is found by its place: the text may have other records for one of both.
    let at = |span: Span| {
        let from = found.partition_point(|record| record.source.offset < span.offset);
        found.get(from).filter(|record| span.covers(record.source) && !record.source.is_empty()).map(|_| from)
    };
    let still = |record: usize, what: Unread| {
        said.iter().any(|finding| finding.record == Some(record) && unread(&finding.code) == Some(what))
    };
    let mut solved = Vec::new();
    findings.retain(|finding| {
        let what = unread(&finding.code);
        let span = match what {
            Some(Unread::Arrival) => {
                finding.record.and_then(|record| records.get(record)).map(|record| record.source)
            }
            _ => Some(finding.span),
        };
        let better = what.and_then(|what| at(span?).filter(|better| !still(*better, what)));
        solved.extend(what.zip(finding.record).zip(better));
        better.is_none()
    });
    for ((what, index), from) in solved {
        let (Some(record), Some(better)) = (records.get_mut(index), found.get_mut(from)) else { continue };
        match what {
            Unread::Data => {
                record.data = std::mem::take(&mut better.data);
                record.source = better.source;
                let of_data = said
                    .iter()
                    .filter(|finding| finding.record == Some(from) && unread(&finding.code).is_none())
                    .map(|finding| Finding { record: Some(index), ..finding.clone() });
                findings.extend(of_data);
            }
            Unread::Arrival => {
                let arrival = &mut better.envelope.approximate_arrival_timestamp;
                record.envelope.approximate_arrival_timestamp = arrival.take();
            }
        }
    }
}
