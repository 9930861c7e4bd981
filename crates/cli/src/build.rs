//! Building: the Kinesis record that a fixture describes, in the form that is asked for.

use crate::{DIFFERENT, input, trouble};
use clap::ValueEnum;
use kpl_engine::{
    fixture::{
        self, Built, Draft,
        command::{Put, Target, put_record},
        notation,
    },
    literal::LiteralForm,
};
use kpl_format::kpl::Severity;
use std::{
    fs,
    io::{self, ErrorKind, Write},
    path::Path,
    process::ExitCode,
};

/// What a fixture is printed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum As {
    /// The bytes themselves
    Raw,
    /// Base64, on one line
    Base64,
    /// Hex, on one line
    Hex,
    /// The `aws kinesis put-record` command (awscli version 2, bash) that sends it
    Command,
}

/// Builds the fixture and writes it. Ends with 1 where the fixture has an error: it is built as far as it can be, and
/// standard error says what is wrong.
pub fn build(fixture: &Path, form: As, stream: &str, output: Option<&Path>) -> ExitCode {
    let draft = match input::read(fixture).and_then(|bytes| draft(&bytes)) {
        Ok(draft) => draft,
        Err(sentence) => return trouble(&sentence),
    };
    let built = fixture::build(&draft);
    let mut code = ExitCode::SUCCESS;
    for problem in fixture::check(&draft) {
        let severity = problem.fault.severity();
        if severity == Severity::Error {
            code = ExitCode::from(DIFFERENT);
        }
        let place = problem.record.map(|record| format!(", user record {record}")).unwrap_or_default();
        eprintln!("{}{place}: {}", severity.word(), problem.fault.message());
    }
    match write(&formed(&built, form, stream), output) {
        Ok(()) => code,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => code,
        Err(error) => trouble(&format!("The record cannot be written: {error}.")),
    }
}

/// Reads either form of a fixture.
fn draft(bytes: &[u8]) -> Result<Draft, String> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| format!("The fixture is not UTF-8 text: byte {} is not.", error.valid_up_to()))?;
    let is_json = text.trim_start().starts_with('{');
    let read = if is_json { notation::read_json(text) } else { notation::read(text) };
    read.map_err(|error| error.sentence())
}

fn formed(built: &Built, form: As, stream: &str) -> Vec<u8> {
    let text = match form {
        As::Raw => return built.bytes.clone(),
        As::Base64 => LiteralForm::Base64.write(&built.bytes),
        As::Hex => LiteralForm::Hex.write(&built.bytes),
        As::Command => {
            let target = Target { stream: stream.to_owned(), ..Target::default() };
            let command = put_record(&target, &Put::from(built));
            command.before + &command.text
        }
    };
    format!("{}\n", text.trim_end_matches('\n')).into_bytes()
}

fn write(bytes: &[u8], output: Option<&Path>) -> io::Result<()> {
    match output {
        Some(path) => fs::write(path, bytes),
        None => io::stdout().lock().write_all(bytes),
    }
}
