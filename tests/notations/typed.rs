//! What Rust itself prints of types as the SDK has them: the printer of the tests prints the very same.

use super::made::{
    print::rust,
    sample::{self, Sample, Texts},
    shape::{self, Form, Names, Shape, Style},
};

#[derive(Debug)]
#[allow(dead_code, reason = "only their Debug is asked")]
struct GetRecordsOutput {
    records: Vec<Record>,
    next_shard_iterator: Option<String>,
    millis_behind_latest: Option<i64>,
}

#[derive(Debug)]
#[allow(dead_code, reason = "only their Debug is asked")]
struct Record {
    sequence_number: String,
    approximate_arrival_timestamp: Option<DateTime>,
    data: Blob,
    partition_key: String,
    encryption_type: Option<String>,
}

#[derive(Debug)]
#[allow(dead_code, reason = "only their Debug is asked")]
struct DateTime {
    seconds: i64,
    subsecond_nanos: u32,
}

#[derive(Debug)]
#[allow(dead_code, reason = "only their Debug is asked")]
struct Blob {
    inner: Vec<u8>,
}

fn record(sample: &Sample) -> Record {
    let nanos = u32::try_from(sample.millis.rem_euclid(1000)).unwrap() * 1_000_000;
    Record {
        sequence_number: sample.sequence_number.clone(),
        approximate_arrival_timestamp: Some(DateTime {
            seconds: sample.millis / 1000,
            subsecond_nanos: nanos,
        }),
        data: Blob { inner: sample.data.clone() },
        partition_key: sample.partition_key.clone(),
        encryption_type: Some("NONE".to_owned()),
    }
}

#[test]
fn rust_prints_so() {
    for seed in 0..100 {
        let samples = sample::records(seed, Texts::Any, Texts::Any, false);
        let typed = GetRecordsOutput {
            records: samples.iter().map(record).collect(),
            next_shard_iterator: Some("AAAAAAAAAAGxExample==".to_owned()),
            millis_behind_latest: Some(0),
        };
        let tree = shape::tree(Shape::GetRecords, &samples, Style { form: Form::Typed, names: Names::Snake });
        assert_eq!(rust::debug(&tree), format!("{typed:?}"), "seed {seed}");
        assert_eq!(rust::pretty(&tree), format!("{typed:#?}"), "seed {seed}");
    }
}
