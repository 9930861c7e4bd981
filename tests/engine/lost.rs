//! The filter "lost by …": for a capture that is held or streamed, it gives what judging every record gives.

use super::{Page, WAYS};
use crate::support::{self, generate, odd};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use kpl_capture::capture;
use kpl_engine::{
    consumers::{self, Consumer, Loss, Unseen},
    fixture::samples::Sample,
    session::{
        Action, ShardMove, Shards,
        batch::{Column, Scope, Search},
        select::Task,
    },
};
use kpl_format::kpl::{self, schema};
use serde_json::json;

/// Every frame of the corpora, hundreds of generated ones, and plain records, as a Lambda event from two shards.
fn event() -> Vec<u8> {
    let generated = (0..120).flat_map(|seed| [generate::frame(seed).1, odd::frame(seed)]);
    let corpus = support::all_frames().into_iter().map(|frame| frame.bytes);
    let frames = generated.chain(corpus).filter(|frame| !frame.is_empty());
    let records: Vec<_> = frames
        .enumerate()
        .map(|(at, frame)| {
            // Some records come from a shard that is not known.
            let id = format!("shardId-{:012}:{at}", at % 3);
            json!({
                "kinesis": {
                    "kinesisSchemaVersion": "1.0", "partitionKey": "a", "sequenceNumber": at.to_string(),
                    "data": STANDARD.encode(frame), "approximateArrivalTimestamp": 1_545_084_650,
                },
                "eventSource": "aws:kinesis", "eventID": id, "eventName": "aws:kinesis:record",
            })
        })
        .collect();
    json!({ "Records": records }).to_string().into_bytes()
}

fn judged(bytes: &[u8], consumer: Consumer, shards: &Shards) -> Vec<usize> {
    let records = capture::read(bytes).records;
    let lost = records.iter().enumerate().filter(|(_, record)| {
        let anatomy = kpl::dissect(&record.data);
        let placed = shards.place(record.envelope.shard_id.as_deref(), &anatomy);
        let range = placed.and_then(|placed| placed.range(shards));
        let judgement = consumers::judge_one(consumer, &record.data, &anatomy, range);
        judgement.loss(&anatomy).is_any()
    });
    lost.map(|(at, _)| at).collect()
}

/// How many user records a consumer loses: those that its application does not get, and that can be read.
fn missing(bytes: &[u8], consumer: Consumer, shards: &Shards) -> u64 {
    let lost = capture::read(bytes).records.into_iter().map(|record| {
        let anatomy = kpl::dissect(&record.data);
        let placed = shards.place(record.envelope.shard_id.as_deref(), &anatomy);
        let range = placed.and_then(|placed| placed.range(shards));
        let judgement = consumers::judge_one(consumer, &record.data, &anatomy, range);
        match judgement.loss(&anatomy) {
            Loss::Nothing | Loss::Raw => 0,
            Loss::Some => anatomy.user_records.len().saturating_sub(judgement.emitted).max(1),
            Loss::All => anatomy.user_records.len(),
        }
    });
    u64::try_from(lost.sum::<usize>()).unwrap()
}

fn shown(page: &Page) -> Vec<usize> {
    let rows: Vec<usize> = page.screen.records.rows.iter().map(|row| row.index).collect();
    assert_eq!(rows.len(), page.screen.records.total, "the window shows all");
    rows
}

#[test]
fn streamed_or_held_the_filter_keeps_what_is_lost() {
    let event = event();
    let (none, told) = (Shards::default(), Shards::default().after(ShardMove::Even("2".to_owned())));
    let chosen = told.after(ShardMove::From("1".to_owned()));
    for sizes in WAYS {
        let mut page = Page::opened(&event, sizes);
        page.see_all();
        for (shards, steps) in [
            (&none, vec![]),
            (&told, vec![ShardMove::Even("2".to_owned())]),
            (&chosen, vec![ShardMove::From("1".to_owned())]),
        ] {
            for step in steps {
                page.act(Action::Shards(step));
            }
            page.act(Action::FilterLost(None));
            let sums = page.screen.overview.losses.clone();
            assert!(
                page.screen.overview.judged_all && !sums.is_empty() && sums.is_sorted_by(|a, b| a.1 >= b.1)
            );
            for consumer in Consumer::ALL {
                let sum = sums.iter().find(|(other, _)| *other == consumer).map_or(0, |(_, lost)| *lost);
                assert_eq!(sum, missing(&event, consumer, shards), "{consumer:?}, {shards:?}");
                page.act(Action::FilterLost(Some(consumer)));
                let expected = judged(&event, consumer, shards);
                assert_eq!(shown(&page), expected, "{consumer:?}, {shards:?}");
                assert_eq!(page.screen.overview.query.lost_by, Some(consumer));
                let users: usize = page.screen.records.rows.iter().map(|row| row.user_records.max(1)).sum();
                assert_eq!(page.screen.capture_users.total, users, "what they deliver shows, and no more");
            }
        }
        assert!(page.tasks.contains(&Task::Judging), "it says how far it has come");
        page.act(Action::FilterLost(None));
        assert_eq!(page.screen.records.total, page.screen.overview.records);
    }
}

#[test]
fn it_goes_with_the_other_filters_and_with_sorting() {
    let event = event();
    let [mut held, mut streamed] = WAYS.map(|sizes| Page::opened(&event, sizes));
    for page in [&mut held, &mut streamed] {
        page.see_all();
        page.act(Action::FilterLost(Some(Consumer::Node)));
        let lost = shown(page);
        page.act(Action::FilterFinding(Some("md5-mismatch".to_owned())));
        let both = shown(page);
        assert!(!both.is_empty() && both.len() < lost.len(), "{} of {}", both.len(), lost.len());
        assert!(both.iter().all(|record| lost.contains(record)));
        page.act(Action::Search(Search { text: "a".to_owned(), scope: Scope::Anywhere, regex: false }));
        let found = shown(page);
        assert!(found.iter().all(|record| both.contains(record)));
        page.act(Action::SortBy(Column::Bytes));
        let mut sorted = shown(page);
        sorted.sort_unstable();
        assert_eq!(sorted, found);
    }
    assert_eq!(held.screen.records, streamed.screen.records);
    assert_eq!(held.screen.capture_users.total, streamed.screen.capture_users.total);
}

#[test]
fn what_is_told_about_shards_judges_anew() {
    let mut page = Page::opened(Sample::GetRecords.text().as_bytes(), WAYS[1]);
    page.act(Action::FilterLost(Some(Consumer::Kcl)));
    let without = shown(&page);
    page.act(Action::Shards(ShardMove::Even("2".to_owned())));
    let with = shown(&page);
    assert!(without.len() < with.len() && without.iter().all(|at| with.contains(at)), "{without:?} {with:?}");
    page.act(Action::Shards(ShardMove::Forget));
    assert_eq!(shown(&page), without);
}

/// An aggregate as a producer makes it.
fn clean(seed: u64) -> Vec<u8> {
    let mut rng = generate::Rng(seed);
    let keys: Vec<String> = (0..=rng.below(3)).map(|at| format!("key-{at}-{}", rng.below(99))).collect();
    let hash_keys: Vec<String> =
        (0..rng.below(3)).map(|_| u128::from(rng.next()).pow(2).to_string()).collect();
    let records = (0..=rng.below(5)).map(|_| schema::Record {
        partition_key_index: u64::try_from(rng.below(keys.len())).unwrap(),
        explicit_hash_key_index: (!hash_keys.is_empty() && rng.chance(2))
            .then(|| u64::try_from(rng.below(hash_keys.len())).unwrap()),
        data: rng.bytes(20),
        ..Default::default()
    });
    let records = records.collect();
    kpl::encode(&schema::AggregatedRecord {
        partition_key_table: keys,
        explicit_hash_key_table: hash_keys,
        records,
    })
}

/// What [`Unseen`] says without looking at a record is what judging it says.
#[test]
fn what_is_told_unseen_is_what_judging_says() {
    let frames = (0..2_000).flat_map(|seed| [clean(seed), generate::frame(seed).1, odd::frame(seed)]);
    let frames = frames.chain(support::all_frames().into_iter().map(|frame| frame.bytes));
    let told: Vec<(Consumer, Unseen)> =
        Consumer::ALL.map(|consumer| (consumer, Unseen::of(consumer, false))).to_vec();
    let (mut all, mut unseen) = (0, 0);
    for frame in frames {
        let anatomy = kpl::dissect(&frame);
        for &(consumer, told) in &told {
            all += 1;
            let Some(loses) = told.loses(anatomy.verdict, anatomy.findings.is_empty()) else { continue };
            unseen += 1;
            let loss = consumers::judge_one(consumer, &frame, &anatomy, None).loss(&anatomy);
            assert_eq!(loss != Loss::Nothing, loses, "{consumer:?}: {}", support::hex(&frame));
        }
    }
    assert!(unseen * 5 > all, "{unseen} of {all}");
    let sharded = Unseen::of(Consumer::Kcl, true);
    assert_eq!(sharded.loses(kpl::Verdict::Aggregated, true), None, "a clean one may mix shards");
}
