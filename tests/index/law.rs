//! The law: the index of a stream says what reading the whole capture says.

use super::helped::Whimsical;
use kpl_capture::capture::{self, Capture, Finding, Shape};
use kpl_format::kpl::{self, Severity};
use kpl_index::{FileSpan, Held, Holder, Index, Indexer, KeyId, Limits, Sequence, Unpacked};
use std::{collections::BTreeSet, fmt::Write, rc::Rc};

/// How a file is cut into chunks.
#[derive(Clone, Copy, Debug)]
pub enum Cut {
    Whole,
    Every(usize),
    /// Sizes that come from a seed.
    Random(u64),
}

impl Cut {
    pub const ALL: [Self; 6] =
        [Self::Whole, Self::Every(1), Self::Every(7), Self::Every(64), Self::Random(1), Self::Random(2)];

    fn chunks(self, input: &[u8]) -> Vec<&[u8]> {
        match self {
            Self::Whole => vec![input],
            Self::Every(size) => input.chunks(size).collect(),
            Self::Random(seed) => {
                let (mut state, mut rest, mut chunks) = (seed * 2 + 1, input, Vec::new());
                while !rest.is_empty() {
                    state =
                        state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    let size = usize::try_from(state >> 33).unwrap() % (rest.len().min(400)) + 1;
                    let (chunk, after) = rest.split_at(size);
                    chunks.push(chunk);
                    rest = after;
                }
                chunks
            }
        }
    }
}

/// What a file was found to be.
pub struct Found {
    pub shape: Shape,
    pub records: usize,
    /// How many records were read by their spans.
    pub fast: usize,
}

/// Checks the law. `None` if the file cannot be read as a stream.
pub fn holds(name: &str, input: &[u8], limits: Limits, cuts: &[Cut]) -> Option<Found> {
    let capture = capture::read(input);
    let mut held = None;
    // How windows of a text are cut is a law of its own; each of its records is read anew when it is opened.
    let is_text = matches!(capture.shape, Shape::InText | Shape::Python | Shape::Unknown);
    for (number, &cut) in (0..).zip(cuts).take(if is_text { 1 } else { cuts.len() }) {
        let mut indexer = Indexer::with_limits(input, u64::try_from(input.len()).unwrap(), limits)?;
        // Every second time a helper takes part.
        let helper = (number % 2 == 1).then(|| Whimsical::new(number));
        if let Some(helper) = helper.clone() {
            indexer.help(helper);
        }
        for chunk in cut.chunks(input) {
            indexer.push(chunk);
            helper.iter().for_each(|helper| helper.answer_some(&mut indexer));
        }
        indexer.finish();
        if number % 4 == 1 {
            helper.iter().for_each(|helper| helper.answer_all(&mut indexer));
            assert!(!indexer.is_waiting());
        }
        let index = indexer.into_index();
        if let Err(broken) = same(input, &capture, &index) {
            panic!(
                "{name} {cut:?} {limits:?}: {broken}\n{}",
                String::from_utf8_lossy(&input[..input.len().min(3000)])
            );
        }
        held = Some(Found { shape: index.shape(), records: index.len(), fast: index.fast() });
    }
    held
}

fn same(input: &[u8], capture: &Capture, index: &Index) -> Result<(), String> {
    let equal = |what: &str, found: &dyn std::fmt::Debug, expected: &dyn std::fmt::Debug| {
        let (found, expected) = (format!("{found:?}"), format!("{expected:?}"));
        if found == expected { Ok(()) } else { Err(format!("{what}: {found}\ninstead of {expected}")) }
    };
    let all: Vec<u64> = (0..index.len()).map(|row| index.row(row).unwrap().text.offset).collect();
    let expected: Vec<usize> = capture.records.iter().map(|record| record.source.offset).collect();
    equal("where records stand", &all, &expected)?;
    equal("shape", &(index.shape(), index.why()), &(capture.shape, capture.why))?;
    let findings: Vec<&Finding> = index.findings().map(|finding| &finding.finding).collect();
    equal("findings", &findings, &capture.findings)?;
    let held = Held(Rc::from(input));
    let unpacked = Unpacked::new(Rc::new(held.clone()));
    let holder: &dyn Holder = if index.is_packed() { &unpacked } else { &held };
    let mut users = 0u64;
    for (number, record) in capture.records.iter().enumerate() {
        let row = index.row(number).unwrap();
        let at = |what: &str| format!("{what} of record {number}");
        equal(&at("opened"), &index.open(number, holder)?, record)?;
        let anatomy = kpl::dissect(&record.data);
        let count = |severity| {
            u16::try_from(anatomy.findings.iter().filter(|found| found.code.severity() == severity).count())
                .unwrap()
        };
        equal(&at("verdict"), &(row.verdict, row.bytes), &(anatomy.verdict, record.data.len()))?;
        let counts = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
        equal(&at("counts"), &(row.errors, row.warnings, row.notes), &counts)?;
        let words: BTreeSet<&str> = index.findings_of(row.findings).collect();
        let of_capture = capture.findings.iter().filter(|found| found.record == Some(number));
        let expected: BTreeSet<&str> = (anatomy.findings.iter().map(|found| found.code.word()))
            .chain(of_capture.map(|found| found.code.word()))
            .collect();
        equal(&at("findings"), &words, &expected)?;
        let envelope = &record.envelope;
        equal(&at("key"), &index.partition_key(row.partition_key), &envelope.partition_key.as_deref())?;
        let odd = row.sequence == Sequence::ODD;
        let written = row.sequence.text().or_else(|| envelope.sequence_number.clone().filter(|_| odd));
        equal(&at("sequence number"), &written, &envelope.sequence_number)?;
        let arrival = envelope.approximate_arrival_timestamp.as_deref();
        equal(&at("arrival"), &row.arrival, &arrival.and_then(capture::part::milliseconds))?;
        let FileSpan { offset, len } = row.text;
        equal(&at("source"), &(offset, len), &(record.source.offset, record.source.len))?;
        equal(
            &at("user records"),
            &(row.first_user_record, row.user_records),
            &(users, anatomy.user_records.len()),
        )?;
        for user in &anatomy.user_records {
            let found = index.user_record(users).unwrap();
            let key = user.partition_key.and_then(|key| anatomy.partition_keys[key].text(&record.data));
            let expected =
                (user.data.map(|span| (span.offset, span.len)), key, user.explicit_hash_key.is_some());
            let key = index.partition_key(found.partition_key);
            equal(&at("user record"), &(found.data, key, found.explicit_hash_key), &expected)?;
            equal(&at("way back"), &index.record_of(users), &Some(number))?;
            equal(
                &at("key id"),
                &key.and_then(|key| index.key_id(key)).unwrap_or(KeyId::NONE),
                &found.partition_key,
            )?;
            users += 1;
        }
    }
    equal("user records", &(index.user_records(), index.record_of(users)), &(users, None::<usize>))
}

/// Everything that an index says, and every record opened.
pub fn dump(input: &[u8], limits: Limits, cut: Cut) -> Option<String> {
    let mut indexer = Indexer::with_limits(input, u64::try_from(input.len()).unwrap(), limits)?;
    cut.chunks(input).iter().for_each(|chunk| indexer.push(chunk));
    indexer.finish();
    Some(said(&indexer.into_index(), input))
}

/// Everything that this index says, and every record opened.
pub fn said(index: &Index, input: &[u8]) -> String {
    let held = Held(Rc::from(input));
    let mut text = format!("{:?} {:?} {} by spans\n", index.shape(), index.why(), index.fast());
    index.findings().for_each(|finding| writeln!(text, "{finding:?}").unwrap());
    for number in 0..index.len() {
        let row = index.row(number).unwrap();
        let words: Vec<&str> = index.findings_of(row.findings).collect();
        let key = index.partition_key(row.partition_key);
        writeln!(text, "{row:?} {words:?} {key:?} {:?}", index.open(number, &held).unwrap()).unwrap();
    }
    (0..index.user_records()).for_each(|user| writeln!(text, "{:?}", index.user_record(user)).unwrap());
    text
}
