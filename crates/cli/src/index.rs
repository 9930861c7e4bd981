//! A capture of any size, read as a stream: what is in it, and how fast it was read.

use crate::trouble;
use kpl_capture::capture::Finding;
use kpl_format::kpl::Verdict;
use kpl_index::{Holder, InFile, Indexer, Unpacked};
use std::{io::Write, path::Path, process::ExitCode, rc::Rc, time::Instant};

/// Bytes that are read at once.
const CHUNK: usize = 4 << 20;

/// Reads the capture and prints what is in it. Ends with 2 where it cannot be read as a stream.
#[must_use]
pub fn index(path: &Path) -> ExitCode {
    match read(path) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => trouble(&sentence),
    }
}

fn read(path: &Path) -> Result<(), String> {
    let start = Instant::now();
    let file = Rc::new(InFile::open(path).map_err(|error| format!("{}: {error}", path.display()))?);
    let mut chunk = chunk_at(&file, 0)?;
    let mut indexer = Indexer::new(&chunk, file.len())
        .ok_or("This capture cannot be read as a stream; without “index” it is read as a whole.")?;
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
