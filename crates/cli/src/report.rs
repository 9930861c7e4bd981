//! The report of captures: for people, or as the JSON that the page gives too.

use crate::{DIFFERENT, TROUBLE, input, people, trouble, written};
use kpl_capture::capture::{self, Capture, KinesisRecord};
use kpl_format::kpl::Verdict;
use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Who reads the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A person: text that fits a terminal; `all` lists every user record.
    People {
        /// Whether all user records are listed, not the first of each Kinesis record.
        all: bool,
    },
    /// A program: one JSON document a file.
    Json,
}

/// Reports on each file. With `check` it ends with 1 where a record is damaged or none was found; where a file cannot
/// be read, the others are still reported on, and it ends with 2.
#[must_use]
pub fn report(files: &[PathBuf], style: Style, check: bool) -> ExitCode {
    let mut worst = 0;
    let mut out = io::stdout().lock();
    for path in files {
        let input = match input::read(path) {
            Ok(input) => input,
            Err(sentence) => {
                let _ = trouble(&sentence);
                worst = TROUBLE;
                continue;
            }
        };
        let capture = capture::read(&input);
        if check && !holds(&capture) {
            worst = worst.max(DIFFERENT);
        }
        let heading = (files.len() > 1).then_some(path.as_path());
        if let Err(error) = write(&mut out, heading, &capture, style) {
            return written(Err(error));
        }
    }
    ExitCode::from(worst)
}

fn write(out: &mut impl Write, heading: Option<&Path>, capture: &Capture, style: Style) -> io::Result<()> {
    match style {
        Style::Json => out.write_all(kpl_engine::report::report_of(capture).as_bytes()),
        Style::People { all } => {
            if let Some(path) = heading {
                writeln!(out, "== {} ==", path.display())?;
            }
            people::write(out, capture, all)
        }
    }
}

/// Whether there are records and each is whole.
fn holds(capture: &Capture) -> bool {
    let damaged = |record: &KinesisRecord| record.dissect().verdict == Verdict::Damaged;
    !capture.records.is_empty() && !capture.records.iter().any(damaged)
}
