//! `cargo xtask bench`: measures this project's readers and the libraries that people use, over the same captures.
//! Rounds of all contestants are interleaved, so that a machine that slows down affects each of them. The median is
//! reported.

mod capture;
mod chromium;
mod contest;
mod json;
mod page;
mod peers;
mod table;
mod webdriver;

use std::path::PathBuf;
use std::rc::Rc;

use crate::Result;
use crate::shell::{self, timed};
use capture::Capture;
use contest::Contestant;

/// The captures that are measured if none is named. L has ten times the size of M; the libraries take a minute and a
/// gigabyte for it.
const CAPTURES: [&str; 3] = ["M", "T", "X"];

/// How many rounds follow the first, which is cold and reported apart.
const ROUNDS: usize = 7;

/// How many times each contestant is started for a first round.
const COLDS: usize = 3;

/// This project's reader in a browser's worker: warmed up, as the page warms it up at the start; with the helper that
/// it gets on three processors or more; and as the browser starts it.
const WORKERS: [(&str, &str); 3] = [
    ("warm index", "this page's index, in Chromium"),
    ("warm helped", "the same with a helper"),
    ("index", "the same, not warmed up"),
];

/// This project's readers: the name in the bench program, and the name in the table.
const READERS: [(&str, &str); 2] =
    [("index", "this page's index, natively"), ("page", "this page, natively, to the byte")];

/// Single steps of the reading. The one that the reader uses stands before the one that it could use instead.
const KERNELS: [(&str, &str); 6] = [
    ("md5_many", "MD5, md5_many"),
    ("md-5", "MD5, md-5"),
    ("decode_strict", "base64, decode_strict"),
    ("base64", "base64, base64"),
    ("skim", "user records, skim"),
    ("dissect", "user records, dissect"),
];

/// The kernels that are measured in a browser's worker.
const IN_WORKER: [(&str, &str); 3] = [
    ("md5_many", "MD5, md5_many, wasm"),
    ("decode_strict", "base64, decode_strict, wasm"),
    ("skim", "user records, skim, wasm"),
];

#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    captures: Vec<String>,
    rounds: usize,
    page: bool,
}

impl Options {
    /// Reads `--rounds N`, the names of captures, and `page`.
    pub fn parse(arguments: &[&str]) -> Result<Self> {
        let mut options = Self { captures: Vec::new(), rounds: ROUNDS, page: false };
        let mut arguments = arguments.iter();
        while let Some(&argument) = arguments.next() {
            match argument {
                "--rounds" => {
                    let rounds = arguments.next().and_then(|number| number.parse().ok());
                    options.rounds =
                        rounds.filter(|&rounds| rounds > 0).ok_or("--rounds needs a number, 1 or more.")?;
                }
                "page" => options.page = true,
                "M" | "T" | "X" | "L" => options.captures.push(argument.to_owned()),
                other => {
                    return Err(format!("“{other}” is no capture: M, T, X, or L for ten times M; or page."));
                }
            }
        }
        if options.captures.is_empty() && !options.page {
            options.captures = CAPTURES.map(str::to_owned).to_vec();
        }
        Ok(options)
    }
}

/// Builds the bench, installs the libraries, measures and prints.
pub fn run(options: &Options) -> Result<()> {
    timed("building the bench program (--profile hot)", || {
        let build = ["build", "--quiet", "--profile", "hot", "--package", "bench", "--bin", "bench"];
        shell::run(&mut shell::cargo(&build), "The bench program did not build")
    })?;
    if !options.captures.is_empty() {
        contests(options)?;
    }
    if options.page { page::measure(options.rounds) } else { Ok(()) }
}

fn contests(options: &Options) -> Result<()> {
    let site = match chromium::Site::open() {
        Ok(site) => Some(Rc::new(site)),
        Err(sentence) => {
            println!("  Without a browser: {sentence}");
            None
        }
    };
    let in_worker = |contestants: &[(&'static str, &'static str)]| -> Vec<Contestant> {
        let contestant =
            |&(argument, name): &(&'static str, &str)| Some(site.as_ref()?.contestant(argument, name));
        contestants.iter().filter_map(contestant).collect()
    };
    let mut readers = in_worker(&WORKERS);
    readers.extend(own(&READERS));
    readers.extend(peers::install().iter().flat_map(peers::Peer::contestants));
    for (at, name) in options.captures.iter().enumerate() {
        let capture = Capture::generate(name)?;
        println!("\n{}", capture.label());
        let scores = contest::hold(&readers, &capture.file, COLDS, options.rounds)?;
        for score in &scores {
            capture.check(score)?;
        }
        print!("{}", table::readers(&scores, capture.raw, peers::YARDSTICK));
        if at == 0 {
            println!("\nkernels, on {name}");
            let scores = contest::hold(&own(&KERNELS), &capture.file, 1, options.rounds)?;
            print!("{}", table::kernels(&scores, capture.raw));
            let kernels = in_worker(&IN_WORKER);
            let scores = contest::hold(&kernels, &capture.file, 1, options.rounds)?;
            print!("{}", table::kernels(&scores, capture.raw));
        }
    }
    println!(
        "\nFrom JSON text in memory to user records. MB/s are of the data in the Kinesis records; ms the median of {} \
         round(s) after the first, first that of {COLDS} programs or browsers that were just started; memory is the \
         program's or, in a worker, the wasm's.",
        options.rounds
    );
    Ok(())
}

fn own(contestants: &[(&'static str, &'static str)]) -> Vec<Contestant> {
    let contestant = |&(argument, name): &(&'static str, &'static str)| {
        Contestant::program(name, move || {
            let mut command = shell::command(&program().to_string_lossy());
            command.arg(argument);
            command
        })
    };
    contestants.iter().map(contestant).collect()
}

fn program() -> PathBuf {
    let name = format!("bench{}", std::env::consts::EXE_SUFFIX);
    shell::root().join("target").join("hot").join(name)
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn captures_and_rounds_are_read() {
        assert_eq!(Options::parse(&[]).map(|options| options.captures.len()), Ok(3));
        let options = Options::parse(&["L", "--rounds", "3"]);
        assert_eq!(options, Ok(Options { captures: vec!["L".to_owned()], rounds: 3, page: false }));
        let options = Options::parse(&["page"]);
        assert_eq!(options, Ok(Options { captures: Vec::new(), rounds: 7, page: true }));
        for bad in [["--rounds", "0"], ["--rounds", "x"], ["M", "Q"], ["M", "--rounds"]] {
            assert!(Options::parse(&bad).is_err(), "{bad:?}");
        }
    }
}
