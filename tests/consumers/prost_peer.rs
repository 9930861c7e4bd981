//! A live peer that needs no installation: prost, with the schema and checks of Disney's client for Rust.

use crate::{
    observed::Observed,
    support::{self, generate, hex, odd},
};
use kpl_engine::consumers::{self, Consumer};
use kpl_format::kpl::{self, MAGIC};
use prost::Message;

/// The schema in `src/aggregated.rs`. It has no tags.
#[derive(Clone, PartialEq, Message)]
struct Aggregated {
    #[prost(string, repeated, tag = "1")]
    partition_key_table: Vec<String>,
    #[prost(string, repeated, tag = "2")]
    explicit_hash_key_table: Vec<String>,
    #[prost(message, repeated, tag = "3")]
    records: Vec<Record>,
}

#[derive(Clone, PartialEq, Message)]
struct Record {
    #[prost(uint64, required, tag = "1")]
    partition_key_index: u64,
    #[prost(uint64, optional, tag = "2")]
    explicit_hash_key_index: Option<u64>,
    #[prost(bytes = "vec", required, tag = "3")]
    data: Vec<u8>,
}

/// The user records, or `None` if the frame is handed over undivided.
fn deaggregate(data: &[u8]) -> Option<Vec<String>> {
    let message = data.strip_prefix(&MAGIC)?;
    let message = message.get(..message.len().checked_sub(16)?).filter(|message| !message.is_empty())?;
    let read = Aggregated::decode(message).ok().filter(|read| !read.records.is_empty())?;
    let entry = |table: &[String], index: u64| table.get(usize::try_from(index).unwrap()).cloned();
    let record = |(place, record): (usize, &Record)| {
        let key = entry(&read.partition_key_table, record.partition_key_index)?;
        let explicit = match record.explicit_hash_key_index {
            None => "null".to_owned(),
            Some(index) => format!("{:?}", entry(&read.explicit_hash_key_table, index)?),
        };
        Some(format!("{key:?} {explicit} Some({place}) {}", hex(&record.data)))
    };
    read.records.iter().enumerate().map(record).collect()
}

#[test]
fn prost_does_as_predicted() {
    let generated = (0..20_000).flat_map(|seed| [generate::frame(seed).1, odd::frame(seed)]);
    let frames = support::all_frames().into_iter().map(|frame| frame.bytes).chain(generated);
    let mut records = 0;
    for bytes in frames {
        let theirs = match deaggregate(&bytes) {
            None => Observed::without_records("passthrough"),
            Some(records) => Observed::of_records(records, false),
        };
        records += theirs.records.len();
        let anatomy = kpl::dissect(&bytes);
        let judgement = consumers::judge_one(Consumer::RustProst, &bytes, &anatomy, None);
        assert_eq!(Observed::ours(&judgement, &bytes, &anatomy), theirs, "{}", hex(&bytes));
    }
    assert!(records > 1_000, "{records}");
}
