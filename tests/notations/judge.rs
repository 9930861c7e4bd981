//! What a reading has to agree with: the records in their order, their data and their envelopes.

use super::{
    case::{Case, Expected},
    print::calendar,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use kpl_capture::capture::{Capture, Code, Finding, KinesisRecord};
use kpl_format::bytes::Span;

/// What is wrong with a reading, if anything.
pub fn judge(case: &Case, capture: &Capture) -> Result<(), String> {
    if case.is_hidden {
        return hidden(capture);
    }
    let (found, expected) = (capture.records.len(), case.records.len());
    if found != expected {
        return Err(format!("{found} records, expected {expected}"));
    }
    for (at, (record, expected)) in capture.records.iter().zip(&case.records).enumerate() {
        compare(record, expected, case.kind.notation.tick)
            .map_err(|fault| format!("record {at}: {fault}"))?;
        if !expected.is_whole && !says_left_out(capture, Some(at)) {
            return Err(format!("record {at}: nothing says that the printer left bytes out"));
        }
    }
    Ok(())
}

/// Where the printer shows no data there is no record, and that is said.
fn hidden(capture: &Capture) -> Result<(), String> {
    match capture.records.len() {
        0 if says_left_out(capture, None) => Ok(()),
        0 => Err("nothing says that the printer left the data out".to_owned()),
        found => Err(format!("{found} records, though no data was printed")),
    }
}

/// Whether a finding says it of that record, or of any. That marks before lines were left out is something else.
fn says_left_out(capture: &Capture, record: Option<usize>) -> bool {
    let says =
        |finding: &Finding| finding.code != Code::LinePrefixes && finding.message().contains("left out");
    capture.findings.iter().any(|finding| finding.record == record.or(finding.record) && says(finding))
}

fn compare(record: &KinesisRecord, expected: &Expected, tick: i64) -> Result<(), String> {
    let envelope = &record.envelope;
    if record.data != expected.data {
        let (found, wanted) = (record.data.escape_ascii(), expected.data.escape_ascii());
        return Err(format!("the data is\n  {found}\nand should be\n  {wanted}"));
    }
    same("partition key", envelope.partition_key.as_ref(), expected.partition_key.as_ref())?;
    same("explicit hash key", envelope.explicit_hash_key.as_ref(), expected.explicit_hash_key.as_ref())?;
    same("sequence number", envelope.sequence_number.as_ref(), expected.sequence_number.as_ref())?;
    same("shard", envelope.shard_id.as_ref(), expected.shard.as_ref())?;
    let time = envelope.approximate_arrival_timestamp.as_ref();
    // A float may be a millisecond off.
    let near = if tick == 1 { -1..=1 } else { 0..=0 };
    let mut times = expected
        .millis
        .into_iter()
        .flat_map(|millis| near.clone().map(move |off| calendar::iso(millis + off)));
    match (time, expected.millis) {
        (None, None) => Ok(()),
        (Some(time), Some(_)) if times.any(|near| near == *time) => Ok(()),
        (time, millis) => Err(format!("the time is {time:?}, expected {:?}", millis.map(calendar::iso))),
    }
}

fn same(what: &str, found: Option<&String>, expected: Option<&String>) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("the {what} is {found:?}, expected {expected:?}")) }
}

/// What holds of any reading: places lie inside, each finding is about a record that is there, and where data is base64,
/// a record's place is that base64, however many strings are around it.
pub fn lies_inside(case: &Case, capture: &Capture) -> Result<(), String> {
    let text = capture.decoded.as_ref().unwrap_or(&case.bytes);
    let outside = |span: Span| !Span::new(0, text.len()).covers(span);
    if let Some(record) = capture.records.iter().find(|record| outside(record.source)) {
        return Err(format!("{:?} lies outside of {} bytes", record.source, text.len()));
    }
    let is_lost = |record: Option<usize>| record.is_some_and(|record| record >= capture.records.len());
    match capture.findings.iter().find(|finding| outside(finding.span) || is_lost(finding.record)) {
        Some(finding) => Err(format!("{finding:?} lies outside")),
        None => Ok(()),
    }?;
    let data_of = |record: &KinesisRecord| STANDARD.encode(&record.data);
    let is_elsewhere = |record: &&KinesisRecord| record.source.of(text) != data_of(record).as_bytes();
    // Only records that are right: what else was found is told by another law.
    let expected = |record: &&KinesisRecord| case.records.iter().any(|expected| expected.data == record.data);
    match capture.records.iter().filter(expected).find(is_elsewhere) {
        Some(record) if case.is_base64 => {
            let found = record.source.of(text).escape_ascii().to_string();
            Err(format!("the data {} stands at {found}", data_of(record)))
        }
        _ => Ok(()),
    }
}

/// Where one key is beyond the notation, the data of the other records is found all the same, in its order.
pub fn keeps_the_others(case: &Case, capture: &Capture) -> Result<(), String> {
    let mut found = capture.records.iter();
    for (at, expected) in case.records.iter().enumerate().filter(|(at, _)| Some(*at) != case.spoilt) {
        if !found.any(|record| record.data == expected.data) {
            return Err(format!("record {at} is lost"));
        }
    }
    Ok(())
}
