//! Captures of any shape, in any notation, wherever they stand: what was printed is what is read.
//! `CAPTURES=n` says how many are tried, `SEED=n` tries that one alone and shows it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

#[path = "notations/mod.rs"]
mod made;
#[path = "notations/typed.rs"]
mod typed;

mod support;

use kpl_capture::capture::{self, Capture};
use kpl_format::kpl::MAGIC;
use made::{
    case::{Case, Changes, Kind},
    judge::{judge, keeps_the_others, lies_inside},
    notation::{NOTATIONS, Notation},
    sample::Texts,
    table::Table,
    wrap::WRAPPERS,
};
use support::generate::Rng;

/// How many captures a run tries, when `CAPTURES=n` does not say otherwise.
const CAPTURES: u64 = 600;

/// A law, tried on the captures of some seeds: all of them, or one in so many. At least so many of a hundred must keep
/// it: the table that is printed names the notations that do not yet, each with a seed.
fn holds(one_in: u64, least: u64, law: impl Fn(u64) -> Option<(Case, Result<(), String>)> + Sync) {
    let alone = std::env::var("SEED").ok().map(|seed| seed.parse::<u64>().unwrap());
    let count = std::env::var("CAPTURES").map_or(CAPTURES, |captures| captures.parse().unwrap());
    let seeds = alone.map_or(0..count / one_in, |seed| seed..seed + 1);
    let try_some = |half: u64| {
        let mut table = Table::default();
        for seed in seeds.clone().filter(|seed| seed % 2 == half) {
            let Some((case, outcome)) = law(seed) else { continue };
            if let (Some(_), Err(fault)) = (alone, &outcome) {
                println!("{}\n--- {fault}", case.shown());
            }
            table.count(case.kind, seed, outcome);
        }
        table
    };
    let mut table = Table::default();
    std::thread::scope(|scope| {
        let halves = [0, 1].map(|half| scope.spawn(move || try_some(half)));
        halves.into_iter().for_each(|half| table.add(half.join().unwrap()));
    });
    println!("{} of {} kinds of captures\n{}", table.kinds(), Kind::all().len(), table.printed());
    assert!(table.count_of_all() > 0 || alone.is_some(), "the law was tried on nothing");
    let least = if alone.is_some() { 100 } else { least };
    assert!(table.percent() >= least, "fewer than {least}%: the table above has a seed for each notation");
}

fn read(case: &Case) -> (Capture, Result<(), String>) {
    let capture = capture::read(&case.bytes);
    let inside = lies_inside(case, &capture);
    (capture, inside)
}

#[test]
fn what_was_printed_is_read() {
    holds(1, 99, |seed| {
        let case = Case::of(seed);
        let (capture, inside) = read(&case);
        let outcome = inside.and_then(|()| judge(&case, &capture));
        Some((case, outcome))
    });
}

/// How many captures of each notation are tried, and how many of a hundred have to be read.
const OF_EACH: usize = 60;
const LEAST_OF_EACH: u64 = 90;

#[test]
fn no_notation_is_read_badly() {
    let share = |notation: &'static Notation| {
        let mut table = Table::default();
        let kinds: Vec<&Kind> =
            Kind::all().iter().filter(|kind| kind.notation.name == notation.name).collect();
        for (seed, at) in (0..).zip(0..OF_EACH) {
            let kind = *kinds[at * 31 % kinds.len()];
            let case = Case::with(kind, seed, Changes::default());
            let (capture, inside) = read(&case);
            table.count(kind, seed, inside.and_then(|()| judge(&case, &capture)));
        }
        (table.percent(), table)
    };
    let bad: Vec<String> = NOTATIONS
        .iter()
        .map(share)
        .filter(|(percent, _)| *percent < LEAST_OF_EACH)
        .map(|(_, table)| table.printed())
        .collect();
    assert!(bad.is_empty(), "less than {LEAST_OF_EACH}% of\n{}", bad.concat());
}

#[test]
fn the_other_fields_may_be_called_anything() {
    holds(4, 98, |seed| {
        let kind = Kind::of(seed);
        let case = Case::with(kind, seed, Changes { renamed: true, ..Changes::default() });
        let (capture, inside) = read(&case);
        let outcome = inside.and_then(|()| judge(&case, &capture));
        kind.notation.has_names.then_some((case, outcome))
    });
}

#[test]
fn strings_may_stand_in_strings() {
    let outer: Vec<_> = WRAPPERS.iter().filter(|wrapper| wrapper.is_text()).collect();
    holds(4, 91, |seed| {
        let kind = Kind::of(seed);
        if !kind.wrapper.is_text() && !kind.wrapper.is_verbatim() {
            return None;
        }
        let mut rng = Rng(seed);
        let outer = [Some(rng.pick(&outer)), Some(rng.pick(&outer)).filter(|_| rng.chance(40))];
        let case = Case::with(kind, seed, Changes { outer, ..Changes::default() });
        let (capture, inside) = read(&case);
        let names: Vec<&str> = outer.iter().flatten().map(|outer| outer.name).collect();
        let outcome = inside.and_then(|()| judge(&case, &capture));
        let outcome = outcome.map_err(|fault| format!("in {}: {fault}", names.join(" in ")));
        Some((case, outcome))
    });
}

#[test]
fn a_key_beyond_the_notation_takes_no_other_record() {
    holds(4, 88, |seed| {
        let kind = Kind::of(seed);
        let case = Case::with(kind, seed, Changes { spoilt: true, ..Changes::default() });
        let (capture, inside) = read(&case);
        let outcome = inside.and_then(|()| keeps_the_others(&case, &capture));
        (kind.notation.keys != Texts::Any).then_some((case, outcome))
    });
}

#[test]
fn words_around_only_shift_places() {
    let alone = WRAPPERS.iter().find(|wrapper| wrapper.name == "alone").unwrap();
    holds(4, 98, |seed| {
        let kind = Kind::of(seed);
        if !kind.wrapper.is_verbatim() {
            return None;
        }
        let (bare, case) =
            (Case::with(Kind { wrapper: alone, ..kind }, seed, Changes::default()), Case::of(seed));
        let outcome = same_but_shifted(&bare, &case);
        Some((case, outcome))
    });
}

/// The records are those of the capture alone, each as far behind its place there as the capture is behind the start.
fn same_but_shifted(bare: &Case, case: &Case) -> Result<(), String> {
    let printed = bare.printed.trim_ascii_end();
    let at = case.bytes.windows(printed.len()).position(|window| window == printed).unwrap();
    let (alone, (among, inside)) = (capture::read(&bare.bytes), read(case));
    inside?;
    let (found, expected) = (among.records.len(), alone.records.len());
    if found != expected || alone.decoded.is_some() != among.decoded.is_some() {
        return Err(format!("{found} records, {expected} without the words"));
    }
    for (index, (one, other)) in among.records.iter().zip(&alone.records).enumerate() {
        if (&one.data, &one.envelope) != (&other.data, &other.envelope) {
            return Err(format!("record {index} is another one without the words"));
        }
        let shifted = (other.source.offset + at, other.source.len);
        if (one.source.offset, one.source.len) != shifted {
            return Err(format!("record {index} stands at {:?}, expected {shifted:?}", one.source));
        }
    }
    Ok(())
}

#[test]
fn a_cut_takes_no_record_before_it() {
    let alone = WRAPPERS.iter().find(|wrapper| wrapper.name == "alone").unwrap();
    holds(4, 98, |seed| {
        let kind = Kind { wrapper: alone, ..Kind::of(seed) };
        let (mut case, notation) = (Case::with(kind, seed, Changes::default()), kind.notation);
        let whole = capture::read(&case.bytes);
        // What is not read right when it is whole is told by another law.
        let is_right = whole.decoded.is_none() && judge(&case, &whole).is_ok();
        let cut = Rng(!seed).below(case.bytes.len());
        case.bytes.truncate(cut);
        let (capture, inside) = read(&case);
        let ends = |record: &capture::KinesisRecord| record.source.offset + record.source.len;
        let before = whole.records.iter().take_while(|record| is_right && ends(record) < cut);
        // Where data is printed as text, an aggregate has to be there to tell that.
        let tells = !notation.needs_aggregate || before.clone().any(|record| record.data.starts_with(&MAGIC));
        let before = before.take_while(|_| tells);
        let lost = before
            .zip(0..)
            .find(|(record, at)| capture.records.get(*at).is_none_or(|found| found.data != record.data));
        let outcome = lost.map_or(Ok(()), |(_, at)| Err(format!("record {at} is lost by a cut at {cut}")));
        Some((case, inside.and(outcome)))
    });
}
