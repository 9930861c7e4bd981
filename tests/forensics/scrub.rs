//! A scrubbed copy has the structure and the faults of the record, but nothing of its contents.

use crate::{
    frames::{Payloads, aggregate},
    support::{self, all_frames, generate},
};
use kpl_engine::forensics::{Scrubbed, scrub};
use kpl_format::kpl::{Anatomy, Md5Status, Verdict, dissect};

fn scrubbed(data: &[u8]) -> (Anatomy, Scrubbed, Anatomy) {
    let before = dissect(data);
    let copy = scrub(data, &before);
    let after = dissect(&copy.bytes);
    (before, copy, after)
}

/// What must stay the same: everything but values and digests.
fn structure(anatomy: &Anatomy) -> Vec<String> {
    let nodes = anatomy
        .nodes
        .iter()
        .map(|node| format!("{:?} {:?} {:?} {}", node.kind, node.span, node.wire, node.broken));
    let findings = anatomy
        .findings
        .iter()
        .map(|found| format!("{} {:?} {:?}", found.code.word(), found.span, found.record));
    let users = anatomy.user_records.iter().map(|user| {
        format!("{:?} {:?} {:?}", user.partition_key_index, user.explicit_hash_key_index, user.data)
    });
    nodes.chain(findings).chain(users).collect()
}

#[test]
fn structure_indexes_and_flaws_stay() {
    let (mut same, mut all) = (0, 0);
    for seed in 0..3000 {
        let (_, data) = generate::frame(seed);
        let (before, copy, after) = scrubbed(&data);
        assert_eq!(copy.bytes.len(), data.len());
        let as_before = structure(&before) == structure(&after);
        if before.verdict == Verdict::Aggregated {
            assert!(as_before, "{seed}: {}", support::hex(&data));
        }
        (same, all) = (same + usize::from(as_before), all + 1);
    }
    // Behind a fault, reading may go on at another place if other bytes stand in what could not be read.
    assert!(same * 100 >= all * 97, "{same} of {all}");
    for frame in all_frames() {
        let (before, _, after) = scrubbed(&frame.bytes);
        let status = |anatomy: &Anatomy| anatomy.md5.as_ref().map(|md5| md5.status);
        assert_eq!(status(&before), status(&after), "{}", frame.name);
        assert_eq!(before.verdict, after.verdict, "{}", frame.name);
    }
}

#[test]
fn nothing_is_left_of_what_it_said() {
    for seed in 0..200 {
        let data = aggregate(seed, Payloads::Ascii);
        let (before, copy, after) = scrubbed(&data);
        assert_eq!(after.md5.as_ref().map(|md5| md5.status), Some(Md5Status::Match));
        for user in &before.user_records {
            let (old, new) = (user.data.unwrap().of(&data), user.data.unwrap().of(&copy.bytes));
            assert!(old != new);
            let json: serde_json::Value = serde_json::from_slice(new).unwrap();
            assert_eq!(json.as_object().unwrap().len(), 2);
        }
        // Keys that are equal stay equal, and others stay different.
        let key = |bytes: &[u8], at: usize| before.partition_keys[at].value.of(bytes).to_vec();
        for one in 0..before.partition_keys.len() {
            for two in 0..one {
                assert_eq!(
                    key(&data, one) == key(&data, two),
                    key(&copy.bytes, one) == key(&copy.bytes, two)
                );
            }
        }
    }
}

#[test]
fn the_changed_bytes_are_those_that_differ() {
    for seed in 0..500 {
        let (_, data) = generate::frame(seed);
        let (_, copy, _) = scrubbed(&data);
        let changed = |at: usize| copy.changed.iter().any(|span| span.contains(at));
        for (at, (old, new)) in data.iter().zip(&copy.bytes).enumerate() {
            assert_eq!(changed(at), old != new);
        }
    }
}

#[test]
fn shapes_stay() {
    let text = br#"{"Name":"Zoe \u00e9 O\"N","n":-10.5e3,"zero":0,"ok":true,"no":null,"a":[1,20]}"#;
    let (_, copy, _) = scrubbed(text);
    let out = String::from_utf8(copy.bytes).unwrap();
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json.as_object().unwrap().len(), 6, "{out}");
    assert!(out.contains(":true,") && out.contains(":null,") && out.contains(":0,"), "{out}");
    assert!(!out.contains("Zoe") && !out.contains("Name"), "{out}");
    let (_, copy, _) = scrubbed("Žluť 東京 42!".as_bytes());
    assert_eq!(String::from_utf8(copy.bytes).unwrap().chars().count(), 11);
}
