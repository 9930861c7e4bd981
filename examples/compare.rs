//! Two captures in a terminal, record by record, their user records aligned by key and payload:
//! `cargo run --quiet --release --example compare -- FILE FILE`. Ends as diff does: 0 the same, 1 different, 2 trouble.
//! `kpl-lens compare` is the same.

use std::{path::Path, process::ExitCode};

fn main() -> ExitCode {
    let paths: Vec<_> = std::env::args_os().skip(1).collect();
    let [before, after] = paths.as_slice() else {
        eprintln!("Say which two files to compare: cargo run --example compare -- FILE FILE");
        return ExitCode::from(2);
    };
    kpl_lens::compare(Path::new(before), Path::new(after))
}
