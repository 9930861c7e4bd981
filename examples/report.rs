//! The page's report in a terminal: `cargo run --quiet --release --example report -- FILE` (`-` reads standard
//! input). `kpl-lens --json` does the same; without `--json` it prints a report for people.

use kpl_lens::{Style, report};
use std::{path::PathBuf, process::ExitCode};

fn main() -> ExitCode {
    let Some(path) = std::env::args_os().nth(1) else {
        eprintln!("Say which file to read, or - for standard input: cargo run --example report -- FILE");
        return ExitCode::from(2);
    };
    report(&[PathBuf::from(path)], Style::Json, false)
}
