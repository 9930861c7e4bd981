//! The anatomy has all that is needed to tell what the KCL does. A model of a dozen lines agrees with what the real
//! `AggregatorUtil` 3.5.1 did with every frame of `consumers.json`, in the full range of hash keys.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

mod support;

use kpl_format::kpl::{self, Anatomy, Code, HashKeyFault, Md5Status, TableEntry, Verdict};
use support::{hex, unhex};

/// A user record as the KCL hands it over.
#[derive(Debug, PartialEq, Eq)]
struct Emitted {
    key: String,
    explicit_hash_key: Option<String>,
    data: String,
}

#[test]
fn the_anatomy_tells_what_the_kcl_does() {
    let cases = support::consumers();
    assert_eq!(cases.len(), 59);
    for case in cases {
        let name = case["case"].as_str().unwrap();
        let bytes = unhex(case["hex"].as_str().unwrap());
        let anatomy = kpl::dissect(&bytes);
        let predicted = kcl(&bytes, &anatomy);
        let observed = case["observed"]["kcl_v3_AggregatorUtil_fullrange"].as_str().unwrap();
        assert_eq!(predicted, emitted(observed), "{name}: {:#?}", anatomy.findings);
        // The verdict "aggregated" is a promise: the KCL hands over every record, with the keys that the page shows.
        // It passes a frame of 20 bytes through undivided, and that has none to hand over.
        if anatomy.verdict == Verdict::Aggregated {
            assert_eq!(predicted.unwrap_or_default().len(), anatomy.user_records.len(), "{name}");
        }
    }
}

/// What the harness wrote down; `None` if the KCL passed the Kinesis record through undivided.
fn emitted(observed: &str) -> Option<Vec<Emitted>> {
    let json = observed.split(" LOGGED ").next().unwrap();
    let records: Vec<serde_json::Value> = serde_json::from_str(json).unwrap();
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    if records.iter().any(|record| record["agg"] == false) {
        return None;
    }
    let record = |record: &serde_json::Value| Emitted {
        key: text(&record["pk"]).unwrap(),
        explicit_hash_key: text(&record["ehk"]),
        data: text(&record["data"]).unwrap(),
    };
    Some(records.iter().map(record).collect())
}

/// `AggregatorUtil.deaggregate` in the full range of hash keys, computed from the anatomy alone.
fn kcl(bytes: &[u8], anatomy: &Anatomy) -> Option<Vec<Emitted>> {
    let holds = anatomy.md5.as_ref().is_some_and(|md5| md5.status == Md5Status::Match);
    if !holds || bytes.len() <= 20 || anatomy.findings.iter().any(|finding| refused(&finding.code)) {
        return None;
    }
    let mut emitted = Vec::new();
    for record in &anatomy.user_records {
        let Some(key) = entry(bytes, &anatomy.partition_keys, record.partition_key_index) else { break };
        let explicit_hash_key = match record.explicit_hash_key_index {
            None => None,
            index => match entry(bytes, &anatomy.explicit_hash_keys, index) {
                None => break,
                text => text,
            },
        };
        match explicit_hash_key.as_deref().map(kpl::parse_explicit_hash_key) {
            Some(Err(HashKeyFault::Negative | HashKeyFault::TooLarge)) => return Some(Vec::new()),
            Some(Err(_)) => break,
            _ => {}
        }
        let data = hex(record.data.unwrap().of(bytes));
        emitted.push(Emitted { key, explicit_hash_key, data });
    }
    Some(emitted)
}

/// The KCL casts the index to an `int`, and replaces what is no UTF-8 by replacement characters.
fn entry(bytes: &[u8], table: &[TableEntry], index: Option<u64>) -> Option<String> {
    let wrapped = usize::try_from(index? & 0xffff_ffff).unwrap();
    table.get(wrapped).map(|entry| String::from_utf8_lossy(entry.value.of(bytes)).into_owned())
}

/// Whether protobuf-java throws `InvalidProtocolBufferException`.
const fn refused(code: &Code) -> bool {
    support::stops_every_reader(code) || matches!(code, Code::MissingRequired { .. })
}
