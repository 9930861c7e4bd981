//! The laws that any bytes must keep, over every corpus and over generated frames. A failure prints the seed, and the
//! frame in hex.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

mod support;

use kpl_format::kpl::{self, Anatomy, Md5Status, NodeKind, Verdict};
use std::collections::BTreeMap;
use support::{
    generate::{self, Class},
    hex, laws, odd,
};

/// How many frames are generated, unless `FRAMES=n` says otherwise. `SEED=n` tries only that one.
const FRAMES: u64 = 110_000;

#[test]
fn the_laws_hold_over_the_corpora() {
    for frame in support::all_frames() {
        if let Err(broken) = laws::check(&frame.bytes) {
            panic!("{}: {broken}", frame.name);
        }
        // Each frame is also tried with its end missing, since a frame that is cut is not the same as one that is
        // wrong.
        for cut in 0..frame.bytes.len().min(400) {
            if let Err(broken) = laws::check(&frame.bytes[..cut]) {
                panic!("{} cut to {cut} bytes: {broken}", frame.name);
            }
        }
    }
}

#[test]
fn the_laws_hold_over_odd_frames() {
    for seed in 0..4_000 {
        let bytes = odd::frame(seed);
        if let Err(broken) = laws::check(&bytes) {
            panic!("odd frame {seed}: {broken}\n{}", hex(&bytes));
        }
    }
}

#[test]
fn the_laws_hold_over_generated_frames() {
    let seeds = match std::env::var("SEED") {
        Ok(seed) => seed.parse().map(|seed| seed..seed + 1).unwrap(),
        Err(_) => 0..std::env::var("FRAMES").map_or(FRAMES, |frames| frames.parse().unwrap()),
    };
    let mut seen = BTreeMap::new();
    std::thread::scope(|scope| {
        let halves = [0, 1].map(|half| {
            let seeds = seeds.clone().filter(move |seed| seed % 2 == half);
            scope.spawn(move || {
                let mut seen = BTreeMap::new();
                seeds.for_each(|seed| one(seed, &mut seen));
                seen
            })
        });
        for half in halves {
            for (what, count) in half.join().unwrap() {
                *seen.entry(what).or_insert(0) += count;
            }
        }
    });
    if seeds.end - seeds.start == 1 {
        return;
    }
    // The generator is only useful while it makes every verdict and every finding often enough.
    println!("{seen:#?}");
    assert!(["Aggregated", "Damaged", "Plain"].iter().all(|&verdict| seen[verdict] > FRAMES / 100));
    for word in WORDS {
        assert!(seen.get(word).is_some_and(|&count| count >= 20), "{word}: {:?}", seen.get(word));
    }
}

/// The codes of all findings.
const WORDS: [&str; 27] = [
    "magic-cut-short",
    "frame-too-short",
    "md5-mismatch",
    "md5-absent",
    "md5-cut-short",
    "bytes-after-digest",
    "no-user-records",
    "varint-cut-short",
    "varint-too-long",
    "varint-overflow",
    "long-varint",
    "field-number-zero",
    "reserved-wire-type",
    "unmatched-end-group",
    "unclosed-group",
    "nested-too-deep",
    "length-past-end",
    "reading-resumed",
    "wrong-wire-type",
    "unknown-field",
    "repeated-scalar",
    "missing-required-field",
    "partition-key-index-out-of-range",
    "explicit-hash-key-index-out-of-range",
    "explicit-hash-key-invalid",
    "explicit-hash-key-not-canonical",
    "invalid-utf8",
];

fn one(seed: u64, seen: &mut BTreeMap<&'static str, u64>) {
    let (class, bytes) = generate::frame(seed);
    let checked = laws::check(&bytes).and_then(|anatomy| {
        if class == Class::WellFormed {
            let again = kpl::encode(&laws::rebuilt(&bytes, &anatomy));
            if again != bytes {
                return Err(format!("built again it is {}", hex(&again)));
            }
            if let Some(lost) =
                anatomy.nodes.iter().find(|node| node.kind == NodeKind::Unclaimed || node.broken)
            {
                return Err(format!("a part was not read: {lost:?}"));
            }
            digest_spoilt(&bytes, &anatomy)?;
            length_spoilt(&bytes, &anatomy)?;
        }
        Ok(anatomy)
    });
    match checked {
        Ok(anatomy) => {
            let verdict = match anatomy.verdict {
                Verdict::Aggregated => "Aggregated",
                Verdict::Damaged => "Damaged",
                Verdict::Plain => "Plain",
            };
            for what in anatomy.findings.iter().map(|finding| finding.code.word()).chain([verdict]) {
                *seen.entry(what).or_insert(0) += 1;
            }
        }
        Err(broken) => panic!("{broken}\nSEED={seed} {class:?} {}", hex(&bytes)),
    }
}

/// A digest that is missing or does not match must not hide any record.
fn digest_spoilt(bytes: &[u8], anatomy: &Anatomy) -> Result<(), String> {
    let message = bytes.len() - kpl::DIGEST_LEN;
    let mut wrong = bytes.to_vec();
    wrong[message] ^= 0xff;
    let cut = bytes.len() - bytes.len() % 15 - 1;
    for (what, spoilt, status) in [
        ("a wrong digest", wrong.as_slice(), Md5Status::Mismatch),
        ("no digest", &bytes[..message], Md5Status::Absent),
        ("a cut digest", &bytes[..cut.max(message + 4)], Md5Status::Absent),
    ] {
        let read = laws::check(spoilt)?;
        // Without any record, or with less than sixteen bytes, nothing shows that there is a digest.
        if anatomy.user_records.is_empty() {
            continue;
        }
        if read.user_records != anatomy.user_records {
            return Err(format!("with {what} the records differ: {:?}", read.user_records));
        }
        if read.md5.as_ref().is_none_or(|md5| md5.status != status) {
            return Err(format!("with {what} the digest is {:?}", read.md5));
        }
    }
    Ok(())
}

/// A length that reaches past the end must not hide the records around it.
fn length_spoilt(bytes: &[u8], anatomy: &Anatomy) -> Result<(), String> {
    let entries = anatomy.nodes.iter().filter(|node| node.kind.list().is_some());
    // If a payload looks like records, they cannot be told apart.
    if anatomy
        .user_records
        .iter()
        .any(|record| record.data.is_some_and(|data| data.of(bytes).contains(&0x1a)))
    {
        return Ok(());
    }
    for broken in entries.filter(|node| node.length_len == 1 && bytes.len() - node.span.offset < 0x7f) {
        let mut spoilt = bytes.to_vec();
        spoilt[broken.length().offset] = 0x7f;
        let read = laws::check(&spoilt)?;
        for record in &anatomy.user_records {
            let same = read.user_records.iter().any(|other| {
                (other.index, other.span, other.data, other.partition_key_index)
                    == (record.index, record.span, record.data, record.partition_key_index)
            });
            if !same && record.span != broken.span {
                return Err(format!(
                    "with the length of {broken:?} spoilt, lost {record:?}\n{}",
                    hex(&spoilt)
                ));
            }
        }
    }
    Ok(())
}

#[test]
fn a_million_faults_are_counted_and_lose_no_record() {
    let records = 300_000;
    let bytes = kpl::frame(&[0x1a, 0x03, 0x1a, 0x01, b'x'].repeat(records));
    let anatomy = kpl::dissect(&bytes);
    let listed = anatomy.findings.len() - 1;
    let (counted, severe) = anatomy
        .findings
        .iter()
        .find_map(|finding| match finding.code {
            kpl::Code::MoreFindings { more, severe, .. } => Some((more, severe)),
            _ => None,
        })
        .unwrap();
    // Each record lacks its partition_key_index.
    assert_eq!(listed + counted, records);
    assert!(listed <= 20_000 && severe);
    assert_eq!(anatomy.user_records.len(), records);
    assert_eq!(anatomy.verdict, Verdict::Damaged);
}
