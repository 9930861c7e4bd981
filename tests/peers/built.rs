//! What the builder gives out, tried with the real libraries. A function that gets one of its events finds the user
//! records. Its test code passes, for a good record and for every defect.

use crate::{installed, root};
use kpl_engine::{
    fixture::{
        Defect, Draft, DraftRecord, Seal, Single, build,
        code::Language,
        command::Put,
        event::{Context, EventShape, write},
    },
    session::{
        Ask, Engine, Tell, Wanted,
        builder::{Edit, Mode, PayloadForm, Product, Setting},
    },
};
use std::{
    fs,
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
};

/// An aggregate and a plain record, as they may stand together in a batch.
fn drafts() -> [Draft; 2] {
    let odd = DraftRecord::text("clé \"x\\\u{202e}", "two\nlines ü");
    [
        Draft::of(vec![DraftRecord::text("customer-1", "{\"order\":1}"), odd, DraftRecord::text("b", "")]),
        Draft { single: Single::Raw, ..Draft::of(vec![DraftRecord::text("alone", "not an aggregate")]) },
    ]
}

/// Gives every event to the peer and checks the user records that come back.
fn events_give_their_user_records(mut peer: Command) {
    let drafts = drafts();
    let built = drafts.each_ref().map(build);
    assert!(drafts[1].is_raw() && !drafts[0].is_raw());
    let puts = built.each_ref().map(Put::from);
    let events = EventShape::ALL.map(|shape| (shape, write(shape, &puts, &Context::default())));
    let rows = drafts.iter().flat_map(|draft| &draft.records);
    let rows =
        rows.map(|record| vec![record.partition_key.clone(), crate::support::hex(&record.payload.read().0)]);
    let expected: Vec<Vec<String>> = rows.collect();

    let mut child = peer.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    for (shape, event) in &events {
        let line: serde_json::Value = serde_json::from_str(event).unwrap();
        writeln!(input, "{} {line}", shape.word()).unwrap();
    }
    drop(input);
    let output = child.wait_with_output().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<Vec<Vec<String>>> =
        output.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), events.len(), "{output}");
    for ((shape, event), answer) in events.iter().zip(answers) {
        assert_eq!(answer, expected, "{shape:?} {event}");
    }
}

#[test]
fn python_finds_the_user_records_in_every_event() {
    events_give_their_user_records(crate::python("event.py"));
}

#[test]
fn node_finds_the_user_records_in_every_event() {
    let mut node = Command::new("node");
    node.arg(root().join("tests/peers/event.js")).arg(installed("node/node_modules/aws-kinesis-agg"));
    events_give_their_user_records(node);
}

/// A folder for test code. Dropping it removes the folder.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(place: PathBuf) -> Self {
        let folder = place.join(format!("built-{}-{:?}", std::process::id(), std::thread::current().id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What the builder says once it has nothing left to do.
fn fetch(engine: &mut Engine, wanted: Wanted) -> String {
    while engine.is_busy() {
        engine.work(0);
    }
    match engine.hear(Ask::Fetch(0, wanted), 0) {
        Some(Tell::Fetched(_, bytes)) => String::from_utf8(bytes).unwrap(),
        other => panic!("{other:?}"),
    }
}

/// Names, keys and payloads that a programming language may misunderstand.
const ODD: &[&str] = &[
    "",
    "match",
    "None",
    "exception",
    "base64",
    "bytes",
    "main",
    "orders windows",
    "it's \"x\"\n$y ${z} `w` #{v} %d \\u0041 \\",
    "clé 日本 \u{202e}\u{0}\u{feff}",
];

/// The builder's test code, each with a number: for a good record, for each defect with each way of
/// sealing it, with odd texts everywhere, for many records, and for a large one.
pub fn tests(language: Language) -> Vec<(String, String)> {
    // A record that is one byte larger than a stream takes would be 14 MB of source code.
    let defects = Defect::EVERY.into_iter().filter(|defect| !matches!(defect, Defect::OneByteAbove { .. }));
    let broken = defects.flat_map(|defect| Seal::ALL.map(|seal| (Some(defect), seal)));
    let broken = std::iter::once((None, Seal::Fields)).chain(broken).enumerate();
    let json = "{\"n\":{{i}}}";
    let mut tests: Vec<_> = broken
        .map(|(at, (defect, seal))| {
            let ask = [Edit::Seal(seal)].into_iter();
            let defect = defect.map(|defect| Edit::Defect(defect.word().to_owned(), true));
            test(
                language,
                &format!("test {at}"),
                generate(4, "key {{i}}", PayloadForm::Json, json),
                ask.chain(defect),
            )
        })
        .collect();
    let odd =
        |odd: &&str| test(language, odd, generate(2, &format!("{odd}{{{{i}}}}"), PayloadForm::Text, odd), []);
    tests.extend(ODD.iter().map(odd));
    let (many, large) = (generate(5_000, "{{i}}", PayloadForm::Json, json), "{{letters 300000}}");
    tests.push(test(language, "many", many, []));
    tests.push(test(language, "large", generate(4, "{{i}}", PayloadForm::Text, large), []));
    tests.into_iter().enumerate().map(|(at, text)| (at.to_string(), text)).collect()
}

fn generate(count: usize, partition_key: &str, form: PayloadForm, payload: &str) -> Edit {
    Edit::Generate {
        count: count.to_string(),
        partition_key: partition_key.to_owned(),
        explicit_hash_key: None,
        payload: (form, payload.to_owned()),
        gzip: false,
        seed: "7".to_owned(),
    }
}

fn test(language: Language, name: &str, records: Edit, more: impl IntoIterator<Item = Edit>) -> String {
    let mut engine = Engine::default();
    let name = Edit::Set(Setting::Name, name.to_owned());
    for edit in [Edit::Go(Mode::Build), records, name].into_iter().chain(more) {
        engine.hear(Ask::Build(edit, 0), 0);
    }
    fetch(&mut engine, Wanted::Product(Product::Test(language)))
}

/// Runs a command, and fails with what it printed.
pub fn runs(command: &mut Command, count: usize, says: &str) {
    let output = command.output().unwrap();
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(said.contains(&format!("{says}{count}")), "not every test ran:\n{said}");
}

#[test]
fn test_code_for_python_holds() {
    let folder = Folder::new(std::env::temp_dir());
    let tests = tests(Language::Python);
    for (name, text) in &tests {
        fs::write(folder.0.join(format!("test_{name}.py")), text).unwrap();
    }
    let mut python = Command::new(installed("python/bin/python"));
    runs(python.args(["-m", "unittest", "discover", "-s"]).arg(&folder.0), tests.len(), "Ran ");
}

#[test]
fn test_code_for_node_holds() {
    let folder = Folder::new(installed("node"));
    let tests = tests(Language::TypeScript);
    let mut node = Command::new("node");
    node.args(["--test", "--test-reporter=tap"]);
    for (name, text) in &tests {
        // Node accepts types from 22.18 on. For older versions they are removed.
        let file = folder.0.join(format!("{name}.test.mjs"));
        fs::write(&file, text.replace(": any[]", "").replace(": any", "")).unwrap();
        node.arg(file);
    }
    runs(&mut node, tests.len(), "# pass ");
}
