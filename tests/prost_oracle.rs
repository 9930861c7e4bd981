//! Two readers that check each other: our walker and prost. If they differ, the difference has a name here.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

mod support;

use kpl_format::kpl::{self, Anatomy, Code, MAGIC, Md5Status, schema::AggregatedRecord};
use prost::Message;
use support::{generate, hex, laws, unhex};

const FRAMES: u64 = 60_000;

/// The ways in which the two differ on a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Difference {
    /// prost takes a required field that is missing as its default; protobuf-java refuses the message.
    MissingRequired,
    /// prost requires UTF-8 in every text, used or not; protobuf-java keeps the bytes.
    InvalidUtf8,
    /// prost refuses a known field with another wire type; protobuf-java treats it as an unknown field.
    WrongWireType,
    /// prost refuses bits past the 64th, and past the 32nd of a key or length; protobuf-java drops them.
    VarintOverflow,
}

/// Each difference with a message that shows it, the code of our finding, and whether prost accepts the message.
const TABLE: [(Difference, &str, &str, bool); 9] = [
    // An index of 0 that is left out, as proto3 writers do; an empty Record; a tag without its key.
    (Difference::MissingRequired, "0a0161 1a03 1a0178", "missing-required-field", true),
    (Difference::MissingRequired, "0a0161 1a00", "missing-required-field", true),
    (Difference::MissingRequired, "0a0161 1a0a 0800 1a0178 2203 120176", "missing-required-field", true),
    // Bytes that are no UTF-8: in an entry that is used, in one that is not, and in a tag.
    (Difference::InvalidUtf8, "0a02fffe 1a05 0800 1a0178", "invalid-utf8", false),
    (Difference::InvalidUtf8, "0a0161 0a01ff 1a05 0800 1a0178", "invalid-utf8", false),
    (Difference::InvalidUtf8, "0a0161 1a0d 0800 1a0178 2206 0a01ff 0a016b", "invalid-utf8", false),
    // partition_key_table is a varint here.
    (Difference::WrongWireType, "0807 0a0161 1a05 0800 1a0178", "wrong-wire-type", false),
    // An index of ten bytes whose last byte has more than one bit set; a length with bit 32 set.
    (
        Difference::VarintOverflow,
        "0a0161 0a0162 1a0e 0881808080808080808002 1a0178",
        "varint-overflow",
        false,
    ),
    (Difference::VarintOverflow, "0a818080801061 1a05 0800 1a0178", "varint-overflow", false),
];

#[test]
fn every_difference_has_a_frame_that_shows_it() {
    for (difference, message, word, accepts) in TABLE {
        let bytes = kpl::frame(&unhex(message));
        let anatomy = laws::check(&bytes).unwrap();
        let words: Vec<&str> = anatomy.findings.iter().map(|finding| finding.code.word()).collect();
        assert!(words.contains(&word), "{difference:?}: {word} is not in {words:?}");
        let prost = AggregatedRecord::decode(unhex(message).as_slice());
        assert_eq!(prost.is_ok(), accepts, "{difference:?} {message}: {prost:?}");
        assert_eq!(differences(&anatomy).first(), Some(&difference));
        assert_eq!(anatomy.user_records.len(), 1, "we read the record all the same: {difference:?}");
        agree(&bytes, &anatomy).unwrap();
    }
}

#[test]
fn they_agree_on_the_corpora() {
    for frame in support::all_frames() {
        let anatomy = laws::check(&frame.bytes).unwrap();
        agree(&frame.bytes, &anatomy).unwrap_or_else(|broken| panic!("{}: {broken}", frame.name));
    }
}

#[test]
fn they_agree_on_generated_frames_or_differ_by_name() {
    let mut both = 0;
    // These seeds are not used by the other tests.
    for seed in (1 << 32)..(1 << 32) + FRAMES {
        let (class, bytes) = generate::frame(seed);
        let anatomy = kpl::dissect(&bytes);
        match agree(&bytes, &anatomy) {
            Ok(accepted) => both += u64::from(accepted),
            Err(broken) => panic!("{broken}\nseed {seed} {class:?} {}", hex(&bytes)),
        }
    }
    assert!(both > FRAMES / 4, "prost accepted only {both}");
}

/// The named differences that the anatomy shows.
fn differences(anatomy: &Anatomy) -> Vec<Difference> {
    let name = |code: &Code| match code {
        Code::MissingRequired { .. } => Some(Difference::MissingRequired),
        Code::InvalidUtf8 { .. } => Some(Difference::InvalidUtf8),
        Code::WrongWireType { .. } => Some(Difference::WrongWireType),
        Code::VarintOverflow { .. } => Some(Difference::VarintOverflow),
        _ => None,
    };
    anatomy.findings.iter().filter_map(|finding| name(&finding.code)).collect()
}

/// Compares the two readers on a frame whose digest holds. Returns whether prost accepted it.
fn agree(bytes: &[u8], anatomy: &Anatomy) -> Result<bool, String> {
    if anatomy.md5.as_ref().is_none_or(|md5| md5.status != Md5Status::Match) {
        return Ok(false);
    }
    let message = &bytes[MAGIC.len()..bytes.len() - kpl::DIGEST_LEN];
    let stopped = anatomy.findings.iter().any(|finding| support::stops_every_reader(&finding.code));
    let named = differences(anatomy);
    let refuses = named.iter().any(|&difference| difference != Difference::MissingRequired);
    match AggregatedRecord::decode(message) {
        Err(error) if !stopped && !refuses => {
            Err(format!("prost refuses it, for no reason that we name: {error}"))
        }
        Err(_) => Ok(false),
        Ok(_) if stopped || refuses => Err(format!("prost accepts it, and we say {:?}", anatomy.findings)),
        // Both sides take a missing field as its default here.
        Ok(decoded) if decoded != laws::rebuilt(bytes, anatomy) => Err(format!("prost reads {decoded:?}")),
        Ok(_) => Ok(true),
    }
}
