//! Sets and links: what goes in comes out. Other programs read them too, if they are here.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

#[path = "fixture/drafts.rs"]
#[allow(dead_code, reason = "a part is used")]
mod drafts;

use kpl_engine::fixture::{
    Content, Defect, Draft, DraftPayload, Expectation, build, link, notation,
    set::{Fixture, pack, zip},
};
use proptest::prelude::*;
use std::io::Read;

fn unzip(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ::zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut files = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        // The reader checks the CRC.
        file.read_to_end(&mut bytes).unwrap();
        files.push((file.name().unwrap().into_owned(), bytes));
    }
    files
}

#[test]
fn a_set_holds_bytes_notation_and_what_is_expected() {
    let good = drafts::plain();
    let broken = Draft { defects: vec![Defect::Md5Zero], ..drafts::plain() };
    let built = [&good, &broken].map(build);
    let fixtures = [
        Fixture {
            name: "Orders, good",
            draft: &good,
            built: &built[0],
            expected: vec![("kcl", Expectation::of_good(&good))],
        },
        Fixture {
            name: "orders good",
            draft: &broken,
            built: &built[1],
            expected: vec![("kcl", Expectation::Raw)],
        },
    ];
    let packed = pack(&fixtures).unwrap();
    assert_eq!(packed, pack(&fixtures).unwrap());
    let files = unzip(&packed);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "manifest.json",
            "orders-good.bin",
            "orders-good.kpl.txt",
            "orders-good-2.bin",
            "orders-good-2.kpl.txt"
        ]
    );
    assert_eq!(files[1].1, built[0].bytes);
    assert_eq!(notation::read(std::str::from_utf8(&files[4].1).unwrap()).unwrap(), broken);
    let manifest: serde_json::Value = serde_json::from_slice(&files[0].1).unwrap();
    let fixture = &manifest["fixtures"][1];
    assert_eq!(fixture["file"], "orders-good-2.bin");
    assert_eq!(fixture["verdict"], "damaged");
    assert_eq!(fixture["findings"], serde_json::json!(["md5-mismatch"]));
    assert_eq!(fixture["defects"], serde_json::json!(["md5-zero"]));
    assert_eq!(fixture["expected"], serde_json::json!([{ "consumer": "kcl", "outcome": "raw" }]));
    let expected = &manifest["fixtures"][0]["expected"][0];
    assert_eq!(expected["userRecords"], manifest["fixtures"][0]["userRecords"]);
    assert_eq!(expected["userRecords"][1]["explicitHashKey"], "12");
}

proptest! {
    #[test]
    fn what_is_zipped_is_unzipped(files: Vec<(String, Vec<u8>)>) {
        let mut files = files;
        files.sort();
        files.dedup_by(|one, other| one.0 == other.0);
        files.retain(|(name, _)| !name.is_empty() && !name.ends_with(['/', '\\']));
        prop_assert_eq!(unzip(&zip(&files).unwrap()), files);
    }

    #[test]
    fn a_link_gives_its_draft_back(draft in drafts::good()) {
        let made = link::write(&draft);
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_.=".contains(c);
        prop_assert!(made.fragment.chars().all(plain), "{}", made.fragment);
        prop_assert_eq!(link::read(&format!("#{}", made.fragment)), Ok(draft));
    }

    #[test]
    fn any_link_is_read_or_refused(text: String, cut in 10..200usize) {
        let _ = link::read(&format!("{}{text}", link::PREFIX));
        let whole = link::write(&drafts::plain()).fragment;
        prop_assert!(link::read(&whole[..cut.min(whole.len() - 1)]).is_err());
    }
}

#[test]
fn a_link_says_what_it_holds() {
    let mut draft = drafts::plain();
    draft.records[0].payload = DraftPayload {
        content: Content::File { name: "f.bin".to_owned(), bytes: [1, 2].into() },
        gzip: false,
    };
    draft.defects.push(Defect::Empty);
    let contents = link::write(&draft).contents;
    assert_eq!(
        (contents.records, contents.payload_bytes, contents.defects, contents.origin_bytes),
        (3, 24, 1, None)
    );
    assert_eq!(
        (contents.partition_keys, contents.files),
        (vec!["customer-1".to_owned(), "customer-2".to_owned()], vec!["f.bin".to_owned()],)
    );
    for (fragment, expected) in [
        ("nothing", "The link holds no fixture."),
        ("fixture=1.~", "The link is cut or was changed on its way. Copy it again, whole."),
    ] {
        assert_eq!(link::read(fragment).unwrap_err().sentence(), expected);
    }
}
