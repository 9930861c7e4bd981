//! The engine as the page sees it. Only what changed is sent, and a capture shows the same whether it is streamed or
//! held.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "this is a test"
)]

#[path = "engine/lost.rs"]
mod lost;
#[path = "support/page.rs"]
mod page;
mod support;

use kpl_engine::{
    fixture::samples::Sample,
    session::{
        Action, Ask, CaptureTab, Engine, List, Screen, Sizes, Tell, ViewportChange,
        batch::{Column, ExportKind, Scope, Search},
        select::Task,
    },
};
use kpl_format::{
    bytes::base64,
    kpl::{
        self,
        schema::{AggregatedRecord, Record},
    },
};
use kpl_index::Held;
use page::Page;
use std::rc::Rc;

impl Page {
    /// Asks for all rows of the lists about the capture.
    fn see_all(&mut self) {
        for list in [List::Records, List::CaptureUsers] {
            self.ask(Ask::Viewport(ViewportChange::Window(list, 0..1000)));
        }
    }

    fn export(&mut self, kind: ExportKind) -> String {
        self.file.clear();
        self.ask(Ask::Export(1, kind));
        String::from_utf8_lossy(&self.file).into_owned()
    }

    fn search(&mut self, text: &str, regex: bool, scope: Scope) -> (usize, Option<u64>) {
        self.act(Action::Search(Search { text: text.to_owned(), scope, regex }));
        (self.screen.records.total, self.screen.overview.found)
    }
}

/// The sizes with which the capture is held, and with which it is streamed in tiny chunks.
const WAYS: [Sizes; 2] =
    [Sizes { small: u64::MAX, held: 1 << 30, chunk: 1 << 20 }, Sizes { small: 0, held: 1 << 30, chunk: 61 }];

/// Every capture of the corpus, and every example.
fn captures() -> Vec<(String, Vec<u8>)> {
    let samples = Sample::ALL.map(|sample| (format!("{sample:?}"), sample.text().into_bytes()));
    support::captures().into_iter().chain(samples).collect()
}

#[test]
fn streamed_or_held_the_page_shows_and_writes_the_same() {
    let mut streamed = 0;
    for (name, bytes) in captures() {
        let [mut held, mut stream] = WAYS.map(|sizes| Page::opened(&bytes, sizes));
        streamed += usize::from(stream.tasks.contains(&Task::Reading));
        let everything: Vec<Ask> =
            [List::Records, List::Fields, List::Users, List::CaptureUsers, List::Findings]
                .map(|list| Ask::Viewport(ViewportChange::Window(list, 0..1000)))
                .into_iter()
                .chain([Ask::Do(Action::CaptureTab(CaptureTab::Users))])
                .collect();
        for ask in everything {
            held.ask(ask.clone());
            stream.ask(ask);
        }
        for text in ["", "1", "order", "a"] {
            let found = held.search(text, false, Scope::Anywhere);
            assert_eq!(found, stream.search(text, false, Scope::Anywhere), "{name}: {text:?}");
            let (one, other) = (&held.screen, &stream.screen);
            assert_eq!(one.overview, other.overview, "{name}");
            assert_eq!(one.records, other.records, "{name}");
            assert_eq!(one.capture_users, other.capture_users, "{name}");
            assert_eq!(one.users, other.users, "{name}");
            assert_eq!(one.fields, other.fields, "{name}");
            assert_eq!(one.banner, other.banner, "{name}");
            for kind in [ExportKind::Ndjson, ExportKind::Csv, ExportKind::Data] {
                assert_eq!(held.export(kind), stream.export(kind), "{name}, {kind:?}");
            }
        }
        assert!(!held.tasks.contains(&Task::Reading), "{name} was to be read whole");
    }
    assert!(streamed > 20, "only {streamed} captures were streamed");
}

#[test]
fn a_search_says_what_it_found_where() {
    let mut page = Page::opened(Sample::GetRecords.text().as_bytes(), WAYS[1]);
    let all = page.screen.overview.clone();
    assert_eq!((all.records, all.user_records), (5, 12));
    assert_eq!(page.search("GET /health", false, Scope::Payloads), (1, Some(1)), "a plain record");
    assert_eq!(page.search("get /HEALTH", false, Scope::Keys), (0, Some(0)));
    assert_eq!(page.search("12[45]", true, Scope::Keys).1, Some(4));
    assert_eq!(page.search("(", true, Scope::Anywhere), (5, None), "what is no expression filters nothing");
    assert!(page.screen.overview.fault.as_ref().is_some_and(|fault| !fault.is_empty()));
    // Steps from match to match, and from the last to the first again.
    page.search("12[45]", true, Scope::Keys);
    let mut seen = Vec::new();
    for _ in 0..5 {
        page.act(Action::StepMatch(true));
        seen.push((page.screen.carets.record.unwrap(), page.screen.payload.as_deref().unwrap().index));
    }
    assert_eq!(seen[0], seen[4], "{seen:?}");
    assert!(seen[..4].is_sorted() && seen[0] != seen[1], "{seen:?}");
    page.act(Action::StepMatch(false));
    assert_eq!((page.screen.carets.record.unwrap(), page.screen.payload.as_deref().unwrap().index), seen[3]);
}

#[test]
fn records_are_sorted_by_each_column_and_back() {
    let mut page = Page::opened(Sample::GetRecords.text().as_bytes(), WAYS[1]);
    let order = |page: &Page| page.screen.records.rows.iter().map(|row| row.index).collect::<Vec<_>>();
    for (column, expected) in [
        (Column::Bytes, [4, 1, 2, 3, 0]),
        (Column::UserRecords, [1, 4, 2, 3, 0]),
        (Column::Verdict, [3, 0, 2, 1, 4]),
        (Column::Findings, [0, 1, 2, 4, 3]),
        (Column::PartitionKey, [0, 2, 3, 1, 4]),
        (Column::SequenceNumber, [0, 1, 2, 3, 4]),
        (Column::Arrival, [0, 1, 2, 3, 4]),
    ] {
        page.act(Action::SortBy(column));
        assert_eq!(order(&page), expected, "{column:?}");
        page.act(Action::SortBy(column));
        let mut back = expected;
        back.reverse();
        assert_eq!(order(&page), back, "{column:?}, the other way round");
    }
    page.act(Action::FilterFinding(Some("md5-mismatch".to_owned())));
    assert_eq!(order(&page), [3]);
}

#[test]
fn what_is_exported_reads_back() {
    let mut page = Page::opened(Sample::GetRecords.text().as_bytes(), WAYS[1]);
    let lines = page.export(ExportKind::Ndjson);
    let lines: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 14, "12 user records and two plain ones");
    let csv = page.export(ExportKind::Csv);
    assert_eq!(csv.lines().count(), 15, "{csv}");
    let whole = kpl_engine::report::report(Sample::GetRecords.text().as_bytes());
    assert_eq!(page.export(ExportKind::WholeReport), whole);
    page.act(Action::FilterVerdict(Some(kpl_format::kpl::Verdict::Plain)));
    assert_eq!(page.export(ExportKind::Ndjson).lines().count(), 2);
    assert_eq!(page.export(ExportKind::WholeReport), whole, "the report of all is of all");
}

#[test]
fn reading_can_be_stopped_and_what_was_read_stays() {
    let mut engine = Engine::new(WAYS[1]);
    // The answers stand one after another; each is read once it is complete.
    let bytes = Sample::GetRecords.text().repeat(5).into_bytes();
    engine.open(Rc::new(Held(bytes.into())), "file".to_owned(), 0);
    let mut screen = Screen::default();
    for now in 0..75 {
        for tell in engine.work(now * 200) {
            // What is to be kept over a reload is told beside it.
            match tell {
                Tell::Show(changes) => screen.put(*changes),
                Tell::Keep(..) => {}
                tell => panic!("nothing else was asked for: {tell:?}"),
            }
        }
    }
    let read = screen.overview.records;
    assert!((5..25).contains(&read), "{read} records");
    let Some(Tell::Show(changes)) = engine.hear(Ask::Do(Action::Stop), 9_000) else { panic!("it says so") };
    screen.put(*changes);
    let read = screen.overview.records;
    // What is left is to sum up what was read.
    while engine.is_busy() {
        for tell in engine.work(9_000) {
            // What is to be kept over a reload is told beside it.
            match tell {
                Tell::Show(changes) => screen.put(*changes),
                Tell::Keep(..) => {}
                tell => panic!("nothing else was asked for: {tell:?}"),
            }
        }
    }
    assert_eq!(screen.overview.records, read);
    let given = screen.given.as_ref().as_ref().unwrap();
    assert!(given.findings.iter().any(|finding| finding.message.contains("stopped")), "{:?}", given.findings);
}

#[test]
fn long_documents_that_are_no_list_are_read_whole() {
    let record = Record { data: vec![b'.'; 6_400_000], ..Record::default() };
    let aggregate = AggregatedRecord {
        partition_key_table: vec!["key".to_owned()],
        records: vec![record],
        ..AggregatedRecord::default()
    };
    let data = base64::encode(&kpl::encode(&aggregate));
    let event = format!(r#"{{"Records":[{{"Data":"{data}","PartitionKey":"a","SequenceNumber":"1"}}]}}"#);
    let written = [
        format!(r#"{{"Items":[{{"payload":{{"B":"{data}"}}}},{{"payload":{{"B":"{data}"}}}}]}}"#),
        format!(
            r#"{{"SubscribeToShardEvent":{}}}"#,
            event.replace("}]", &format!(r#"}},{{"Data":"{data}"}}]"#))
        ),
        format!("[{{\"page\":[{event},{event}]}}]"),
    ];
    for text in written {
        assert!(text.len() > 16 << 20, "larger than a document that is held while a file streams by");
        let page = Page::opened(text.as_bytes(), Sizes { small: 0, ..Sizes::default() });
        assert_eq!(page.screen.overview.records, 2, "{}", &text[..60]);
    }
}
