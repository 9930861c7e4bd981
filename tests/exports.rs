//! What Inspect exports comes back: pasted there again it is the same user records, and in Build it is their draft.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

#[path = "support/page.rs"]
mod page;
#[path = "notations/sample.rs"]
mod sample;
mod support;

use base64::{Engine, engine::general_purpose::STANDARD};
use kpl_engine::{
    fixture::rows,
    session::{
        Ask, Sizes,
        batch::ExportKind,
        builder::{Builder, Edit},
    },
};
use kpl_format::kpl::MAGIC;
use page::Page;
use sample::Texts;
use serde_json::{Value, json};
use support::generate::{self, Rng};

/// Whole, and as a stream.
const WAYS: [Sizes; 2] =
    [Sizes { small: u64::MAX, held: 1 << 30, chunk: 1 << 20 }, Sizes { small: 0, held: 1 << 30, chunk: 61 }];

/// The partition key of rows that name none.
const NO_KEY: &str = rows::KEY;

/// A user record as an export says it.
#[derive(Clone, PartialEq, Eq)]
struct User {
    data: Vec<u8>,
    key: Option<String>,
    hash_key: Option<String>,
    sequence: Option<String>,
    sub_sequence: Option<String>,
    arrival: Option<String>,
}

impl std::fmt::Debug for User {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { data, key, hash_key, sequence, sub_sequence, arrival } = self;
        let data = data.escape_ascii();
        write!(f, "{key:?} {hash_key:?} {sequence:?}.{sub_sequence:?} {arrival:?} {data}")
    }
}

/// The first user record that is another one than before.
fn differs<T: PartialEq + std::fmt::Debug>(before: &[T], after: &[T]) -> Option<String> {
    let at = (0..before.len().max(after.len())).find(|&at| before.get(at) != after.get(at))?;
    let seen = |of: &[T]| of.get(at).map(|one| format!("{one:?}"));
    Some(format!("{} and {}, {at}:\n  {:?}\n  {:?}", before.len(), after.len(), seen(before), seen(after)))
}

fn open(bytes: &[u8], sizes: Sizes) -> Page {
    Page::opened(bytes, sizes)
}

fn export(page: &mut Page, kind: ExportKind) -> Vec<u8> {
    page.file.clear();
    page.ask(Ask::Export(1, kind));
    std::mem::take(&mut page.file)
}

/// The user records of what is open.
fn users(page: &mut Page) -> Vec<User> {
    let file = export(page, ExportKind::Ndjson);
    let lines = file.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let user = |line: &[u8]| {
        let line: Value = serde_json::from_slice(line).unwrap();
        let text = |name: &str| match &line[name] {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        };
        User {
            data: text("data").map(|data| STANDARD.decode(data).unwrap()).unwrap_or_default(),
            key: text("partitionKey"),
            hash_key: text("explicitHashKey"),
            sequence: text("sequenceNumber"),
            sub_sequence: text("subSequenceNumber"),
            arrival: text("approximateArrivalTimestamp"),
        }
    };
    lines.map(user).collect()
}

/// A capture from a seed, as a stream gives it or as it is put, some with records that are odd.
fn made(seed: u64) -> Vec<u8> {
    let mut rng = Rng(seed);
    let texts = rng.pick(&[Texts::Tame, Texts::Cell, Texts::Colourless, Texts::Any]);
    let put = rng.chance(40);
    let records = sample::records(seed, texts, texts, false);
    let record = |record: sample::Sample| {
        let odd = rng.chance(20);
        let data = if odd { generate::frame(rng.next()).1 } else { record.data };
        let mut fields = json!({"Data": STANDARD.encode(data), "PartitionKey": record.partition_key});
        if !put {
            fields["SequenceNumber"] = record.sequence_number.into();
            fields["ApproximateArrivalTimestamp"] = json!(record.millis / 1000);
        } else if let Some(hash_key) = record.explicit_hash_key {
            fields["ExplicitHashKey"] = hash_key.into();
        }
        fields
    };
    let records: Vec<Value> = records.into_iter().map(record).collect();
    json!({"Records": records}).to_string().into_bytes()
}

/// Every capture: those of the corpus, and some from seeds.
fn captures() -> Vec<(String, Vec<u8>)> {
    let count = std::env::var("CAPTURES").ok().and_then(|count| count.parse().ok()).unwrap_or(60);
    let seeds = match std::env::var("SEED").ok().and_then(|seed| seed.parse::<u64>().ok()) {
        Some(seed) => seed..seed + 1,
        None => 0..count,
    };
    support::captures().into_iter().chain(seeds.map(|seed| (format!("SEED={seed}"), made(seed)))).collect()
}

/// How many faults are printed.
fn show() -> usize {
    std::env::var("SHOW").ok().and_then(|show| show.parse().ok()).unwrap_or(8)
}

/// Whether a payload is what a Kinesis record would be read as: opened alone it is one, and nobody can tell.
fn reads_as_record(user: &User) -> bool {
    user.data.starts_with(&MAGIC)
}

#[test]
fn what_inspect_exports_it_reads_again() {
    let (mut read, mut faults) = (0, Vec::new());
    for (name, bytes) in captures() {
        let mut page = open(&bytes, WAYS[0]);
        let before = users(&mut page);
        if before.is_empty() || before.iter().any(reads_as_record) {
            continue;
        }
        for kind in [ExportKind::Ndjson, ExportKind::Csv] {
            let file = export(&mut page, kind);
            for sizes in WAYS {
                let after = users(&mut open(&file, sizes));
                read += 1;
                faults.extend(
                    differs(&before, &after).map(|how| format!("{name}, {kind:?}, {}: {how}", sizes.small)),
                );
            }
        }
    }
    assert!(read > 300, "only {read}");
    println!("{} of {read}", faults.len());
    hold(&faults);
}

/// There is no fault; else the first of them are shown.
fn hold(faults: &[String]) {
    let shown = faults.iter().take(show()).map(|fault| fault.chars().take(700).collect::<String>());
    assert!(faults.is_empty(), "{}", shown.collect::<Vec<_>>().join("\n\n"));
}

/// What a draft has of user records.
type Drafted = Vec<(String, Option<String>, Vec<u8>)>;

fn drafted(builder: &Builder) -> Drafted {
    let records = builder.draft().records.iter();
    let record = |record: &kpl_engine::fixture::DraftRecord| {
        let (bytes, fault) = record.payload.read();
        assert_eq!(fault, None);
        (record.partition_key.clone(), record.explicit_hash_key.clone(), bytes)
    };
    records.map(record).collect()
}

#[test]
fn what_inspect_exports_the_builder_takes() {
    let mut faults = Vec::new();
    for (name, bytes) in captures() {
        let mut page = open(&bytes, WAYS[0]);
        let before = users(&mut page);
        if before.is_empty() {
            continue;
        }
        let expected: Drafted = before
            .iter()
            .map(|user| {
                (
                    user.key.clone().unwrap_or_else(|| NO_KEY.to_owned()),
                    user.hash_key.clone(),
                    user.data.clone(),
                )
            })
            .collect();
        for kind in [ExportKind::Ndjson, ExportKind::Csv] {
            let file = export(&mut page, kind);
            let text = String::from_utf8(file.clone()).unwrap();
            for edit in [Edit::Rows(text, None), Edit::Given(file.clone(), None)] {
                let mut builder = Builder::default();
                builder.apply(edit, 0);
                let found = drafted(&builder);
                faults.extend(differs(&expected, &found).map(|how| format!("{name}, {kind:?}: {how}")));
            }
        }
    }
    println!("{}", faults.len());
    hold(&faults);
}

/// The payloads alone come back in the builder. They have no keys, so they are no Kinesis records.
#[test]
fn payloads_alone_come_back_to_the_byte() {
    for (name, bytes) in captures() {
        let mut page = open(&bytes, WAYS[0]);
        let before: Vec<Vec<u8>> = users(&mut page).into_iter().map(|user| user.data).collect();
        let file = export(&mut page, ExportKind::Payloads);
        let mut builder = Builder::default();
        builder.apply(Edit::Rows(String::from_utf8(file.clone()).unwrap(), None), 0);
        let after: Vec<Vec<u8>> = drafted(&builder).into_iter().map(|(.., data)| data).collect();
        assert_eq!(differs(&before, &after), None, "{name}:\n{}", String::from_utf8_lossy(&file));
        // Programs read each line as JSON.
        for line in file.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let nested = line.iter().filter(|byte| **byte == b'[').count() > 100;
            assert!(
                nested || serde_json::from_slice::<Value>(line).is_ok(),
                "{name}: {}",
                line.escape_ascii()
            );
        }
    }
}

/// The user records of aggregates that stand one after another, as they are exported raw.
#[test]
fn aggregates_alone_come_back_raw() {
    let mut read = 0;
    for (name, bytes) in captures() {
        let mut page = open(&bytes, WAYS[0]);
        let records = kpl_capture::capture::read(&bytes).records;
        // One that begins within another cannot be told from the next.
        let sealed = |record: &kpl_capture::capture::KinesisRecord| {
            kpl_format::kpl::is_sealed(&record.data)
                && !record.data[1..].windows(MAGIC.len()).any(|inside| inside == MAGIC)
        };
        if records.is_empty() || !records.iter().all(sealed) {
            continue;
        }
        let alone = |users: Vec<User>| -> Vec<User> {
            let inside = |user: User| {
                let keys = if reads_as_record(&user) { (None, None) } else { (user.key, user.hash_key) };
                User { sequence: None, arrival: None, key: keys.0, hash_key: keys.1, ..user }
            };
            users.into_iter().map(inside).collect()
        };
        let before = alone(users(&mut page));
        let file = export(&mut page, ExportKind::Data);
        for sizes in WAYS {
            let after = alone(users(&mut open(&file, sizes)));
            assert_eq!(differs(&before, &after), None, "{name}");
        }
        let mut builder = Builder::default();
        builder.apply(Edit::Given(file, None), 0);
        if before.iter().all(reads_as_record) {
            continue;
        }
        let data = |user: &User| user.data.clone();
        let drafted: Vec<Vec<u8>> = drafted(&builder).into_iter().map(|(.., data)| data).collect();
        assert_eq!(drafted, before.iter().map(data).collect::<Vec<_>>(), "{name}");
        read += 1;
    }
    assert!(read > 50, "only {read}");
}

/// A capture of any form can be pasted as rows: its user records are added.
#[test]
fn a_capture_is_taken_as_rows() {
    let mut read = 0;
    for (name, bytes) in captures() {
        let Ok(text) = String::from_utf8(bytes.clone()) else { continue };
        if !rows::is_capture(&kpl_capture::capture::read(&bytes), &bytes) || rows::read(&text).is_err() {
            continue;
        }
        let mut builder = Builder::default();
        builder.apply(Edit::Rows(text, None), 0);
        let after = drafted(&builder);
        let before = users(&mut open(&bytes, WAYS[0]));
        assert_eq!(before.len(), after.len(), "{name}");
        for (user, (key, hash_key, data)) in before.iter().zip(&after) {
            assert_eq!(&user.data, data, "{name}");
            assert!(user.key.as_ref().is_none_or(|known| known == key), "{name}: {user:?}, {key}");
            assert!(user.hash_key.is_none() || user.hash_key == *hash_key, "{name}: {user:?}, {hash_key:?}");
        }
        read += 1;
    }
    assert!(read > 150, "only {read}");
}
