//! Compares two captures in a terminal, Kinesis record by Kinesis record. User records are matched by key and
//! payload: `cargo run --quiet --release --example compare -- FILE FILE`. The exit status is that of diff: 0 for the
//! same, 1 for different, 2 for an error. `kpl-lens compare` does the same.

use std::{path::Path, process::ExitCode};

fn main() -> ExitCode {
    let paths: Vec<_> = std::env::args_os().skip(1).collect();
    let [before, after] = paths.as_slice() else {
        eprintln!("Say which two files to compare: cargo run --example compare -- FILE FILE");
        return ExitCode::from(2);
    };
    kpl_lens::compare(Path::new(before), Path::new(after))
}
