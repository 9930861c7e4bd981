//! What was seen of a consumer, in one form: as the harness wrote it down, as a live peer says it, and as we predict it.

use crate::support::hex;
use kpl_lens::{
    consumers::{Consumer, Emitted, Judgement, Key, Outcome},
    kpl::Anatomy,
};

/// How a consumer ended, whether it was heard of, and each record with its keys, in one line.
#[derive(Debug, PartialEq, Eq)]
pub struct Observed {
    pub outcome: &'static str,
    pub silent: bool,
    pub records: Vec<String>,
}

impl Observed {
    /// What we predict.
    pub fn ours(judgement: &Judgement, bytes: &[u8], anatomy: &Anatomy) -> Self {
        let records: Vec<String> = match judgement.outcome {
            Outcome::Passthrough => Vec::new(),
            _ => judgement.records(bytes, anatomy).map(|record| line(judgement.consumer, &record)).collect(),
        };
        let emitted = if judgement.outcome == Outcome::Passthrough { 1 } else { records.len() };
        assert_eq!(judgement.emitted, emitted, "{judgement:?}");
        Self { outcome: judgement.outcome.word(), silent: judgement.silent, records }
    }

    /// What the harness wrote down. `found`: how many records there are to be found.
    pub fn read(consumer: Consumer, text: &str, found: usize) -> Self {
        match consumer {
            Consumer::Kcl => Self::json(text, " LOGGED ", "LOGGED"),
            Consumer::Python => Self::json(text, " STDERR ", "STDERR"),
            Consumer::Node | Consumer::NodeUnchecked => match text.split_once(" AFTER ").unwrap() {
                (json, "ok") => Self::json(json, " ", ""),
                ("[]", _) => Self::without_records("error"),
                _ => panic!("{text}"),
            },
            Consumer::Go | Consumer::KinesisTailf => Self::go(text, found),
            Consumer::RustProst => Self::rust(text),
            _ => Self::aiokpl(text),
        }
    }

    pub fn without_records(outcome: &'static str) -> Self {
        Self { outcome, silent: false, records: Vec::new() }
    }

    /// Records, and whether something was logged, which happens where something was lost.
    pub fn of_records(records: Vec<String>, logged: bool) -> Self {
        let outcome = match records.len() {
            0 => "nothing",
            _ if logged => "partial",
            _ => "records",
        };
        Self { outcome, silent: records.is_empty() && !logged, records }
    }

    fn json(text: &str, between: &str, mark: &str) -> Self {
        if text.starts_with("THROW") {
            return Self::without_records("error");
        }
        let (json, logged) = match text.split_once(between) {
            Some((json, _)) if !mark.is_empty() && text.contains(&format!("] {mark} ")) => (json, true),
            _ => (text, false),
        };
        let records: Vec<serde_json::Value> = serde_json::from_str(json).unwrap();
        if records.iter().any(|record| record["pk"] == "OUTER") {
            return Self::without_records("passthrough");
        }
        let key = |value: &serde_json::Value| match value.as_str() {
            None => "null".to_owned(),
            Some("<undef>") => "undefined".to_owned(),
            Some(text) => match text.strip_prefix("bytes:") {
                Some(hex) => format!("bytes {hex}"),
                None => format!("{text:?}"),
            },
        };
        let line = |record: &serde_json::Value| {
            let (pk, ehk, sub) = (key(&record["pk"]), key(&record["ehk"]), record["sub"].as_u64());
            format!("{pk} {ehk} {sub:?} {}", record["data"].as_str().unwrap())
        };
        Self::of_records(records.iter().map(line).collect(), logged)
    }

    /// `["pk"/hex, …]`, or for kinesis-tailf `[hex, …]`.
    fn go(text: &str, found: usize) -> Self {
        if text.starts_with("PANIC") {
            return Self::without_records("crash");
        }
        if text.ends_with("-> caller prints raw record") || text.starts_with("[\"OUTER\"/") {
            return Self::without_records("passthrough");
        }
        let Some(list) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) else {
            assert!(text.starts_with("ERROR"), "{text}");
            return Self::without_records("error");
        };
        let line = |record: &str| match record.rsplit_once('/') {
            None => format!("absent absent None {record}"),
            Some((key, data)) => {
                let key = match key {
                    r#""\xff\xfe""# => "bytes fffe".to_owned(),
                    key => key.to_owned(),
                };
                format!("{key} absent None {data}")
            }
        };
        // One record of no bytes and no record at all look the same in a list of payloads.
        let records = list.split(", ").take(found.max(list.len()));
        Self::of_records(records.map(line).collect(), false)
    }

    /// `["\"pk\"/Some(\"ehk\")/hex", …]`.
    fn rust(text: &str) -> Self {
        if text.starts_with("None") {
            return Self::without_records("passthrough");
        }
        let records: Vec<String> = serde_json::from_str(text).unwrap();
        let line = |(index, record): (usize, String)| {
            let (keys, data) = record.rsplit_once('/').unwrap();
            let (key, explicit) = keys.rsplit_once('/').unwrap();
            let explicit = explicit.strip_prefix("Some(").and_then(|text| text.strip_suffix(')'));
            let explicit = explicit.unwrap_or("null");
            format!("{key} {explicit} Some({index}) {data}")
        };
        Self::of_records(records.into_iter().enumerate().map(line).collect(), false)
    }

    /// `[('pk', 'ehk', 'hex', [tags]), …]`.
    fn aiokpl(text: &str) -> Self {
        let Some(list) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) else {
            assert!(text.contains("Error: "), "{text}");
            return Self::without_records("error");
        };
        let line = |record: &str| {
            let parts: Vec<&str> = record.splitn(4, ", ").collect();
            let key = |text: &str| match text.strip_prefix('\'').and_then(|text| text.strip_suffix('\'')) {
                Some(text) => format!("{text:?}"),
                None => "null".to_owned(),
            };
            let data = parts[2].trim_matches('\'');
            format!("{} {} None {data}", key(parts[0]), key(parts[1]))
        };
        let records = list.split_terminator("])").map(|record| record.trim_start_matches([',', ' ', '(']));
        Self::of_records(records.filter(|record| !record.is_empty()).map(line).collect(), false)
    }
}

/// A record of ours in one line.
pub fn line(consumer: Consumer, record: &Emitted<'_>) -> String {
    let key = |key: Key<'_>| match key {
        Key::Text(text) => format!("{text:?}"),
        // As the JVM and as Node.js print them: the same for all that is here.
        Key::Replaced(_) => format!("{:?}", key.text().unwrap()),
        Key::Bytes(bytes) => format!("bytes {}", hex(bytes)),
        Key::Undefined => "undefined".to_owned(),
        Key::Null => "null".to_owned(),
        Key::Absent => "absent".to_owned(),
        Key::Outer => panic!("{consumer:?} hands over the Kinesis record among user records"),
    };
    format!(
        "{} {} {:?} {}",
        key(record.partition_key.key),
        key(record.explicit_hash_key.key),
        record.sub_sequence_number,
        hex(record.data)
    )
}
