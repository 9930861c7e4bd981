//! What the builder is given and cannot take changes nothing, and the builder says why.

use super::Page;
use kpl_capture::capture;
use kpl_engine::{
    fixture::event::EventShape,
    session::builder::{Edit, PayloadForm, Product, Setting},
};
use kpl_format::kpl;

fn generate(count: &str, seed: &str, payload: &str) -> Edit {
    Edit::Generate {
        count: count.to_owned(),
        partition_key: "key-{{i}}".to_owned(),
        explicit_hash_key: None,
        payload: (PayloadForm::Text, payload.to_owned()),
        gzip: false,
        seed: seed.to_owned(),
    }
}

#[test]
fn numbers_that_are_none_are_not_taken_for_others() {
    let mut page = Page::of(&[("a", "1")]);
    let large = "{{fill 1000000}}";
    for (count, seed, payload, what) in [
        ("", "1", "x", "How many: \"\""),
        ("ten", "1", "x", "How many: \"ten\""),
        ("0", "1", "x", "from 1 to 100000"),
        ("100001", "1", "x", "from 1 to 100000"),
        ("-1", "1", "x", "How many: \"-1\""),
        ("1", "one", "x", "Seed: \"one\""),
        ("1", "18446744073709551616", "x", "Seed: "),
        ("68", "1", large, "67 of them fit"),
        ("1", "1", "{{j}}", "no placeholder"),
    ] {
        page.edit(generate(count, seed, payload));
        let trouble = page.screen.bench.trouble.clone().unwrap_or_default();
        assert!(trouble.contains(what), "{count} {seed}: {trouble}");
        assert_eq!(page.screen.draft.total, 1);
    }
    page.edit(generate(" 7 ", " 3 ", "x"));
    assert_eq!((page.screen.draft.total, page.screen.bench.trouble.as_deref()), (8, None));
}

#[test]
fn a_fixture_that_cannot_be_read_leaves_the_name() {
    let mut page = Page::of(&[("a", "1")]);
    let name = page.screen.bench.name.clone();
    page.edit(Edit::Given(b"fixture: 1\nnonsense".to_vec(), Some("other.kpl.txt".to_owned())));
    assert!(page.screen.bench.trouble.is_some());
    assert_eq!((page.screen.bench.name.clone(), page.screen.draft.total), (name, 1));
}

#[test]
fn what_is_too_large_for_one_record_is_split_into_the_set() {
    let mut page = Page::of(&[("a", "1")]);
    assert_eq!(page.screen.bench.parts.0, 0);
    page.edit(generate("200", "1", "{{letters 1000}}"));
    let parts = page.screen.bench.parts.0;
    assert_eq!(parts, 4, "51,200 bytes each");
    page.edit(Edit::Set(Setting::SplitAt, "20000".to_owned()));
    assert!(page.screen.bench.parts.0 > 10);
    page.edit(Edit::Set(Setting::SplitAt, String::new())).edit(Edit::Split).edit(Edit::Split);
    assert_eq!(page.screen.bench.set.len(), parts);
    assert!(page.screen.bench.set.iter().all(|(_, bytes)| *bytes <= 51_200));
    let event = page.text(Product::Event(EventShape::Lambda));
    let users: usize = capture::read(event.as_bytes())
        .records
        .iter()
        .map(|record| kpl::dissect(&record.data).user_records.len())
        .sum();
    assert_eq!(users, 201);
}
