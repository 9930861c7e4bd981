//! The tests' own printers against the real programs: the very same text, so that the printers cannot drift from what
//! people have. `RUBY`, `PHP`, `ELIXIR`, `PYTHON2`, and `PGHOST` for psql say where those are: no set-up installs them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

#[path = "../notations/mod.rs"]
mod made;
#[path = "../support/mod.rs"]
mod support;

use made::{
    notation::{NOTATIONS, Notation},
    print::text::hex,
    sample,
    shape::{self, Shape},
    tree::Tree,
};
use std::{
    collections::BTreeMap,
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
};

/// How many values of each shape a program prints in each notation.
const VALUES: u64 = 40;

/// A value as words, the same for every language: a letter that says what it is, and what it holds in hex.
fn words(tree: &Tree) -> String {
    match tree {
        Tree::Null => "N".to_owned(),
        Tree::Bool(value) => if *value { "T" } else { "F" }.to_owned(),
        Tree::Int(value) => format!("I{value}"),
        Tree::Seconds(millis) => format!("S{millis}"),
        Tree::Time(millis) => format!("D{millis}"),
        Tree::Text(text) => format!("X{}", hex(text.as_bytes())),
        Tree::Bytes(bytes) => format!("B{}", hex(bytes)),
        Tree::List(items) => {
            format!("L{}", items.len())
                + &items.iter().map(|item| format!(" {}", words(item))).collect::<String>()
        }
        Tree::Map(map) => {
            let (count, kind) = (map.fields.len(), if map.is_object { "O" } else { "M" });
            let field = |name: &str, value: &Tree| format!(" {} {}", hex(name.as_bytes()), words(value));
            let fields: String = map.fields.iter().map(|each| field(&each.name, &each.value)).collect();
            format!("{kind}{count} {}{fields}", hex(map.name.as_bytes()))
        }
    }
}

/// Has the program print values in each of the notations, and compares.
fn prints_the_same(program: Command, notations: &[&str]) {
    let mut asked = Vec::new();
    for name in notations {
        let notation = NOTATIONS.iter().find(|notation| notation.name == *name).unwrap();
        for (&shape, seed) in
            notation.shapes.iter().flat_map(|shape| (0..VALUES).map(move |seed| (shape, seed)))
        {
            asked.push((notation, shape, seed, value(notation, shape, seed)));
        }
    }
    let lines: String = asked
        .iter()
        .map(|(notation, .., tree)| format!("{} {}\n", hex(notation.name.as_bytes()), words(tree)))
        .collect();
    let answers = answers(program, lines);
    assert_eq!(answers.lines().count(), asked.len());
    let mut differ = BTreeMap::new();
    for ((notation, shape, seed, tree), answer) in asked.iter().zip(answers.lines()) {
        let (ours, theirs) = (notation.print(tree), support::unhex(answer));
        if ours != theirs {
            let at = ours.iter().zip(&theirs).take_while(|(one, other)| one == other).count();
            let around = |bytes: &[u8]| {
                bytes[at.saturating_sub(60)..bytes.len().min(at + 120)].escape_ascii().to_string()
            };
            let (ours, theirs) = (around(&ours), around(&theirs));
            *differ.entry(notation.name).or_insert(0) += 1;
            // A few of each are enough to see why.
            if differ[notation.name] < 4 {
                println!(
                    "{}, {shape:?}, seed {seed}, byte {at}
   ours {ours}
 theirs {theirs}",
                    notation.name
                );
            }
        }
    }
    println!("{}: {} values", notations.join(", "), asked.len());
    assert!(differ.is_empty(), "of {} differ: {differ:?}", asked.len());
}

/// What a program answers, a line for each.
fn answers(mut program: Command, lines: String) -> String {
    let mut child = program.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success(), "{program:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn value(notation: &Notation, shape: Shape, seed: u64) -> Tree {
    let records = sample::records(
        seed,
        notation.keys,
        notation.payloads,
        notation.needs_aggregate || shape.needs_aggregate(),
    );
    shape::tree(shape, &records, notation.style)
}

fn script(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/printers").join(name)
}

/// A program with our script for it.
fn program(name: &str, script_name: &str) -> Command {
    let mut command = Command::new(name);
    command.arg(script(script_name));
    command
}

/// One that is not part of the set-up, where the environment names it.
fn named(variable: &str) -> Option<Command> {
    let program = std::env::var_os(variable);
    if program.is_none() {
        println!("{variable} does not say where the program is: not compared");
    }
    program.map(Command::new)
}

/// The Python of the set-up, which has awscli and with it PyYAML; or the one that is there.
fn python() -> Command {
    let installed = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/peers/commands/bin/python");
    let python = if installed.exists() { installed } else { PathBuf::from("python3") };
    let mut command = Command::new(python);
    command.arg(script("print.py"));
    command
}

/// The Go of the set-up, or the one that the environment names.
fn go() -> Option<Command> {
    let is_there = Command::new("go").arg("version").stdout(Stdio::null()).status().is_ok();
    if is_there { Some(Command::new("go")) } else { named("GO") }
}

#[test]
fn node_prints_so() {
    prints_the_same(
        program("node", "print.js"),
        &[
            "Node",
            "Node with Uint8Arrays",
            "Node on one line",
            "Node, two levels",
            "Node, two levels of an event",
            "Node, two levels, Uint8Arrays",
            "json",
            "json over lines",
            "json with Buffers",
            "json with Uint8Arrays",
        ],
    );
}

/// No program prints fixtures; but Node finds in them what was meant.
#[test]
fn node_reads_fixtures_so() {
    let of = |name: &str| NOTATIONS.iter().find(|notation| notation.name == name).unwrap();
    for (fixture, json) in
        [("JavaScript fixture", "json over lines"), ("TypeScript with Buffer.from", "json with Buffers")]
    {
        let (fixture, json) = (of(fixture), of(json));
        let asked = |&shape: &Shape| (0..VALUES).map(move |seed| value(fixture, shape, seed));
        let asked: Vec<Tree> = fixture.shapes.iter().flat_map(asked).collect();
        let lines = asked.iter().map(|tree| hex(&fixture.print(tree)) + "\n").collect();
        let answers = answers(program("node", "evaluate.js"), lines);
        assert_eq!(answers.lines().count(), asked.len());
        for (tree, answer) in asked.iter().zip(answers.lines()) {
            let (held, meant) = (support::unhex(answer), json.print(tree));
            assert_eq!(String::from_utf8_lossy(&held), String::from_utf8_lossy(&meant));
        }
    }
}

#[test]
fn python_prints_so() {
    prints_the_same(
        program("python3", "print.py"),
        &[
            "Python",
            "pprint",
            "json of Python",
            "json of Python over lines",
            "json of Python, all else as text",
            "YAML",
            "YAML on a line",
            "CSV",
            "CSV, all quoted",
            "awscli text",
            "awscli table",
        ],
    );
}

#[test]
fn java_prints_so() {
    prints_the_same(program("java", "Print.java"), &["Java maps", "Lombok"]);
}

#[test]
fn psql_prints_so() {
    if named("PGHOST").is_some() {
        prints_the_same(python(), &["psql"]);
    }
}

#[test]
fn python_2_prints_so() {
    let Some(mut python) = named("PYTHON2") else { return };
    python.arg(script("print.py"));
    prints_the_same(python, &["Python 2"]);
}

#[test]
fn ruby_prints_so() {
    let Some(mut ruby) = named("RUBY") else { return };
    ruby.arg(script("print.rb"));
    prints_the_same(ruby, &["Ruby"]);
}

#[test]
fn php_prints_so() {
    let Some(mut php) = named("PHP") else { return };
    php.arg(script("print.php"));
    prints_the_same(php, &["print_r", "var_export"]);
}

#[test]
fn go_prints_so() {
    let Some(mut go) = go() else { return };
    go.arg("run").arg(script("print.go"));
    prints_the_same(go, &["Go %v", "Go %q", "Go %+v"]);
}

#[test]
fn elixir_prints_so() {
    let Some(mut elixir) = named("ELIXIR") else { return };
    elixir.arg(script("print.exs"));
    prints_the_same(elixir, &["Elixir", "Elixir's limit"]);
}
