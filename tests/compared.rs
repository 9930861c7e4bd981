//! The comparison as the engine shows it: every user record is told of exactly once, and a mark stays when another
//! capture is read.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

#[path = "support/page.rs"]
mod page;
mod support;

use kpl_engine::{
    forensics::Change,
    session::{
        Action, Ask, CHANGES, CompareMove, List, Tab, ViewportChange,
        select::{CompareRow, CompareView},
    },
};
use kpl_format::{bytes::base64, kpl};
use page::Page;
use std::collections::BTreeSet;
use support::generate;

impl Page {
    fn new() -> Self {
        let mut page = Self::default();
        page.ask(Ask::Viewport(ViewportChange::Window(List::Compared, 0..1_000)));
        page
    }

    fn compare(&mut self, step: CompareMove) {
        self.act(Action::Compare(step));
    }

    fn read(&mut self, text: &[u8]) {
        self.act(Action::Read { input: text.into(), name: None });
    }

    /// Marks `old`, and then opens `new` beside it.
    fn of(old: &[u8], new: &[u8]) -> Self {
        let mut page = Self::new();
        page.read(old);
        page.act(Action::Tab(Tab::Compare));
        page.compare(CompareMove::ShowSame(true));
        page.compare(CompareMove::Mark);
        assert!(page.view().is_marked && page.view().result.is_none());
        page.read(new);
        page
    }

    fn view(&self) -> &CompareView {
        (*self.screen.compare).as_ref().unwrap()
    }

    fn rows(&self) -> &[CompareRow] {
        &self.screen.compared.rows
    }
}

fn get_records(frames: &[Vec<u8>]) -> Vec<u8> {
    let record = |frame: &Vec<u8>| {
        format!(r#"{{"Data":"{}","PartitionKey":"a","SequenceNumber":"1"}}"#, base64::encode(frame))
    };
    format!(r#"{{"Records":[{}]}}"#, frames.iter().map(record).collect::<Vec<String>>().join(","))
        .into_bytes()
}

/// The places of all user records. For a plain Kinesis record it is the record itself.
fn places(frames: &[Vec<u8>]) -> BTreeSet<(usize, Option<usize>)> {
    let of = |(record, frame): (usize, &Vec<u8>)| {
        let anatomy = kpl::dissect(frame);
        let plain = anatomy.verdict == kpl::Verdict::Plain;
        let users = anatomy.user_records.iter().map(move |user| (record, Some(user.index)));
        users.chain(plain.then_some((record, None))).collect::<Vec<_>>()
    };
    frames.iter().enumerate().flat_map(of).collect()
}

#[test]
fn each_user_record_is_told_of_once() {
    let frame = |seed: u64| generate::frame(seed).1;
    for seed in (0..600).step_by(6) {
        let (old, new) = ([frame(seed), frame(seed + 1)], [frame(seed + 2), frame(seed), frame(seed + 3)]);
        for across in [false, true] {
            let mut page = Page::of(&get_records(&old), &get_records(&new));
            page.compare(CompareMove::Across(across));
            let one = |frames: &[Vec<u8>]| if across { frames.to_vec() } else { frames[..1].to_vec() };
            let (before, after): (Vec<_>, Vec<_>) =
                page.rows().iter().map(|row| (row.before, row.after)).unzip();
            let count = |places: &[Option<_>]| places.iter().flatten().count();
            let set = |places: &[Option<(usize, Option<usize>)>]| places.iter().flatten().copied().collect();
            let (had, has): (BTreeSet<_>, BTreeSet<_>) = (set(&before), set(&after));
            assert_eq!((count(&before), count(&after)), (had.len(), has.len()), "{seed}");
            assert_eq!((had, has), (places(&one(&old)), places(&one(&new))), "{seed}");
            let result = page.view().result.as_ref().unwrap();
            for (change, count) in CHANGES.into_iter().zip(result.counts) {
                assert_eq!(page.rows().iter().filter(|row| row.change == change).count(), count, "{seed}");
            }
        }
    }
}

#[test]
fn the_other_way_round_added_is_removed() {
    for seed in (0..200).step_by(2) {
        let (old, new) =
            (get_records(&[generate::frame(seed).1]), get_records(&[generate::frame(seed + 1).1]));
        let counts = |old: &[u8], new: &[u8]| Page::of(old, new).view().result.as_ref().unwrap().counts;
        let ([same, moved, payload, key, removed, added], back) = (counts(&old, &new), counts(&new, &old));
        assert_eq!([same, moved, payload, key, added, removed], back, "{seed}");
    }
}

#[test]
fn a_capture_is_the_same_as_itself() {
    for seed in 0..60 {
        let text = get_records(&[generate::frame(seed).1, generate::frame(seed + 1).1]);
        for across in [false, true] {
            let mut page = Page::of(&text, &text);
            page.compare(CompareMove::Across(across));
            assert!(page.view().result.as_ref().unwrap().identical, "{seed}");
            assert!(page.rows().iter().all(|row| row.change == Change::Same), "{seed}");
            page.compare(CompareMove::ShowSame(false));
            assert_eq!(page.screen.compared.total, 0);
        }
    }
}

#[test]
fn what_differs_is_marked_in_both_payloads() {
    let frame = |payload: &[u8]| {
        let data = [&[0x08, 0, 0x1a, u8::try_from(payload.len()).unwrap()], payload].concat();
        kpl::frame(&[&[0x0a, 1, b'k', 0x1a, u8::try_from(data.len()).unwrap()], &data[..]].concat())
    };
    let marked = |page: &Page, side: usize| -> String {
        let rows = &page.view().dumps[side].as_ref().unwrap().rows;
        rows.iter().flat_map(|row| &row.text).filter(|run| run.1).map(|run| run.0.as_str()).collect()
    };
    for (old, new, before, after) in [
        ("one two three", "one 2 three", "two", "2"),
        ("one two three", "one 2wo thrEe", "te", "2E"),
        ("aaaa", "aaaaaa", "", "aa"),
        ("{}", "", "{}", ""),
    ] {
        let mut page = Page::of(&frame(old.as_bytes()), &frame(new.as_bytes()));
        page.compare(CompareMove::Choose(0));
        assert_eq!(
            (marked(&page, 0), marked(&page, 1)),
            (before.to_owned(), after.to_owned()),
            "{old} {new}"
        );
    }
}

#[test]
fn a_mark_outlives_the_page_being_empty() {
    let text = get_records(&[generate::frame(3).1]);
    let mut page = Page::of(&text, &text);
    page.act(Action::Close);
    page.read(&get_records(&[generate::frame(4).1]));
    assert_eq!(page.screen.carets.tab, Tab::Compare);
    assert!(page.view().mark.is_some() && page.view().result.is_some());
    page.compare(CompareMove::Unmark);
    assert!(page.view().mark.is_none() && page.view().result.is_none() && page.rows().is_empty());
}
