//! The program `kpl-lens`.

use std::process::ExitCode;

fn main() -> ExitCode {
    kpl_lens::run()
}
