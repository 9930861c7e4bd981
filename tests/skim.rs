//! Skimming and dissecting check each other. What was skimmed has no finding and the same user records, and what has
//! no finding was skimmed.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

mod support;

use kpl_format::bytes::md5_lanes::md5_many;
use kpl_format::kpl::skim::{self, Skim, SkimmedRecord};
use kpl_format::kpl::{self, Anatomy, Verdict, schema};
use support::generate::{self, Rng};

const FRAMES: u64 = 40_000;

/// Compares the two readers. Returns whether the digest holds and everything was skimmed.
///
/// # Errors
/// One sentence that says where the two readers differ.
fn check(bytes: &[u8]) -> Result<bool, String> {
    let mut records = Vec::new();
    let skimmed = skim::skim(bytes, |record| records.push(record));
    let holds = kpl::sealed(bytes).is_some_and(|(message, digest)| md5_many(&[message]) == [*digest]);
    let anatomy = kpl::dissect(bytes);
    let clean = anatomy.verdict == Verdict::Aggregated && anatomy.findings.is_empty();
    let skimmed = match skimmed.filter(|_| holds) {
        None if clean => return Err("it was not skimmed, and there is no finding".to_owned()),
        None => return Ok(false),
        Some(_) if !clean => return Err(format!("it was skimmed: {:?}", anatomy.findings)),
        Some(skimmed) => skimmed,
    };
    if (&records, &skimmed) != (&user_records(&anatomy), &tables(&anatomy)) {
        return Err(format!("{skimmed:?} {records:?} is not {:?}", anatomy.user_records));
    }
    Ok(true)
}

fn user_records(anatomy: &Anatomy) -> Vec<SkimmedRecord> {
    let read = |record: &kpl::UserRecord| SkimmedRecord {
        partition_key_index: record.partition_key.unwrap().try_into().unwrap(),
        explicit_hash_key_index: record.explicit_hash_key.map(|entry| entry.try_into().unwrap()),
        data: record.data.unwrap(),
    };
    anatomy.user_records.iter().map(read).collect()
}

fn tables(anatomy: &Anatomy) -> Skim {
    let spans = |table: &[kpl::TableEntry]| table.iter().map(|entry| entry.value).collect();
    Skim {
        partition_keys: spans(&anatomy.partition_keys),
        explicit_hash_keys: spans(&anatomy.explicit_hash_keys),
        user_records: anatomy.user_records.len(),
    }
}

#[test]
fn both_readers_agree_over_the_corpora() {
    let mut skimmed = 0;
    for frame in support::all_frames() {
        match check(&frame.bytes) {
            Ok(clean) => skimmed += usize::from(clean),
            Err(broken) => panic!("{}: {broken}", frame.name),
        }
    }
    assert!(skimmed >= 10, "{skimmed} frames of the corpora were skimmed");
}

#[test]
fn both_readers_agree_over_generated_frames() {
    let mut skimmed = 0;
    for seed in 0..FRAMES {
        let (class, bytes) = generate::frame(seed);
        match check(&bytes) {
            Ok(clean) => skimmed += u64::from(clean),
            Err(broken) => panic!("SEED={seed} {class:?}: {broken}\n{}", support::hex(&bytes)),
        }
    }
    assert!(skimmed > FRAMES / 50, "{skimmed} of {FRAMES} frames were skimmed");
}

#[test]
fn both_readers_agree_over_what_producers_write_and_over_a_byte_of_it_changed() {
    let (mut skimmed, mut spoilt) = (0, 0);
    for seed in 0..60 {
        let mut rng = Rng(seed);
        let bytes = kpl::encode(&large(&mut rng));
        assert_eq!(check(&bytes), Ok(true), "SEED={seed}");
        let anatomy = kpl::dissect(&bytes);
        let entries: Vec<_> = anatomy.nodes.iter().filter(|node| node.kind.list().is_some()).collect();
        for _ in 0..40 {
            let mut message = bytes[kpl::MAGIC.len()..bytes.len() - kpl::DIGEST_LEN].to_vec();
            // Keys, lengths and indexes stand near the beginning of an entry; most other bytes are payload.
            let near = rng.pick(&entries).span.offset - kpl::MAGIC.len() + rng.below(8);
            let at = near.min(message.len() - 1);
            message[at] ^= 1 << rng.below(8);
            match check(&kpl::frame(&message)) {
                Ok(true) => skimmed += 1,
                Ok(false) => spoilt += 1,
                Err(broken) => panic!("SEED={seed}, byte {at} changed: {broken}"),
            }
        }
    }
    assert!(skimmed > 100 && spoilt > 1_000, "{skimmed} skimmed, {spoilt} not");
}

/// Makes keys and payloads on both sides of the lengths from which on a varint takes one more byte.
fn large(rng: &mut Rng) -> schema::AggregatedRecord {
    const LENGTHS: [usize; 9] = [0, 1, 30, 100, 127, 128, 129, 300, 16_384];
    let keys = rng.pick(&[1, 2, 128, 140, 300]);
    let hash_keys = rng.below(3);
    let record = |rng: &mut Rng| schema::Record {
        partition_key_index: rng.below(keys) as u64,
        explicit_hash_key_index: (hash_keys > 0 && rng.chance(40)).then(|| rng.below(hash_keys) as u64),
        data: vec![rng.next().to_le_bytes()[0]; rng.pick(&LENGTHS)],
        tags: (0..rng.below(9).saturating_sub(6)).map(|_| tag(rng)).collect(),
    };
    schema::AggregatedRecord {
        partition_key_table: (0..keys).map(|key| format!("clé-{key}")).collect(),
        explicit_hash_key_table: (0..hash_keys).map(|key| (u128::MAX - key as u128).to_string()).collect(),
        records: (0..=rng.below(40)).map(|_| record(rng)).collect(),
    }
}

fn tag(rng: &mut Rng) -> schema::Tag {
    schema::Tag { key: "name".to_owned(), value: rng.chance(50).then(|| "wért".to_owned()) }
}
