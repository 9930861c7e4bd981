//! Generated captures: a seed chooses a notation, a shape, a wrapper and the records, and knows what is in it.

use super::{
    notation::{NOTATIONS, Notation, Shows, Stands},
    sample::{self, Sample, Texts},
    shape::{self, Shape},
    support::generate::Rng,
    tree::Tree,
    wrap::{WRAPPERS, Wrapper},
};
use std::sync::LazyLock;

/// One of each: how it is printed, what, and where that stands.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    pub notation: &'static Notation,
    pub shape: Shape,
    pub wrapper: &'static Wrapper,
}

impl Kind {
    /// Every notation with every shape that its program prints, wherever it can stand.
    pub fn all() -> &'static [Self] {
        static ALL: LazyLock<Vec<Kind>> = LazyLock::new(|| {
            let shapes = NOTATIONS
                .iter()
                .flat_map(|notation| notation.shapes.iter().map(move |&shape| (notation, shape)));
            let place = |(notation, shape): (&'static Notation, Shape)| {
                let wrappers = WRAPPERS.iter().filter(|wrapper| wrapper.fits(notation.stands));
                wrappers.map(move |wrapper| Kind { notation, shape, wrapper })
            };
            shapes.flat_map(place).collect()
        });
        &ALL
    }

    /// The kind that a seed is for: neighbours are far apart, and as many seeds as there are kinds have all of them.
    pub fn of(seed: u64) -> Self {
        let all = Self::all();
        let count = all.len() as u64;
        // No prime factor of it is one of the count, unless the count is a multiple of it.
        let stride = if count.is_multiple_of(1009) { 1013 } else { 1009 };
        all[usize::try_from(seed % count * stride % count).unwrap()]
    }
}

/// A capture and what is in it.
#[derive(Clone, Debug)]
pub struct Case {
    pub seed: u64,
    pub kind: Kind,
    /// What the program printed.
    pub printed: Vec<u8>,
    /// The same where people have it.
    pub bytes: Vec<u8>,
    pub records: Vec<Expected>,
    /// Whether all data is printed in base64.
    pub is_base64: bool,
    /// Whether the printer left out all data, so that there is no record.
    pub is_hidden: bool,
    /// The record with a key that the notation cannot carry.
    pub spoilt: Option<usize>,
}

/// A record, as far as the capture shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// What the printer shows of its data.
    pub data: Vec<u8>,
    /// Whether that is all of it.
    pub is_whole: bool,
    pub is_aggregate: bool,
    pub partition_key: Option<String>,
    pub explicit_hash_key: Option<String>,
    pub sequence_number: Option<String>,
    pub millis: Option<i64>,
    pub shard: Option<String>,
}

/// What a case is made with beside its kind and seed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Changes {
    /// What all of it is put into once more, and once more.
    pub outer: [Option<&'static Wrapper>; 2],
    /// The other fields are called something else.
    pub renamed: bool,
    /// One key is of a sort that the notation cannot carry.
    pub spoilt: bool,
}

impl Case {
    pub fn of(seed: u64) -> Self {
        Self::with(Kind::of(seed), seed, Changes::default())
    }

    pub fn with(kind: Kind, seed: u64, changes: Changes) -> Self {
        let Kind { notation, shape, wrapper } = kind;
        let breaks_lines = wrapper.changes_lines && notation.breaks_lines;
        let keys = if breaks_lines && matches!(notation.keys, Texts::Any | Texts::Colourless) {
            Texts::Cell
        } else {
            notation.keys
        };
        let mut records = sample::records(
            seed,
            keys,
            notation.payloads,
            notation.needs_aggregate || shape.needs_aggregate(),
        );
        if matches!(shape, Shape::One | Shape::Data) {
            let first = records.iter().position(|record| record.is_aggregate).unwrap_or(0);
            records = vec![records.swap_remove(first)];
        }
        let mut rng = Rng(seed ^ 0x6b70_6c6c_656e_7321);
        // Neither a cell nor an indented print can hold a line break in any case.
        let strange = if notation.stands == Stands::InLine { Texts::Any } else { Texts::Cell };
        let (strange, at) = (sample::text(&mut rng, strange), rng.below(records.len()));
        if changes.spoilt {
            records[at].partition_key = strange;
        }
        let mut tree = shape::tree(shape, &records, notation.style);
        if changes.renamed {
            rename(&mut tree, &mut rng);
        }
        let printed = notation.print(&tree);
        let mut bytes = wrapper.wrap(&printed, &mut Rng(seed));
        for outer in changes.outer.iter().flatten() {
            bytes = outer.wrap(&bytes, &mut Rng(seed ^ 1));
        }
        let is_hidden = notation.shows == Shows::Nothing;
        let expected = |record: &Sample| expect(record, notation, shape);
        let records = if is_hidden { Vec::new() } else { records.iter().map(expected).collect() };
        let is_base64 = !shape::has_objects(shape, notation.style.form);
        Self {
            seed,
            kind,
            printed,
            bytes,
            records,
            is_base64,
            is_hidden,
            spoilt: changes.spoilt.then_some(at),
        }
    }

    /// What to look at where a law does not hold.
    pub fn shown(&self) -> String {
        let Kind { notation, shape, wrapper } = self.kind;
        let text: String = String::from_utf8_lossy(&self.bytes).chars().take(3000).collect();
        format!("SEED={}: {}, {shape:?}, {}\n{text}", self.seed, notation.name, wrapper.name)
    }
}

fn expect(record: &Sample, notation: &Notation, shape: Shape) -> Expected {
    let says = shape.says();
    let most = match notation.shows {
        Shows::Most(most) if shape::has_objects(shape, notation.style.form) => most,
        _ => usize::MAX,
    };
    let shown = record.data.len().min(most);
    Expected {
        data: record.data[..shown].to_vec(),
        is_whole: shown == record.data.len(),
        is_aggregate: record.is_aggregate,
        partition_key: says.key.then(|| record.partition_key.clone()),
        explicit_hash_key: record.explicit_hash_key.clone().filter(|_| says.hash_key),
        sequence_number: says.sequence.then(|| record.sequence_number.clone()),
        millis: says.time.then(|| record.millis / notation.tick * notation.tick),
        shard: says.shard.then(|| record.shard.clone()),
    }
}

/// Calls every field that is no part of a record or an envelope something else.
fn rename(tree: &mut Tree, rng: &mut Rng) {
    tree.each_map(&mut |map| {
        for (at, field) in map.fields.iter_mut().enumerate().filter(|(_, field)| !field.is_known) {
            let first = rng.pick(&["b", "c", "u", "r", "note", "value", "hint"]);
            field.name = format!("{first}{}", at + rng.below(2) * 10);
        }
    });
}
