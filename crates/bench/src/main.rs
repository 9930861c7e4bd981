//! The captures of `cargo xtask bench`, and those of its contestants that belong to this project.
//!
//! `bench generate NAME FILE` writes a capture and prints what is in it. `bench CONTESTANT FILE` prepares a
//! contestant. It then does its work once for each line on standard input, and prints a line each time: nanoseconds,
//! user records, bytes of payload, peak memory in kB (0 where the system does not tell). Contestants in other
//! languages print the same.

mod captures;
mod contestants;
mod memory;

use std::{
    io::{self, BufRead, Write},
    process::ExitCode,
    time::Instant,
};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["generate", name, file] => generate(name, file),
        [contestant, file] => compete(contestant, file),
        _ => Err("Run it by: cargo xtask bench".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn generate(name: &str, file: &str) -> Result<(), String> {
    let pages =
        captures::make(name).ok_or_else(|| format!("There is no capture {name}: M, T, X, L, G, U."))?;
    let fail = |error: io::Error| format!("{file} cannot be written: {error}");
    let mut out = std::fs::File::create(file).map_err(fail)?;
    let mut all = captures::Made::default();
    let mut json = 0;
    for page in pages {
        out.write_all(page.json.as_bytes()).map_err(fail)?;
        json += page.json.len();
        all.kinesis_records += page.kinesis_records;
        all.user_records += page.user_records;
        all.payload += page.payload;
        all.raw += page.raw;
    }
    println!("{}\t{}\t{}\t{}\t{json}", all.kinesis_records, all.user_records, all.payload, all.raw);
    Ok(())
}

fn compete(name: &str, file: &str) -> Result<(), String> {
    let text = std::fs::read(file).map_err(|error| format!("{file} cannot be read: {error}"))?;
    let mut round = contestants::find(name, text).ok_or_else(|| format!("There is no contestant {name}."))?;
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        line.map_err(|error| error.to_string())?;
        let start = Instant::now();
        let outcome = round();
        let time = start.elapsed().as_nanos();
        let work = outcome.work();
        writeln!(out, "{time}\t{}\t{}\t{}", work.user_records, work.payload, memory::peak())
            .and_then(|()| out.flush())
            .map_err(|error| error.to_string())?;
    }
    Ok(())
}
