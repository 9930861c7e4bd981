//! Notes on how a record is written, and encoders that are recognised by it.

use crate::frames::{Payloads, aggregate};
use kpl_engine::forensics::{Lint, Maker, lint, makers};
use kpl_format::kpl::{
    self, dissect, hash_of_partition_key,
    schema::{AggregatedRecord, Record, Tag},
};

fn record(partition_key_index: u64, explicit_hash_key_index: Option<u64>) -> Record {
    Record { partition_key_index, explicit_hash_key_index, data: b"payload".to_vec(), tags: Vec::new() }
}

fn of(keys: &[&str], hash_keys: &[&str], records: Vec<Record>) -> Vec<u8> {
    let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
    kpl::encode(&AggregatedRecord {
        partition_key_table: texts(keys),
        explicit_hash_key_table: texts(hash_keys),
        records,
    })
}

fn made_by(data: &[u8], outer: Option<&str>) -> Vec<Maker> {
    makers(data, &dissect(data), outer).into_iter().map(|likeness| likeness.maker).collect()
}

#[test]
fn producers_are_told_by_their_tables() {
    let plain = |indexes: &[u64]| indexes.iter().map(|&index| record(index, None)).collect::<Vec<_>>();
    let hash = |key: &str| hash_of_partition_key(key.as_bytes()).to_string();
    let (a, b) = (hash("x"), hash("y"));
    let computed = |keys: &[&str]| (0..keys.len() as u64).map(|at| record(at, Some(at))).collect::<Vec<_>>();
    let rows: [(Vec<u8>, Option<&str>, &[Maker]); 11] = [
        (of(&["a", "key"], &[], plain(&[1, 1])), Some("key"), &[Maker::Fluentd]),
        (of(&["x", "y"], &["0", "0"], plain(&[0, 1])), None, &[Maker::ZioKinesis]),
        (of(&["x", "x"], &[], plain(&[0, 1])), None, &[Maker::Ruby]),
        (of(&["321c3cf486ed509164edec1e1981fec8"], &[], plain(&[0])), None, &[Maker::KinesisTailf]),
        (of(&["x", "y"], &[&a, &b], computed(&["x", "y"])), Some("x"), &[Maker::AwslabsJava]),
        (
            of(&["x"], &[&a], computed(&["x"])),
            Some("x"),
            &[Maker::AwslabsJava, Maker::Kinesis4cats, Maker::FirstKey],
        ),
        // The record is put with "b", its first key, but the table was written as 3, 5, b.
        (of(&["3", "5", "b"], &[], plain(&[0, 1, 2])), Some("b"), &[Maker::AwslabsNode]),
        (of(&["x", "y"], &[], plain(&[0, 1])), Some("a"), &[Maker::Kpl]),
        (of(&["x"], &[], plain(&[0, 0])), Some("x"), &[Maker::A8m, Maker::FirstKey]),
        (of(&["x", "y"], &[], plain(&[0, 1])), Some("x"), &[Maker::FirstKey]),
        (of(&["x", "y"], &[], plain(&[0, 1])), None, &[]),
    ];
    for (data, outer, expected) in rows {
        assert_eq!(made_by(&data, outer), expected, "{outer:?} {}", crate::support::hex(&data));
    }
    assert_eq!(made_by(b"plain", Some("a")), []);
}

#[test]
fn what_is_odd_is_noted() {
    let notes =
        |data: &[u8]| lint(data, &dissect(data)).into_iter().map(|note| note.lint).collect::<Vec<_>>();
    let two = || vec![record(0, None), record(1, None)];
    assert_eq!(notes(&of(&["x", "y"], &[], two())), []);
    assert_eq!(notes(&of(&["x", "x"], &[], two())), [Lint::Duplicate { entries: 1, bytes: 3 }]);
    assert_eq!(notes(&of(&["x", "y", "zz"], &[], two())), [Lint::Unused { entries: 1, bytes: 4 }]);
    assert_eq!(notes(&of(&["x", &"k".repeat(257)], &[], two())), [Lint::LongKey { characters: 257 }]);
    assert_eq!(notes(&of(&["x", ""], &[], two())), [Lint::EmptyKey]);
    assert_eq!(notes(&of(&["x"], &[], vec![record(0, None)])), [Lint::Single]);
    let mut tagged = two();
    tagged[1].tags.push(Tag { key: "t".to_owned(), value: None });
    assert_eq!(notes(&of(&["x", "y"], &[], tagged)), [Lint::Tags { count: 1 }]);
    let hashed = vec![record(0, Some(0)), record(1, Some(0))];
    assert_eq!(notes(&of(&["x", "y"], &["007"], hashed)), [Lint::HashKeyForm { entries: 1 }]);
    let of_size = |bytes: usize| {
        let mut records = two();
        records[0].data = vec![b'x'; bytes];
        notes(&of(&["x", "y"], &[], records))
    };
    assert!(matches!(of_size(52_000)[..], [Lint::OverDefault { .. }]));
    assert!(matches!(of_size(2 << 20)[..], [Lint::OverStreamDefault { .. }]));
    assert!(matches!(of_size(11 << 20)[..], [Lint::OverMost { .. }]));
    // The records stand before the table, an index takes three bytes where one would do, and data stands before an
    // index.
    let late = kpl::frame(b"\x1a\x07\x08\x80\x80\x00\x1a\x01x\x1a\x05\x1a\x01y\x08\x00\x0a\x01k");
    assert_eq!(
        notes(&late),
        [
            Lint::LongVarints { count: 1, wasted: 2 },
            Lint::TablesOutOfOrder,
            Lint::FieldsOutOfOrder { records: 1 }
        ]
    );
}

#[test]
fn what_producers_write_has_no_notes() {
    for seed in 0..50 {
        let data = aggregate(seed, Payloads::Ascii);
        for note in lint(&data, &dissect(&data)) {
            assert!(matches!(note.lint, Lint::Unused { .. } | Lint::Single), "{note:?}");
        }
    }
}
