//! The builder under anything that a person may do. The page shows what the draft holds, the record is what the draft
//! makes, and every edit can be undone and redone.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

use kpl_capture::capture;
use kpl_engine::{
    fixture::{self, Draft, DraftRecord, HashKeyStyle, Seal, Single, TableStyle, notation, samples::Sample},
    session::{
        Action, Ask, ShardMove, Wanted,
        builder::{Builder, Cell, Edit, Likeness, Mode, PayloadForm, Product, Setting},
    },
};
use kpl_format::kpl;
use kpl_index::Held;
use page::Page;
use proptest::prelude::*;
use std::{collections::HashSet, rc::Rc};

#[path = "builder/given.rs"]
mod given;
#[path = "support/page.rs"]
mod page;
#[path = "builder/pick.rs"]
mod pick;
#[path = "builder/wrong.rs"]
mod wrong;

impl Page {
    fn text(&mut self, product: Product) -> String {
        String::from_utf8(self.fetch(Wanted::Product(product))).unwrap()
    }

    /// Types a text letter by letter, each before the engine has answered to the one before.
    fn types(&mut self, id: u32, cell: Cell, text: &str) -> &mut Self {
        let (mut so_far, mut number) = (String::new(), self.screen.bench.heard);
        for letter in text.chars() {
            so_far.push(letter);
            number += 1;
            let tell = self.engine.hear(Ask::Build(Edit::Type(id, cell, so_far.clone()), number), self.now);
            self.hear(tell);
        }
        self.settle();
        assert_eq!(self.screen.bench.heard, number);
        self
    }

    fn at_hand(&self) -> u32 {
        self.screen.bench.caret.unwrap().1
    }

    fn of(records: &[(&str, &str)]) -> Self {
        let mut page = Self::default();
        page.edit(Edit::Go(Mode::Build));
        for (key, payload) in records {
            page.edit(Edit::Add);
            let id = page.at_hand();
            page.types(id, Cell::PartitionKey, key).types(id, Cell::Payload, payload);
        }
        page
    }
}

fn data(sample: Sample) -> Vec<u8> {
    capture::read(sample.text().as_bytes()).records[0].data.clone()
}

/// An edit of a record that is given by its row. The edit gets the record's id when it is done.
fn edit() -> impl Strategy<Value = (Edit, usize)> {
    let cells =
        vec![Cell::PartitionKey, Cell::ExplicitHashKey, Cell::Payload, Cell::TagKey(0), Cell::TagValue(0)];
    let cell = prop::sample::select(cells);
    let text =
        prop::sample::select(vec!["", "a", "customer-1", "{\"a\":1}", "{", "7", "zz", "41 42", "QUI="]);
    let form = prop::sample::select(PayloadForm::ALL.to_vec());
    let word = prop::sample::select(fixture::Defect::EVERY.map(|defect| defect.word().to_owned()).to_vec());
    let param =
        prop::sample::select(vec!["record", "bit", "at", "limit", "field", "number", "bytes", "by", "first"]);
    let value = prop::sample::select(vec!["0", "1", "5", "300", "", "x", "kpl", "data"]);
    let edit = prop_oneof![
        4 => Just(Edit::Add),
        2 => Just(Edit::Duplicate(0)),
        2 => any::<bool>().prop_map(|up| Edit::Move(0, up)),
        2 => Just(Edit::Delete(0)),
        1 => Just(Edit::At(0)),
        3 => pick::pick().prop_map(|pick| Edit::Pick(0, pick)),
        6 => (cell, text.clone()).prop_map(|(cell, text)| Edit::Type(0, cell, text.to_owned())),
        2 => form.prop_map(|form| Edit::Form(0, form)),
        1 => any::<bool>().prop_map(|gzip| Edit::Gzip(0, gzip)),
        1 => Just(Edit::File(0, "a.bin".to_owned(), vec![0, 255, 7])),
        1 => Just(Edit::AddTag(0)),
        1 => (0..3usize).prop_map(|tag| Edit::DropTag(0, tag)),
        1 => prop::sample::select(TableStyle::ALL.to_vec()).prop_map(Edit::Tables),
        1 => prop::sample::select(HashKeyStyle::ALL.to_vec()).prop_map(Edit::HashKeys),
        1 => prop::sample::select(Single::ALL.to_vec()).prop_map(Edit::Single),
        1 => any::<bool>().prop_map(Edit::ChooseOuterKey),
        1 => any::<Option<bool>>().prop_map(Edit::ChooseOuterHashKey),
        1 => text.prop_map(|text| Edit::Set(Setting::OuterPartitionKey, text.to_owned())),
        3 => (word.clone(), any::<bool>()).prop_map(|(word, on)| Edit::Defect(word, on)),
        2 => (word, param, value)
            .prop_map(|(word, name, value)| Edit::DefectParam(word, name.to_owned(), value.to_owned())),
        1 => prop::sample::select(Seal::ALL.to_vec()).prop_map(Edit::Seal),
        2 => Just(Edit::Undo),
        1 => Just(Edit::Redo),
        1 => Just(Edit::Rows("a,1\nb,2".to_owned(), None)),
        1 => Just(Edit::Given(data(Sample::BrokenMd5), None)),
        1 => Just(Edit::New),
        1 => Just(Edit::Keep),
        1 => Just(Edit::Take(0)),
    ];
    (edit, 0..6usize)
}

/// The edit, but of the record with this id.
fn of_row(edit: Edit, id: u32) -> Edit {
    match edit {
        Edit::Duplicate(_) => Edit::Duplicate(id),
        Edit::Move(_, up) => Edit::Move(id, up),
        Edit::Delete(_) => Edit::Delete(id),
        Edit::At(_) => Edit::At(id),
        Edit::Pick(_, pick) => Edit::Pick(id, pick),
        Edit::Type(_, cell, text) => Edit::Type(id, cell, text),
        Edit::Form(_, form) => Edit::Form(id, form),
        Edit::Gzip(_, gzip) => Edit::Gzip(id, gzip),
        Edit::File(_, name, bytes) => Edit::File(id, name, bytes),
        Edit::AddTag(_) => Edit::AddTag(id),
        Edit::DropTag(_, tag) => Edit::DropTag(id, tag),
        edit => edit,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_shows_is_what_the_draft_makes(edits in prop::collection::vec(edit(), 0..24)) {
        let (mut page, mut builder) = (Page::default(), Builder::default());
        page.edit(Edit::Go(Mode::Build));
        builder.apply(Edit::Go(Mode::Build), 0);
        for (edit, row) in edits {
            let id = page.screen.draft.get(row).map_or(0, |row| row.id);
            let edit = of_row(edit, id);
            page.edit(edit.clone());
            builder.apply(edit, 0);
            builder.refresh();
            let draft = builder.draft().clone();
            let (rows, bench) = (&page.screen.draft, &page.screen.bench);
            prop_assert_eq!(rows.total, draft.records.len());
            let ids: HashSet<u32> = rows.rows.iter().map(|row| row.id).collect();
            prop_assert_eq!(ids.len(), rows.rows.len());
            for (row, record) in rows.rows.iter().zip(&draft.records) {
                prop_assert_eq!(&row.key, &record.partition_key);
                prop_assert_eq!(row.bytes, record.payload.read().0.len());
                prop_assert_eq!(row.caret, bench.caret.map(|(_, id)| id) == Some(row.id));
            }
            prop_assert_eq!(bench.caret.is_some(), page.screen.editor.is_some());
            prop_assert!(bench.caret.is_none_or(|(at, id)| rows.get(at).is_some_and(|row| row.id == id)));
            let built = fixture::build(&draft);
            prop_assert_eq!(page.screen.carets.record_len, if builder.preview().shown.is_some() { built.bytes.len() } else { 0 });
            if builder.preview().shown.is_some() {
                prop_assert_eq!(&*builder.preview().shown.as_ref().unwrap().data, &built.bytes[..]);
                prop_assert_eq!(page.fetch(Wanted::Built(None)), built.bytes);
            }
        }
    }

    #[test]
    fn every_edit_is_taken_back_and_made_again(edits in prop::collection::vec(edit(), 0..24)) {
        let mut builder = Builder::default();
        let mut ids = 0;
        for (edit, row) in edits {
            ids += 1;
            builder.apply(of_row(edit, u32::try_from(row).unwrap() % ids + 1), 0);
        }
        let last = builder.draft().clone();
        let mut steps = 0;
        loop {
            let before = builder.draft().clone();
            builder.apply(Edit::Undo, 0);
            if *builder.draft() == before || steps > 100 { break; }
            steps += 1;
        }
        prop_assert_eq!(builder.draft(), &Draft::default());
        // What was undone last may have been undone before it is undone here.
        for _ in 0..steps {
            builder.apply(Edit::Redo, 0);
        }
        prop_assert_eq!(builder.draft(), &last);
    }
}

#[test]
fn typing_fast_loses_no_letter_and_is_one_step() {
    let mut page = Page::of(&[("customer-1", "{\"order\":1}"), ("customer-2", "second")]);
    assert_eq!(page.screen.draft.rows[0].key, "customer-1");
    assert_eq!(page.screen.draft.rows[1].text.as_deref(), Some("second"));
    page.edit(Edit::Undo);
    assert_eq!(page.screen.draft.rows[1].text.as_deref(), Some(""));
    page.edit(Edit::Redo);
    assert_eq!(page.screen.draft.rows[1].text.as_deref(), Some("second"));
}

#[test]
fn what_is_typed_follows_its_record_when_that_moves() {
    let mut page = Page::of(&[("a", "1"), ("b", "2"), ("c", "3")]);
    let id = page.screen.draft.rows[2].id;
    page.engine.hear(Ask::Build(Edit::Move(id, true), 0), 0);
    page.types(id, Cell::PartitionKey, "moved");
    let keys: Vec<&str> = page.screen.draft.rows.iter().map(|row| row.key.as_str()).collect();
    assert_eq!(keys, ["a", "moved", "b"]);
}

#[test]
fn an_inspected_record_is_identical_until_it_is_edited() {
    let mut page = Page::default();
    for sample in
        [Sample::ThreeKeys, Sample::Tags, Sample::BrokenMd5, Sample::Truncated, Sample::IndexOutOfRange]
    {
        page.ask(Ask::Build(Edit::Go(Mode::Inspect), 0));
        page.ask(Ask::Do(Action::Read { input: data(sample).into(), name: None })).edit(Edit::Import);
        assert_eq!(page.screen.standing.mode, Mode::Build, "{sample:?}");
        assert_eq!(page.screen.bench.likeness, Likeness::Identical, "{sample:?}");
        assert_eq!(page.fetch(Wanted::Built(None)), data(sample), "{sample:?}");
        let id = page.screen.draft.rows[0].id;
        page.types(id, Cell::PartitionKey, "another key");
        assert!(matches!(page.screen.bench.likeness, Likeness::Changed { .. }), "{sample:?}");
        let marked = page.screen.bytes.rows.iter().flat_map(|row| &row.leaves).any(|leaf| leaf.changed);
        assert!(marked, "{sample:?}");
        page.edit(Edit::Undo);
        assert_eq!(page.screen.bench.likeness, Likeness::Identical, "{sample:?}");
    }
}

#[test]
fn what_was_made_is_inspected_with_one_step() {
    let mut page = Page::of(&[("a", "1"), ("b", "2")]);
    let bytes = page.fetch(Wanted::Built(None));
    page.edit(Edit::Inspect);
    assert_eq!(page.screen.standing.mode, Mode::Inspect);
    assert_eq!(page.screen.carets.users, 2);
    assert_eq!(page.fetch(Wanted::Record(None)), bytes);
}

#[test]
fn text_forms_and_links_open_to_the_same_bytes() {
    let mut page = Page::of(&[("a", "{\"n\":1}"), ("ключ", "\u{1f600} | \"#\"")]);
    page.edit(Edit::Defect("md5-bit".to_owned(), true));
    let bytes = page.fetch(Wanted::Built(None));
    let (text, json) = (page.text(Product::Text), page.text(Product::Json));
    page.edit(Edit::AskLink(true));
    let says = page.screen.bench.link.clone().unwrap();
    assert_eq!((says.records, says.defects, says.keys.1), (2, 1, 2));
    let link = String::from_utf8(page.fetch(Wanted::Link)).unwrap();
    for given in [
        Ask::Build(Edit::Given(text.clone().into_bytes(), None), 0),
        Ask::Build(Edit::Given(json.into_bytes(), Some("a.kpl.json".to_owned())), 0),
        Ask::Build(Edit::Link(link), 0),
        // The text is pasted where records are inspected.
        Ask::Do(Action::Read { input: text.clone().into_bytes().into(), name: None }),
    ] {
        let mut other = Page::default();
        other.ask(given);
        assert_eq!(other.screen.standing.mode, Mode::Build);
        assert_eq!(other.fetch(Wanted::Built(None)), bytes);
    }
    let mut other = Page::default();
    let tell = other.engine.open(Rc::new(Held(text.into_bytes().into())), "a.kpl.txt".to_owned(), 0);
    other.hear(tell);
    other.settle();
    assert_eq!(other.fetch(Wanted::Built(None)), bytes);
    assert_eq!(other.screen.bench.name.0, "a");
}

#[test]
fn what_cannot_be_read_says_why_and_changes_nothing() {
    let mut page = Page::of(&[("a", "1")]);
    for (edit, why) in [
        (Edit::Given(b"fixture: 1\nnonsense".to_vec(), None), "Line 2"),
        (Edit::Given(vec![0xff, 0xfe, 0x00], None), "no fixture"),
        (Edit::Rows("a,\"b".to_owned(), None), "quote"),
        (Edit::Link("fixture=1.!!".to_owned()), "cut or was changed"),
        (Edit::DefectParam("md5-bit".to_owned(), "bit".to_owned(), "900".to_owned()), ""),
    ] {
        page.edit(edit.clone());
        assert!(page.screen.bench.trouble.clone().unwrap_or_default().contains(why), "{edit:?}");
        assert_eq!(page.screen.draft.total, 1);
    }
}

#[test]
fn every_product_is_made_of_good_and_broken_drafts() {
    let mut page = Page::of(&[("a", "1"), ("b", "2")]);
    for word in ["", "md5-zero", "truncated", "missing-field"] {
        if !word.is_empty() {
            page.edit(Edit::Defect(word.to_owned(), true));
        }
        for product in Product::all() {
            page.edit(Edit::Product(product));
            let made = page.screen.made.as_ref().clone().unwrap();
            let whole = page.text(product);
            assert!(whole.starts_with(&made.text) && !made.text.is_empty(), "{product:?}");
            assert_eq!((made.bytes, made.cut), (whole.len(), whole.len() > made.text.len()), "{product:?}");
            for (at, (_, bytes)) in made.files.iter().enumerate() {
                assert_eq!(page.fetch(Wanted::ProductFile(product, at)).len(), *bytes);
            }
        }
        page.edit(Edit::Keep);
    }
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(page.fetch(Wanted::Set))).unwrap();
    assert_eq!(zip.len(), 1 + 2 * 4);
    assert!(zip.by_name("manifest.json").is_ok());
    page.edit(Edit::Product(Product::PutRecords));
    assert_eq!(page.text(Product::PutRecords).matches("PartitionKey").count(), 4);
}

#[test]
fn shards_are_those_of_hash_keys() {
    let mut page = Page::of(&[("a", "1"), ("b", "2"), ("c", "3")]);
    page.edit(Edit::Defect("two-shards".to_owned(), true));
    page.ask(Ask::Do(Action::Shards(ShardMove::Even("2".to_owned()))));
    let face = &page.screen.bench.shards;
    assert_eq!((face.total, face.counts.len()), (Some(2), 2));
    let kcl = page.screen.rulings.iter().find(|ruling| ruling.consumer == "kcl").unwrap();
    assert!(kcl.emitted == 0 && kcl.silent, "{kcl:?}");
    // The other place knows the shards too, and forgets them for both.
    page.edit(Edit::Go(Mode::Inspect)).ask(Ask::Do(Action::Shards(ShardMove::Forget)));
    page.edit(Edit::Go(Mode::Build));
    assert_eq!(page.screen.bench.shards.total, None);
    assert!(page.screen.rulings.iter().any(|ruling| ruling.consumer == "kcl" && ruling.emitted == 3));
}

#[test]
fn payloads_change_their_form_and_keep_their_bytes() {
    let mut page = Page::of(&[("a", "{\"n\":1}")]);
    let id = page.at_hand();
    let bytes = page.fetch(Wanted::Built(None));
    for form in [PayloadForm::Json, PayloadForm::Hex, PayloadForm::Base64, PayloadForm::Text] {
        page.edit(Edit::Form(id, form));
        assert_eq!(page.screen.draft.rows[0].form, form);
        assert_eq!(page.fetch(Wanted::Built(None)), bytes);
    }
    page.edit(Edit::File(id, "a.bin".to_owned(), vec![0xff, 0x00]));
    assert_eq!(page.screen.editor.as_ref().as_ref().unwrap().file.as_deref(), Some("a.bin"));
    page.edit(Edit::Form(id, PayloadForm::Text));
    assert!(page.screen.bench.trouble.is_some(), "these bytes are no text");
    page.edit(Edit::Form(id, PayloadForm::Hex));
    assert_eq!(page.screen.draft.rows[0].text.as_deref(), Some("ff00"));
}

#[test]
fn five_thousand_records_show_a_window() {
    let records =
        (0..5_000).map(|number| DraftRecord::text(&format!("key-{}", number % 50), "{\"n\":1}")).collect();
    let text = notation::write(&Draft::of(records));
    let mut page = Page::default();
    page.edit(Edit::Given(text.into_bytes(), None));
    assert_eq!(page.screen.draft.total, 5_000);
    assert!(page.screen.draft.rows.len() < 200);
    let id = page.screen.draft.rows[3].id;
    page.types(id, Cell::Payload, "typed into");
    let anatomy = kpl::dissect(&page.fetch(Wanted::Built(None)));
    assert_eq!(anatomy.user_records.len(), 5_000);
    assert!(matches!(&page.screen.draft.rows[3].text, Some(text) if text == "typed into"));
}
