//! A message without the magic before it and the MD5 after it: told by its fields, read in full, offered as a repair,
//! and found in the error log that prints it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, reason = "this is a test")]

mod support;

use base64::{Engine, engine::general_purpose::STANDARD};
use kpl_capture::capture;
use kpl_engine::forensics::{self, Damage};
use kpl_format::kpl::{self, Code, DIGEST_LEN, MAGIC, Verdict};
use proptest::prelude::*;
use support::generate::{self, Class};

/// How many seeds are tried.
const SEEDS: u64 = 4_000;

/// Well-formed frames, with their messages.
fn frames() -> impl Iterator<Item = (Vec<u8>, Vec<u8>)> {
    let frames = (0..SEEDS).map(generate::frame).filter(|(class, _)| *class == Class::WellFormed);
    frames.map(|(_, frame)| {
        let message = frame[MAGIC.len()..frame.len() - DIGEST_LEN].to_vec();
        (frame, message)
    })
}

#[test]
fn it_has_the_user_records_of_its_aggregate() {
    let mut recognised = 0;
    for (frame, message) in frames() {
        let (whole, alone) = (kpl::dissect(&frame), kpl::dissect_message(&message));
        assert_eq!(alone.verdict, Verdict::Damaged);
        assert_eq!(alone.check_tiling(), Ok(()));
        assert_eq!(alone.user_records.len(), whole.user_records.len());
        for (one, other) in alone.user_records.iter().zip(&whole.user_records) {
            let same = |one: Option<kpl_format::bytes::Span>, other: Option<kpl_format::bytes::Span>| {
                one.map(|span| span.of(&message)) == other.map(|span| span.of(&frame))
            };
            assert!(same(one.data, other.data) && one.hash_key == other.hash_key);
        }
        let clean = whole.findings.is_empty() && !whole.user_records.is_empty();
        assert_eq!(kpl::is_message(&message), clean, "{:?}", whole.findings);
        recognised += u32::from(clean);
    }
    assert!(recognised > 100, "{recognised}");
}

#[test]
fn it_is_offered_as_a_repair_and_never_proven() {
    for (frame, message) in frames().filter(|(_, message)| kpl::is_message(message)).take(200) {
        assert_eq!(kpl::dissect(&message).verdict, Verdict::Plain);
        let found = forensics::diagnose(&message);
        assert_eq!(found[0].damage, Damage::MessageAlone);
        let repaired = forensics::repair_all(&message, &found).unwrap();
        assert_eq!((repaired.bytes, repaired.proven), (frame, false));
    }
}

/// As `AggregatorUtil.deaggregate` of the KCL writes it.
fn logged(message: &[u8], sequence_number: &str, fault: Option<&str>) -> String {
    let base64 = STANDARD.encode(message);
    let fault = fault
        .map_or_else(String::new, |fault| format!("\n{fault}\n\tat software.amazon.kinesis.A(A.java:7)"));
    format!(
        "2026-05-17 06:40:05,123 ERROR s.a.k.r.AggregatorUtil - Unexpected exception during deaggregation, record was:\nPKS:\n\
         a\nEHKS: \nRecord: [hasEhk=false, ehkIdx=0, pkIdx=0, dataLen=2]\nSequence number: {sequence_number}\nRaw data: \
         {base64}\n{fault}\n2026-05-17 06:40:06,001 INFO next\n"
    )
}

#[test]
fn a_log_of_the_kcl_gives_it_with_sequence_number_and_fault() {
    let fault = "java.lang.IndexOutOfBoundsException: Index 5 out of bounds for length 2";
    for (_, message) in frames().filter(|(_, message)| kpl::is_message(message)).take(100) {
        for fault in [None, Some(fault)] {
            let number = "49660123456789012345678901234567890123456789012345678010";
            let capture = capture::read(logged(&message, number, fault).as_bytes());
            let [record] = capture.records.as_slice() else { panic!("{capture:?}") };
            assert_eq!(record.data, message);
            assert_eq!(record.envelope.sequence_number.as_deref(), Some(number));
            let anatomy = record.dissect();
            assert_eq!(anatomy.user_records.len(), kpl::dissect_message(&message).user_records.len());
            assert_eq!(anatomy.findings[0].code, Code::FrameNotCaptured);
            let said = capture.findings.iter().find(|finding| finding.code == capture::Code::LoggedFailure);
            assert_eq!(said.unwrap().detail.as_deref(), fault);
        }
    }
}

proptest! {
    #[test]
    fn other_bytes_are_no_message(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        // Ten bytes at random may be one; what has more hardly ever is.
        prop_assert!(bytes.len() < 16 || !kpl::is_message(&bytes));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let anatomy = kpl::dissect_message(&bytes);
        prop_assert_eq!(anatomy.check_tiling(), Ok(()));
    }
}

#[test]
fn fields_without_a_record_are_counted() {
    let text = "put failed, sequenceNumber=49660123456789012345678901234567890123456789012345678010 partitionKey: alice\n";
    let capture = capture::read(text.as_bytes());
    assert!(capture.records.is_empty());
    let words: Vec<_> = capture.findings.iter().map(|finding| finding.code).collect();
    assert!(words.contains(&capture::Code::NoKinesisRecord), "{words:?}");
}
