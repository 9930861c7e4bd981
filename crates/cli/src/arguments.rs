//! The command line: what can be asked, and who answers it.

use crate::{
    build::{self, As},
    compare::compare,
    index::index,
    report::{Style, report},
};
use clap::{CommandFactory, Parser, Subcommand, ValueHint};
use clap_complete::Shell;
use std::{io, path::PathBuf, process::ExitCode};

/// Says what is in Kinesis records in the KPL Aggregated Record Format, to the byte.
///
/// Reads what a person has at hand: base64, hex, a binary file, a log line, the output of `aws kinesis get-records`, a
/// Lambda event and much more. Nothing leaves this machine.
#[derive(Parser)]
#[command(
    name = "kpl-lens",
    version,
    args_conflicts_with_subcommands = true,
    arg_required_else_help = true,
    after_help = "Ends with 0 where all was read, with 2 where something could not be. With --check it ends with 1 \
                  where a Kinesis record is damaged or none was found."
)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,

    /// The captures to read; - is standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,

    /// Print the report as JSON, one document a file
    #[arg(long)]
    json: bool,

    /// List every user record, not the first twenty of each Kinesis record
    #[arg(long, conflicts_with = "json")]
    all: bool,

    /// End with 1 where a Kinesis record is damaged or none was found
    #[arg(long)]
    check: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Compare the user records of two captures; ends as diff does: 0 the same, 1 different, 2 trouble
    Compare {
        /// The capture from before
        #[arg(value_hint = ValueHint::FilePath)]
        before: PathBuf,
        /// The capture from after
        #[arg(value_hint = ValueHint::FilePath)]
        after: PathBuf,
    },
    /// Build the Kinesis record that a fixture (.kpl.txt, or its JSON) describes
    Build {
        /// The fixture; - is standard input
        #[arg(value_name = "FIXTURE", value_hint = ValueHint::FilePath)]
        fixture: PathBuf,
        /// What to print
        #[arg(long = "as", value_name = "FORM", default_value = "base64")]
        form: As,
        /// The stream that the command puts the record to
        #[arg(long, value_name = "NAME", default_value = "my-stream")]
        stream: String,
        /// Where to write it, instead of standard output
        #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
        output: Option<PathBuf>,
    },
    /// Read a capture of any size as a stream, and say what is in it and how fast it was read
    Index {
        /// The capture
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
    },
    /// Print the script with which a shell completes this command
    Completion {
        /// For which shell
        shell: Shell,
    },
}

/// Does what the arguments of the process ask for.
#[must_use]
pub fn run() -> ExitCode {
    let Arguments { command, files, json, all, check } = Arguments::parse();
    match command {
        None => report(&files, if json { Style::Json } else { Style::People { all } }, check),
        Some(Command::Compare { before, after }) => compare(&before, &after),
        Some(Command::Build { fixture, form, stream, output }) => {
            build::build(&fixture, form, &stream, output.as_deref())
        }
        Some(Command::Index { file }) => index(&file),
        Some(Command::Completion { shell }) => {
            clap_complete::generate(shell, &mut Arguments::command(), "kpl-lens", &mut io::stdout());
            ExitCode::SUCCESS
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_without_contradiction() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_file_may_be_called_as_a_command_is() {
        let read = Arguments::try_parse_from(["kpl-lens", "./compare", "-"]).unwrap();
        assert_eq!(read.files, [PathBuf::from("./compare"), PathBuf::from("-")]);
    }
}
