//! What happened, as the engine says it: damage is repaired one level deeper, and a flipped bit is found in steps.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

#[path = "support/page.rs"]
mod page;

use kpl_engine::{
    fixture::samples::Sample,
    session::{Action, Sizes, Tab, Wanted},
};
use kpl_format::{bytes::base64, kpl::Verdict};
use page::Page;

impl Page {
    fn record(&mut self) -> Vec<u8> {
        self.fetch(Wanted::Record(None))
    }

    fn says(&self) -> Option<String> {
        Some((*self.screen.banner).as_ref()?.happened.as_ref()?.message.clone())
    }
}

fn bytes(text: &str) -> Vec<u8> {
    kpl_capture::capture::read(text.as_bytes()).records.swap_remove(0).data
}

#[test]
fn a_repaired_record_is_one_level_deeper() {
    for sample in [Sample::Latin1AsUtf8, Sample::Base64Twice] {
        let mut page = Page::opened(sample.text().as_bytes(), Sizes::default());
        let captured = page.record();
        assert!(page.says().is_some(), "{sample:?}");
        page.act(Action::Repair);
        assert_eq!((*page.screen.banner).as_ref().unwrap().verdict, Verdict::Aggregated);
        assert_eq!(page.says(), None);
        assert!(page.screen.carets.repaired && page.screen.carets.trail == [(0, None)]);
        page.act(Action::Surface(0));
        assert!(page.record() == captured && !page.screen.carets.repaired);
    }
}

#[test]
fn a_flipped_bit_is_found_between_other_things() {
    let whole = bytes(&Sample::Tags.text());
    let mut data = whole.clone();
    let at = data.len() - 30;
    data[at] ^= 4;
    let mut page = Page::opened(base64::encode(&data).as_bytes(), Sizes::default());
    assert!(page.steps > 0);
    assert!(page.says().unwrap().starts_with("One bit of the message is flipped"), "{:?}", page.says());
    page.act(Action::Repair);
    assert!(page.record() == whole);
}

#[test]
fn what_nothing_explains_says_what_was_tried() {
    let mut data = bytes(&Sample::Tags.text());
    let at = data.len() - 30;
    data[at] ^= 4;
    data[at - 1] ^= 4;
    let mut page = Page::opened(base64::encode(&data).as_bytes(), Sizes::default());
    assert_eq!(page.says(), None);
    page.act(Action::Tab(Tab::Happened));
    let happened = (*page.screen.happened).clone().unwrap();
    assert!(happened.tried.unwrap().contains("every single bit of digest and message"));
    assert_eq!((happened.searching, happened.repair), (None, None));
    // Nothing can be repaired, so nothing happens.
    page.act(Action::Repair);
    assert!(page.record() == data && page.screen.carets.trail.is_empty());
}
