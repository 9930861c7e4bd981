//! The captures that are measured. The bench program writes them into target/bench, with the same bytes every time.

use std::fs;
use std::path::{Path, PathBuf};

use super::{contest, contest::Score, table};
use crate::{Result, shell};

pub struct Capture {
    pub name: String,
    pub file: PathBuf,
    kinesis_records: u64,
    /// How many user records are in it.
    pub user_records: u64,
    payload: u64,
    /// How many bytes the data of all Kinesis records has.
    pub raw: u64,
    /// How many bytes the file has.
    pub json: u64,
}

impl Capture {
    /// Writes the capture into target/bench, unless it is there.
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

    /// Its name and what is in it, for the head of a table.
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

    /// Fails if a reader did not read everything: then its time means nothing.
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
