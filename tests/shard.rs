//! Shard maps: laws over streams that were resharded, what the CLI prints, what may be wrong with a pasted list, and
//! where records land.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

mod support;

use kpl_format::{
    bytes::Place,
    kpl::{self, schema},
    shard::{self, HashKeyRange, MOST_SHARDS, MapNote, SearchFault, ShardFault, ShardMap},
};
use std::fmt::Write;
use support::generate::Rng;

/// Checks that every hash key has exactly one open shard, and that the open shards cover 0 to 2^128 - 1 without gap
/// or overlap.
fn tiles(map: &ShardMap) {
    assert_eq!(map.notes(), []);
    let ranges: Vec<HashKeyRange> = map.open().iter().map(|&place| map.shards()[place].range).collect();
    assert_eq!((ranges[0].start(), ranges.last().unwrap().end()), (0, u128::MAX));
    for pair in ranges.windows(2) {
        assert_eq!(pair[0].end() + 1, pair[1].start());
    }
    for range in &ranges {
        for key in [range.start(), range.end(), range.start() + range.width() / 2] {
            let holds = |place: &&usize| map.shards()[**place].range.contains(key);
            let owners: Vec<&usize> = map.open().iter().filter(holds).collect();
            assert_eq!(owners, [&map.owner(key).unwrap()]);
        }
    }
}

#[test]
fn even_shards_tile_all_hash_keys() {
    for count in (1..=64).chain([100, 255, 256, 1_000, 4_096, MOST_SHARDS]) {
        let map = ShardMap::even(count).unwrap();
        assert_eq!(map.shards().len(), usize::try_from(count).unwrap());
        if count <= 1_000 {
            tiles(&map);
        }
        let widths: Vec<u128> = map.shards().iter().map(|shard| shard.range.width()).collect();
        let (first, last) = (widths[0], *widths.last().unwrap());
        assert!(widths[..widths.len() - 1].iter().all(|&width| width == first));
        assert!(last - first < u128::from(count));
    }
    // These are the ranges that create-stream gives to three shards.
    let three = ShardMap::even(3).unwrap();
    assert_eq!(three.shards()[0].range.end(), 113_427_455_640_312_821_154_458_202_477_256_070_484);
    assert_eq!(three.shards()[2].range.start(), 226_854_911_280_625_642_308_916_404_954_512_140_970);
    assert_eq!(ShardMap::even(2).unwrap().shards()[1].range.start(), 1 << 127);
}

/// A shard of a stream that was split and merged: its id, parents and range, and whether it is closed.
struct Made {
    id: String,
    parents: Vec<String>,
    range: (u128, u128),
    closed: bool,
}

/// A stream after some splits and merges, as `list-shards` would print it.
fn resharded(rng: &mut Rng) -> (String, usize) {
    let made = |id: usize, parents: Vec<String>, range| Made {
        id: format!("shardId-{id:012}"),
        parents,
        range,
        closed: false,
    };
    let mut all = vec![made(0, Vec::new(), (0, u128::MAX))];
    for _ in 0..rng.below(12) {
        let mut open: Vec<usize> = (0..all.len()).filter(|&place| !all[place].closed).collect();
        open.sort_by_key(|&place| all[place].range);
        let at = rng.below(open.len());
        let chosen = open[at];
        let (start, end) = all[chosen].range;
        let id = all[chosen].id.clone();
        all[chosen].closed = true;
        if rng.chance(70) && start < end {
            let cut = start + (u128::from(rng.next()) << 64 | u128::from(rng.next())) % (end - start);
            all.push(made(all.len(), vec![id.clone()], (start, cut)));
            all.push(made(all.len(), vec![id], (cut + 1, end)));
        } else if let Some(&next) = open.get(at + 1) {
            all[next].closed = true;
            let (other, last) = (all[next].id.clone(), all[next].range.1);
            all.push(made(all.len(), vec![id, other], (start, last)));
        } else {
            all[chosen].closed = false;
        }
    }
    let open = all.iter().filter(|shard| !shard.closed).count();
    let shards: Vec<serde_json::Value> = all.iter().map(printed).collect();
    (serde_json::json!({ "Shards": shards }).to_string(), open)
}

fn printed(shard: &Made) -> serde_json::Value {
    let mut value = serde_json::json!({
        "ShardId": shard.id,
        "HashKeyRange": {
            "StartingHashKey": shard.range.0.to_string(), "EndingHashKey": shard.range.1.to_string(),
        },
        "SequenceNumberRange": { "StartingSequenceNumber": "49" },
    });
    for (parent, name) in shard.parents.iter().zip(["ParentShardId", "AdjacentParentShardId"]) {
        value[name] = parent.as_str().into();
    }
    if shard.closed {
        value["SequenceNumberRange"]["EndingSequenceNumber"] = "50".into();
    }
    value
}

#[test]
fn a_resharded_stream_is_tiled_by_its_open_shards() {
    for seed in 0..400 {
        let (text, open) = resharded(&mut Rng(seed));
        let map = shard::parse(text.as_bytes()).unwrap();
        assert_eq!(map.open().len(), open);
        tiles(&map);
        for shard in map.shards().iter().filter(|shard| shard.adjacent_parent.is_some()) {
            assert!(shard.parent.is_some());
        }
    }
}

#[test]
fn what_the_cli_prints_is_read() {
    let shard = |id: &str, start: &str, end: &str, more: &str| {
        format!(
            r#"{{"ShardId": "{id}", "HashKeyRange": {{"StartingHashKey": "{start}", "EndingHashKey": "{end}"}},
                 "SequenceNumberRange": {{"StartingSequenceNumber": "1"{more}}}}}"#
        )
    };
    let half = (1u128 << 127) - 1;
    let (low, high) = (half.to_string(), (half + 1).to_string());
    let max = u128::MAX.to_string();
    let closed = shard("s-0", "0", &max, r#", "EndingSequenceNumber": "2""#);
    let (first, second) = (shard("s-1", "0", &low, ""), shard("s-2", &high, &max, ""));
    let pages = format!(r#"{{"Shards": [{closed}], "NextToken": "t"}} {{"Shards": [{first}, {second}]}}"#);
    let described = format!(
        r#"{{"StreamDescription": {{"Shards": [{closed}, {first}, {second}], "HasMoreShards": false}}}}"#
    );
    let bare = format!("[{closed}, {first}, {second}]");
    for text in [pages, described, bare] {
        let map = shard::parse(text.as_bytes()).unwrap();
        tiles(&map);
        assert_eq!((map.owner(0), map.owner(half), map.owner(half + 1)), (Some(1), Some(1), Some(2)));
        assert!(!map.shards()[0].is_open());
    }
    // There is a hole, and behind it the shard that had those keys.
    let map = shard::parse(format!("[{closed}, {second}]").as_bytes()).unwrap();
    assert_eq!(map.notes(), [MapNote::Hole(HashKeyRange::new(0, half).unwrap())]);
    assert_eq!(map.owner(7), Some(0));
    let map = shard::parse(format!("[{first}]").as_bytes()).unwrap();
    assert_eq!(map.notes(), [MapNote::Hole(HashKeyRange::new(half + 1, u128::MAX).unwrap())]);
    assert_eq!(map.owner(u128::MAX), None);
    // The whole range and half of it are both open.
    let whole = shard("s-3", "0", &max, "");
    let map = shard::parse(format!("[{whole}, {second}]").as_bytes()).unwrap();
    assert_eq!(map.notes(), [MapNote::Overlap { first: "s-3".into(), second: "s-2".into() }]);
    assert_eq!((map.owner(7), map.owner(u128::MAX)), (Some(0), Some(1)));
    let map = shard::parse(format!(r#"{{"Shards": [{closed}], "NextToken": "t"}}"#).as_bytes()).unwrap();
    assert_eq!(map.notes(), [MapNote::MorePages, MapNote::AllClosed]);
}

#[test]
fn bad_input_gets_a_clear_message() {
    let id = || "s-0".to_owned();
    let place = |line, column| Place { line, column };
    let range = |start: &str, end: &str| {
        format!(
            r#"[{{"ShardId":"s-0","HashKeyRange":{{"StartingHashKey":"{start}","EndingHashKey":"{end}"}}}}]"#
        )
    };
    let twice = format!("{0}{0}", range("0", "1"));
    let bad_key = |text: &str| ShardFault::NotAHashKey { id: id(), text: text.to_owned() };
    let large = "340282366920938463463374607431768211456";
    for (text, fault) in [
        ("Shards:\n- HashKeyRange:".to_owned(), ShardFault::NotJson(place(1, 1))),
        ("{\"Shards\": [\n{\"ShardId\": ".to_owned(), ShardFault::CutShort(place(2, 13))),
        (String::new(), ShardFault::NoShards),
        ("{\"StreamNames\": []}".to_owned(), ShardFault::NoShards),
        (
            r#"{"StreamDescriptionSummary": {"OpenShardCount": 4}}"#.to_owned(),
            ShardFault::SummaryOnly { open: Some(4) },
        ),
        (r#"{"StreamDescriptionSummary": {}}"#.to_owned(), ShardFault::SummaryOnly { open: None }),
        (r#"{"Shards": []}"#.to_owned(), ShardFault::Empty),
        ("[{}]".to_owned(), ShardFault::NoId { shard: 0 }),
        (r#"[{"ShardId":"s-0"}]"#.to_owned(), ShardFault::NoRange { id: id() }),
        (twice, ShardFault::SameId { id: id() }),
        (range("0", "-1"), bad_key("-1")),
        (range("0x1", "1"), bad_key("0x1")),
        (range("", "1"), bad_key("")),
        (range("0", large), bad_key(large)),
        (range("2", "1"), ShardFault::Backwards { id: id() }),
    ] {
        assert_eq!(shard::parse(text.as_bytes()), Err(fault), "{text}");
    }
    for asked in [0, MOST_SHARDS + 1] {
        assert_eq!(ShardMap::even(asked), Err(ShardFault::Count { asked }));
    }
    for seed in 0..200 {
        let mut rng = Rng(seed);
        let (text, _) = resharded(&mut rng);
        // If the text is cut or spoilt anywhere, the result is a message or a map, never a panic.
        let mut text = text.into_bytes();
        let at = rng.below(text.len());
        if rng.chance(50) {
            text.truncate(at);
        } else {
            text[at] = rng.next().to_le_bytes()[0];
        }
        match shard::parse(&text) {
            Ok(map) => drop(map.notes()),
            Err(fault) => assert!(fault.message().ends_with('.')),
        }
    }
}

#[test]
fn each_user_record_of_an_aggregate_finds_its_shard() {
    let record = |key: u64, explicit: Option<u64>| schema::Record {
        partition_key_index: key,
        explicit_hash_key_index: explicit,
        data: b"x".to_vec(),
        tags: Vec::new(),
    };
    // The hash key of k0 is in the lower half, that of k1 in the upper.
    let frame = |records: Vec<schema::Record>| {
        kpl::encode(&schema::AggregatedRecord {
            partition_key_table: vec!["k0".into(), "k1".into()],
            explicit_hash_key_table: vec!["0".into(), "abc".into()],
            records,
        })
    };
    let map = ShardMap::even(2).unwrap();
    let of = |bytes: &[u8]| shard::place(&kpl::dissect(bytes), &map);
    let mixed = of(&frame(vec![record(0, None), record(1, None), record(1, Some(0)), record(0, Some(1))]));
    assert_eq!(mixed.shards, [Some(0), Some(1), Some(0), None]);
    assert!(mixed.is_mixed());
    assert_eq!(mixed.most(), Some(0));
    let pure = of(&frame(vec![record(1, None), record(1, None)]));
    assert!(!pure.is_mixed());
    assert_eq!((pure.most(), pure.counts[&1]), (Some(1), 2));
    assert_eq!(of(b"plain").most(), None);
}

#[test]
fn a_partition_key_is_found_for_every_shard() {
    for count in [1, 2, 3, 16, 500] {
        let map = ShardMap::even(count).unwrap();
        for (place, shard) in map.shards().iter().enumerate() {
            let key = shard::find_partition_key(shard.range, "probe-", 1_000_000).unwrap();
            assert_eq!(map.owner(kpl::hash_of_partition_key(key.as_bytes())), Some(place));
            assert_eq!(shard::find_partition_key(shard.range, "probe-", 1_000_000), Ok(key));
        }
    }
    let narrow = HashKeyRange::new(5, 6).unwrap();
    let found = shard::find_partition_key(narrow, "", 1_000);
    assert_eq!(found, Err(SearchFault::NotFound { tries: 1_000, hash_key: 5 }));
    let long = "é".repeat(256);
    assert_eq!(shard::find_partition_key(narrow, &long, 1_000), Err(SearchFault::PrefixTooLong));
    assert!(shard::find_partition_key(HashKeyRange::FULL, &long[2..], 1).is_ok());
}

#[test]
fn every_sentence_about_shards_is_listed() {
    let id = || "shardId-000000000003".to_owned();
    let place = Place { line: 1, column: 9 };
    let range = HashKeyRange::new(0, (1 << 127) - 1).unwrap();
    let faults = [
        ShardFault::NotJson(place),
        ShardFault::CutShort(place),
        ShardFault::NoShards,
        ShardFault::SummaryOnly { open: None },
        ShardFault::SummaryOnly { open: Some(1) },
        ShardFault::SummaryOnly { open: Some(4) },
        ShardFault::Empty,
        ShardFault::NoId { shard: 2 },
        ShardFault::SameId { id: id() },
        ShardFault::NoRange { id: id() },
        ShardFault::NotAHashKey { id: id(), text: "-1".into() },
        ShardFault::Backwards { id: id() },
        ShardFault::Count { asked: 0 },
    ];
    let notes = [
        MapNote::MorePages,
        MapNote::Hole(range),
        MapNote::Overlap { first: id(), second: "shardId-000000000004".into() },
        MapNote::AllClosed,
    ];
    let searches = [SearchFault::NotFound { tries: 1_000_000, hash_key: 5 }, SearchFault::PrefixTooLong];
    let mut text = String::new();
    let messages = faults.iter().map(ShardFault::message).chain(notes.iter().map(MapNote::message));
    for message in messages.chain(searches.iter().map(SearchFault::message)) {
        assert!(message.ends_with('.') && !message.contains("  "), "{message}");
        writeln!(text, "{message}").unwrap();
    }
    assert!(support::golden(&support::corpus().join("sentences-shard.txt"), &text), "BLESS=1 writes it anew");
}
