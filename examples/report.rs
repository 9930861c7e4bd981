//! The page's report in a terminal: `cargo run --quiet --release --example report -- FILE` (`-` reads standard input).

use std::{
    io::{self, Read, Write},
    process::ExitCode,
};

fn main() -> ExitCode {
    let Some(path) = std::env::args_os().nth(1) else {
        eprintln!("Say which file to read, or - for standard input: cargo run --example report -- FILE");
        return ExitCode::from(2);
    };
    let mut input = Vec::new();
    let read = if path == "-" {
        io::stdin().read_to_end(&mut input).map(|_| ())
    } else {
        std::fs::read(&path).map(|bytes| input = bytes)
    };
    if let Err(error) = read {
        eprintln!("Cannot read {}: {error}", path.display());
        return ExitCode::FAILURE;
    }
    match io::stdout().write_all(kpl_engine::report::report(&input).as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads may stop early, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Cannot write the report: {error}");
            ExitCode::FAILURE
        }
    }
}
