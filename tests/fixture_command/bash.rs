//! Runs commands in a real bash, in which `aws` is a function that prints its arguments.

use crate::{awscli, keys};
use kpl_engine::fixture::command::{Cli, Command, Put, Shell, Way, put_record, read_back};
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

/// What stands before a command writes the files that it names, to the byte, wherever it runs.
#[test]
fn bash_writes_the_files_that_a_command_carries() {
    let folder = std::env::temp_dir().join(format!("kpl-lens-carried-{}", process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (mut carried, data) = (0, vec![0xa5; 150_000]);
    let put = Put { data: &data, partition_key: "a", explicit_hash_key: None };
    let large = put_record(&keys::target(Shell::Bash, Cli::V2, Way::Inline), &put);
    let cases = keys::cases(Shell::Bash);
    for command in cases.iter().map(|case| &case.command).chain([&large]) {
        let is_inline = !command.before.is_empty() || command.files.is_empty();
        if !is_inline || carried > 60 && command.files.iter().all(|file| file.bytes.len() < 1_000) {
            continue;
        }
        std::fs::write(folder.join("run.sh"), &command.before).unwrap();
        let output = process::Command::new("bash").arg("run.sh").current_dir(&folder).output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
        for file in &command.files {
            assert_eq!(std::fs::read(folder.join(&file.name)).unwrap(), file.bytes);
            carried += 1;
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(carried > 60 && large.before.len() > 200_000, "{carried}");
}
