//! Comparing two aggregates: each user record is in exactly one pair, and the pairs tell what was really done.

use crate::{
    frames::{Payloads, message},
    support::generate::{self, Rng},
};
use kpl_engine::forensics::{Change, Pair, compare};
use kpl_format::kpl::{self, dissect, schema::AggregatedRecord};

fn compared(before: &AggregatedRecord, after: &AggregatedRecord) -> Vec<Pair> {
    let [before, after] = [before, after].map(kpl::encode);
    compare((&before, &dissect(&before)), (&after, &dissect(&after)))
}

fn count(pairs: &[Pair], change: Change) -> usize {
    pairs.iter().filter(|pair| pair.change == change).count()
}

/// An aggregate of at least four user records, all different.
fn many(seed: u64) -> AggregatedRecord {
    (0..)
        .map(|more| message(seed + more * 1000, Payloads::Ascii))
        .find(|message| message.records.len() > 3)
        .unwrap()
}

#[test]
fn the_same_is_the_same() {
    for seed in 0..100 {
        let message = message(seed, Payloads::Any);
        let pairs = compared(&message, &message);
        assert_eq!(count(&pairs, Change::Same), message.records.len());
        assert!(pairs.iter().all(|pair| pair.before == pair.after));
    }
}

#[test]
fn what_was_done_is_told() {
    for seed in 0..100 {
        let before = many(seed);
        let all = before.records.len();
        let mut rng = Rng(seed);
        let at = rng.below(all);

        let mut after = before.clone();
        after.records.remove(at);
        let pairs = compared(&before, &after);
        assert_eq!((count(&pairs, Change::Removed), count(&pairs, Change::Same)), (1, all - 1));
        assert_eq!(pairs[at], Pair { change: Change::Removed, before: Some(at), after: None });
        let back = compared(&after, &before);
        assert_eq!(back[at], Pair { change: Change::Added, before: None, after: Some(at) });

        let mut after = before.clone();
        let last = after.records.remove(0);
        after.records.push(last);
        let pairs = compared(&before, &after);
        assert_eq!((count(&pairs, Change::Moved), count(&pairs, Change::Same)), (1, all - 1));
        assert_eq!(pairs[all - 1], Pair { change: Change::Moved, before: Some(0), after: Some(all - 1) });

        let mut after = before.clone();
        after.records[at].data.push(b'!');
        assert_eq!(
            compared(&before, &after)[at],
            Pair { change: Change::OtherPayload, before: Some(at), after: Some(at) }
        );

        let mut after = before.clone();
        after.partition_key_table.push("another".to_owned());
        after.records[at].partition_key_index = after.partition_key_table.len() as u64 - 1;
        assert_eq!(
            compared(&before, &after)[at],
            Pair { change: Change::OtherKey, before: Some(at), after: Some(at) }
        );
    }
}

#[test]
fn each_user_record_stands_in_one_pair() {
    for seed in 0..1500 {
        let (one, two) = (generate::frame(seed).1, generate::frame(seed + 1).1);
        let (before, after) = (dissect(&one), dissect(&two));
        let pairs = compare((&one, &before), (&two, &after));
        let mut olds: Vec<usize> = pairs.iter().filter_map(|pair| pair.before).collect();
        olds.sort_unstable();
        assert_eq!(olds, (0..before.user_records.len()).collect::<Vec<_>>());
        // The user records of the second aggregate are in their own order.
        let news: Vec<usize> = pairs.iter().filter_map(|pair| pair.after).collect();
        assert_eq!(news, (0..after.user_records.len()).collect::<Vec<_>>());
    }
}
