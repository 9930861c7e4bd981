//! Live peers: the real libraries read the corpus and generated frames, and must do with each what we predict. `cargo
//! xtask setup --peers` installs them into `target/peers`. `FRAMES=n` says how many frames of each kind.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

mod built;
mod compiled;
#[path = "../consumers/observed.rs"]
mod observed;
#[path = "../support/mod.rs"]
mod support;

use kpl_engine::consumers::{self, Consumer};
use kpl_format::kpl;
use observed::Observed;
use std::{
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Command, Stdio},
};
use support::{generate, hex, odd};

/// How many frames each of the two generators makes, unless `FRAMES=n` says otherwise.
const FRAMES: u64 = 3_000;

#[test]
fn python_does_as_predicted() {
    agrees(Consumer::Python, python("python.py"));
}

#[test]
fn aiokpl_does_as_predicted() {
    agrees(Consumer::Aiokpl, python("aiokpl.py"));
}

#[test]
fn node_does_as_predicted() {
    agrees(Consumer::Node, node("on"));
}

#[test]
fn node_without_checksums_does_as_predicted() {
    agrees(Consumer::NodeUnchecked, node("off"));
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn installed(program: &str) -> PathBuf {
    let path = root().join("target/peers").join(program);
    assert!(path.exists(), "{} is not there: cargo xtask setup --peers installs it", path.display());
    path
}

fn python(script: &str) -> Command {
    let mut command = Command::new(installed("python/bin/python"));
    command.arg(root().join("tests/peers").join(script));
    command
}

fn node(checksums: &str) -> Command {
    let library = installed("node/node_modules/aws-kinesis-agg");
    let mut command = Command::new("node");
    command.arg(root().join("tests/peers/node.js")).arg(library).arg(checksums);
    command
}

/// Every frame that a peer is asked about, with a name to find it by.
fn frames() -> Vec<support::Named> {
    let count = std::env::var("FRAMES").map_or(FRAMES, |frames| frames.parse().unwrap());
    let generated = |name: &'static str, make: fn(u64) -> Vec<u8>| {
        (0..count).map(move |seed| support::Named { name: format!("{name} {seed}"), bytes: make(seed) })
    };
    let mut frames = support::all_frames();
    frames.extend(generated("generated", |seed| generate::frame(seed).1));
    frames.extend(generated("odd", odd::frame));
    frames
}

/// Asks the peer about every frame, and fails with each that ends in another way than predicted.
fn agrees(consumer: Consumer, mut peer: Command) {
    let frames = frames();
    let mut child = peer.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let asked: Vec<String> = frames.iter().map(|frame| hex(&frame.bytes)).collect();
    let writer = std::thread::spawn(move || {
        for line in asked {
            writeln!(input, "{line}").unwrap();
        }
    });
    let answers: Vec<String> = output.lines().map(Result::unwrap).collect();
    writer.join().unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(answers.len(), frames.len());

    let mut differ = Vec::new();
    let mut outcomes = std::collections::BTreeMap::new();
    for (frame, answer) in frames.iter().zip(&answers) {
        let theirs = answered(answer);
        let anatomy = kpl::dissect(&frame.bytes);
        let judgement = consumers::judge_one(consumer, &frame.bytes, &anatomy, None);
        let ours = Observed::ours(&judgement, &frame.bytes, &anatomy);
        *outcomes.entry(theirs.outcome).or_insert(0) += 1;
        if ours != theirs {
            let (name, bytes) = (&frame.name, hex(&frame.bytes));
            differ.push(format!(
                "{name} {bytes}\n   ours {ours:?}\n theirs {theirs:?}\n    why {}",
                judgement.why()
            ));
        }
    }
    println!("{consumer:?}: {} frames, {outcomes:?}", frames.len());
    assert!(
        differ.is_empty(),
        "{} of {} differ:\n{}",
        differ.len(),
        frames.len(),
        differ[..differ.len().min(20)].join("\n")
    );
}

fn answered(answer: &str) -> Observed {
    let answer: serde_json::Value = serde_json::from_str(answer).unwrap();
    match answer["outcome"].as_str() {
        Some("error") => return Observed::without_records("error"),
        Some("crash") => return Observed::without_records("crash"),
        Some("passthrough") => return Observed::without_records("passthrough"),
        _ => {}
    }
    let key = |value: &serde_json::Value| match value {
        serde_json::Value::Null => "null".to_owned(),
        serde_json::Value::String(text) => format!("{text:?}"),
        value => match value["bytes"].as_str() {
            Some(bytes) => format!("bytes {bytes}"),
            None if value["absent"] == true => "absent".to_owned(),
            None => "undefined".to_owned(),
        },
    };
    let line = |record: &serde_json::Value| {
        let (pk, ehk, sub) = (key(&record["pk"]), key(&record["ehk"]), record["sub"].as_u64());
        format!("{pk} {ehk} {sub:?} {}", record["data"].as_str().unwrap())
    };
    let records = answer["records"].as_array().unwrap().iter().map(line).collect();
    Observed::of_records(records, answer["logged"] == true)
}
