//! The list of what an application receives: a row for each user record and for each Kinesis record without any, in the
//! order of the capture or sorted, and each row opens its own payload.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

#[path = "support/page.rs"]
mod page;
mod support;

use base64::{Engine, engine::general_purpose::STANDARD};
use kpl_engine::session::{
    Action, Ask, List, Move, PickMove, Sizes, ViewportChange, Wanted,
    batch::{ExportKind, Scope, Search, UserColumn},
};
use page::Page;

/// Whole, and as a stream.
const WAYS: [Sizes; 2] =
    [Sizes { small: u64::MAX, held: 1 << 30, chunk: 1 << 20 }, Sizes { small: 0, held: 1 << 30, chunk: 61 }];

/// The most rows of a capture that are opened one by one.
const MOST: usize = 200;

fn pages() -> impl Iterator<Item = (String, Page)> {
    let captures = support::captures().into_iter();
    let opened = captures.flat_map(|(name, bytes)| {
        WAYS.map(|sizes| {
            let mut page = Page::opened(&bytes, sizes);
            page.ask(Ask::Viewport(ViewportChange::Window(List::CaptureUsers, 0..MOST)));
            (name.clone(), page)
        })
    });
    opened.filter(|(_, page)| page.screen.overview.records > 0)
}

/// Which Kinesis record each row is of, and which of its user records.
fn rows(page: &Page) -> Vec<(usize, usize)> {
    page.screen.capture_users.rows.iter().map(|row| (row.record, row.user.place)).collect()
}

/// The payloads as they are exported.
fn exported(page: &mut Page) -> Vec<Vec<u8>> {
    page.file.clear();
    page.ask(Ask::Export(1, ExportKind::Ndjson));
    let lines = page.file.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let data = lines.map(|line| serde_json::from_slice::<serde_json::Value>(line).unwrap());
    data.map(|line| line["data"].as_str().map_or_else(Vec::new, |data| STANDARD.decode(data).unwrap()))
        .collect()
}

#[test]
fn each_row_opens_what_is_exported_in_its_place() {
    let mut plain = 0;
    for (name, mut page) in pages() {
        let (rows, exported) = (rows(&page), exported(&mut page));
        assert!(rows.is_sorted(), "{name}: {rows:?}");
        assert_eq!(page.screen.capture_users.total, exported.len(), "{name}");
        assert_eq!(page.screen.overview.received, u64::try_from(exported.len()).unwrap(), "{name}");
        for (row, expected) in exported.iter().enumerate().take(MOST) {
            page.act(Action::CaptureUser(row));
            assert_eq!(page.screen.overview.user_caret, row, "{name}");
            let open = page.screen.payload.clone();
            plain += usize::from(open.as_ref().as_ref().is_some_and(|open| open.index.is_none()));
            assert_eq!(&page.fetch(Wanted::Payload(None)), expected, "{name}, row {row}");
        }
        // The arrow keys open what they come to.
        page.act(Action::CaptureUserMove(Move::First));
        for expected in exported.iter().take(MOST).skip(1) {
            page.act(Action::CaptureUserMove(Move::Down));
            assert_eq!(&page.fetch(Wanted::Payload(None)), expected, "{name}");
        }
    }
    assert!(plain > 20, "only {plain} plain records");
}

#[test]
fn sorting_keeps_every_row_and_opens_the_first() {
    let mut sorted = 0;
    for (name, mut page) in pages() {
        let before = rows(&page);
        for by in [UserColumn::Bytes, UserColumn::PartitionKey, UserColumn::Place] {
            for down in [false, true] {
                page.act(Action::SortUsersBy(by));
                let sort = page.screen.overview.user_sort;
                assert_eq!(sort.by, by, "{name}");
                let after = rows(&page);
                if page.screen.capture_users.total <= MOST {
                    let mut again = after.clone();
                    again.sort_unstable();
                    assert_eq!(again, before, "{name}");
                }
                if by == UserColumn::Bytes {
                    let bytes: Vec<_> =
                        page.screen.capture_users.rows.iter().map(|row| row.user.bytes).collect();
                    let in_order =
                        if sort.down { bytes.is_sorted_by(|a, b| a >= b) } else { bytes.is_sorted() };
                    assert!(in_order, "{name}, down {down}: {bytes:?}");
                    sorted += usize::from(after != before);
                }
                assert_eq!(page.screen.overview.user_caret, 0, "{name}");
                let open = page.screen.payload.clone();
                let record = open.as_ref().as_ref().map(|open| open.about.record);
                assert_eq!(record, after.first().map(|(record, _)| *record), "{name}");
            }
        }
    }
    assert!(sorted > 10, "only {sorted} captures were in another order");
}

#[test]
fn a_match_in_a_plain_record_is_listed_and_found_by_steps() {
    for (name, mut page) in pages() {
        let search = Search { text: "e".to_owned(), scope: Scope::Payloads, regex: false };
        page.act(Action::Search(search));
        let (found, total) = (page.screen.overview.found, page.screen.capture_users.total);
        assert_eq!(found, u64::try_from(total).ok(), "{name}");
        let rows = rows(&page);
        let mut seen = Vec::new();
        for _ in 0..total.min(20) {
            page.act(Action::StepMatch(true));
            seen.push(page.screen.overview.user_caret);
        }
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), total.min(20), "{name}: {rows:?}");
        // What was found is sorted as all is, and stays sorted when the search ends.
        page.act(Action::SortUsersBy(UserColumn::Bytes));
        for found in [true, false] {
            if !found {
                page.act(Action::Search(Search::default()));
            }
            let bytes: Vec<_> = page.screen.capture_users.rows.iter().map(|row| row.user.bytes).collect();
            assert!(bytes.is_sorted(), "{name}, found {found}: {bytes:?}");
            assert_eq!(page.screen.overview.user_sort.by, UserColumn::Bytes, "{name}");
        }
    }
}

#[test]
fn rows_that_are_picked_are_copied_as_they_are_exported() {
    for (name, mut page) in pages() {
        let rows = rows(&page).len();
        page.file.clear();
        page.ask(Ask::Export(1, ExportKind::Ndjson));
        let all: Vec<Vec<u8>> =
            page.file.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        let last = rows - 1;
        for (steps, expected) in [
            (vec![PickMove::Toggle(last)], if rows > 1 { vec![0, last] } else { vec![0] }),
            (vec![PickMove::Through(last)], (0..rows).collect()),
            (vec![PickMove::All], (0..all.len()).collect()),
            (vec![PickMove::All, PickMove::None], Vec::new()),
            (vec![PickMove::All, PickMove::Toggle(0)], (1..all.len()).collect()),
            (vec![PickMove::Extend(Move::Down), PickMove::Extend(Move::Down)], (0..rows.min(3)).collect()),
        ] {
            page.act(Action::Pick(PickMove::None));
            // A capture of one Kinesis record has a list of its own.
            page.act(if page.screen.overview.records == 1 {
                Action::OpenPayload(0)
            } else {
                Action::CaptureUser(0)
            });
            for step in &steps {
                page.act(Action::Pick(*step));
            }
            if page.screen.carets.users == 0 && page.screen.overview.records == 1 {
                continue;
            }
            assert_eq!(page.screen.overview.picked, expected.len(), "{name}, {steps:?}");
            let copied = page.fetch(Wanted::Picked(ExportKind::Ndjson));
            let expected: Vec<u8> = expected.iter().flat_map(|row| all[*row].clone()).collect();
            assert_eq!(String::from_utf8(copied), String::from_utf8(expected), "{name}, {steps:?}");
        }
    }
}
