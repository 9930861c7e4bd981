//! Captures and what is read from them: golden files, laws over any input, and the corpora of others.
//!
//! To add a capture, put a file into `tests/corpus/captures` and run this with `BLESS=1`. Its reading is then written
//! beside it.

#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "capture/dump.rs"]
mod dump;
#[path = "capture/laws.rs"]
mod laws;
#[path = "capture/sentences.rs"]
mod sentences;
mod support;

use kpl_capture::capture::{Capture, Shape, Why, read};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The files of a folder, sorted. There are none if there is no folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn captures_are_read_as_their_golden_files_say() {
    let captures = support::captures();
    assert!(captures.len() > 30);
    for (name, input) in captures {
        let path = support::corpus().join(format!("captures/{name}.golden.txt"));
        assert!(support::golden(&path, &dump::dump(&input, &read(&input))), "{name}; BLESS=1 writes it anew");
    }
}

/// What people paste around a capture: the name of each case, and the text with the capture in it.
fn pasted(text: &str) -> [(&'static str, String); 7] {
    [
        ("a prompt", format!("$ aws kinesis get-records --shard-iterator x\n{text}")),
        ("prompts", format!("me@host:~/a$ cat record\n{text}\nme@host:~/a$ ")),
        ("a shell of Python", format!(">>> record\n{text}\n>>> ")),
        ("a fence", format!("Look at this:\n\n```json\n{text}\n```\n\nIs it broken?\n")),
        ("a fence and prompts", format!("Hi,\n```\n$ xxd r.bin\n{text}\n$ \n```\n")),
        ("blanks", format!("\n\n  {text}\n\n")),
        ("line ends of Windows", text.replace("\r\n", "\n").replace('\n', "\r\n")),
    ]
}

#[test]
fn what_is_pasted_around_a_capture_takes_nothing_from_it() {
    let mut tried = 0;
    for (name, input) in support::captures() {
        let Ok(text) = std::str::from_utf8(&input) else { continue };
        let whole = read(&input);
        // If a capture was cut, it is not known where it ends; if it is dirty, it is not known what the dirt is.
        let other = ["cut", "dirty", "gzip", "retyped", "quoted", "in-log", "wrapped-unevenly", "empty"]
            .iter()
            .any(|part| name.contains(part));
        if other || whole.records.is_empty() || matches!(whole.shape, Shape::Text | Shape::InText) {
            continue;
        }
        tried += 1;
        for (what, text) in pasted(text) {
            assert_eq!(data(&read(text.as_bytes())), data(&whole), "{name} in {what}");
        }
    }
    assert!(tried > 60, "{tried}");
}

/// What mail programs and word processors do to a text.
fn retyped(text: &str) -> [(&'static str, String); 6] {
    let each_line = |mark: &str| text.lines().map(|line| format!("{mark}{line}\n")).collect::<String>();
    let mut open = false;
    let mut curled = |char: char| {
        open ^= char == '"';
        if char != '"' {
            char
        } else if open {
            '\u{201c}'
        } else {
            '\u{201d}'
        }
    };
    [
        ("a mail", each_line("> ")),
        ("a comment", each_line("// ")),
        ("a log", each_line("2026-11-27T08:00:00.000Z app-1 INFO ")),
        ("several containers", each_line("app-1  | ")),
        ("a word processor", text.chars().map(&mut curled).collect()),
        ("a web page", text.replace("\n  ", "\n\u{a0}\u{a0}")),
    ]
}

#[test]
fn what_mail_and_word_processors_do_is_undone() {
    let mut tried = 0;
    for (name, input) in support::captures() {
        let Ok(text) = String::from_utf8(input) else { continue };
        let whole = read(text.as_bytes());
        // In JSON within JSON within JSON nothing can be put beside the quotes.
        let other = ["cut", "gzip", "retyped", "in-log", "sns-in-sqs", "as-string"]
            .iter()
            .any(|part| name.contains(part));
        if other || whole.records.is_empty() || !matches!(whole.why, Why::Fields { .. }) {
            continue;
        }
        tried += 1;
        for (what, text) in retyped(&text) {
            let read = read(text.as_bytes());
            laws::hold(text.as_bytes(), &read);
            assert_eq!(data(&read), data(&whole), "{name} in {what}");
        }
    }
    assert!(tried > 30, "{tried}");
}

/// Whatever is cut off the end of a capture, the records that were complete before the cut are read as they were.
#[test]
fn what_stood_before_a_cut_is_read() {
    let mut tried = 0;
    for (name, input) in support::captures() {
        let whole = read(&input);
        let words: Vec<&str> = whole.findings.iter().map(|finding| finding.code.word()).collect();
        // These are left out. The spans of some are those in the unpacked or decoded text. A script may name what it
        // defines later. The last of several aggregates is only known by the magic behind it.
        let other = ["unpacked", "utf-16"].iter().any(|word| words.contains(word));
        if other || matches!(whole.shape, Shape::AwsCli | Shape::Concatenated) {
            continue;
        }
        tried += usize::from(whole.records.len() > 1);
        for cut in (1..input.len()).step_by(1 + input.len() / 400) {
            let part = read(&input[..cut]);
            let before = whole.records.iter().filter(|record| record.source.end() < cut);
            let before: Vec<&[u8]> = before.map(|record| record.data.as_slice()).collect();
            let read = data(&part);
            assert!(read.starts_with(&before), "{name} cut to {cut}: {:?}", part.shape);
        }
    }
    assert!(tried > 30, "{tried}");
}

#[test]
fn records_captured_elsewhere_are_one_record_each() {
    let Some(folder) = support::published().map(|folder| folder.join("real")) else { return };
    let index = fs::read_to_string(folder.join("index.json")).unwrap();
    let index: serde_json::Value = serde_json::from_str(&index).unwrap();
    for item in index.as_array().unwrap() {
        let file = item["file"].as_str().unwrap();
        let capture = read(&fs::read(folder.join(file)).unwrap());
        let [record] = capture.records.as_slice() else { panic!("{file}: {}", capture.records.len()) };
        assert_eq!(dump::md5(&record.data), item["md5_of_bytes"].as_str().unwrap(), "{file}");
    }
}

#[test]
fn envelopes_as_services_write_them_are_read() {
    let Some(folder) = support::published() else { return };
    for path in files(&folder.join("envelopes")) {
        let input = fs::read(&path).unwrap();
        let capture = read(&input);
        laws::hold(&input, &capture);
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let shapes = [
            ("developer-guide.firehose-record", "firehose-event"),
            ("go.kinesis-firehose-event", "firehose-event"),
            ("firehose-response", "firehose-response"),
            ("analytics-output", "analytics-event"),
            ("cloudwatch-logs", "cloudwatch-logs"),
            ("on-failure", "on-failure"),
        ];
        if let Some((_, shape)) = shapes.iter().find(|(part, _)| name.contains(part)) {
            assert_eq!(capture.shape.word(), *shape, "{name}");
            assert!(capture.records.iter().all(|record| !record.data.is_empty()), "{name}");
            assert!(!capture.records.is_empty(), "{name}");
            continue;
        }
        let lambda = ["kinesis-record", "kinesis-event", "time-window-event", "SampleLambdaEvent"];
        assert!(lambda.iter().any(|part| name.contains(part)), "{name} is of no shape that is tried here");
        assert_eq!(capture.shape.word(), "lambda-event", "{name}");
        assert!(capture.findings.is_empty() && capture.records.iter().all(is_complete), "{name}");
    }
}

fn is_complete(record: &kpl_capture::capture::KinesisRecord) -> bool {
    let envelope = &record.envelope;
    !record.data.is_empty() && envelope.partition_key.is_some() && envelope.sequence_number.is_some()
}

/// The data of the records, which must survive any dirt.
fn data(capture: &Capture) -> Vec<&[u8]> {
    capture.records.iter().map(|record| record.data.as_slice()).collect()
}
