//! Texts in which records stand among others: read in windows of any size they say what they say as a whole.

use super::{
    law::{Cut, dump},
    made::{
        case::{Case, Changes, Kind},
        notation::Stands,
    },
};
use kpl_capture::capture::{self, Capture, Shape};
use kpl_index::{Held, Index, Indexer, Limits};
use std::rc::Rc;

/// The sizes of windows that are tried; what is held is 64 times as much.
const WINDOWS: [usize; 3] = [120, 700, 4_000];

/// How many texts are tried, when `CAPTURES=n` does not say otherwise.
const TEXTS: u64 = 60;

/// How many of a hundred must be read as they are whole.
const LEAST: usize = 98;

/// Captures of one kind, with lines of a log between them. Only such in which each record is told by itself.
fn log(seed: u64) -> Option<(Kind, Vec<u8>)> {
    let kind = Kind::of(seed);
    let words = ["a line of a log", "a line of a console", "between lines of a log", "a string of JSON"];
    let fits = words.contains(&kind.wrapper.name)
        && kind.notation.stands == Stands::InLine
        && !kind.notation.needs_aggregate
        && !kind.shape.needs_aggregate();
    let line = b"\n2026-05-17 06:40:05,311 INFO  [main] nothing :( to see (yet), it's {early}\n\n";
    let captures = (0..6).map(|number| Case::with(kind, seed * 6 + number, Changes::default()).bytes);
    fits.then(|| (kind, captures.flat_map(|bytes| [&line[..], &bytes, line].concat()).collect()))
}

fn index(text: &[u8], window: usize, chunk: usize) -> Option<Index> {
    let limits = Limits { held: 64 * window, ..Limits::default() };
    let mut indexer = Indexer::with_limits(text, u64::try_from(text.len()).unwrap(), limits)?;
    for chunk in text.chunks(chunk) {
        indexer.push(chunk);
        assert!(indexer.waiting() <= limits.held + chunk.len(), "{} bytes wait", indexer.waiting());
    }
    indexer.finish();
    assert_eq!(indexer.waiting(), 0);
    Some(indexer.into_index())
}

/// What an index says that the whole text does not.
fn fault(text: &[u8], whole: &Capture, index: &Index) -> Option<String> {
    if index.len() != whole.records.len() {
        return Some(format!("{} records, {} in the whole text", index.len(), whole.records.len()));
    }
    let held = Held(Rc::from(text));
    let opened = (0..index.len()).map(|row| index.open(row, &held));
    let differs = opened.zip(&whole.records).find(|(opened, record)| opened.as_ref() != Ok(*record));
    differs
        .map(|(opened, record)| format!("{opened:?}, not {record:?}"))
        .or_else(|| (index.why() != whole.why).then(|| format!("{:?}, not {:?}", index.why(), whole.why)))
}

#[test]
fn a_log_says_in_windows_what_it_says_as_a_whole() {
    let count = std::env::var("CAPTURES").map_or(TEXTS, |captures| captures.parse().unwrap());
    let (mut all, mut wrong) = (0, Vec::new());
    for seed in 0..count {
        let Some((kind, text)) = log(seed) else { continue };
        let whole = capture::read(&text);
        if !matches!(whole.shape, Shape::InText | Shape::Python) {
            continue;
        }
        for window in WINDOWS {
            let Some(index) = index(&text, window, 1 << 20) else { continue };
            all += 1;
            let what = (seed, window, kind.notation.name, kind.wrapper.name);
            wrong.extend(fault(&text, &whole, &index).map(|fault| format!("{what:?}: {fault}")));
        }
    }
    println!("{} of {all} are wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(all > 8 && wrong.len() * 100 <= all * (100 - LEAST), "{} of {all}", wrong.len());
}

#[test]
fn windows_do_not_depend_on_chunks_and_hold_no_more_than_they_may() {
    for (seed, text) in (0..400).filter_map(|seed| Some((seed, log(seed)?.1))).take(4) {
        for window in [9, 120, 700] {
            let limits = Limits { held: 64 * window, ..Limits::default() };
            let cuts = [Cut::Whole, Cut::Every(1), Cut::Every(97), Cut::Random(seed)];
            let dumps: Vec<_> = cuts.iter().map(|cut| dump(&text, limits, *cut)).collect();
            assert!(dumps.iter().all(|dump| *dump == dumps[0]), "SEED={seed} window {window}");
            index(&text, window, 333);
        }
    }
}

#[test]
fn a_record_larger_than_what_is_held_is_said_and_the_others_are_read() {
    let record = |number: u64, data: &str| {
        format!("INFO got {{'SequenceNumber': '{number}', 'Data': b'{data}', 'PartitionKey': 'k{number}'}}\n")
    };
    let many = |from: u64| (from..from + 40).map(|number| record(number, "hello")).collect::<String>();
    let text = many(0) + &record(99, &"x".repeat(9_000)) + &many(100);
    let limits = Limits { held: 2_000, ..Limits::default() };
    let mut indexer = Indexer::with_limits(text.as_bytes(), 20_000, limits).unwrap();
    text.as_bytes().chunks(500).for_each(|chunk| indexer.push(chunk));
    indexer.finish();
    let index = indexer.into_index();
    let keys: Vec<_> = (0..index.len()).map(|row| index.row(row).unwrap().partition_key).collect();
    let keys: Vec<_> = keys.into_iter().filter_map(|key| index.partition_key(key)).collect();
    let expected: Vec<String> = (0..40).chain(100..140).map(|number| format!("k{number}")).collect();
    assert!(expected.iter().all(|key| keys.contains(&key.as_str())), "{keys:?}");
    assert!(index.findings().any(|found| found.finding.code.word() == "in-pieces"));
}
