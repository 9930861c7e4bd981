//! The state of the page under anything that a person may do: carets stay inside their lists, what is chosen shows,
//! and selectors agree.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

use kpl_capture::capture::Shape;
use kpl_engine::{
    consumers::Consumer,
    fixture::samples::Sample,
    session::{
        Action, Ask, CaptureTab, CompareMove, Engine, Move, Pane, PayloadView, ShardMove, State, Tab,
        Viewport, apply,
        batch::{Column, Scope, Search},
        select,
    },
};
use kpl_format::kpl::{self, Verdict, schema};
use kpl_index::{Held, Holder};
use proptest::prelude::*;
use std::{cell::RefCell, rc::Rc};

fn step() -> impl Strategy<Value = Move> {
    prop::sample::select(vec![
        Move::Previous,
        Move::Next,
        Move::RowStart,
        Move::RowEnd,
        Move::Up,
        Move::Down,
        Move::PageUp,
        Move::PageDown,
        Move::First,
        Move::Last,
    ])
}

fn search() -> impl Strategy<Value = Search> {
    let text = prop::sample::select(vec!["", "12", "ORDER", "sensor-1[0-9]", "(", "nothing has this"]);
    let scope = prop::sample::select(vec![Scope::Anywhere, Scope::Keys, Scope::Payloads]);
    (text, scope, any::<bool>()).prop_map(|(text, scope, regex)| Search {
        text: text.to_owned(),
        scope,
        regex,
    })
}

fn column() -> impl Strategy<Value = Column> {
    prop::sample::select(vec![
        Column::Place,
        Column::Verdict,
        Column::UserRecords,
        Column::Bytes,
        Column::PartitionKey,
        Column::SequenceNumber,
        Column::Arrival,
        Column::Findings,
    ])
}

fn shard_move() -> impl Strategy<Value = ShardMove> {
    let text = prop::sample::select(vec!["", "0", "1", "4", "x", "shardId-000000000001", "{\"Shards\":[]}"]);
    (0..7usize, text, prop::sample::select(vec!["", "a-"])).prop_map(|(step, text, prefix)| match step {
        0 => ShardMove::Forget,
        1 => ShardMove::Even(text.to_owned()),
        5 => ShardMove::Overrides(true),
        6 => ShardMove::Overrides(false),
        2 => ShardMove::Paste(text.to_owned()),
        3 => ShardMove::From(text.to_owned()),
        _ => ShardMove::FindKey(text.to_owned(), prefix.to_owned()),
    })
}

fn compare_move() -> impl Strategy<Value = CompareMove> {
    prop_oneof![
        Just(CompareMove::Mark),
        Just(CompareMove::Unmark),
        any::<bool>().prop_map(CompareMove::Across),
        any::<bool>().prop_map(CompareMove::ShowSame),
        step().prop_map(CompareMove::Caret),
        (0..8usize).prop_map(CompareMove::Choose),
    ]
}

fn action() -> impl Strategy<Value = Action> {
    let pane = prop::sample::select(vec![Pane::Fields, Pane::Bytes, Pane::Lists]);
    prop_oneof![
        prop::sample::select(Sample::ALL.to_vec())
            .prop_map(|sample| Action::Read { input: sample.text().into_bytes().into(), name: None }),
        prop::collection::vec(any::<u8>(), 0..40)
            .prop_map(|bytes| Action::Read { input: bytes.into(), name: None }),
        prop::sample::select(Shape::ALL.to_vec()).prop_map(Action::ReadAs),
        Just(Action::Unpin),
        (0..6usize).prop_map(Action::Record),
        prop::option::of(0..40usize).prop_map(Action::Light),
        (0..80usize, pane).prop_map(|(node, pane)| Action::Pin(node, pane)),
        (0..400usize).prop_map(Action::PinByte),
        (0..80usize).prop_map(Action::Toggle),
        step().prop_map(Action::TreeMove),
        Just(Action::TreeIn),
        Just(Action::TreeOut),
        Just(Action::TreeOpenSiblings),
        (step(), prop::sample::select(vec![8usize, 16, 32]))
            .prop_map(|(step, columns)| Action::ByteMove(step, columns)),
        step().prop_map(Action::UserMove),
        step().prop_map(Action::KeyMove),
        step().prop_map(Action::RecordMove),
        prop::sample::select(vec![
            None,
            Some(Verdict::Aggregated),
            Some(Verdict::Damaged),
            Some(Verdict::Plain)
        ])
        .prop_map(Action::FilterVerdict),
        prop::sample::select(vec![None, Some("md5-mismatch".to_owned()), Some("none such".to_owned())])
            .prop_map(Action::FilterFinding),
        search().prop_map(Action::Search),
        column().prop_map(Action::SortBy),
        Just(Action::Stop),
        any::<bool>().prop_map(Action::StepMatch),
        prop::sample::select(vec![CaptureTab::Records, CaptureTab::Users, CaptureTab::Charts])
            .prop_map(Action::CaptureTab),
        step().prop_map(Action::CaptureUserMove),
        (0..30usize).prop_map(Action::CaptureUser),
        (0..400usize).prop_map(Action::GoTo),
        any::<bool>().prop_map(Action::StepFinding),
        (0..4usize).prop_map(Action::Finding),
        prop::sample::select(vec!["", "12", "ORDER", "sensor", "nothing has this"])
            .prop_map(|filter| Action::Filter(filter.to_owned())),
        prop::sample::select(vec![
            Tab::UserRecords,
            Tab::Keys,
            Tab::Findings,
            Tab::Consumers,
            Tab::Compare,
            Tab::Fields,
            Tab::Bytes
        ])
        .prop_map(Action::Tab),
        prop::option::of(prop::sample::select(Consumer::ALL.to_vec())).prop_map(Action::FilterLost),
        prop::sample::select(Consumer::ALL.to_vec()).prop_map(Action::Consumer),
        shard_move().prop_map(Action::Shards),
        compare_move().prop_map(Action::Compare),
        (0..8usize).prop_map(Action::OpenPayload),
        Just(Action::Dive),
        (0..3usize).prop_map(Action::Surface),
        prop::sample::select(vec![
            PayloadView::Pretty,
            PayloadView::Text,
            PayloadView::Hex,
            PayloadView::Base64
        ])
        .prop_map(Action::PayloadView),
    ]
}

fn check(state: &State) -> Result<(), TestCaseError> {
    let Some(shown) = &state.shown else {
        prop_assert!(state.pin.is_none() && state.payload.is_none());
        return Ok(());
    };
    prop_assert!(state.rows.is_sorted(), "rows stand in wire order");
    prop_assert!(state.tree_caret < state.rows.len().max(1));
    prop_assert!(state.byte_caret < shown.data.len().max(1));
    prop_assert!(state.user_caret < state.matches.len().max(1));
    if let Some(pin) = state.pin {
        prop_assert!(shown.anatomy.node(pin.node).is_some());
    }
    let records = select::record_rows(state, 0..select::records_through(state));
    prop_assert_eq!(records.len(), select::records_through(state));
    let verdict = state.batch.query.verdict;
    prop_assert!(records.iter().all(|row| verdict.is_none_or(|verdict| row.verdict == verdict)));
    if state.capture_tab == CaptureTab::Users {
        let total = select::capture_users_total(state);
        prop_assert_eq!(select::capture_user_rows(state, 0..total).len(), total);
    }
    // All panes show the same record.
    let fields = select::field_rows(state, 0..state.rows.len());
    prop_assert_eq!(fields.len(), select::fields_total(state));
    let rows = select::byte_rows(state, 16, 0..select::bytes_total(state, 16));
    let leaves: Vec<_> = rows.iter().flat_map(|row| &row.leaves).collect();
    let bytes: Vec<u8> = leaves.iter().flat_map(|leaf| &leaf.bytes).copied().collect();
    prop_assert_eq!(bytes.as_slice(), &*shown.data, "the bytes shown are the bytes captured");
    if let Some(pin) = state.pin {
        let span = shown.anatomy.node(pin.node).unwrap().span;
        let pinned = leaves.iter().filter(|leaf| leaf.pinned);
        let pinned: Vec<usize> =
            pinned.flat_map(|leaf| leaf.offset..leaf.offset + leaf.bytes.len()).collect();
        prop_assert_eq!(pinned, (span.offset..span.end()).collect::<Vec<_>>());
    }
    // The list of what a consumer hands over can be read to its end, and each user record has a shard if shards are
    // known.
    let rows = select::consumer_rows(state);
    prop_assert_eq!(rows.len(), if state.tab == Tab::Consumers { Consumer::ALL.len() } else { 0 });
    let emitted = select::emitted_total(state);
    prop_assert_eq!(select::emitted_rows(state, 0..emitted).len(), emitted);
    let told = state.shards.map.is_some();
    prop_assert!(select::user_rows(state, 0..9).iter().all(|row| row.shard.is_some() == told));
    prop_assert_eq!(select::shard_rows(state, 0..9).len(), select::shards_total(state).min(9));
    let (through, all) = select::users_total(state);
    prop_assert!(through <= all);
    prop_assert_eq!(select::user_rows(state, 0..through).len(), through);
    let plain = shown.anatomy.verdict == Verdict::Plain;
    prop_assert_eq!(select::open_payload(state).is_some(), plain || state.payload.is_some());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn whatever_is_done_the_state_holds(actions in prop::collection::vec(action(), 1..30)) {
        let mut state = State::default();
        for action in actions {
            let pinned = matches!(action, Action::Pin(..) | Action::PinByte(_) | Action::GoTo(_));
            let before = state.pin;
            state = apply(&state, action);
            check(&state)?;
            if pinned && state.pin != before && let Some(pin) = state.pin {
                prop_assert_eq!(state.caret_node(), Some(pin.node), "what is pinned shows in the tree");
            }
        }
    }
}

fn sample(sample: Sample) -> State {
    apply(&State::default(), Action::Read { input: sample.text().into_bytes().into(), name: None })
}

#[test]
fn a_byte_chooses_the_deepest_field_under_it() {
    let state = apply(&sample(Sample::ThreeKeys), Action::PinByte(24));
    let details = select::details(&state).unwrap();
    assert_eq!(details.path, "records[0].data");
    assert_eq!((details.span.offset, details.span.len, details.length), (23, 12, Some(10)));
}

#[test]
fn stepping_through_findings_goes_round() {
    let mut state = sample(Sample::Truncated);
    let total = select::banner(&state).unwrap().counts.total();
    let mut seen = Vec::new();
    for _ in 0..=total {
        state = apply(&state, Action::StepFinding(true));
        seen.push(state.finding);
    }
    assert!(total > 1);
    assert_eq!(seen.first(), seen.last(), "past the last comes the first: {seen:?}");
}

#[test]
fn the_filter_finds_keys_and_payloads_in_either_case() {
    let state = sample(Sample::ExplicitHashKeys);
    let through = |filter: &str| select::users_total(&apply(&state, Action::Filter(filter.to_owned()))).0;
    assert_eq!((through("TENANT-A"), through("shard\":1"), through("without"), through("zzz")), (3, 1, 1, 0));
}

#[test]
fn hovering_moves_no_caret() {
    let state = apply(&sample(Sample::Thousand), Action::PinByte(4000));
    let lit = apply(&state, Action::Light(Some(2)));
    assert_eq!(
        (lit.tree_caret, lit.byte_caret, lit.user_caret, lit.pin),
        (state.tree_caret, state.byte_caret, state.user_caret, state.pin)
    );
}

#[test]
fn the_thousand_share_one_key() {
    let rows = select::key_rows(&sample(Sample::Thousand), 0..10);
    assert_eq!(rows.iter().map(|row| (row.uses, row.saved)).collect::<Vec<_>>(), [(1000, 999 * 11)]);
}

#[test]
fn a_nested_aggregate_opens_a_level_deeper_and_the_way_back_is_kept() {
    let inner = kpl::encode(&schema::AggregatedRecord {
        partition_key_table: vec!["inner".to_owned()],
        explicit_hash_key_table: Vec::new(),
        records: vec![schema::Record { data: b"deep".to_vec(), ..Default::default() }],
    });
    let outer = kpl::encode(&schema::AggregatedRecord {
        partition_key_table: vec!["outer".to_owned()],
        explicit_hash_key_table: Vec::new(),
        records: vec![schema::Record { data: inner.clone(), ..Default::default() }],
    });
    let mut state = apply(&State::default(), Action::Read { input: outer.clone().into(), name: None });
    state = apply(&state, Action::OpenPayload(0));
    assert!(select::open_payload(&state).unwrap().opens());
    state = apply(&state, Action::Dive);
    assert_eq!(select::record(&state), Some((0, inner.as_slice())));
    assert_eq!(state.trail.iter().map(|crumb| crumb.user_record).collect::<Vec<_>>(), [Some(0)]);
    state = apply(&state, Action::Surface(0));
    assert_eq!(select::record(&state), Some((0, outer.as_slice())));
    assert!(state.trail.is_empty() && state.payload == Some(0));
}

#[test]
fn a_cloudwatch_logs_payload_shows_what_is_in_it_and_opens() {
    let logs = br#"{"messageType":"DATA_MESSAGE","logEvents":[{"id":"1","timestamp":1,"message":"hi"}]}"#;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut packed, logs).unwrap();
    let mut state =
        apply(&State::default(), Action::Read { input: packed.finish().unwrap().into(), name: None });
    let open = select::open_payload(&state).unwrap();
    let rows = select::sheet_rows(&state, &Viewport::default(), 0..20);
    let shown: String = rows.iter().flat_map(|row| &row.pieces).map(|piece| piece.text.as_str()).collect();
    assert!(open.opens() && shown.contains("\"message\": \"hi\""), "{shown}");
    state = apply(&state, Action::Dive);
    assert_eq!(select::record(&state), Some((0, logs.as_slice())));
}

#[test]
fn the_keyboard_goes_through_what_the_filter_lets_through() {
    let mut state = apply(&sample(Sample::GetRecords), Action::FilterVerdict(Some(Verdict::Plain)));
    let mut seen = Vec::new();
    for step in [Move::Down, Move::Down, Move::First] {
        state = apply(&state, Action::RecordMove(step));
        seen.push(state.record_caret);
    }
    assert_eq!(seen, [1, 4, 1], "records 1 and 4 are plain; the caret comes from record 0");
    assert_eq!(
        select::overview(&state).verdicts,
        [(Verdict::Aggregated, 2), (Verdict::Damaged, 1), (Verdict::Plain, 2)]
    );
}

#[test]
fn the_engine_says_what_it_will_read_next_and_reads_that() {
    #[derive(Debug)]
    struct Asked(Held, RefCell<Vec<(u64, usize)>>);
    impl Holder for Asked {
        fn len(&self) -> u64 {
            self.0.len()
        }
        fn read(&self, offset: u64, len: usize) -> Result<Vec<u8>, String> {
            self.1.borrow_mut().push((offset, len));
            self.0.read(offset, len)
        }
    }
    let line = "{\"Data\":\"SGk=\",\"PartitionKey\":\"a\",\"SequenceNumber\":\"7\"}\n";
    let records = (9 << 20) / line.len();
    let held = Held(line.repeat(records).into_bytes().into());
    let (file, other) = (Rc::new(Asked(held.clone(), RefCell::default())), held);
    let mut engine = Engine::default();
    engine.open(file.clone(), "nine MiB".to_owned(), 0);
    let mut chunks = 0;
    while let Some(wanted) = engine.wanted(&*file) {
        assert_eq!(engine.wanted(&other), None, "that is another file");
        file.1.borrow_mut().clear();
        engine.work(0);
        assert_eq!(file.1.borrow().first(), Some(&(wanted.offset, wanted.most)));
        chunks += 1;
    }
    assert_eq!(chunks, 2);
    // What is left is to sum up what was read.
    while engine.is_busy() {
        engine.work(0);
    }
    let search = Search { text: "hi".to_owned(), scope: Scope::Payloads, regex: false };
    engine.hear(Ask::Do(Action::Search(search)), 0);
    let (mut at, mut steps) = (0, 0);
    while let Some(wanted) = engine.wanted(&*file) {
        assert!(wanted.offset >= at && wanted.least == wanted.most && engine.wanted(&other).is_none());
        file.1.borrow_mut().clear();
        engine.work(0);
        at = wanted.offset + u64::try_from(wanted.most).unwrap();
        let inside = |&(offset, len): &(u64, usize)| {
            offset >= wanted.offset && offset + u64::try_from(len).unwrap() <= at
        };
        assert!(!file.1.borrow().is_empty() && file.1.borrow().iter().all(inside));
        steps += 1;
    }
    assert!(steps >= 3 && at >= file.len() - 1 && !engine.is_busy(), "{steps} {at}");
}
