//! The laws of DESIGN.md over every corpus and over generated frames: a failure prints the seed and the frame in hex.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

mod support;

use kpl_lens::kpl::{self, Kind, Verdict};
use support::{
    generate::{self, Class},
    hex, laws,
};

/// How many frames a run generates here; `SEED=n` tries that one alone.
const FRAMES: u64 = 110_000;

#[test]
fn the_laws_hold_over_the_corpora() {
    for frame in support::all_frames() {
        if let Err(broken) = laws::check(&frame.bytes) {
            panic!("{}: {broken}", frame.name);
        }
        // And with an end missing: cut is not the same as wrong.
        for cut in 0..frame.bytes.len().min(400) {
            if let Err(broken) = laws::check(&frame.bytes[..cut]) {
                panic!("{} cut to {cut} bytes: {broken}", frame.name);
            }
        }
    }
}

#[test]
fn the_laws_hold_over_generated_frames() {
    let seeds = match std::env::var("SEED") {
        Ok(seed) => seed.parse().map(|seed| seed..seed + 1).unwrap(),
        Err(_) => 0..FRAMES,
    };
    let mut verdicts = [0usize; 3];
    std::thread::scope(|scope| {
        let halves = [0, 1].map(|half| {
            let seeds = seeds.clone();
            scope.spawn(move || seeds.filter(|seed| seed % 2 == half).map(one).fold([0; 3], add))
        });
        for half in halves {
            verdicts = add(verdicts, half.join().unwrap());
        }
    });
    // The generator is worth something only while it makes all three in numbers.
    let enough = verdicts.iter().all(|&count| count as u64 >= (seeds.end - seeds.start) / 100);
    assert!(enough || seeds.end - seeds.start == 1, "aggregated, damaged, plain: {verdicts:?}");
}

const fn add(one: [usize; 3], other: [usize; 3]) -> [usize; 3] {
    [one[0] + other[0], one[1] + other[1], one[2] + other[2]]
}

fn one(seed: u64) -> [usize; 3] {
    let (class, bytes) = generate::frame(seed);
    let checked = laws::check(&bytes).and_then(|anatomy| {
        if class == Class::WellFormed {
            let again = kpl::encode(&laws::rebuilt(&bytes, &anatomy));
            if again != bytes {
                return Err(format!("built again it is {}", hex(&again)));
            }
            if let Some(lost) = anatomy.nodes.iter().find(|node| node.kind == Kind::Unclaimed || node.broken)
            {
                return Err(format!("a part was not read: {lost:?}"));
            }
        }
        Ok(anatomy)
    });
    match checked {
        Ok(anatomy) => match anatomy.verdict {
            Verdict::Aggregated => [1, 0, 0],
            Verdict::Damaged => [0, 1, 0],
            Verdict::Plain => [0, 0, 1],
        },
        Err(broken) => panic!("{broken}\nSEED={seed} {class:?} {}", hex(&bytes)),
    }
}
