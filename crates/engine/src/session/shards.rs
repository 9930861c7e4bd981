//! The shards of the stream as far as somebody told them, and which of them a Kinesis record came from.

use super::State;
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_format::{
    kpl::Anatomy,
    shard::{self, Placement, Shard, ShardMap},
};
use std::rc::Rc;

/// Partition keys that are tried: a second of work, and twenty times what is needed for [`shard::MOST_SHARDS`].
const TRIES: u64 = 2_000_000;

/// What can be told or asked about shards.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum ShardMove {
    /// They are not known any more.
    Forget,
    /// The stream has so many even shards; a number as it was typed.
    Even(String),
    /// What `aws kinesis list-shards` or `describe-stream` printed.
    Paste(String),
    /// The shard that records came from where the capture does not say it, by id or number; nothing: not known.
    From(String),
    /// Whether that shard counts also where the capture says another one.
    Overrides(bool),
    /// A partition key is wanted that lands in a shard, named as in [`Self::From`], and that begins so.
    FindKey(String, String),
}

/// Why something about shards could not be done.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum ShardProblem {
    /// Those that were told are no shards of a stream, or no key was found: a sentence.
    Said(String),
    /// This is no number of shards.
    NotANumber(String),
    /// No shards are known.
    NoneKnown,
    /// There is no shard with that name; the id of one that there is.
    NoSuchShard(String, String),
}

/// What is known of the shards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shards {
    /// All of them; `None` while nothing was told.
    pub map: Option<Rc<ShardMap>>,
    /// Why what was told last is no map. The map that was there stays.
    pub fault: Option<ShardProblem>,
    /// The shard that records came from where the capture does not say it: its place in the map.
    pub chosen: Option<usize>,
    /// Whether it counts also where the capture says another one: a consumer may have been given the record elsewhere.
    pub overrides: bool,
    /// Why no shard could be chosen.
    pub chosen_fault: Option<ShardProblem>,
    /// The partition key that was found, and the id of its shard; or why there is none.
    pub key: Option<Result<(String, String), ShardProblem>>,
}

/// How the shard that a Kinesis record came from is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Origin {
    /// The capture says it.
    Captured,
    /// Somebody chose it.
    Chosen,
    /// Most of its user records belong there.
    Supposed,
}

impl Shards {
    /// These, and what was told or asked.
    #[must_use]
    pub fn after(&self, step: ShardMove) -> Self {
        match step {
            ShardMove::Forget => Self::default(),
            ShardMove::Even(count) => match count.trim().parse() {
                Ok(count) => self.told(ShardMap::even(count)),
                Err(_) => Self { fault: Some(ShardProblem::NotANumber(count)), ..self.clone() },
            },
            ShardMove::Paste(text) => self.told(shard::parse(text.as_bytes())),
            ShardMove::From(name) => {
                let (chosen, chosen_fault) = match name.trim() {
                    "" => (None, None),
                    name => match self.named(name) {
                        Ok((place, _)) => (Some(place), None),
                        Err(why) => (None, Some(why)),
                    },
                };
                Self { chosen, chosen_fault, ..self.clone() }
            }
            ShardMove::Overrides(overrides) => Self { overrides, ..self.clone() },
            ShardMove::FindKey(name, prefix) => {
                let key = self.named(name.trim()).and_then(|(_, shard)| {
                    let key = shard::find_partition_key(shard.range, &prefix, TRIES);
                    key.map(|key| (key, shard.id.clone()))
                        .map_err(|fault| ShardProblem::Said(fault.message()))
                });
                Self { key: Some(key), ..self.clone() }
            }
        }
    }

    /// Whether records stand in the same places under `other`.
    #[must_use]
    pub fn places_as(&self, other: &Self) -> bool {
        let same = match (&self.map, &other.map) {
            (Some(one), Some(other)) => Rc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        same && self.chosen == other.chosen && self.overrides == other.overrides
    }

    fn told(&self, map: Result<ShardMap, shard::ShardFault>) -> Self {
        match map {
            Ok(map) => Self { map: Some(Rc::new(map)), ..Self::default() },
            Err(fault) => Self { fault: Some(ShardProblem::Said(fault.message())), ..self.clone() },
        }
    }

    /// The shard with that id, or with that number in its id.
    fn named(&self, name: &str) -> Result<(usize, &Shard), ShardProblem> {
        let Some(map) = &self.map else { return Err(ShardProblem::NoneKnown) };
        let number = name.parse().ok().map(|number: u64| format!("shardId-{number:012}"));
        let is = |shard: &&Shard| shard.id == name || number.as_ref().is_some_and(|id| shard.id == *id);
        let mut shards = map.shards().iter().enumerate();
        shards.find(|(_, shard)| is(shard)).ok_or_else(|| {
            let one = map.shard(0).map(|shard| shard.id.clone()).unwrap_or_default();
            ShardProblem::NoSuchShard(name.to_owned(), one)
        })
    }

    /// The place of the shard that a Kinesis record came from, and how that is known. `captured`: the id that the
    /// capture gives.
    #[must_use]
    pub fn origin(&self, captured: Option<&str>, placement: &Placement) -> Option<(usize, Origin)> {
        let map = self.map.as_ref()?;
        let said = captured.and_then(|id| map.shards().iter().position(|shard| shard.id == id));
        let said = said.map(|place| (place, Origin::Captured));
        let chosen = self.chosen.map(|place| (place, Origin::Chosen));
        let known = if self.overrides { chosen.or(said) } else { said.or(chosen) };
        known.or_else(|| placement.most().map(|place| (place, Origin::Supposed)))
    }

    /// Where the user records belong and where the Kinesis record came from; `None` while no shards are known.
    #[must_use]
    pub fn place(&self, captured: Option<&str>, anatomy: &Anatomy) -> Option<Placed> {
        let map = self.map.as_ref()?;
        let placement = shard::place(anatomy, map);
        let origin = self.origin(captured, &placement);
        Some(Placed { placement, origin })
    }
}

/// Where a Kinesis record and its user records stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The shards of its user records.
    pub placement: Placement,
    /// The shard that it came from: its place in the map, and how that is known.
    pub origin: Option<(usize, Origin)>,
}

impl State {
    /// Something was told or asked about shards.
    pub(super) fn move_shards(&mut self, step: ShardMove) {
        self.take_shards(Rc::new(self.shards.after(step)));
    }

    /// These are the shards from now on.
    pub(super) fn take_shards(&mut self, next: Rc<Shards>) {
        let judges_anew = !next.places_as(&self.shards);
        self.shards = next;
        if judges_anew && self.batch.query.lost_by.is_some() {
            self.ask(self.batch.query.clone(), self.batch.sort);
        }
    }
}
