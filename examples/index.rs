//! Streams a capture of any size and says what is in it: `cargo run --profile hot --example index -- FILE`.
//! With `--make FILE MEGABYTES` it writes one: answers of get-records one after another, as a busy stream gives them.

use kpl_capture::{
    capture::Finding,
    index::{Holder, InFile, Indexer, Unpacked},
};
use kpl_format::{
    bytes::base64,
    kpl::{
        self, Verdict,
        schema::{AggregatedRecord, Record},
    },
};
use std::{io::Write, path::Path, process::ExitCode, rc::Rc, time::Instant};

/// Bytes that are read at once.
const CHUNK: usize = 4 << 20;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["--make", path, megabytes] => make(Path::new(path), megabytes),
        [path] => index(Path::new(path)),
        _ => Err("Say which file: index FILE, or index --make FILE MEGABYTES".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes a capture of about that size: 250 user records of some 150 bytes in a Kinesis record, 200 of these on a page.
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

/// A Kinesis record as awscli prints it. A user record in five has a key that another has as well.
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

fn index(path: &Path) -> Result<(), String> {
    let start = Instant::now();
    let file = Rc::new(InFile::open(path).map_err(|error| format!("{}: {error}", path.display()))?);
    let mut chunk = chunk_at(&file, 0)?;
    let mut indexer = Indexer::new(&chunk, file.len()).ok_or(
        "this is no capture that can be read as a stream; the example called report reads it as a whole.",
    )?;
    while !chunk.is_empty() {
        indexer.push(&chunk);
        chunk = chunk_at(&file, indexer.index().read())?;
    }
    indexer.finish();
    let (index, seconds) = (indexer.index(), start.elapsed().as_millis().max(1));
    let mut out = std::io::stdout().lock();
    let mut say = |text: String| writeln!(out, "{text}").map_err(|error| error.to_string());
    say(format!("{}: {}", index.shape().word(), index.why().sentence()))?;
    let per_second = u128::from(index.read()) / seconds / 1000;
    say(format!("{} bytes in {seconds} ms, {per_second} MB/s", index.read()))?;
    say(format!("{} Kinesis records, {} of them read by spans", index.len(), index.fast()))?;
    let rows = || (0..index.len()).filter_map(|row| index.row(row));
    for verdict in [Verdict::Aggregated, Verdict::Plain, Verdict::Damaged] {
        say(format!("{} {verdict:?}", rows().filter(|row| row.verdict == verdict).count()))?;
    }
    say(format!("{} user records, {} partition keys", index.user_records(), index.partition_keys()))?;
    for word in index.words() {
        let count = rows().filter(|row| index.has_finding(row.findings, word)).count();
        say(format!("{count} with {word}"))?;
    }
    let findings: Vec<&Finding> = index.findings().map(|found| &found.finding).collect();
    for finding in findings.iter().take(20) {
        say(finding.message())?;
    }
    say(format!("{} findings about the capture", findings.len()))?;
    say(format!("{} bytes of index", index.memory()))?;
    // Linux says how much memory there ever was.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().filter(|line| line.starts_with("VmHWM")).try_for_each(|line| say(line.to_owned()))?;
    if let Some(last) = index.len().checked_sub(1) {
        let unpacked = Unpacked::new(file.clone());
        let record = if index.is_packed() { index.open(last, &unpacked) } else { index.open(last, &*file) }?;
        let number = record.envelope.sequence_number.unwrap_or_default();
        say(format!("The last record, opened again: {} bytes, sequence number {number}", record.data.len()))?;
    }
    Ok(())
}

fn chunk_at(file: &InFile, offset: u64) -> Result<Vec<u8>, String> {
    let left = usize::try_from(file.len().saturating_sub(offset)).unwrap_or(usize::MAX);
    file.read(offset, left.min(CHUNK))
}
