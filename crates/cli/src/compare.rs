//! Two captures, record by record, their user records aligned by key and payload.

use crate::{DIFFERENT, input, trouble, written};
use kpl_capture::capture::{self, KinesisRecord};
use kpl_engine::forensics::{Change, compare as aligned};
use kpl_format::kpl::{self, Anatomy};
use std::{
    io::{self, Write},
    path::Path,
    process::ExitCode,
};

/// Prints what became of each user record. Ends as diff does: 0 the same, 1 different, 2 trouble.
#[must_use]
pub fn compare(before: &Path, after: &Path) -> ExitCode {
    let records = |path: &Path| input::read(path).map(|bytes| capture::read(&bytes).records);
    let (before, after) = match (records(before), records(after)) {
        (Ok(before), Ok(after)) => (before, after),
        (Err(sentence), _) | (_, Err(sentence)) => return trouble(&sentence),
    };
    let same = write(&before, &after, &mut io::stdout().lock());
    written(same.map(|same| if same { ExitCode::SUCCESS } else { ExitCode::from(DIFFERENT) }))
}

/// Writes what became of each user record. Whether all is as it was.
fn write(before: &[KinesisRecord], after: &[KinesisRecord], out: &mut impl Write) -> io::Result<bool> {
    let mut same = true;
    for at in 0..before.len().max(after.len()) {
        let (one, other) = (before.get(at), after.get(at));
        let anatomy =
            |of: Option<&KinesisRecord>| of.map_or_else(|| kpl::dissect(&[]), KinesisRecord::dissect);
        let (old, new) = (anatomy(one), anatomy(other));
        let (one, other) = (one.map_or(&[][..], |one| &one.data), other.map_or(&[][..], |other| &other.data));
        same &= one == other;
        let equal = if one == other { "byte for byte the same" } else { "different bytes" };
        writeln!(out, "Kinesis record {at}: {} and {} bytes, {equal}", one.len(), other.len())?;
        for pair in aligned((one, &old), (other, &new)) {
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
