//! Laws that hold for every consumer and any bytes, and a golden file of everything that is said about consumers.

use crate::support::{self, generate, hex, odd, unhex};
use kpl_engine::consumers::{self, Consumer, HashKeyProblem, Judgement, Outcome, OutcomeReason};
use kpl_format::{kpl, shard::HashKeyRange};
use std::{collections::BTreeSet, fmt::Write};

fn lower_half() -> HashKeyRange {
    HashKeyRange::new(0, (1 << 127) - 1).unwrap()
}

#[test]
fn the_laws_hold_over_generated_frames() {
    let mut seen = BTreeSet::new();
    let generated = (0..6_000).flat_map(|seed| [generate::frame(seed).1, odd::frame(seed)]);
    for bytes in support::all_frames().into_iter().map(|frame| frame.bytes).chain(generated) {
        let anatomy = kpl::dissect(&bytes);
        for shard in [None, Some(lower_half())] {
            for judgement in consumers::judge(&bytes, &anatomy, shard) {
                if let Err(broken) = law(&judgement, &bytes, &anatomy) {
                    panic!("{broken}: {judgement:?}\n{}", hex(&bytes));
                }
                seen.insert((judgement.consumer.id(), judgement.outcome.word()));
            }
        }
    }
    for outcome in ["records", "partial", "passthrough", "nothing"] {
        assert!(seen.contains(&("kcl", outcome)), "{outcome}");
    }
    assert!(seen.len() >= 45, "{}: {seen:?}", seen.len());
}

fn law(judgement: &Judgement, bytes: &[u8], anatomy: &kpl::Anatomy) -> Result<(), String> {
    let Judgement { outcome, emitted, found, silent, .. } = *judgement;
    let given = judgement.records(bytes, anatomy).count();
    let fits = match outcome {
        Outcome::Records => emitted > 0 && emitted == found,
        Outcome::Partial => 0 < emitted && emitted < found,
        Outcome::Passthrough => emitted == 1,
        Outcome::Nothing | Outcome::Error | Outcome::Crash => emitted == 0,
    };
    if !fits || given != emitted {
        return Err(format!("{given} records were given"));
    }
    if silent && outcome != Outcome::Nothing {
        return Err("it is silent where nothing is lost, or everybody hears of it".to_owned());
    }
    if (outcome == Outcome::Records) != (judgement.reason == OutcomeReason::Read) {
        return Err("all went well, or not".to_owned());
    }
    // The anatomy and the model of the KCL's decoder read the same bytes independently. The verdict "aggregated" is a
    // promise: the KCL hands over every user record, with the keys that the page shows. A frame of 20 bytes has none
    // to hand over.
    let promised = anatomy.verdict == kpl::Verdict::Aggregated && !anatomy.user_records.is_empty();
    if promised && judgement.consumer == Consumer::Kcl && !outside(judgement) {
        let keys = judgement.records(bytes, anatomy).zip(&anatomy.user_records).all(|(given, user)| {
            let key = user.partition_key.and_then(|entry| anatomy.partition_keys[entry].text(bytes));
            given.partition_key.key.text().as_deref() == key && given.partition_key.right
        });
        if outcome != Outcome::Records || found != anatomy.user_records.len() || !keys {
            return Err("the verdict promised more".to_owned());
        }
    }
    let why = judgement.why();
    if !why.starts_with(judgement.consumer.name())
        || !why.ends_with('.')
        || why.contains("  ")
        || why.contains(['\n', '!'])
        || judgement.source.is_empty()
    {
        return Err(why);
    }
    Ok(())
}

fn outside(judgement: &Judgement) -> bool {
    matches!(judgement.reason, OutcomeReason::OutsideOfShard { problem: HashKeyProblem::OtherShard, .. })
}

#[test]
fn a_shard_takes_an_aggregate_whole_or_not_at_all() {
    let upper_half = HashKeyRange::new(1 << 127, u128::MAX).unwrap();
    for seed in 0..6_000 {
        let bytes = generate::frame(seed).1;
        let anatomy = kpl::dissect(&bytes);
        let judge = |shard| consumers::judge_one(Consumer::Kcl, &bytes, &anatomy, shard);
        let all = judge(None);
        for part in [judge(Some(lower_half())), judge(Some(upper_half))] {
            let dropped = part.outcome == Outcome::Nothing && part.silent;
            assert!(dropped || (part.outcome, part.emitted) == (all.outcome, all.emitted), "{}", hex(&bytes));
            if let OutcomeReason::OutsideOfShard { record, problem: HashKeyProblem::OtherShard } = part.reason
            {
                assert!(record < part.found);
            }
        }
        // No other consumer looks at the shard.
        for consumer in Consumer::ALL.into_iter().filter(|&consumer| consumer != Consumer::Kcl) {
            let judge = |shard| consumers::judge_one(consumer, &bytes, &anatomy, shard).why();
            assert_eq!(judge(None), judge(Some(lower_half())));
        }
    }
}

/// Messages, from between the magic and the MD5, that consumers treat differently. They are used beside the corpus.
const MESSAGES: [(&str, &str); 18] = [
    ("a table and no record", "0a0161"),
    ("three records, the second past the table", "0a01611a0508001a01311a0508071a01321a0508001a0133"),
    (
        "four records, the last past the table",
        "0a01611a0508001a01311a0508001a01321a0508001a01331a0508071a0134",
    ),
    ("a payload cut short, the MD5 made good", "0a01611a0508001a0578"),
    ("a key cut short, the MD5 made good", "1a0508001a01780a0561"),
    (
        "an explicit hash key of 2^128",
        "0a016112273334303238323336363932303933383436333436333337343630373433313736383231313435361a07080010001a0178",
    ),
    ("an index to no explicit hash key", "0a01611a07080010001a0178"),
    ("no data", "0a01611a020800"),
    ("two index fields of the wrong type, one right", "0a01611a0a0d0000000008001a0178"),
    ("a varint of more than 64 bits", "0a01611a0e08808080808080808080021a0178"),
    ("field number 0", "0a01611a0508001a01780001"),
    ("half a surrogate pair as a key", "0a03eda0801a0508001a0178"),
    ("an explicit hash key that is not UTF-8", "0a01611201ff1a07080010001a0178"),
    ("a key of six bytes", "8a808080800001611a0508001a0178"),
    ("a 32-bit field", "0a01617d000000001a0508001a0178"),
    ("a group", "0a01617b08017c1a0508001a0178"),
    ("a tag's key that is not UTF-8", "0a01611a0a08001a017822030a01ff"),
    ("the end of a group", "0a01617c1a0508001a0178"),
];

#[test]
fn every_sentence_about_consumers_is_listed() {
    let corpus = support::consumers()
        .into_iter()
        .map(|case| (case["what"].as_str().unwrap().to_owned(), unhex(case["hex"].as_str().unwrap())));
    let ours = MESSAGES.iter().map(|(what, message)| ((*what).to_owned(), kpl::frame(&unhex(message))));
    let mut told = BTreeSet::new();
    let mut text = String::new();
    for (what, bytes) in corpus.chain(ours) {
        let anatomy = kpl::dissect(&bytes);
        let shards = [None, Some(lower_half())];
        let judged = shards.iter().flat_map(|shard| consumers::judge(&bytes, &anatomy, *shard));
        // A sentence that was said of another frame is not listed again.
        let new: Vec<String> = judged
            .map(|judgement| format!("  {} [{}]\n", judgement.why(), judgement.source))
            .filter(|sentence| told.insert(sentence.clone()))
            .collect();
        if !new.is_empty() {
            writeln!(text, "{what}\n{}", new.concat()).unwrap();
        }
    }
    assert!(
        support::golden(&support::corpus().join("sentences-consumers.txt"), &text),
        "BLESS=1 writes it anew"
    );
}
