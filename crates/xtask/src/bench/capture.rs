//! The captures that are measured: the bench program writes them, always the same, into target/bench.

use std::fs;
use std::path::{Path, PathBuf};

use super::{contest, contest::Score, table};
use crate::{Result, shell};

/// A generated capture and what is in it.
pub struct Capture {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub file: PathBuf,
    kinesis_records: u64,
    /// User records in it.
    pub user_records: u64,
    payload: u64,
    /// Bytes of all Kinesis records.
    pub raw: u64,
    /// Bytes of the file.
    pub json: u64,
}

impl Capture {
    /// Writes it into target/bench, unless it is there.
    pub fn generate(name: &str) -> Result<Self> {
        let folder = super::chromium::folder();
        fs::create_dir_all(&folder)
            .map_err(|error| format!("{} cannot be made ({error}).", folder.display()))?;
        let file = folder.join(format!("{name}.json"));
        let mut generate = shell::command(&super::program().to_string_lossy());
        generate.args([Path::new("generate"), Path::new(name), &file]);
        let said = shell::answer(&mut generate).ok_or(format!("The capture {name} could not be made."))?;
        let [kinesis_records, user_records, payload, raw, json] =
            contest::numbers(&said).ok_or(format!("The capture {name} could not be made: {said}"))?;
        Ok(Self { name: name.to_owned(), file, kinesis_records, user_records, payload, raw, json })
    }

    /// What it is called and what is in it.
    pub fn label(&self) -> String {
        format!(
            "{}: {} Kinesis record{}, {} user records, {} MB of data, {} MB of JSON",
            self.name,
            table::grouped(self.kinesis_records),
            if self.kinesis_records == 1 { "" } else { "s" },
            table::grouped(self.user_records),
            table::tenths(self.raw / 100_000),
            table::tenths(self.json / 100_000)
        )
    }

    /// A reader that did not read everything is not fast.
    pub fn check(&self, score: &Score) -> Result<()> {
        let wrong = score
            .all()
            .find(|round| (round.user_records, round.payload) != (self.user_records, self.payload));
        wrong.map_or(Ok(()), |round| {
            Err(format!(
                "{} read {} user records with {} bytes of payload from {}, where there are {} with {}.",
                score.name, round.user_records, round.payload, self.name, self.user_records, self.payload
            ))
        })
    }
}
