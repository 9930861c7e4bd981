//! Test code, in golden files. If the tools of its languages are on this machine, they read it; the code in Rust is
//! run here. `BLESS=1` writes the files anew.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

mod support;

use kpl_engine::fixture::{
    Built, Content, Defect, Draft, DraftPayload, DraftRecord, Expectation, HashKeyStyle, Seal, build,
    code::{Language, TestCase},
    command::Put,
};
use std::{fs, path::PathBuf, process::Command};

mod generated {
    mod good {
        include!("corpus/code/good_orders.rs.txt");
    }
    mod raw {
        include!("corpus/code/md5_is_zero.rs.txt");
    }
    mod fails {
        include!("corpus/code/index_out_of_range.rs.txt");
    }
}

fn draft(defects: Vec<Defect>) -> Draft {
    let mut odd = DraftRecord::text("clé \"x\\\u{202e}", "");
    odd.payload = DraftPayload { content: Content::Hex("ff 00 41".to_owned()), gzip: false };
    let records =
        vec![DraftRecord::text("customer-1", "{\"order\":1}"), odd, DraftRecord::text("b", "two\nlines ü")];
    Draft { explicit_hash_keys: HashKeyStyle::Always, defects, ..Draft::of(records) }
}

/// Name, draft, bytes and outcome, with one of each kind of outcome. The last outcome occurs only with some
/// libraries: the KCL and Python say nothing about that fault.
fn cases() -> Vec<(&'static str, Draft, Built, Expectation)> {
    let good = draft(Vec::new());
    let raw = draft(vec![Defect::Md5Zero]);
    let mut fails = draft(vec![Defect::PartitionKeyIndexOutOfRange { record: 0 }]);
    fails.seal = Seal::All;
    let outcome = Expectation::of_good(&good);
    [
        ("Good orders", good, outcome),
        ("MD5 is zero", raw, Expectation::Raw),
        ("Index out of range", fails, Expectation::Fails),
    ]
    .map(|(name, draft, outcome)| (name, draft.clone(), build(&draft), outcome))
    .into()
}

fn folder() -> PathBuf {
    support::corpus().join("code")
}

#[test]
fn the_code_is_as_it_was() {
    let mut differ = Vec::new();
    for (name, draft, built, expected) in &cases() {
        let case = TestCase { name, draft, put: Put::from(built), expected };
        for language in Language::ALL {
            let text = language.write(&case);
            assert!(text.lines().all(|line| line.trim_end() == line), "blanks at the end of a line:\n{text}");
            let file = format!("{}.txt", language.file(&case));
            if !support::golden(&folder().join(&file), &text) {
                differ.push(file);
            }
        }
    }
    assert!(differ.is_empty(), "BLESS=1 writes them anew; these differ: {differ:?}");
}

/// Whether a tool accepts its input; true if the tool is not here.
fn well(command: &mut Command) -> bool {
    match command.output() {
        Ok(output) if output.status.success() && output.stdout.is_empty() => true,
        Ok(output) => {
            println!(
                "{}{}",
                String::from_utf8_lossy(&output.stdout),
                String::from_utf8_lossy(&output.stderr)
            );
            false
        }
        Err(_) => true,
    }
}

#[test]
fn the_tools_of_the_languages_read_it() {
    let parse = "import ast,sys\nfor f in sys.argv[1:]: ast.parse(open(f, encoding='utf-8').read())";
    for (file, text) in files() {
        let path = folder().join(&file);
        match file.trim_end_matches(".txt").rsplit_once('.').unwrap().1 {
            "py" => assert!(well(Command::new("python3").args(["-c", parse]).arg(&path)), "{file}"),
            // Node accepts types from 22.18 on. For older versions they are removed.
            "ts" => {
                let plain = text.replace(": any[]", "").replace(": any", "");
                let check = "import vm from 'node:vm'; new vm.SourceTextModule(process.argv[1]);";
                let mut node = Command::new("node");
                node.args([
                    "--no-warnings",
                    "--experimental-vm-modules",
                    "--input-type=module",
                    "-e",
                    check,
                    &plain,
                ]);
                assert!(well(&mut node), "{file}");
            }
            // gofmt lists the files that it would format differently.
            "go" => assert!(well(Command::new("gofmt").arg("-l").arg(&path)), "{file}"),
            _ => {}
        }
    }
}

fn files() -> Vec<(String, String)> {
    let file = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.unwrap().path();
        (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap())
    };
    let files: Vec<_> = fs::read_dir(folder()).unwrap().map(file).collect();
    assert_eq!(files.len(), 15);
    files
}

#[test]
fn names_are_names_in_every_language() {
    let (_, draft, built, expected) = cases().remove(0);
    for (name, go, java) in [
        ("", "fixture_test.go", "FixtureTest.java"),
        ("2 keys: é!", "fixture2keys_test.go", "Fixture2KeysTest.java"),
    ] {
        let case = TestCase { name, draft: &draft, put: Put::from(&built), expected: &expected };
        assert_eq!((Language::Go.file(&case).as_str(), Language::Java.file(&case).as_str()), (go, java));
    }
}
