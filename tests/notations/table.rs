//! How much is read right, notation by notation: progress that can be named.

use super::case::Kind;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

/// How many there were, and how many were right.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    right: u64,
    all: u64,
}

impl Share {
    fn count(&mut self, is_right: bool) {
        self.right += u64::from(is_right);
        self.all += 1;
    }

    fn percent(self) -> u64 {
        self.right * 100 / self.all.max(1)
    }
}

/// Counted by notation, and there by shape and by wrapper.
#[derive(Debug, Default)]
pub struct Table {
    notations: BTreeMap<&'static str, Row>,
    kinds: BTreeSet<(&'static str, String, &'static str)>,
    total: Share,
}

#[derive(Debug, Default)]
struct Row {
    total: Share,
    shapes: BTreeMap<String, Share>,
    wrappers: BTreeMap<&'static str, Share>,
    /// One that was wrong in each wrapper, and why.
    wrong: BTreeMap<&'static str, (u64, String)>,
}

impl Table {
    pub fn count(&mut self, kind: Kind, seed: u64, outcome: Result<(), String>) {
        let row = self.notations.entry(kind.notation.name).or_default();
        let is_right = outcome.is_ok();
        row.total.count(is_right);
        row.shapes.entry(format!("{:?}", kind.shape)).or_default().count(is_right);
        row.wrappers.entry(kind.wrapper.name).or_default().count(is_right);
        if let Err(fault) = outcome {
            let fault = fault.lines().collect::<Vec<_>>().join(" ").chars().take(150).collect();
            row.wrong.entry(kind.wrapper.name).or_insert((seed, fault));
        }
        self.kinds.insert((kind.notation.name, format!("{:?}", kind.shape), kind.wrapper.name));
        self.total.count(is_right);
    }

    /// What was counted elsewhere is added.
    pub fn add(&mut self, other: Self) {
        for (name, row) in other.notations {
            let into = self.notations.entry(name).or_default();
            into.total.add(row.total);
            row.shapes
                .into_iter()
                .for_each(|(shape, share)| into.shapes.entry(shape).or_default().add(share));
            row.wrappers
                .into_iter()
                .for_each(|(wrapper, share)| into.wrappers.entry(wrapper).or_default().add(share));
            for (wrapper, one) in row.wrong {
                into.wrong.entry(wrapper).or_insert(one);
            }
        }
        self.kinds.extend(other.kinds);
        self.total.add(other.total);
    }

    pub const fn count_of_all(&self) -> u64 {
        self.total.all
    }

    /// How many kinds of captures there were.
    pub fn kinds(&self) -> usize {
        self.kinds.len()
    }

    /// How many of a hundred are right, rounded down.
    pub fn percent(&self) -> u64 {
        self.total.percent()
    }

    pub fn printed(&self) -> String {
        let mut out = String::new();
        for (name, row) in &self.notations {
            let (percent, all) = (row.total.percent(), row.total.all);
            writeln!(out, "{percent:3}% of {all:5}  {name}").unwrap();
            // What is all right needs no more words.
            if percent == 100 {
                continue;
            }
            let shapes: Vec<String> =
                row.shapes.iter().map(|(name, share)| format!("{name} {}%", share.percent())).collect();
            writeln!(out, "      {}", shapes.join(" · ")).unwrap();
            for (wrapper, (seed, fault)) in &row.wrong {
                writeln!(out, "      {wrapper} {}%: SEED={seed}: {fault}", row.wrappers[wrapper].percent())
                    .unwrap();
            }
        }
        let mut wrappers: BTreeMap<&str, Share> = BTreeMap::new();
        for (name, share) in self.notations.values().flat_map(|row| &row.wrappers) {
            wrappers.entry(name).or_default().add(*share);
        }
        for (name, Share { right, all }) in wrappers {
            writeln!(out, "{right:5} of {all:5}  {name}").unwrap();
        }
        writeln!(
            out,
            "{:3}% of {:5}  in all: {} right",
            self.total.percent(),
            self.total.all,
            self.total.right
        )
        .unwrap();
        out
    }
}

impl Share {
    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.all += other.all;
    }
}
