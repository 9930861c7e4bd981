//! JSON of a known shape that writes bytes or times as no service does: a literal of Python in a string, a buffer of Java,
//! a date in words. What the shape could not read is read as the values that they are.

use super::{Finding, KinesisRecord, finding::Code, reading::Reading, shapes};

/// What could not be read of a record.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unread {
    Data,
    Arrival,
}

const fn unread(code: &Code) -> Option<Unread> {
    match code {
        Code::DataNotBase64 { .. } | Code::DataNotString | Code::DataMissing => Some(Unread::Data),
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
    if found.len() != records.len() {
        return;
    }
    let still = |record: Option<usize>, what: Unread| {
        said.iter().any(|finding| finding.record == record && unread(&finding.code) == Some(what))
    };
    let mut solved = Vec::new();
    findings.retain(|finding| {
        let what = unread(&finding.code).filter(|what| !still(finding.record, *what));
        solved.extend(what.zip(finding.record));
        what.is_none()
    });
    for (what, index) in solved {
        let (Some(record), Some(better)) = (records.get_mut(index), found.get_mut(index)) else { continue };
        match what {
            Unread::Data => {
                record.data = std::mem::take(&mut better.data);
                record.source = better.source;
                let of_data = said
                    .iter()
                    .filter(|finding| finding.record == Some(index) && unread(&finding.code).is_none());
                findings.extend(of_data.cloned());
            }
            Unread::Arrival => {
                let arrival = &mut better.envelope.approximate_arrival_timestamp;
                record.envelope.approximate_arrival_timestamp = arrival.take();
            }
        }
    }
}
