//! What outlasts a reload: whatever was kept comes back the same, and whatever else stands there is left out and said.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

#[path = "fixture/drafts.rs"]
mod drafts;
#[path = "support/page.rs"]
mod page;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use flate2::{Compression, read::DeflateEncoder};
use kpl_capture::capture::Shape;
use kpl_engine::{
    fixture::{
        Defect, Draft, DraftRecord, Seal,
        command::{Cli, Shell},
        notation,
    },
    session::{
        Action, Ask, CompareMove, Keep, MOST_CAPTURE, MOST_DRAFT, Part, ShardMove, Wanted,
        builder::{Edit, Mode, Product, Setting},
    },
};
use md5::{Digest, Md5};
use page::Page;
use proptest::prelude::*;
use std::io::Read;

impl Page {
    /// The parts as they are in the browser's storage by now.
    fn stored(&self) -> Vec<(Part, String)> {
        let mut stored: Vec<(Part, String)> = Vec::new();
        for (part, keep) in &self.kept {
            stored.retain(|(other, _)| other != part);
            if let Keep::Text(text) = keep {
                stored.push((*part, text.clone()));
            }
        }
        stored
    }

    fn last(&self, part: Part) -> &Keep {
        &self.kept.iter().rev().find(|(other, _)| *other == part).unwrap().1
    }

    /// The page that is there after a reload.
    fn reloaded(&self) -> Self {
        Self::restored(self.stored(), self.screen.carets.place)
    }

    fn restored(parts: Vec<(Part, String)>, place: u32) -> Self {
        let mut page = Self::default();
        page.ask(Ask::Restore(parts, place));
        page
    }

    fn building(draft: &Draft) -> Self {
        let mut page = Self::default();
        page.edit(Edit::Go(Mode::Build)).edit(Edit::Given(notation::write(draft).into_bytes(), None));
        page
    }

    fn text(&mut self) -> Vec<u8> {
        self.fetch(Wanted::Product(Product::Text))
    }

    fn trouble(&self) -> Option<&str> {
        self.screen.trouble.as_deref()
    }
}

fn read(page: &mut Page, text: &str) {
    page.act(Action::Read { input: text.as_bytes().into(), name: Some(format!("{text}.txt")) });
}

/// A text whose form is right, whatever it holds.
fn sealed(bytes: &[u8]) -> String {
    let mut whole = Md5::digest(bytes).to_vec();
    whole.extend(bytes);
    let mut packed = Vec::new();
    DeflateEncoder::new(whole.as_slice(), Compression::fast()).read_to_end(&mut packed).unwrap();
    format!("1.{}", BASE64_URL_SAFE_NO_PAD.encode(packed))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_draft_comes_back_with_its_set_and_settings(
        draft in drafts::good(),
        other in drafts::good(),
        which in prop::collection::vec(0..Defect::EVERY.len(), 0..3),
        (name, stream, region, shard) in any::<(String, String, String, String)>(),
        (seal, at) in (prop::sample::select(vec![Seal::Fields, Seal::All, Seal::Never]), any::<prop::sample::Index>()),
    ) {
        let defects = which.into_iter().map(|at| Defect::EVERY[at]).collect();
        let draft = Draft { defects, seal, ..draft };
        let mut page = Page::building(&other);
        page.edit(Edit::Keep).edit(Edit::Given(notation::write(&draft).into_bytes(), None));
        for (setting, text) in [
            (Setting::Name, name), (Setting::Stream, stream), (Setting::Region, region), (Setting::Shard, shard),
        ] {
            page.edit(Edit::Set(setting, text));
        }
        page.edit(Edit::Cli(Cli::V1)).edit(Edit::Shell(Shell::Cmd)).edit(Edit::Product(Product::ReadBack));
        let row = page.screen.draft.rows[at.index(page.screen.draft.rows.len())].id;
        page.edit(Edit::At(row)).edit(Edit::Gzip(row, true));

        let mut again = page.reloaded();
        prop_assert_eq!(again.trouble(), None);
        again.edit(Edit::Go(Mode::Build));
        prop_assert_eq!(again.text(), page.text());
        prop_assert_eq!(again.fetch(Wanted::Built(None)), page.fetch(Wanted::Built(None)));
        prop_assert_eq!(again.fetch(Wanted::Set), page.fetch(Wanted::Set));
        let (one, two) = (&page.screen.bench, &again.screen.bench);
        prop_assert_eq!((&one.name, &one.target, &one.context), (&two.name, &two.target, &two.context));
        prop_assert_eq!((one.cli, one.product, &one.set), (two.cli, two.product, &two.set));
        prop_assert_eq!(one.caret.map(|(row, _)| row), two.caret.map(|(row, _)| row));
        prop_assert_eq!(two.steps, (false, false));
        // What is kept of that is the same text.
        again.edit(Edit::Drop(9));
        prop_assert_eq!(again.last(Part::Draft), page.last(Part::Draft));
    }

    #[test]
    fn what_is_damaged_or_foreign_is_left_out_and_said(
        text in prop_oneof![any::<String>(), "1\\.[a-zA-Z0-9_-]{0,80}"],
        bytes in prop::collection::vec(any::<u8>(), 0..60),
        part in prop_oneof![Just(Part::Draft), Just(Part::Settings), (1..4u32).prop_map(Part::Capture)],
        (at, letter) in any::<(prop::sample::Index, char)>(),
    ) {
        let mut page = Page::restored(vec![(part, text)], 1);
        prop_assert!(page.trouble().is_some());
        page.edit(Edit::Go(Mode::Build)).edit(Edit::Add);
        prop_assert_eq!(page.screen.draft.total, 1);
        // Its digest holds, so it may be taken for anything.
        Page::restored(vec![(part, sealed(&bytes))], 1).edit(Edit::Go(Mode::Build)).edit(Edit::Add);

        let good = Page::building(&drafts::plain());
        let whole = good.stored()[0].1.clone();
        let (cut, at) = (at.index(whole.len()), at.index(whole.len()));
        let mut changed: Vec<char> = whole.chars().collect();
        changed[at] = letter;
        for text in [whole[..cut].to_owned(), changed.into_iter().collect()] {
            let mut page = Page::restored(vec![(Part::Draft, text.clone())], 0);
            page.edit(Edit::Go(Mode::Build));
            // A changed letter may stand for the same bits.
            prop_assert!(text == whole || page.screen.draft.total == 0 || page.text() == notation::write(&drafts::plain()).into_bytes());
        }
    }
}

proptest! {
    // Each of many captures is looked at closely.
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn captures_come_back_and_so_do_those_before(texts in prop::collection::vec("[a-zA-Z0-9+/]{4,80}", 1..5), back in any::<prop::sample::Index>()) {
        let mut page = Page::default();
        let mut seen = vec![(0, None)];
        for text in &texts {
            read(&mut page, text);
            page.act(Action::ReadAs(Shape::Text));
            seen.push((page.screen.carets.place, page.screen.given.as_ref().clone()));
        }
        let mut again = page.reloaded();
        prop_assert_eq!(&again.screen.given, &page.screen.given);
        prop_assert_eq!(again.screen.carets.place, page.screen.carets.place);
        let (place, given) = seen[back.index(seen.len())].clone();
        again.act(Action::Recall(place));
        prop_assert_eq!((again.screen.carets.place, again.screen.given.as_ref()), (place, &given));
        // What is read from here on has another number than all before.
        read(&mut again, "something else");
        prop_assert!(seen.iter().all(|(place, _)| *place != again.screen.carets.place));
        prop_assert_eq!(again.trouble(), None);
    }
}

#[test]
fn only_what_changed_is_told_and_nothing_is_kept_of_nothing() {
    let mut page = Page::default();
    page.edit(Edit::Go(Mode::Build)).act(Action::Unpin);
    assert_eq!(page.kept, []);
    page.edit(Edit::Add);
    assert!(matches!(page.kept[..], [(Part::Draft, Keep::Text(_))]));
    page.edit(Edit::Undo);
    assert_eq!(page.kept[1..], [(Part::Draft, Keep::Nothing)]);
    page.edit(Edit::Go(Mode::Inspect));
    read(&mut page, "aGVsbG8=");
    read(&mut page, "aGVsbG9v");
    page.act(Action::Close);
    let parts: Vec<Part> = page.kept.iter().map(|(part, _)| *part).collect();
    assert_eq!(parts[2..], [Part::Capture(1), Part::Capture(2), Part::Capture(0)]);
    assert_eq!(page.last(Part::Capture(0)), &Keep::Nothing);
}

#[test]
fn what_does_not_fit_is_said() {
    let mut page = Page::default();
    page.act(Action::Read { input: vec![b'a'; MOST_CAPTURE + 1].into(), name: None });
    assert_eq!(page.last(Part::Capture(1)), &Keep::TooLarge);
    page.edit(Edit::Go(Mode::Build));
    let large = "x".repeat(MOST_DRAFT / 2);
    let draft = Draft::of(vec![DraftRecord::text("a", &large), DraftRecord::text("b", &large)]);
    page.edit(Edit::Given(notation::write(&draft).into_bytes(), None));
    assert_eq!(page.last(Part::Draft), &Keep::TooLarge);
    page.edit(Edit::Delete(1));
    assert!(matches!(page.last(Part::Draft), Keep::Text(_)));
    // One that is gone is missed.
    let again = Page::restored(page.stored(), 1);
    assert!(again.trouble().unwrap().contains("no longer held"));
}

#[test]
fn settings_are_kept_once_asked_for_and_hold_in_the_next_tab() {
    let list = r#"{"Shards": [{"ShardId": "shardId-000000000007", "HashKeyRange": {"StartingHashKey": "0", "EndingHashKey": "99"},
        "SequenceNumberRange": {"StartingSequenceNumber": "5"}}], "NextToken": "more"}"#;
    for shards in [ShardMove::Even("4".to_owned()), ShardMove::Paste(list.to_owned())] {
        let mut page = Page::default();
        page.edit(Edit::Set(Setting::Profile, "test".to_owned())).edit(Edit::Shell(Shell::PowerShell));
        page.act(Action::Shards(shards));
        assert!(page.kept.iter().all(|(part, _)| *part == Part::Draft));
        page.ask(Ask::Remember(true)).edit(Edit::Set(Setting::Stream, "orders".to_owned()));
        let parts = page.stored().into_iter().filter(|(part, _)| *part == Part::Settings).collect();
        let mut other = Page::restored(parts, 0);
        for page in [&mut page, &mut other] {
            page.edit(Edit::Go(Mode::Build));
        }
        assert_eq!(other.screen.bench.target, ["orders", "", "test", ""].map(str::to_owned));
        assert_eq!(other.screen.bench.cli.1, Shell::PowerShell);
        assert_eq!(other.screen.shards.known, page.screen.shards.known);
        assert_eq!(other.screen.shards.notes, page.screen.shards.notes);
        // They go on being remembered, until nobody wants that.
        other.edit(Edit::Set(Setting::Stream, "others".to_owned()));
        assert_eq!(other.kept.iter().filter(|(part, _)| *part == Part::Settings).count(), 1);
        other.ask(Ask::Remember(false)).edit(Edit::Set(Setting::Stream, "none".to_owned()));
        assert_eq!(other.kept.iter().filter(|(part, _)| *part == Part::Settings).count(), 1);
    }
}

#[test]
fn a_mark_shows_until_it_is_unmarked() {
    let mut page = Page::default();
    read(&mut page, "aGVsbG8=");
    page.act(Action::Compare(CompareMove::Mark));
    let marked = Some((Some("aGVsbG8=.txt".to_owned()), 0));
    assert_eq!(*page.screen.mark, marked);
    page.act(Action::Close);
    assert_eq!(*page.screen.mark, marked);
    page.edit(Edit::Go(Mode::Build));
    assert_eq!(*page.screen.mark, marked);
    page.act(Action::Compare(CompareMove::Unmark));
    assert_eq!(*page.screen.mark, None);
}

#[test]
fn a_built_record_opens_above_the_capture_at_hand() {
    let mut page = Page::default();
    read(&mut page, "aGVsbG8=\naGVsbG9v\naGVsbG8h");
    page.act(Action::Record(1));
    let (place, given) = (page.screen.carets.place, page.screen.given.clone());
    page.edit(Edit::Import).edit(Edit::Inspect);
    assert_ne!(page.screen.carets.place, place);
    assert_eq!(page.screen.given.as_ref().as_ref().unwrap().name.as_deref(), Some("fixture.bin"));
    page.act(Action::Recall(place));
    assert_eq!((&page.screen.given, page.screen.carets.record), (&given, Some(1)));
}
