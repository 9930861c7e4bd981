//! KPL Lens for a terminal: the page's report for people and as JSON, comparing, building. Each command is a function
//! from its arguments to what the process ends with, so that the examples of the repository can call it too.

mod arguments;
mod build;
mod compare;
mod index;
mod input;
mod people;
mod report;

pub use arguments::run;
pub use compare::compare;
pub use index::index;
pub use report::{Style, report};

use std::{
    io::{self, ErrorKind},
    process::ExitCode,
};

/// Something was not as asked for: a difference, or a record that does not hold.
const DIFFERENT: u8 = 1;

/// Something could not be read, written or understood.
const TROUBLE: u8 = 2;

/// Ends with trouble, and says why on standard error.
fn trouble(sentence: &str) -> ExitCode {
    eprintln!("kpl-lens: {sentence}");
    ExitCode::from(TROUBLE)
}

/// What an answer that was written, or not, ends with.
fn written(answer: io::Result<ExitCode>) -> ExitCode {
    match answer {
        Ok(code) => code,
        // Whoever reads may stop early, as `head` does.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => trouble(&format!("The output cannot be written: {error}.")),
    }
}
