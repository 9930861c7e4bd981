//! Runs commands in a real bash, in which `aws` is a function that prints its arguments.

use crate::{awscli, keys};
use kpl_engine::fixture::command::{Command, Shell, read_back};
use std::{io::Write, process, process::Stdio};

/// Runs commands in one bash. Returns the arguments of each call of `aws`.
fn calls(script: &str) -> Vec<Vec<String>> {
    let aws = "aws() { printf '%s\\0' \"$(($# + 1))\" aws \"$@\"; }\n";
    let mut bash = process::Command::new("bash")
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = bash.stdin.take().unwrap();
    let text = format!("set -o history -H\n{aws}{script}");
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()).unwrap());
    let output = bash.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    let mut words = text.split_terminator('\0').map(str::to_owned);
    let mut calls = Vec::new();
    while let Some(count) = words.next() {
        calls.push(words.by_ref().take(count.parse().unwrap()).collect());
    }
    calls
}

fn script<'a>(commands: impl Iterator<Item = &'a Command>) -> String {
    commands.map(|command| format!("{}\n", command.text)).collect()
}

#[test]
fn bash_gives_on_what_was_meant() {
    let cases = keys::cases(Shell::Bash);
    let calls = calls(&script(cases.iter().map(|case| &case.command)));
    assert_eq!(calls.len(), cases.len());
    for (case, call) in cases.iter().zip(&calls) {
        assert_eq!(*call, case.command.arguments, "{:?}\n{}", case.key, case.command.text);
        awscli::check(case, call);
    }
}

#[test]
fn what_was_put_is_read_back_with_the_iterator() {
    let target = keys::target(Shell::Bash, Default::default(), Default::default());
    let pair = read_back(&target, "shardId-000000000000");
    let (first, second) = pair.text.split_once('\n').unwrap();
    let first = first.strip_prefix("ITERATOR=$(").and_then(|first| first.strip_suffix(')')).unwrap();
    let calls = calls(&format!("{first}\nITERATOR=AAAA\n{second}\n"));
    assert_eq!(calls[0], pair.arguments);
    assert_eq!(calls[1][..3], ["aws", "kinesis", "get-records"]);
    assert_eq!(calls[1][calls[1].len() - 2..], ["--shard-iterator", "AAAA"]);
}
