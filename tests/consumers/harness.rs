//! Reads the results in `consumers.json`. The harness wrote those of each consumer in another form.

use crate::observed::Observed;
use kpl_engine::consumers::Consumer;

/// Reads the result of one consumer. `found` is how many records the frame has.
pub fn read(consumer: Consumer, text: &str, found: usize) -> Observed {
    match consumer {
        Consumer::Kcl => json(text, " LOGGED ", "LOGGED"),
        Consumer::Python => json(text, " STDERR ", "STDERR"),
        Consumer::Node | Consumer::NodeUnchecked => match text.split_once(" AFTER ").unwrap() {
            (records, "ok") => json(records, " ", ""),
            ("[]", _) => Observed::without_records("error"),
            _ => panic!("{text}"),
        },
        Consumer::Go | Consumer::KinesisTailf => go(text, found),
        Consumer::RustProst => rust(text),
        _ => aiokpl(text),
    }
}

fn json(text: &str, between: &str, mark: &str) -> Observed {
    if text.starts_with("THROW") {
        return Observed::without_records("error");
    }
    let (json, logged) = match text.split_once(between) {
        Some((json, _)) if !mark.is_empty() && text.contains(&format!("] {mark} ")) => (json, true),
        _ => (text, false),
    };
    let records: Vec<serde_json::Value> = serde_json::from_str(json).unwrap();
    if records.iter().any(|record| record["pk"] == "OUTER") {
        return Observed::without_records("passthrough");
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
    Observed::of_records(records.iter().map(line).collect(), logged)
}

/// Reads `["pk"/hex, …]`, or for kinesis-tailf `[hex, …]`.
fn go(text: &str, found: usize) -> Observed {
    if text.starts_with("PANIC") {
        return Observed::without_records("crash");
    }
    if text.ends_with("-> caller prints raw record") || text.starts_with("[\"OUTER\"/") {
        return Observed::without_records("passthrough");
    }
    let Some(list) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) else {
        assert!(text.starts_with("ERROR"), "{text}");
        return Observed::without_records("error");
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
    // In a list of payloads, one record without bytes looks like no record at all.
    let records = list.split(", ").take(found.max(list.len()));
    Observed::of_records(records.map(line).collect(), false)
}

/// Reads `["\"pk\"/Some(\"ehk\")/hex", …]`.
fn rust(text: &str) -> Observed {
    if text.starts_with("None") {
        return Observed::without_records("passthrough");
    }
    let records: Vec<String> = serde_json::from_str(text).unwrap();
    let line = |(index, record): (usize, String)| {
        let (keys, data) = record.rsplit_once('/').unwrap();
        let (key, explicit) = keys.rsplit_once('/').unwrap();
        let explicit = explicit.strip_prefix("Some(").and_then(|text| text.strip_suffix(')'));
        let explicit = explicit.unwrap_or("null");
        format!("{key} {explicit} Some({index}) {data}")
    };
    Observed::of_records(records.into_iter().enumerate().map(line).collect(), false)
}

/// Reads `[('pk', 'ehk', 'hex', [tags]), …]`.
fn aiokpl(text: &str) -> Observed {
    let Some(list) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) else {
        assert!(text.contains("Error: "), "{text}");
        return Observed::without_records("error");
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
    Observed::of_records(records.filter(|record| !record.is_empty()).map(line).collect(), false)
}
