//! What is wrong with a draft is said where it is typed, in the headline and at what goes out; and no control shows
//! that does nothing.

use super::{Page, data};
use kpl_engine::{
    fixture::{HashKeyStyle, Single, TableStyle, samples::Sample},
    session::builder::{Cell, Edit, Mode, PayloadForm, Product, Setting},
};
use kpl_format::kpl::Severity;

/// Edits of the record at hand, each of which makes it one that cannot be sent as it is meant.
fn wrong(id: u32) -> Vec<(Cell, Vec<Edit>)> {
    let payload =
        |form, text: &str| vec![Edit::Form(id, form), Edit::Type(id, Cell::Payload, text.to_owned())];
    let typed = |cell, text: &str| (cell, vec![Edit::Type(id, cell, text.to_owned())]);
    vec![
        (Cell::Payload, payload(PayloadForm::Json, "{\"a\":")),
        (Cell::Payload, payload(PayloadForm::Hex, "4z")),
        (Cell::Payload, payload(PayloadForm::Base64, "QU*D")),
        typed(Cell::PartitionKey, ""),
        typed(Cell::PartitionKey, &"k".repeat(257)),
        typed(Cell::ExplicitHashKey, "minus one"),
        typed(Cell::ExplicitHashKey, "340282366920938463463374607431768211456"),
    ]
}

#[test]
fn what_is_wrong_is_said_at_the_field_in_the_headline_and_at_the_command() {
    let count = wrong(0).len();
    for at in 0..count {
        let mut page = Page::of(&[("a", "1")]);
        assert_eq!(
            (page.screen.bench.worst, page.screen.made.as_ref().as_ref().unwrap().faults.len()),
            (None, 0)
        );
        let (cell, edits) = wrong(page.at_hand()).swap_remove(at);
        for edit in edits {
            page.edit(edit);
        }
        let faults = &page.screen.draft.rows[0].faults;
        assert!(faults.iter().any(|(wrong, _)| *wrong == cell), "{at}: {faults:?}");
        assert_eq!(page.screen.bench.worst, Some(Severity::Error), "{at}");
        assert_eq!(page.screen.made.as_ref().as_ref().unwrap().faults.len(), 1, "{at}");
    }
    for (setting, choose) in [
        (Setting::OuterPartitionKey, Edit::ChooseOuterKey(true)),
        (Setting::OuterExplicitHashKey, Edit::ChooseOuterHashKey(Some(true))),
    ] {
        let mut page = Page::of(&[("a", "1"), ("b", "2")]);
        page.edit(choose).edit(Edit::Set(setting, "x".repeat(300)));
        let bench = &page.screen.bench;
        let faults = [bench.outer_key.fault.is_some(), bench.outer_hash_key.fault.is_some()];
        assert_eq!(faults, [setting == Setting::OuterPartitionKey, setting != Setting::OuterPartitionKey]);
        assert_eq!(bench.worst, Some(Severity::Error));
    }
    let mut page = Page::of(&[("a", "1")]);
    let id = page.at_hand();
    page.edit(Edit::File(id, "large".to_owned(), vec![7; 11 << 20]));
    assert!(page.screen.made.as_ref().as_ref().unwrap().faults[0].contains("10485760"));
}

#[test]
fn nothing_is_offered_before_there_is_a_record() {
    let mut page = Page::default();
    page.edit(Edit::Go(Mode::Build));
    assert!(page.screen.bench.nothing && page.screen.made.is_none());
    page.edit(Edit::Add);
    assert!(!page.screen.bench.nothing && page.screen.made.is_some());
    page.edit(Edit::Undo);
    assert!(page.screen.bench.nothing && page.screen.made.is_none());
}

#[test]
fn a_control_that_shows_does_something() {
    let imported = [Sample::GetRecords, Sample::BrokenMd5, Sample::IndexOutOfRange].map(data);
    let pages = imported.into_iter().map(|bytes| {
        let mut page = Page::default();
        page.edit(Edit::Given(bytes, None));
        page
    });
    for mut page in pages.chain([Page::of(&[("a", "1"), ("b", "2")]), Page::of(&[("a", "1")])]) {
        let (tables, single) = page.screen.bench.counts;
        let before = page.text(Product::PutRecord);
        // The last of the edits takes back what those before it did.
        let mut changes = |edits: Vec<Edit>| {
            let texts = edits.into_iter().map(|edit| page.edit(edit).text(Product::PutRecord));
            texts.collect::<Vec<_>>().iter().any(|text| *text != before)
        };
        let styles = TableStyle::ALL.map(Edit::Tables).into_iter().rev();
        assert_eq!(changes(styles.chain(HashKeyStyle::ALL.map(Edit::HashKeys)).collect()), tables);
        let lone = changes(Single::ALL.map(Edit::Single).into_iter().rev().collect());
        assert!(single || !lone, "what is hidden does nothing");
    }
}
