//! Captures of any shape, in any notation, wherever they stand: what was printed is what is read.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

#[path = "notations/mod.rs"]
mod made;
mod support;

use kpl_capture::capture;
use made::{
    case::{Case, Kind},
    judge::judge,
    table::Table,
};

/// How many captures each law is tried on, when `CAPTURES=n` does not say otherwise; `SEED=n` tries that one alone.
const CAPTURES: u64 = 2_000;

fn seeds() -> std::ops::Range<u64> {
    match std::env::var("SEED") {
        Ok(seed) => seed.parse().map(|seed: u64| seed..seed + 1).unwrap(),
        Err(_) => 0..std::env::var("CAPTURES").map_or(CAPTURES, |captures| captures.parse().unwrap()),
    }
}

/// `cargo test --test notations table -- --nocapture`: notation by notation, what share is read right.
#[test]
fn table() {
    let mut table = Table::default();
    std::thread::scope(|scope| {
        let halves = [0, 1].map(|half| {
            scope.spawn(move || {
                let mut table = Table::default();
                for seed in seeds().filter(|seed| seed % 2 == half) {
                    let case = Case::of(seed);
                    let outcome = judge(&case, &capture::read(&case.bytes));
                    if let (Ok(_), Err(fault)) = (std::env::var("SEED"), &outcome) {
                        println!("{}\n--- {fault}", case.shown());
                    }
                    table.count(case.kind, seed, outcome);
                }
                table
            })
        });
        halves.into_iter().for_each(|half| table.add(half.join().unwrap()));
    });
    println!("{} kinds\n{}", Kind::all().len(), table.printed());
}
