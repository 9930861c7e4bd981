//! Streams a capture of any size and prints what is in it: `cargo run --profile hot --example index -- FILE`. With
//! `--make FILE MEGABYTES` it writes a capture: answers of get-records one after another, as a busy stream gives
//! them.

use kpl_format::{
    bytes::base64,
    kpl::{
        self,
        schema::{AggregatedRecord, Record},
    },
};
use std::{io::Write, path::Path, process::ExitCode};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let made = match arguments.as_slice() {
        ["--make", path, megabytes] => make(Path::new(path), megabytes),
        [path] => return kpl_lens::index(Path::new(path)),
        _ => Err("Say which file: index FILE, or index --make FILE MEGABYTES".to_owned()),
    };
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes a capture of about this size. A Kinesis record has 250 user records of some 150 bytes, and a page 200
/// Kinesis records.
fn make(path: &Path, megabytes: &str) -> Result<(), String> {
    let most = megabytes.parse::<u64>().map_err(|error| format!("{megabytes}: {error}"))? * 1_000_000;
    let fail = |error: std::io::Error| format!("{}: {error}", path.display());
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).map_err(fail)?);
    let (mut written, mut number) = (0u64, 0u64);
    while written < most {
        let records: Vec<String> = (0..200).map(|_| record(&mut number)).collect();
        let page = format!(
            "{{\n    \"Records\": [\n{}\n    ],\n    \"NextShardIterator\": \"AAAA\",\n    \"MillisBehindLatest\": 0\n}}\n",
            records.join(",\n")
        );
        file.write_all(page.as_bytes()).map_err(fail)?;
        written += page.len() as u64;
    }
    file.flush().map_err(fail)
}

/// A Kinesis record as awscli prints it. Every fifth user record shares its key with another.
fn record(number: &mut u64) -> String {
    let mut aggregate = AggregatedRecord::default();
    for index in 0..250 {
        *number += 1;
        let id = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let key = if number.is_multiple_of(5) {
            format!("customer-{}", id % 1000)
        } else {
            format!("device-{id:016x}")
        };
        aggregate.partition_key_table.push(key);
        let data = format!(
            "{{\"event\":\"order\",\"id\":\"{id:016x}\",\"number\":{number},\"total\":\"{}.50\",\"currency\":\"EUR\",\"at\":\"2026-11-20T07:59:25.123Z\"}}",
            id % 977
        );
        aggregate.records.push(Record { partition_key_index: index, data: data.into(), ..Record::default() });
    }
    let data = base64::encode(&kpl::encode(&aggregate));
    format!(
        "        {{\n            \"SequenceNumber\": \"4959033827149025660855969{number:031}\",\n            \"ApproximateArrivalTimestamp\": \"2026-11-20T07:59:25.123000+00:00\",\n            \"Data\": \"{data}\",\n            \"PartitionKey\": \"a\"\n        }}"
    )
}
