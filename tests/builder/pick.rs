//! Several user records at once. Whatever is chosen, all of it is duplicated, moved or deleted in one step.

use super::Page;
use kpl_engine::session::builder::{Edit, Pick};
use proptest::prelude::*;
use std::collections::HashSet;

pub fn pick() -> impl Strategy<Value = Pick> {
    prop::sample::select(vec![
        Pick::Alone,
        Pick::Toggle,
        Pick::To,
        Pick::Up,
        Pick::Down,
        Pick::First,
        Pick::Last,
    ])
}

/// The keys after some records moved by one place, as one would do it by hand. A record stays if another moving
/// record is in its way.
fn moved(mut keys: Vec<String>, chosen: &HashSet<String>, up: bool) -> Vec<String> {
    if !up {
        keys.reverse();
    }
    for at in 1..keys.len() {
        if chosen.contains(&keys[at]) && !chosen.contains(&keys[at - 1]) {
            keys.swap(at, at - 1);
        }
    }
    if !up {
        keys.reverse();
    }
    keys
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_done_to_several_is_done_to_all_of_them_at_once(
        picks in prop::collection::vec((pick(), 0..6usize), 1..6),
        what in 0..4u8,
    ) {
        let named: Vec<(&str, &str)> = ["a", "b", "c", "d", "e", "f"].map(|key| (key, "1")).to_vec();
        let mut page = Page::of(&named);
        let keys = |page: &Page| page.screen.draft.rows.iter().map(|row| row.key.clone()).collect::<Vec<String>>();
        for (pick, row) in picks {
            let id = page.screen.draft.rows[row].id;
            page.edit(Edit::Pick(id, pick));
        }
        let before = keys(&page);
        let rows = page.screen.draft.rows.iter();
        let chosen: HashSet<String> = rows.filter(|row| row.chosen).map(|row| row.key.clone()).collect();
        let several = page.screen.bench.chosen;
        prop_assert!(several == 0 && chosen.len() == 1 || several == chosen.len(), "{} {:?}", several, chosen);
        let id = page.at_hand();
        page.edit(match what {
            0 => Edit::Delete(id),
            1 => Edit::Duplicate(id),
            what => Edit::Move(id, what == 2),
        });
        let is = |key: &&String| chosen.contains(*key);
        let expected = match what {
            0 => before.iter().filter(|key| !is(key)).cloned().collect(),
            1 => {
                let last = before.iter().rposition(|key| is(&key)).unwrap() + 1;
                let copies = before.iter().filter(is);
                before[..last].iter().chain(copies).chain(&before[last..]).cloned().collect()
            }
            what => moved(before.clone(), &chosen, what == 2),
        };
        prop_assert_eq!(keys(&page), expected.clone());
        page.edit(Edit::Undo);
        // An edit that changed nothing is no step of the history. Then undo takes back the payload that was typed
        // last.
        if expected != before {
            prop_assert_eq!(keys(&page), before);
        }
    }
}
