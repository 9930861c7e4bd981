//! Back and Forward: each capture that was left can be brought back as it was, and the empty page is number 0.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

#[path = "support/page.rs"]
mod page;

use kpl_engine::session::{Action, Sizes};
use page::Page;
use proptest::prelude::*;

/// A step of somebody who reads captures.
#[derive(Clone, Debug)]
enum Step {
    Paste(u8),
    Close,
    /// Goes to one of the places that were seen.
    Recall(prop::sample::Index),
    /// Chooses a row of the list.
    Choose(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        (0u8..6).prop_map(Step::Paste),
        Just(Step::Close),
        any::<prop::sample::Index>().prop_map(Step::Recall),
        (0usize..3).prop_map(Step::Choose),
    ];
    prop::collection::vec(step, 1..10)
}

/// Three lines of base64, all of one number.
fn capture(number: u8) -> String {
    (0..3).map(|line| format!("aGVsbG8{number}aGVsbG{line}4=\n")).collect()
}

/// What of the screen makes a capture what it is.
fn seen(page: &Page) -> (Option<String>, Option<usize>, usize) {
    let screen = &page.screen;
    let head = screen.given.as_ref().as_ref().map(|given| given.head.clone());
    (head, screen.carets.record, screen.overview.user_caret)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_was_left_comes_back_as_it_was(steps in steps()) {
        let mut page = Page::opened(b"", Sizes::default());
        page.act(Action::Close);
        let mut places = vec![(0, seen(&page))];
        for step in steps {
            match step {
                Step::Paste(number) => {
                    page.act(Action::Read { input: capture(number).into_bytes().into(), name: None });
                }
                Step::Close => {
                    page.act(Action::Close);
                }
                Step::Choose(row) => {
                    page.act(Action::CaptureUser(row));
                }
                Step::Recall(index) => {
                    let (place, expected) = places[index.index(places.len())].clone();
                    page.act(Action::Recall(place));
                    prop_assert_eq!(seen(&page), expected);
                    prop_assert_eq!(page.screen.carets.place, place);
                }
            }
            let place = page.screen.carets.place;
            prop_assert_eq!(place == 0, page.screen.given.is_none());
            places.retain(|(other, _)| *other != place);
            places.push((place, seen(&page)));
        }
    }
}

#[test]
fn what_is_not_kept_any_more_is_said() {
    let mut page = Page::opened(b"aGVsbG8=", Sizes::default());
    let first = page.screen.carets.place;
    for number in 0..30u8 {
        page.act(Action::Read { input: capture(number).into_bytes().into(), name: None });
    }
    let (here, shows) = (page.screen.carets.place, seen(&page));
    page.act(Action::Recall(first));
    assert_eq!((page.screen.carets.place, seen(&page)), (here, shows));
    assert!(page.screen.trouble.as_ref().as_ref().unwrap().contains("no longer held"));
    page.act(Action::Recall(here - 1));
    assert_eq!((page.screen.carets.place, page.screen.trouble.as_ref()), (here - 1, &None));
}
