//! Generated captures as files, with what is in them: `cargo run --example captures -- 500 [FOLDER] [first seed]`. Beside
//! them stands a `truth.json` for the judge of field captures; the folder is target/captures unless another is named.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "it makes tests")]

#[path = "../tests/notations/mod.rs"]
mod made;
#[path = "../tests/support/mod.rs"]
mod support;

use kpl_format::kpl;
use made::{
    case::{Case, Expected},
    print::calendar,
};
use std::{fs, path::PathBuf};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let count: u64 = arguments.next().map_or(500, |count| count.parse().unwrap());
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "target/captures".to_owned()));
    let first: u64 = arguments.next().map_or(0, |seed| seed.parse().unwrap());
    fs::create_dir_all(&folder).unwrap();
    let mut truth = serde_json::Map::new();
    for seed in first..first + count {
        let case = Case::of(seed);
        let name = name(&case);
        fs::write(folder.join(&name), &case.bytes).unwrap();
        let records: Vec<_> = case.records.iter().map(expected).collect();
        let note = match case.is_hidden || case.records.iter().any(|record| !record.is_whole) {
            true => "must say what the printer left out",
            false => "",
        };
        truth.insert(name, serde_json::json!({ "expect": records, "note": note }));
    }
    let truth = serde_json::to_string_pretty(&truth).unwrap();
    fs::write(folder.join("truth.json"), truth + "\n").unwrap();
    println!("{count} captures are in {}", folder.display());
}

/// Such as `00042-node-lambda-a-cell-of-csv.txt`.
fn name(case: &Case) -> String {
    let words = format!("{} {:?} {}", case.kind.notation.name, case.kind.shape, case.kind.wrapper.name);
    let words = words.replace(|letter: char| !letter.is_ascii_alphanumeric(), "-").to_lowercase();
    let words: Vec<&str> = words.split('-').filter(|word| !word.is_empty()).collect();
    let ending = if std::str::from_utf8(&case.bytes).is_ok() { "txt" } else { "bin" };
    format!("{:05}-{}.{ending}", case.seed, words.join("-"))
}

fn expected(record: &Expected) -> serde_json::Value {
    // Of what is cut, nobody can know how many there were.
    let users = record.is_whole.then(|| match record.is_aggregate {
        true => kpl::dissect(&record.data).user_records.len(),
        false => 0,
    });
    let mut truth = serde_json::json!({
        "data": support::hex(&record.data),
        "users": users,
        "pk": record.partition_key,
    });
    let mut say = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            truth[name] = value.into();
        }
    };
    say("seq", record.sequence_number.clone());
    say("ehk", record.explicit_hash_key.clone());
    say("t", record.millis.map(calendar::iso));
    say("shard", record.shard.clone());
    truth
}
