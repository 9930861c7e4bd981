//! Builds an aggregate of user records that are given as `key=payload`, and prints it in hex.
//!
//! `cargo run --example aggregate -- customer-1=first customer-2=second`

use kpl_format::{
    bytes::hex,
    encode,
    schema::{AggregatedRecord, Record},
};

fn main() {
    let mut message = AggregatedRecord::default();
    for argument in std::env::args().skip(1) {
        let (key, payload) = argument.split_once('=').unwrap_or((&argument, ""));
        // Like the KPL, write each key once, in the order of first use.
        let keys = &mut message.partition_key_table;
        let index = keys.iter().position(|known| known == key).unwrap_or_else(|| {
            keys.push(key.to_owned());
            keys.len() - 1
        });
        message.records.push(Record {
            partition_key_index: index as u64,
            data: payload.as_bytes().to_vec(),
            ..Record::default()
        });
    }
    println!("{}", hex::encode(&encode(&message)));
}
