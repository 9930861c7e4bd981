//! What the builder is given and cannot take changes nothing, and the builder says why.

use super::Page;
use kpl_engine::session::builder::{Edit, PayloadForm};

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
