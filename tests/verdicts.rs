//! What the page says about consumers and shards: what each consumer does, what it hands over, and where user records
//! belong. It is worked out only when it shows, and only once for each record.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

mod support;

use kpl_engine::{
    consumers::{self, Consumer, Loss, Outcome},
    fixture::samples::Sample,
    session::{
        Action, Origin, ShardMove, ShardProblem, State, Tab, apply,
        select::{self, SeenKey},
    },
};
use kpl_format::kpl;
use std::rc::Rc;

fn given(bytes: &[u8]) -> State {
    apply(&State::default(), Action::Read { input: bytes.into(), name: None })
}

fn after(state: &State, actions: impl IntoIterator<Item = Action>) -> State {
    actions.into_iter().fold(state.clone(), |state, action| apply(&state, action))
}

fn even(count: u32) -> Action {
    Action::Shards(ShardMove::Even(count.to_string()))
}

fn lambda_event() -> Vec<u8> {
    std::fs::read(support::corpus().join("captures/lambda-event.json")).unwrap()
}

#[test]
fn the_matrix_is_what_judging_says_of_every_frame() {
    for frame in support::all_frames() {
        if frame.bytes.is_empty() {
            continue;
        }
        let state = after(&given(&frame.bytes), [Action::Tab(Tab::Consumers)]);
        let Some((_, data)) = select::record(&state) else { continue };
        let anatomy = kpl::dissect(data);
        let judged = consumers::judge(data, &anatomy, None);
        let rows = select::consumer_rows(&state);
        assert_eq!(rows.len(), judged.len(), "{}", frame.name);
        for (row, judgement) in rows.iter().zip(&judged) {
            assert_eq!(
                (row.consumer, row.outcome, row.why.clone()),
                (judgement.consumer, judgement.outcome, judgement.why())
            );
            let open = after(&state, [Action::Consumer(row.consumer)]);
            let total = select::emitted_total(&open);
            assert_eq!(total, judgement.emitted, "{}: {:?}", frame.name, row.consumer);
            let all = select::emitted_rows(&open, 0..total);
            assert_eq!(all.len(), total);
            // A window shows a part of the whole.
            let (from, to) = (total / 3, total - total / 3);
            assert_eq!(select::emitted_rows(&open, from..to), all[from..to]);
            let wrong = all.iter().any(|row| !row.partition_key.1 || !row.explicit_hash_key.1);
            assert_eq!(wrong, row.wrong_keys, "{}: {:?} {all:?}", frame.name, row.consumer);
        }
    }
}

#[test]
fn an_index_out_of_range_loses_the_tail_and_says_so() {
    let state = after(&given(Sample::IndexOutOfRange.text().as_bytes()), [Action::Tab(Tab::Consumers)]);
    let rows = select::consumer_rows(&state);
    let kcl = &rows[0];
    assert_eq!((kcl.consumer, kcl.outcome, kcl.loss), (Consumer::Kcl, Outcome::Partial, Loss::Some));
    assert_eq!((kcl.emitted, kcl.found), (2, 6));
    assert!(kcl.why.contains("then loses 2–5 and logs an error"), "{}", kcl.why);
    let said = select::banner(&state).unwrap().consumers.unwrap();
    let lose = rows.iter().filter(|row| matches!(row.loss, Loss::Some | Loss::All)).count();
    assert_eq!((said.all, said.lose), (14, lose));
    assert_eq!(said.why.as_ref(), Some(&kcl.why), "the KCL comes first");
    let open = after(&state, [Action::Consumer(Consumer::Kcl)]);
    let emitted = select::emitted_rows(&open, 0..10);
    assert!(emitted.iter().all(|row| matches!(row.partition_key, (SeenKey::Text(_), true))), "{emitted:?}");
    assert_eq!(emitted.len(), 2);
}

#[test]
fn consumers_that_agree_need_no_line() {
    for (sample, says) in [(Sample::ThreeKeys, false), (Sample::BrokenMd5, true), (Sample::Truncated, true)] {
        let banner = select::banner(&given(sample.text().as_bytes())).unwrap();
        assert_eq!(banner.consumers.is_some(), says, "{sample:?}: {:?}", banner.consumers);
    }
    assert!(select::banner(&given(b"\0a plain record")).unwrap().consumers.is_none());
}

#[test]
fn it_is_worked_out_when_it_shows_and_once_a_record() {
    let state = given(Sample::GetRecords.text().as_bytes());
    assert!(select::consumer_rows(&state).is_empty(), "the tab does not show");
    let state = after(&state, [Action::Tab(Tab::Consumers)]);
    let shown = state.shown.clone().unwrap();
    let first = shown.verdicts(&state.shards);
    for action in
        [Action::Light(Some(3)), Action::PinByte(9), Action::Shards(ShardMove::Even("x".to_owned()))]
    {
        let later = apply(&state, action);
        assert!(Rc::ptr_eq(&first, &later.shown.clone().unwrap().verdicts(&later.shards)));
        assert_eq!(select::consumer_rows(&later), select::consumer_rows(&state));
    }
    // After another record, what is known of this one is still there.
    let back = after(&state, [Action::Record(3), Action::Record(0)]);
    assert!(Rc::ptr_eq(&first, &back.shown.clone().unwrap().verdicts(&back.shards)));
    let told = apply(&state, even(2));
    assert!(!Rc::ptr_eq(&first, &told.shown.clone().unwrap().verdicts(&told.shards)));
}

#[test]
fn a_lambda_event_says_the_shard_and_what_the_kcl_drops_there() {
    let state = given(&lambda_event());
    assert!(select::banner(&state).unwrap().placed.is_none(), "no shards are known");
    assert!(select::user_rows(&state, 0..3).iter().all(|row| row.shard.is_none()));
    let state = after(&state, [Action::Tab(Tab::Consumers), even(2)]);
    let placed = select::banner(&state).unwrap().placed.unwrap();
    let (zero, one) = ("shardId-000000000000".to_owned(), "shardId-000000000001".to_owned());
    assert_eq!(placed.shards, [(zero.clone(), 2), (one.clone(), 1)]);
    assert_eq!(placed.origin, Some((zero.clone(), Origin::Captured)));
    let shards: Vec<_> = select::user_rows(&state, 0..3).into_iter().map(|row| row.shard.unwrap()).collect();
    assert_eq!(shards, [zero.clone(), one, zero]);
    let kcl = &select::consumer_rows(&state)[0];
    assert_eq!((kcl.outcome, kcl.silent, kcl.found), (Outcome::Nothing, true, 3));
    assert!(kcl.why.contains("drops all 3 user records without a word"), "{}", kcl.why);
    assert!(kcl.why.contains("belongs to another shard"), "{}", kcl.why);
}

#[test]
fn where_a_record_came_from_is_captured_or_chosen_or_supposed() {
    let origin = |state: &State| select::banner(state).unwrap().placed.unwrap().origin.unwrap();
    let state = after(&given(Sample::ThreeKeys.text().as_bytes()), [even(2)]);
    assert_eq!(origin(&state), ("shardId-000000000000".to_owned(), Origin::Supposed));
    let state = after(&state, [Action::Shards(ShardMove::From("1".to_owned()))]);
    assert_eq!(origin(&state), ("shardId-000000000001".to_owned(), Origin::Chosen));
    let state = after(&state, [Action::Shards(ShardMove::From("7".to_owned()))]);
    let view = select::shards_view(&state);
    assert!(matches!(view.chosen_fault, Some(ShardProblem::NoSuchShard(..))) && view.chosen.is_none());
    // Whoever chooses a shard gets the judgement for that shard, whatever the capture says.
    let choose = [even(2), Action::Shards(ShardMove::From("1".to_owned()))];
    let state = after(&given(&lambda_event()), choose);
    let overruled = |state: &State| select::banner(state).unwrap().placed.unwrap().overruled;
    assert_eq!((origin(&state).1, overruled(&state)), (Origin::Captured, None));
    let state = after(&state, [Action::Shards(ShardMove::Overrides(true))]);
    assert_eq!(origin(&state), ("shardId-000000000001".to_owned(), Origin::Chosen));
    assert_eq!(overruled(&state).as_deref(), Some("shardId-000000000000"));
    let state = after(&state, [Action::Shards(ShardMove::From(String::new()))]);
    assert_eq!(origin(&state).1, Origin::Captured);
    // The capture names a shard that the map does not have.
    let state = after(&given(&lambda_event()), [even(1), Action::Record(1)]);
    let placed = select::banner(&state).unwrap().placed.unwrap();
    assert_eq!(placed.unknown.as_deref(), Some("shardId-000000000001"));
}

#[test]
fn shards_are_told_and_outlive_a_capture() {
    let state = given(Sample::ThreeKeys.text().as_bytes());
    let bad = after(&state, [even(2), Action::Shards(ShardMove::Paste("{\"Shards\": [".to_owned()))]);
    let view = select::shards_view(&bad);
    assert!(
        matches!(view.fault, Some(ShardProblem::Said(ref why)) if why.contains("line 1, column")),
        "{view:?}"
    );
    assert_eq!(view.known, Some(2), "the shards that were known stay");
    let input = Sample::Tags.text().into_bytes().into();
    let next = after(&bad, [Action::Read { input, name: None }]);
    assert_eq!(select::shards_view(&next).known, Some(2));
    let list = r#"{"Shards":[
        {"ShardId":"shardId-000000000003","ParentShardId":"shardId-000000000001","AdjacentParentShardId":"shardId-000000000002",
         "HashKeyRange":{"StartingHashKey":"0","EndingHashKey":"340282366920938463463374607431768211455"},
         "SequenceNumberRange":{"StartingSequenceNumber":"1"}},
        {"ShardId":"shardId-000000000001","HashKeyRange":{"StartingHashKey":"0","EndingHashKey":"7"},
         "SequenceNumberRange":{"StartingSequenceNumber":"1","EndingSequenceNumber":"2"}}]}"#;
    let told = after(&next, [Action::Shards(ShardMove::Paste(list.to_owned()))]);
    let rows = select::shard_rows(&told, 0..select::shards_total(&told));
    assert_eq!(
        rows.iter().map(|row| (row.open, row.parents.len(), row.user_records)).collect::<Vec<_>>(),
        [(true, 2, 2), (false, 0, 0)]
    );
    assert!(rows[0].origin && !rows[1].origin);
    assert_eq!((rows[0].start, rows[0].end), (0, u128::MAX));
    assert_eq!(select::shards_view(&apply(&told, Action::Shards(ShardMove::Forget))).known, None);
}

#[test]
fn a_partition_key_is_found_for_a_shard() {
    let state = after(&State::default(), [even(16)]);
    let find = |shard: &str, prefix: &str| {
        let step = ShardMove::FindKey(shard.to_owned(), prefix.to_owned());
        select::shards_view(&apply(&state, Action::Shards(step))).key.unwrap()
    };
    for place in [0, 7, 15] {
        let (key, id) = find(&place.to_string(), "device-").unwrap();
        assert_eq!(id, format!("shardId-{place:012}"));
        let owner = state.shards.map.as_ref().unwrap().owner(kpl::hash_of_partition_key(key.as_bytes()));
        assert!(key.starts_with("device-") && owner == Some(place), "{key}");
    }
    assert!(matches!(find("16", ""), Err(ShardProblem::NoSuchShard(..))));
    assert!(matches!(find("1", &"x".repeat(256)), Err(ShardProblem::Said(_))));
}
