//! What each consumer does: the models, compared with what real libraries did with every frame of `consumers.json`,
//! and laws.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

#[path = "consumers/harness.rs"]
mod harness;
#[path = "consumers/laws.rs"]
mod laws;
#[path = "consumers/observed.rs"]
mod observed;
#[path = "consumers/prost_peer.rs"]
mod prost_peer;
mod support;

use kpl_capture::capture::{Shape, read_as};
use kpl_engine::{
    consumers::{self, Consumer, Outcome},
    report,
};
use kpl_format::{kpl, shard::HashKeyRange};
use observed::Observed;
use support::unhex;

/// The columns of `consumers.json` for which there is a model. The KCL also has one for a shard that owns the lower
/// half of the hash keys.
const COLUMNS: [(&str, Consumer, bool); 9] = [
    ("kcl_v3_AggregatorUtil_fullrange", Consumer::Kcl, false),
    ("kcl_v3_AggregatorUtil_range_0_to_2pow127minus1", Consumer::Kcl, true),
    ("python_aws_kinesis_agg_upb", Consumer::Python, false),
    ("node_aws_kinesis_agg_md5on", Consumer::Node, false),
    ("node_aws_kinesis_agg_md5off", Consumer::NodeUnchecked, false),
    ("go_awslabs_v2", Consumer::Go, false),
    ("go_kinesis_tailf", Consumer::KinesisTailf, false),
    ("rust_disney_prost", Consumer::RustProst, false),
    ("aiokpl", Consumer::Aiokpl, false),
];

#[test]
fn every_cell_of_the_corpus_agrees() {
    let mut differ = Vec::new();
    let mut cells = 0;
    for case in support::consumers() {
        let name = case["case"].as_str().unwrap();
        let bytes = unhex(case["hex"].as_str().unwrap());
        let anatomy = kpl::dissect(&bytes);
        for (column, consumer, lower_half) in COLUMNS {
            let shard = lower_half.then(|| HashKeyRange::new(0, (1 << 127) - 1).unwrap());
            let judgement = consumers::judge_one(consumer, &bytes, &anatomy, shard);
            let ours = Observed::ours(&judgement, &bytes, &anatomy);
            let text = case["observed"][column].as_str().unwrap();
            let theirs = harness::read(consumer, text, anatomy.user_records.len());
            cells += 1;
            if ours != theirs {
                differ.push(format!("{name} {column}\n   ours {ours:?}\n theirs {theirs:?}"));
            }
        }
    }
    assert_eq!(cells, 59 * 9);
    assert!(differ.is_empty(), "{} of {cells} differ:\n{}", differ.len(), differ.join("\n"));
}

#[test]
fn the_report_says_the_same_for_each_measured_consumer() {
    for case in support::consumers() {
        let name = case["case"].as_str().unwrap();
        let hex = case["hex"].as_str().unwrap();
        if hex.is_empty() {
            continue;
        }
        let bytes = unhex(hex);
        let report: serde_json::Value =
            serde_json::from_str(&report::report_of(&read_as(&bytes, Shape::Binary))).unwrap();
        let told = report["records"][0]["consumers"].as_object().unwrap();
        assert_eq!(told.len(), 8, "{name}");
        let anatomy = kpl::dissect(&bytes);
        for ((id, told), consumer) in told.iter().zip(Consumer::ALL) {
            let judgement = consumers::judge_one(consumer, &bytes, &anatomy, None);
            let expected = serde_json::json!({
                "outcome": judgement.outcome.word(),
                "emitted": judgement.emitted,
                "silent": judgement.silent,
                "why": judgement.why(),
            });
            assert_eq!((id.as_str(), told), (consumer.id(), &expected), "{name}");
        }
    }
}

#[test]
fn the_measured_consumers_come_first_and_by_their_ids() {
    let ids: Vec<&str> =
        Consumer::ALL.iter().filter(|consumer| consumer.measured()).map(|c| c.id()).collect();
    assert_eq!(
        ids,
        ["kcl", "python", "node", "node-unchecked", "go", "kinesis-tailf", "rust-prost", "aiokpl"]
    );
    assert!(Consumer::ALL[..8].iter().all(|consumer| consumer.measured()));
    let outcomes = [
        Outcome::Records,
        Outcome::Partial,
        Outcome::Passthrough,
        Outcome::Nothing,
        Outcome::Error,
        Outcome::Crash,
    ];
    assert_eq!(
        outcomes.map(Outcome::word),
        ["records", "partial", "passthrough", "nothing", "error", "crash"]
    );
}
