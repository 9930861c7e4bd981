//! The index of a stream against the capture in memory: both have the same rows, findings and records, however the
//! file is cut.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "this is a test"
)]

mod support;

#[path = "index/edges.rs"]
mod edges;
#[path = "index/helped.rs"]
mod helped;
#[path = "index/law.rs"]
mod law;
#[path = "notations/mod.rs"]
mod made;
#[path = "index/make.rs"]
mod make;
#[path = "index/texts.rs"]
mod texts;

use flate2::{Compression, write::GzEncoder};
use kpl_capture::capture::Shape;
use kpl_engine::fixture::samples::Sample;
use kpl_index::{Held, Holder, InFile, Indexer, Limits};
use law::{Cut, holds};
use std::{collections::BTreeMap, fs, io::Write, rc::Rc};

/// How many captures of any notation are streamed, when `CAPTURES=n` does not say otherwise.
const CAPTURES: u64 = 150;

#[test]
fn captures_in_any_notation_are_indexed_as_they_are_read() {
    let count = std::env::var("CAPTURES").map_or(CAPTURES, |captures| captures.parse().unwrap());
    let mut streamed = 0;
    for seed in 0..count {
        let case = made::case::Case::of(seed);
        let cut = [Cut::Whole, Cut::Every(64), Cut::Random(seed)][usize::try_from(seed % 3).unwrap()];
        let law = holds(&case.shown(), &case.bytes, Limits::default(), &[cut, Cut::Random(!seed >> 8)]);
        streamed += usize::from(law.is_some());
    }
    assert!(streamed > 0, "no capture was read as a stream");
}

#[test]
fn captures_of_the_corpus_are_indexed_as_they_are_read() {
    let mut streamed = BTreeMap::new();
    for (name, input) in support::captures() {
        let Some(law) = holds(&name, &input, Limits::default(), &Cut::ALL) else { continue };
        let (files, fast) = streamed.entry(law.shape.word()).or_insert((0, 0));
        *files += 1;
        *fast += law.fast;
    }
    println!("{streamed:?}");
    // Every shape that lists records is there, and records that services write are read by their spans.
    for shape in [
        Shape::GetRecords,
        Shape::PutRecords,
        Shape::LambdaEvent,
        Shape::SubscribeToShard,
        Shape::OnFailure,
        Shape::Pipes,
        Shape::FirehoseEvent,
        Shape::FirehoseResponse,
        Shape::FirehoseFailed,
        Shape::AnalyticsEvent,
        Shape::MultiLang,
        Shape::Base64Lines,
        Shape::Concatenated,
        Shape::Hex,
    ] {
        assert!(streamed.contains_key(shape.word()), "no capture of {} is read as a stream", shape.word());
    }
    for shape in [
        Shape::GetRecords,
        Shape::PutRecords,
        Shape::LambdaEvent,
        Shape::SubscribeToShard,
        Shape::Pipes,
        Shape::FirehoseEvent,
        Shape::AnalyticsEvent,
        Shape::MultiLang,
        Shape::Base64Lines,
        Shape::Concatenated,
    ] {
        assert!(streamed[shape.word()].1 > 0, "none of {} is read by spans", shape.word());
    }
}

#[test]
fn captures_that_went_through_many_hands_are_indexed_as_they_are_read() {
    let mut streamed = 0;
    for (name, input) in support::captures() {
        for (number, (hand, input)) in edges::of(&input).into_iter().enumerate() {
            let name = format!("{name}: {hand}");
            let law = holds(&name, &input, Limits::default(), &[Cut::Whole, Cut::Random(7)]);
            streamed += usize::from(law.is_some());
            if number % 5 == 0 {
                holds(
                    &format!("{name}, packed"),
                    &edges::packed(&input),
                    Limits::default(),
                    &[Cut::Random(7)],
                );
            }
        }
    }
    assert!(streamed > 1_000, "{streamed}");
}

#[test]
fn captures_of_different_shapes_follow_one_another() {
    let json = support::captures().into_iter().filter_map(|(name, input)| {
        let json = serde_json::from_slice::<serde_json::Value>(&input).ok()?;
        (json.is_object() || json.is_array()).then(|| (name, json.to_string()))
    });
    let json: Vec<(String, String)> = json.collect();
    for (name, one) in &json {
        for (other_name, other) in &json {
            let input = format!("{one}\n{other}\n{one}");
            holds(&format!("{name}, {other_name}"), input.as_bytes(), Limits::default(), &[Cut::Random(7)]);
        }
    }
}

#[test]
fn documents_too_large_to_hold_are_read_as_lists() {
    let (mut lists, mut fast) = (0, 0);
    for seed in 0..60 {
        let input = make::list(seed);
        // There is room for a head or an item, but not for the whole list.
        let limits = Limits { held: 1_500, ..Limits::default() };
        if let Some(law) = holds(&format!("SEED={seed}"), &input, limits, &Cut::ALL) {
            (lists, fast) = (lists + 1, fast + law.fast);
        }
    }
    assert!(lists > 50 && fast > 400, "{lists} lists, {fast} records by spans");
}

#[test]
fn generated_captures_are_indexed_as_they_are_read() {
    let mut seen = BTreeMap::new();
    for seed in 0..1_000 {
        let input = make::capture(seed);
        if let Some(law) =
            holds(&format!("SEED={seed}"), &input, Limits::default(), &[Cut::Whole, Cut::Random(seed)])
        {
            let (files, fast, slow) = seen.entry(law.shape.word()).or_insert((0, 0, 0));
            *files += 1;
            *fast += law.fast;
            *slow += law.records - law.fast;
        }
    }
    println!("{seen:?}");
    for (shape, fast, slow) in [
        ("get-records", 500, 100),
        ("put-records", 50, 20),
        ("lambda-event", 50, 20),
        ("subscribe-to-shard", 50, 20),
        ("pipes", 50, 20),
        ("firehose-event", 50, 20),
        ("analytics-event", 50, 20),
        ("multilang", 50, 20),
        ("concatenated", 100, 0),
    ] {
        assert!(seen[shape].1 > fast && seen[shape].2 >= slow, "{shape}: {:?}", seen[shape]);
    }
}

#[test]
fn the_index_does_not_depend_on_where_chunks_are_cut() {
    for seed in 0..80 {
        let input = if seed % 2 == 0 { make::list(seed) } else { make::capture(seed) };
        let input = make::mutated(seed, input);
        for held in [1 << 20, 900, 250, 60] {
            let limits = Limits { held, ..Limits::default() };
            let dumps: Vec<_> = [Cut::Whole, Cut::Every(1), Cut::Every(17), Cut::Random(seed)]
                .iter()
                .filter_map(|cut| law::dump(&input, limits, *cut))
                .collect();
            for dump in &dumps {
                let differ = dumps[0].lines().zip(dump.lines()).find(|(one, other)| one != other);
                assert!(*dump == dumps[0], "SEED={seed} held {held}: {differ:#?}");
            }
        }
    }
}

#[test]
fn damaged_captures_are_indexed_as_they_are_read() {
    let mut seen = 0;
    for seed in 0..1_500 {
        let input = make::mutated(seed, make::capture(seed));
        // Text that stops being text is left out, and so are lines that may be wrapped.
        let shape = kpl_capture::capture::read(&input).shape;
        if !matches!(shape, Shape::Concatenated | Shape::Base64Lines) && std::str::from_utf8(&input).is_ok() {
            let name = format!("SEED={seed}");
            seen += usize::from(holds(&name, &input, Limits::default(), &[Cut::Random(seed)]).is_some());
        }
    }
    assert!(seen > 800, "{seen}");
}

#[test]
fn what_stands_behind_the_last_document_is_said_as_it_is_read() {
    let record = r#"{"SequenceNumber":"1","Data":"SGk=","PartitionKey":"a"}"#;
    for tail in
        ["nul]l", "nul", "null]", "tru ", "095\"}", "12.", "-", "-,", "n\":\"1\"}]}", "\"", "7 8", "x"]
    {
        for input in [format!("{record}{tail}"), format!("{record}\n\u{feff}{tail}\n")] {
            let held = holds(&input, input.as_bytes(), Limits::default(), &[Cut::Every(1), Cut::Whole]);
            assert!(held.is_some(), "{input}");
        }
    }
}

#[test]
fn what_is_in_gzip_is_indexed_as_it_is_read() {
    let mut files = 0;
    for seed in 0..60 {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(&make::capture(seed)).unwrap();
        let packed = packed.finish().unwrap();
        let cuts = [Cut::Every(13), Cut::Random(seed)];
        let whole = holds(&format!("SEED={seed} packed"), &packed, Limits::default(), &cuts);
        // The file has two gzip members, and the end of the second is missing.
        let twice = [packed.as_slice(), &packed].concat();
        holds(&format!("SEED={seed} packed twice"), &twice, Limits::default(), &cuts);
        let cut = &packed[..packed.len() - usize::try_from(seed % 20).unwrap()];
        holds(&format!("SEED={seed} packed and cut"), cut, Limits::default(), &cuts);
        files += usize::from(whole.is_some());
    }
    assert!(files > 40, "{files}");
}

#[test]
fn a_cut_capture_gives_what_was_there() {
    let input = Sample::GetRecords.text().into_bytes();
    for end in (40..input.len()).step_by(3) {
        holds(&format!("cut to {end}"), &input[..end], Limits::default(), &[Cut::Every(97)]);
        let limits = Limits { held: 1_000, ..Limits::default() };
        holds(&format!("cut to {end}, as a list"), &input[..end], limits, &[Cut::Every(97)]);
    }
}

#[test]
fn what_is_too_large_is_said_and_the_rest_is_read() {
    let record = |data: &str| format!(r#"{{"SequenceNumber":"1","Data":"{data}","PartitionKey":"a"}}"#);
    let large = record(&"QUFB".repeat(500));
    let small = record("SGk=");
    let list = format!(r#"{{"Records":[{small},{large},{small}]}}"#);
    let other = format!(r#"{{"a":"{}"}} {small}"#, "x".repeat(3000));
    let lines = format!("84mawg==\n{}\n84mawg==\n", "QUFB".repeat(500));
    for (text, records) in [(list, 2), (format!("{small}{other}"), 2), (lines, 2)] {
        let size = u64::try_from(text.len()).unwrap();
        let limits = Limits { held: 1000, ..Limits::default() };
        let mut indexer = Indexer::with_limits(text.as_bytes(), size, limits).unwrap();
        text.as_bytes().chunks(100).for_each(|chunk| indexer.push(chunk));
        indexer.finish();
        let codes: Vec<&str> = indexer.index().findings().map(|found| found.finding.code.word()).collect();
        assert_eq!((indexer.index().len(), codes.as_slice()), (records, ["too-large"].as_slice()), "{text}");
    }
}

#[test]
fn the_beginning_says_what_the_rest_is() {
    let lines =
        || ["84mawg==\n", "84mawsI=\r\n\r\n", "SGVsbG8g\nSGVs\n"].map(|line| line.repeat(400).into_bytes());
    for (seed, input) in (0..40).map(make::list).chain(lines()).enumerate() {
        let size = u64::try_from(input.len()).unwrap();
        let whole = law::dump(&input, Limits::default(), Cut::Whole);
        let mut indexer = Indexer::new(&input[..input.len().min(1_500)], size).unwrap();
        indexer.push(&input);
        indexer.finish();
        assert_eq!(Some(law::said(&indexer.into_index(), &input)), whole, "SEED={seed}");
    }
}

#[test]
fn records_are_opened_from_a_file_and_a_file_that_changed_is_said() {
    let path = std::env::temp_dir().join(format!("kpl-lens-index-{}", std::process::id()));
    let input = make::list(3);
    fs::write(&path, &input).unwrap();
    let file = InFile::open(&path).unwrap();
    let mut indexer = Indexer::new(&input, file.len()).unwrap();
    indexer.push(&file.read(0, input.len()).unwrap());
    indexer.finish();
    let (index, held) = (indexer.into_index(), Held(Rc::from(input.as_slice())));
    assert!(index.len() > 10);
    for number in 0..index.len() {
        assert_eq!(index.open(number, &file), index.open(number, &held));
    }
    assert!(index.open(index.len(), &file).unwrap_err().contains("no record"));
    assert!(
        file.read(file.len(), 1).is_err()
            && file.read(u64::MAX, 1).is_err()
            && held.read(1, usize::MAX).is_err()
    );
    fs::write(&path, vec![b' '; input.len()]).unwrap();
    let changed = InFile::open(&path).unwrap();
    let lost = (0..index.len()).filter(|&number| index.row(number).unwrap().bytes > 0);
    for number in lost {
        assert!(index.open(number, &changed).unwrap_err().contains("open it again"), "{number}");
    }
    fs::remove_file(&path).unwrap();
}

#[test]
fn what_is_read_so_far_can_be_used() {
    let line = "{\"Data\":\"SGk=\",\"PartitionKey\":\"a\",\"SequenceNumber\":\"7\"}\n";
    let input = line.repeat(100);
    let mut indexer = Indexer::new(line.as_bytes(), u64::try_from(input.len()).unwrap()).unwrap();
    for (number, chunk) in input.as_bytes().chunks(line.len()).enumerate() {
        indexer.push(chunk);
        assert_eq!(indexer.index().len(), number + 1);
        assert_eq!(indexer.index().row(number).unwrap().sequence.text().as_deref(), Some("7"));
    }
}

#[test]
fn what_a_helper_has_comes_when_it_says_so_or_is_given_up() {
    let text = Sample::ThreeKeys.text();
    let line = format!("{}\n", text.trim()).repeat(500).into_bytes();
    let size = u64::try_from(line.len()).unwrap();
    let alone = {
        let mut indexer = Indexer::new(&line, size).unwrap();
        indexer.push(&line);
        indexer.finish();
        indexer.into_index()
    };
    for answers in [true, false] {
        let mut indexer = Indexer::new(&line, size).unwrap();
        let helper = helped::Whimsical::new(3);
        indexer.help(helper.clone());
        indexer.push(&line);
        indexer.finish();
        assert!(helper.taken() > 0 && indexer.is_waiting());
        assert!(indexer.index().len() < alone.len());
        match answers {
            true => helper.answer_all(&mut indexer),
            false => indexer.do_without(),
        }
        let index = indexer.index();
        assert!(!indexer.is_waiting());
        assert_eq!(
            (index.len(), index.user_records(), index.partition_keys()),
            (alone.len(), alone.user_records(), alone.partition_keys())
        );
        assert!((0..alone.len()).all(|row| index.row(row) == alone.row(row)));
        assert!((0..alone.user_records()).all(|user| index.user_record(user) == alone.user_record(user)));
        // A late answer changes nothing.
        helper.answer_all(&mut indexer);
        assert_eq!(indexer.index().len(), alone.len());
    }
}
