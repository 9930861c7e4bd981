//! Runs other programs: finds them, returns what they print, and makes one sentence of a failure.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Result;

/// The folder of the workspace. Cargo tells at run time where this crate is. The place at build time would be wrong
/// if the target folder was moved.
pub fn root() -> PathBuf {
    let built_in = || PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let here = env::var_os("CARGO_MANIFEST_DIR").map_or_else(built_in, PathBuf::from);
    here.ancestors().nth(2).map_or_else(|| here.clone(), Path::to_path_buf)
}

/// The folder with the tools that this project installed for itself.
pub fn tools() -> PathBuf {
    root().join("target").join("tools")
}

/// A command that runs in the project's folder and finds the project's own tools first.
pub fn command(program: &str) -> Command {
    let mut command = Command::new(find(program).unwrap_or_else(|| PathBuf::from(program)));
    command.current_dir(root()).env("PATH", path());
    // Trunk 0.21 takes only true or false for NO_COLOR, and stops at the usual "1".
    if env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        command.env("NO_COLOR", "true");
    }
    command
}

/// A command that runs the cargo by which this program was started.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = command(&env::var("CARGO").unwrap_or_else(|_| "cargo".into()));
    cargo.args(arguments);
    cargo
}

fn path() -> OsString {
    let inherited = env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(tools().join("bin")).chain(env::split_paths(&inherited));
    env::join_paths(all).unwrap_or(inherited)
}

/// The file that would be run for `program`; the project's own tools come first.
pub fn find(program: &str) -> Option<PathBuf> {
    if Path::new(program).components().count() > 1 {
        return Some(PathBuf::from(program)).filter(|file| file.is_file());
    }
    let name = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&path()).map(|folder| folder.join(&name)).find(|file| file.is_file())
}

/// What the command printed, or `None` if it could not run or failed.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs a command with its output on the terminal. If it fails, the error is the sentence `failed`.
pub fn run(command: &mut Command, failed: &str) -> Result<()> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{failed} ({status}).")),
        Err(error) => Err(format!("{failed} (could not start {}: {error}).", name(command))),
    }
}

/// Runs a command without output. What it printed is shown only if it fails.
pub fn run_quietly(command: &mut Command, failed: &str) -> Result<()> {
    match command.stdin(Stdio::null()).output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => {
            eprint!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            Err(format!("{failed} ({}).", output.status))
        }
        Err(error) => Err(format!("{failed} (could not start {}: {error}).", name(command))),
    }
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

/// Announces some work, does it, and prints how long it took.
pub fn timed<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("… {what}");
    let start = Instant::now();
    let result = work()?;
    println!("✓ {what} ({})", in_words(start.elapsed()));
    Ok(result)
}

/// Writes a duration as `3 min 20 s` or `4.2 s`.
pub fn in_words(time: Duration) -> String {
    match time.as_secs() {
        0..60 => format!("{:.1} s", time.as_secs_f32()),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}
