//! The program as a person calls it: what it prints and what it ends with. `BLESS=1` writes the golden files anew.
#![allow(clippy::unwrap_used, reason = "this is a test")]

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

fn captures(name: &str) -> String {
    root().join("tests/corpus/captures").join(name).to_str().unwrap().to_owned()
}

/// Runs the program with something on standard input.
fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_kpl-lens"));
    program.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut program = program.spawn().unwrap();
    // A program that does not read its input closes it.
    let _ = program.stdin.take().unwrap().write_all(input);
    program.wait_with_output().unwrap()
}

/// What it prints; it must end with this code.
fn prints(arguments: &[&str], input: &[u8], code: i32) -> String {
    let output = run(arguments, input);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?} says {said}");
    String::from_utf8(output.stdout).unwrap()
}

fn golden(name: &str, printed: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, printed).unwrap();
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(printed, expected, "{} is not as printed; BLESS=1 writes it anew", file.display());
}

#[test]
fn a_person_reads_a_report() {
    for name in ["lambda-event.json", "base64-cut.txt", "get-records-empty.json"] {
        golden(&format!("{name}.txt"), &prints(&[&captures(name)], b"", 0));
    }
}

#[test]
fn json_is_the_report_of_the_page_and_dash_is_standard_input() {
    let file = captures("lambda-event.json");
    let bytes = fs::read(&file).unwrap();
    let report = kpl_engine::report::report(&bytes);
    assert_eq!(prints(&["--json", &file], b"", 0), report);
    assert_eq!(prints(&["--json", "-"], &bytes, 0), report);
}

#[test]
fn check_tells_whole_from_damaged_and_from_nothing() {
    prints(&["--check", &captures("lambda-event.json")], b"", 0);
    prints(&["--check", &captures("base64-cut.txt")], b"", 1);
    prints(&["--check", "-"], b"  ", 1);
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_are_read() {
    let output = run(&["no such file", &captures("lambda-event.json")], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no such file cannot be read"));
    assert!(String::from_utf8_lossy(&output.stdout).contains("Kinesis record 2"));
}

#[test]
fn what_is_built_is_read_again() {
    let fixture = b"fixture: 1\nrecord {\n  partition_key: \"key\"\n  data: text | hello\n}\n";
    let base64 = prints(&["build", "-"], fixture, 0);
    let read = prints(&["-"], base64.as_bytes(), 0);
    assert!(read.contains("#0  “key”  5 bytes, text  hello"), "{read}");
    let raw = run(&["build", "-", "--as", "raw"], fixture).stdout;
    let hex = prints(&["build", "-", "--as", "hex"], fixture, 0);
    let digits: String = raw.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex.trim_end(), digits);
    let command = prints(&["build", "-", "--as", "command", "--stream", "orders"], fixture, 0);
    assert!(
        command.contains("put-record") && command.contains("orders") && command.contains(base64.trim_end())
    );
}

#[test]
fn a_fixture_that_cannot_be_read_says_where() {
    let output = run(&["build", "-"], b"fixture: 1\nrecord {\n  colour: red\n}\n");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("Line 3, column"), "{output:?}");
}

#[test]
fn compare_ends_as_diff_does() {
    let (one, other) = (captures("lambda-event.json"), captures("base64-lines.txt"));
    prints(&["compare", &one, &one], b"", 0);
    let said = prints(&["compare", &one, &other], b"", 1);
    assert!(said.contains("different bytes"), "{said}");
    prints(&["compare", &one, "no such file"], b"", 2);
}

#[test]
fn every_shell_gets_its_script() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(prints(&["completion", shell], b"", 0).contains("compare"), "{shell}");
    }
}
