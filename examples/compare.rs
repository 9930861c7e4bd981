//! Two captures in a terminal, record by record, their user records aligned by key and payload:
//! `cargo run --quiet --release --example compare -- FILE FILE`. Ends as diff does: 0 the same, 1 different, 2 trouble.

use kpl_capture::capture::{self, KinesisRecord};
use kpl_engine::forensics::{Change, compare};
use kpl_format::kpl::{self, Anatomy};
use std::{
    io::{self, Write},
    process::ExitCode,
};

fn main() -> ExitCode {
    let paths: Vec<_> = std::env::args_os().skip(1).collect();
    let [before, after] = paths.as_slice() else {
        eprintln!("Say which two files to compare: cargo run --example compare -- FILE FILE");
        return ExitCode::from(2);
    };
    let mut records = Vec::new();
    for path in [before, after] {
        match std::fs::read(path) {
            Ok(bytes) => records.push(capture::read(&bytes).records),
            Err(error) => {
                eprintln!("Cannot read {}: {error}", path.display());
                return ExitCode::from(2);
            }
        }
    }
    let [before, after] = records.as_slice() else { return ExitCode::from(2) };
    match write(before, after, &mut io::stdout().lock()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        // Whoever reads may stop early, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Cannot write the comparison: {error}");
            ExitCode::from(2)
        }
    }
}

/// Writes what became of each user record. Whether all is as it was.
fn write(before: &[KinesisRecord], after: &[KinesisRecord], out: &mut impl Write) -> io::Result<bool> {
    let mut same = true;
    for at in 0..before.len().max(after.len()) {
        let (one, other) = (before.get(at), after.get(at));
        let (one, other) = (one.map_or(&[][..], |one| &one.data), other.map_or(&[][..], |other| &other.data));
        same &= one == other;
        let equal = if one == other { "byte for byte the same" } else { "different bytes" };
        writeln!(out, "Kinesis record {at}: {} and {} bytes, {equal}", one.len(), other.len())?;
        let (old, new) = (kpl::dissect(one), kpl::dissect(other));
        for pair in compare((one, &old), (other, &new)) {
            let word = match pair.change {
                Change::Same => continue,
                Change::Moved => "moved",
                Change::OtherPayload => "other payload",
                Change::OtherKey => "other key",
                Change::Removed => "removed",
                Change::Added => "added",
            };
            let place =
                |place: Option<usize>| place.map_or_else(|| "–".to_owned(), |place| place.to_string());
            let key = match (pair.after, pair.before) {
                (Some(after), _) => key(other, &new, after),
                (None, before) => before.and_then(|before| key(one, &old, before)),
            };
            let key = key.unwrap_or("no such key");
            writeln!(out, "  {word}: {} → {}, key {key:?}", place(pair.before), place(pair.after))?;
        }
    }
    Ok(same)
}

/// The partition key of a user record.
fn key<'a>(data: &'a [u8], anatomy: &Anatomy, place: usize) -> Option<&'a str> {
    let entry = anatomy.user_records.get(place)?.partition_key?;
    anatomy.partition_keys.get(entry)?.text(data)
}
