//! How awscli reads its arguments: a model of `paramfile.py`, `shorthand.py` and `binaryformat.py`.

use crate::keys::{Case, DATA};
use base64::{Engine, engine::general_purpose::STANDARD};
use kpl_engine::fixture::command::{Cli, SavedFile};
use serde_json::Value;

/// Checks that these arguments put what was meant.
pub fn check(case: &Case, arguments: &[String]) {
    let told = format!("{:?} {:?}\n{}\n{arguments:?}", case.key, case.cli, case.command.text);
    assert_eq!(&arguments[..2], ["aws", "kinesis"], "{told}");
    let option = |name: &str| value(arguments, name);
    assert_eq!(option("--stream-name").as_deref(), Some("my-stream"), "{told}");
    assert_eq!(option("--profile").as_deref(), Some("my profile"), "{told}");
    let (data, key, hash_key) = match arguments[2].as_str() {
        "put-record" => one(case, arguments),
        _ => several(case, &option("--records").unwrap()),
    };
    assert_eq!(data, DATA, "{told}");
    assert_eq!(key.as_ref(), Some(&case.key), "{told}");
    assert_eq!(hash_key, case.hash_key, "{told}");
}

/// The value of an option, as argparse finds it.
fn value(arguments: &[String], name: &str) -> Option<String> {
    let equals = format!("{name}=");
    if let Some(at) = arguments.iter().position(|argument| argument == name) {
        let value = arguments[at + 1].clone();
        assert!(!value.starts_with('-'), "argparse takes {value:?} for an option");
        return Some(value);
    }
    arguments.iter().find_map(|argument| argument.strip_prefix(&equals)).map(str::to_owned)
}

type Put = (Vec<u8>, Option<String>, Option<String>);

fn one(case: &Case, arguments: &[String]) -> Put {
    let option = |name: &str| {
        let value = value(arguments, name)?;
        assert!(!value.starts_with("file"), "awscli reads {value:?}");
        assert!(case.cli == Cli::V2 || !value.starts_with("http"), "awscli v1 fetches {value:?}");
        Some(value)
    };
    let json =
        value(arguments, "--cli-input-json").map(|path| read(case, path.strip_prefix("file://").unwrap()));
    let json: Value = json.map_or(Value::Null, |json| serde_json::from_slice(json).unwrap());
    let member = |name: &str| json[name].as_str().map(str::to_owned);
    let data = value(arguments, "--data").unwrap();
    let data = match data.strip_prefix("fileb://") {
        Some(path) => read(case, path).to_vec(),
        None => base64_argument(case, arguments, &data),
    };
    let key = option("--partition-key").or_else(|| member("PartitionKey"));
    (data, key, option("--explicit-hash-key").or_else(|| member("ExplicitHashKey")))
}

fn base64_argument(case: &Case, arguments: &[String], text: &str) -> Vec<u8> {
    assert_eq!(case.cli, Cli::V2, "v1 would send the base64 as text");
    assert_eq!(value(arguments, "--cli-binary-format").as_deref(), Some("base64"));
    STANDARD.decode(text).unwrap()
}

fn several(case: &Case, records: &str) -> Put {
    let json = match records.strip_prefix("file://") {
        Some(path) => Some(read(case, path).to_vec()),
        None => records.starts_with('[').then(|| records.as_bytes().to_vec()),
    };
    if let Some(json) = json {
        assert_eq!(case.cli, Cli::V2, "v1 would send the base64 as text");
        assert!(json.is_ascii());
        let json: Value = serde_json::from_slice(&json).unwrap();
        let member = |name: &str| json[0][name].as_str().map(str::to_owned);
        let data = STANDARD.decode(member("Data").unwrap()).unwrap();
        return (data, member("PartitionKey"), member("ExplicitHashKey"));
    }
    let mut found = (Vec::new(), None, None);
    let mut rest = records;
    while !rest.is_empty() {
        let (name, after) = rest.split_once('=').unwrap();
        let (value, after) = shorthand_value(after);
        rest = after.strip_prefix(',').unwrap_or(after);
        let text = match name.strip_suffix('@') {
            Some(_) => {
                let path = value.strip_prefix("fileb://").or_else(|| value.strip_prefix("file://"));
                read(case, path.unwrap()).to_vec()
            }
            None => value.into_bytes(),
        };
        match name.trim_end_matches('@') {
            "Data" => found.0 = text,
            "PartitionKey" => found.1 = Some(String::from_utf8(text).unwrap()),
            _ => found.2 = Some(String::from_utf8(text).unwrap()),
        }
    }
    found
}

/// Reads a value up to the next comma, or in single quotes: `'(?:\\'
/// [^'])*'`, greedy, with backtracking.
fn shorthand_value(text: &str) -> (String, &str) {
    let Some(inside) = text.strip_prefix('\'') else {
        let end = text.find(',').unwrap_or(text.len());
        return (text[..end].to_owned(), &text[end..]);
    };
    let ends: Vec<usize> = inside.match_indices('\'').map(|(at, _)| at).collect();
    // The closing quote is the first without a backslash before it. If there is none, it is the last of all.
    let closing = ends.iter().find(|&&at| !inside[..at].ends_with('\\')).or(ends.last()).unwrap();
    let value = inside[..*closing].replace("\\'", "'").replace("\\\\", "\\");
    (value, &inside[closing + 1..])
}

fn read<'a>(case: &'a Case, name: &str) -> &'a [u8] {
    let file: &SavedFile = case.command.files.iter().find(|file| file.name == name).unwrap();
    &file.bytes
}
