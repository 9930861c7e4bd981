//! Golden files: the anatomy of each frame in `corpus/frames`, and every sentence that a finding can say. `BLESS=1`
//! writes them anew.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

mod support;

use kpl_format::kpl::{
    self, Code, HashKeyFault, Md5Status, NodeKind, Verdict, Wire, outline, schema::Message,
};
use std::fmt::Write;

#[test]
fn the_anatomies_are_as_they_were() {
    let names = support::frame_names();
    assert!(names.len() >= 25);
    let mut differ = Vec::new();
    for name in names {
        let bytes = support::read_frame(&name);
        let anatomy = kpl::dissect(&bytes);
        let mut text = format!("{} bytes, {}\n", bytes.len(), verdict(anatomy.verdict));
        text.push_str(&outline::outline(&bytes, &anatomy));
        for record in &anatomy.user_records {
            let key = record.partition_key.and_then(|entry| anatomy.partition_keys[entry].text(&bytes));
            let data = record
                .data
                .map_or("none".to_owned(), |data| format!("{:?}", String::from_utf8_lossy(data.of(&bytes))));
            let hash_key = record.hash_key.map_or("none".to_owned(), |hash_key| hash_key.to_string());
            writeln!(text, "user record {}: key {key:?}, hash key {hash_key}, data {data}", record.index)
                .unwrap();
        }
        if !support::golden(&support::corpus().join(format!("frames/{name}.anatomy.txt")), &text) {
            differ.push(name);
        }
    }
    assert!(differ.is_empty(), "BLESS=1 writes them anew; these differ: {differ:?}");
}

const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Aggregated => "aggregated",
        Verdict::Damaged => "damaged",
        Verdict::Plain => "plain",
    }
}

#[test]
fn real_aggregates_decode_to_what_is_known_of_them() {
    for (frame, expected) in support::real() {
        let (name, bytes) = (&frame.name, &frame.bytes);
        let anatomy = kpl::dissect(bytes);
        assert_eq!(anatomy.verdict != Verdict::Plain, expected["aggregated"] == true, "{name}");
        assert_eq!(Some(bytes.len() as u64), expected["len"].as_u64(), "{name}");
        let Some(md5_ok) = expected["md5_ok"].as_bool() else { continue };
        assert_eq!(anatomy.md5.as_ref().unwrap().status == Md5Status::Match, md5_ok, "{name}");
        assert_eq!(Some(anatomy.user_records.len() as u64), expected["num_records"].as_u64(), "{name}");
        for (table, field) in [
            (&anatomy.partition_keys, "partition_key_table"),
            (&anatomy.explicit_hash_keys, "explicit_hash_key_table"),
        ] {
            for (entry, expected) in table.iter().zip(expected[field].as_array().unwrap()) {
                assert!(
                    skipped(expected) || entry.text(bytes) == expected.as_str(),
                    "{name} {field} {expected}"
                );
            }
        }
        // "… 94 more" stands for findings that the index leaves out. Only those before it can be compared one by one.
        let listed = expected["records"].as_array().unwrap();
        for (record, expected) in
            anatomy.user_records.iter().zip(listed.iter().take_while(|item| !skipped(item)))
        {
            assert_eq!(record.partition_key_index, expected["partition_key_index"].as_u64(), "{name}");
            assert_eq!(
                record.explicit_hash_key_index,
                expected["explicit_hash_key_index"].as_u64(),
                "{name}"
            );
            if let Some(data) = expected["data_utf8"].as_str() {
                assert_eq!(record.data.unwrap().of(bytes), data.as_bytes(), "{name}");
            }
        }
    }
}

fn skipped(item: &serde_json::Value) -> bool {
    item.as_str().is_some_and(|text| text.starts_with('…'))
}

#[test]
fn every_sentence_is_listed() {
    let mut text = String::new();
    for code in codes() {
        let (severity, word) = (code.severity().word(), code.word());
        let (message, help) = (code.message(), code.help());
        for sentence in [message.as_str(), help] {
            assert!(sentence.ends_with('.') && !sentence.contains(['!', '\n']), "{sentence}");
            assert!(!sentence.contains("  "), "{sentence}");
        }
        writeln!(text, "{word} ({severity})\n  {message}\n  {help}\n").unwrap();
    }
    let path = support::corpus().join("sentences-kpl.txt");
    assert!(support::golden(&path, &text), "BLESS=1 writes sentences-kpl.txt anew");
}

/// At least one code of each variant, and one for each sentence that a variant can say.
fn codes() -> Vec<Code> {
    let mut codes = Vec::new();
    let mut at = Some(Code::MagicCutShort { had: 3 });
    while let Some(code) = at {
        let (more, next) = variants(&code);
        codes.push(code);
        codes.extend(more);
        at = next;
    }
    codes
}

/// The other sentences of this variant, and the next variant. There is no wildcard, so a new variant must be added
/// here.
fn variants(code: &Code) -> (Vec<Code>, Option<Code>) {
    use Code as C;
    let past_end = |kind| C::LengthPastEnd { kind, needed: 100, had: 3 };
    let out_of_range = |kind, entries| C::IndexOutOfRange { kind, index: 5, entries };
    let bad_hash_key = |fault, used| C::BadExplicitHashKey { fault, used };
    let not_utf8 = |kind, used| C::InvalidUtf8 { kind, at: 26, used };
    let (more, next) = match code {
        C::MagicCutShort { .. } => (vec![], C::VariantMagic { first: 0x00 }),
        C::VariantMagic { .. } => (
            vec![C::VariantMagic { first: 0x01 }, C::VariantMagic { first: 0xf4 }],
            C::FrameTooShort { had: 19, holds: false },
        ),
        C::FrameTooShort { .. } => (
            vec![C::FrameTooShort { had: 20, holds: true }],
            C::Md5Mismatch { stored: [0xd0; 16], computed: [0x3f; 16] },
        ),
        C::Md5Mismatch { .. } => (vec![], C::Md5Absent),
        C::Md5Absent => (vec![], C::FrameNotCaptured),
        C::FrameNotCaptured => (vec![], C::Md5CutShort { had: 12 }),
        C::Md5CutShort { .. } => (vec![], C::BytesAfterDigest { count: 1, aggregate: false }),
        C::BytesAfterDigest { .. } => (
            vec![
                C::BytesAfterDigest { count: 2, aggregate: false },
                C::BytesAfterDigest { count: 83, aggregate: true },
            ],
            C::NoUserRecords,
        ),
        C::NoUserRecords => (vec![], C::VarintCutShort { had: 2 }),
        C::VarintCutShort { .. } => (vec![C::VarintCutShort { had: 0 }], C::VarintTooLong),
        C::VarintTooLong => (vec![], C::VarintOverflow { read: 1 }),
        C::VarintOverflow { .. } => (vec![], C::LongVarint { needed: 1, had: 3 }),
        C::LongVarint { .. } => (vec![], C::FieldNumberZero),
        C::FieldNumberZero => (vec![], C::ReservedWireType { wire: 7 }),
        C::ReservedWireType { .. } => (vec![], C::UnmatchedEndGroup { number: 5 }),
        C::UnmatchedEndGroup { .. } => (vec![], C::UnclosedGroup { number: 5 }),
        C::UnclosedGroup { .. } => (vec![], C::TooDeep),
        C::TooDeep => (vec![], past_end(NodeKind::PartitionKey)),
        C::LengthPastEnd { .. } => {
            let kinds = [
                NodeKind::ExplicitHashKey,
                NodeKind::Record,
                NodeKind::Data,
                NodeKind::Tag,
                NodeKind::TagKey,
            ];
            let others = [NodeKind::TagValue, NodeKind::Unknown].map(past_end);
            let one = C::LengthPastEnd { kind: NodeKind::Data, needed: 2, had: 1 };
            let none = C::LengthPastEnd { kind: NodeKind::Data, needed: 1, had: 0 };
            (
                kinds.map(past_end).into_iter().chain(others).chain([one, none]).collect(),
                C::ReadingResumed { skipped: 1 },
            )
        }
        C::ReadingResumed { .. } => (
            vec![C::ReadingResumed { skipped: 0 }, C::ReadingResumed { skipped: 12 }],
            C::WrongWireType { kind: NodeKind::PartitionKey, expected: Wire::Len, found: Wire::Varint },
        ),
        C::WrongWireType { .. } => (
            vec![
                C::WrongWireType { kind: NodeKind::Data, expected: Wire::Len, found: Wire::Fixed64 },
                C::WrongWireType {
                    kind: NodeKind::PartitionKeyIndex,
                    expected: Wire::Varint,
                    found: Wire::StartGroup,
                },
                C::WrongWireType { kind: NodeKind::TagKey, expected: Wire::Len, found: Wire::Fixed32 },
            ],
            C::UnknownField { number: 9, message: Message::Aggregate },
        ),
        C::UnknownField { .. } => (
            [Message::Record, Message::Tag].map(|message| C::UnknownField { number: 9, message }).into(),
            C::RepeatedScalar { kind: NodeKind::PartitionKeyIndex },
        ),
        C::RepeatedScalar { .. } => (
            [NodeKind::ExplicitHashKeyIndex, NodeKind::Data, NodeKind::TagKey, NodeKind::TagValue]
                .map(|kind| C::RepeatedScalar { kind })
                .into(),
            C::MissingRequired { kind: NodeKind::PartitionKeyIndex },
        ),
        C::MissingRequired { .. } => (
            [NodeKind::Data, NodeKind::TagKey].map(|kind| C::MissingRequired { kind }).into(),
            C::IndexOutOfRange { kind: NodeKind::PartitionKeyIndex, index: 1 << 32, entries: 1 },
        ),
        C::IndexOutOfRange { .. } => (
            vec![
                out_of_range(NodeKind::PartitionKeyIndex, 0),
                out_of_range(NodeKind::PartitionKeyIndex, 1),
                out_of_range(NodeKind::PartitionKeyIndex, 3),
                out_of_range(NodeKind::ExplicitHashKeyIndex, 0),
                out_of_range(NodeKind::ExplicitHashKeyIndex, 2),
            ],
            bad_hash_key(HashKeyFault::Empty, true),
        ),
        C::BadExplicitHashKey { .. } => (
            [HashKeyFault::NotDecimal, HashKeyFault::Negative, HashKeyFault::TooLarge]
                .map(|fault| bad_hash_key(fault, true))
                .into_iter()
                .chain([bad_hash_key(HashKeyFault::NotDecimal, false)])
                .collect(),
            C::ExplicitHashKeyForm,
        ),
        C::ExplicitHashKeyForm => (vec![], not_utf8(NodeKind::PartitionKey, true)),
        C::MoreFindings { .. } => return (vec![], None),
        C::InvalidUtf8 { .. } => {
            let more = vec![
                not_utf8(NodeKind::PartitionKey, false),
                not_utf8(NodeKind::ExplicitHashKey, true),
                not_utf8(NodeKind::ExplicitHashKey, false),
                not_utf8(NodeKind::TagKey, false),
                not_utf8(NodeKind::TagValue, false),
            ];
            (more, C::MoreFindings { listed: 20_000, more: 7, severe: true })
        }
    };
    (more, Some(next))
}
