//! Prints the shard of each partition key that is given. The first argument is a number of even shards, or a file
//! with the output of `aws kinesis list-shards`.
//!
//! `cargo run --example shards -- 4 customer-1 customer-2`

use kpl_format::{ShardMap, hash_of_partition_key, shard};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(shards) = arguments.next() else {
        eprintln!("Give a number of shards or a file, and then partition keys.");
        return ExitCode::FAILURE;
    };
    let map = match (shards.parse(), std::fs::read(&shards)) {
        (Ok(count), _) => ShardMap::even(count),
        (_, Ok(text)) => shard::parse(&text),
        (_, Err(error)) => {
            eprintln!("{shards} cannot be read: {error}");
            return ExitCode::FAILURE;
        }
    };
    let map = match map {
        Ok(map) => map,
        Err(fault) => {
            eprintln!("{}", fault.message());
            return ExitCode::FAILURE;
        }
    };
    for note in map.notes() {
        eprintln!("{}", note.message());
    }
    for key in arguments {
        let hash_key = hash_of_partition_key(key.as_bytes());
        let shard = map.owner(hash_key).and_then(|place| map.shard(place));
        println!("{key}: hash key {hash_key}, {}", shard.map_or("no shard", |shard| shard.id.as_str()));
    }
    ExitCode::SUCCESS
}
