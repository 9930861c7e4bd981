//! `cargo xtask bench`: this project's readers and the libraries that people use, side by side over the same captures.
//! Rounds are interleaved, so that a machine that slows down slows everybody down; what counts is the median.

mod contest;
mod peers;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use crate::Result;
use crate::shell::{self, timed};
use contest::{Contestant, Score};

/// Captures that are measured when none is named. L, ten times M, takes peers a minute and a gigabyte.
const CAPTURES: [&str; 3] = ["M", "T", "X"];

/// Rounds after the first, which is cold and stands apart.
const ROUNDS: usize = 7;

/// This project's readers: what the bench program calls them, and what the table does.
const READERS: [(&str, &str); 2] =
    [("index", "this page's index, natively"), ("page", "this page, natively, to the byte")];

/// Single steps, the one that a reader uses before the one that it could use instead.
const KERNELS: [(&str, &str); 6] = [
    ("md5_many", "MD5, md5_many"),
    ("md-5", "MD5, md-5"),
    ("decode_strict", "base64, decode_strict"),
    ("base64", "base64, base64"),
    ("skim", "user records, skim"),
    ("dissect", "user records, dissect"),
];

/// What is measured, and how often.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    captures: Vec<String>,
    rounds: usize,
}

impl Options {
    /// Reads `--rounds N` and the names of captures.
    pub fn parse(arguments: &[&str]) -> Result<Self> {
        let mut options = Self { captures: Vec::new(), rounds: ROUNDS };
        let mut arguments = arguments.iter();
        while let Some(&argument) = arguments.next() {
            match argument {
                "--rounds" => {
                    let rounds = arguments.next().and_then(|number| number.parse().ok());
                    options.rounds =
                        rounds.filter(|&rounds| rounds > 0).ok_or("--rounds needs a number, 1 or more.")?;
                }
                "M" | "T" | "X" | "L" => options.captures.push(argument.to_owned()),
                other => return Err(format!("“{other}” is no capture: M, T, X, or L for ten times M.")),
            }
        }
        if options.captures.is_empty() {
            options.captures = CAPTURES.map(str::to_owned).to_vec();
        }
        Ok(options)
    }
}

/// Builds, installs the peers, measures, prints.
pub fn run(options: &Options) -> Result<()> {
    timed("building the bench program (--profile hot)", || {
        let build = ["build", "--quiet", "--profile", "hot", "--example", "bench"];
        shell::run(&mut shell::cargo(&build), "The bench program did not build")
    })?;
    let peers = peers::install();
    for (at, name) in options.captures.iter().enumerate() {
        let capture = Capture::generate(name)?;
        println!("\n{}", capture.label());
        let mut readers = own(&READERS);
        readers.extend(peers.iter().map(peers::Peer::contestant));
        let scores = contest::hold(readers, &capture.file, options.rounds)?;
        for score in &scores {
            capture.check(score)?;
        }
        print!("{}", table::readers(&scores, capture.raw, peers::YARDSTICK));
        if at == 0 {
            println!("\nkernels, on {name}");
            let scores = contest::hold(own(&KERNELS), &capture.file, options.rounds)?;
            print!("{}", table::kernels(&scores, capture.raw));
        }
    }
    println!(
        "\nMB/s are of the data in the Kinesis records; ms the median of {} round(s) after the first.",
        options.rounds
    );
    Ok(())
}

fn own(contestants: &[(&str, &str)]) -> Vec<Contestant> {
    let contestant = |&(argument, name): &(&str, &str)| {
        let mut command = shell::command(&program().to_string_lossy());
        command.arg(argument);
        Contestant { name: name.to_owned(), command }
    };
    contestants.iter().map(contestant).collect()
}

fn program() -> PathBuf {
    let name = format!("bench{}", std::env::consts::EXE_SUFFIX);
    shell::root().join("target").join("hot").join("examples").join(name)
}

/// A generated capture and what is in it.
struct Capture {
    name: String,
    file: PathBuf,
    kinesis_records: u64,
    user_records: u64,
    payload: u64,
    raw: u64,
    json: u64,
}

impl Capture {
    fn generate(name: &str) -> Result<Self> {
        let folder = shell::root().join("target").join("bench");
        fs::create_dir_all(&folder)
            .map_err(|error| format!("{} cannot be made ({error}).", folder.display()))?;
        let file = folder.join(format!("{name}.json"));
        let mut generate = shell::command(&program().to_string_lossy());
        generate.args([Path::new("generate"), Path::new(name), &file]);
        let said = shell::answer(&mut generate).ok_or(format!("The capture {name} could not be made."))?;
        let [kinesis_records, user_records, payload, raw, json] =
            contest::numbers(&said).ok_or(format!("The capture {name} could not be made: {said}"))?;
        Ok(Self { name: name.to_owned(), file, kinesis_records, user_records, payload, raw, json })
    }

    fn label(&self) -> String {
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
    fn check(&self, score: &Score) -> Result<()> {
        let wrong = score
            .rounds
            .iter()
            .find(|round| (round.user_records, round.payload) != (self.user_records, self.payload));
        wrong.map_or(Ok(()), |round| {
            Err(format!(
                "{} read {} user records with {} bytes of payload from {}, where there are {} with {}.",
                score.name, round.user_records, round.payload, self.name, self.user_records, self.payload
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn captures_and_rounds_are_read() {
        assert_eq!(Options::parse(&[]).map(|options| options.captures.len()), Ok(3));
        let options = Options::parse(&["L", "--rounds", "3"]);
        assert_eq!(options, Ok(Options { captures: vec!["L".to_owned()], rounds: 3 }));
        for bad in [["--rounds", "0"], ["--rounds", "x"], ["M", "Q"], ["M", "--rounds"]] {
            assert!(Options::parse(&bad).is_err(), "{bad:?}");
        }
    }
}
