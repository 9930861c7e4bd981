//! The shards of the stream, as far as somebody entered them, and the shard that a Kinesis record came from.

use borsh::{BorshDeserialize, BorshSerialize};
use kpl_format::{
    kpl::Anatomy,
    shard::{self, HashKeyRange, Placement, Shard, ShardMap},
};
use std::rc::Rc;

/// How many partition keys are tried at most. That takes a second, and is twenty times what [`shard::MOST_SHARDS`]
/// need.
const TRIES: u64 = 2_000_000;

#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum ShardMove {
    /// Forgets the shards.
    Forget,
    /// The stream has this many shards of equal size. The number is as it was typed.
    Even(String),
    /// What `aws kinesis list-shards` or `describe-stream` printed.
    Paste(String),
    /// The shard that records came from if the capture does not say it, by id or number. An empty text means that it
    /// is not known.
    From(String),
    /// Whether that shard also replaces the one that the capture gives.
    Overrides(bool),
    /// Looks for a partition key that lands in a shard. The first text names the shard as in [`Self::From`]; the key
    /// begins with the second.
    FindKey(String, String),
}

#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum ShardProblem {
    /// A sentence that says why a list holds no shards of a stream, or why no key was found.
    Said(String),
    /// The text that was typed is no number of shards.
    NotANumber(String),
    NoneKnown,
    /// No shard has this name. The second text is the id of a shard that there is.
    NoSuchShard(String, String),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shards {
    /// All shards; `None` while none were entered.
    pub map: Option<Rc<ShardMap>>,
    /// What gave them.
    pub entered: Option<Rc<ShardMove>>,
    /// Why the last input gave no shards. Those that were known stay.
    pub fault: Option<ShardProblem>,
    /// The place in the map of the shard that records came from if the capture does not say it.
    pub chosen: Option<usize>,
    /// Whether `chosen` also replaces the shard that the capture gives, since a consumer may read the record
    /// elsewhere.
    pub overrides: bool,
    pub chosen_fault: Option<ShardProblem>,
    /// The partition key that was found and the id of its shard, or why none was found.
    pub key: Option<Result<(String, String), ShardProblem>>,
}

/// How it is known from which shard a Kinesis record came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Origin {
    /// The capture says so.
    Captured,
    /// Somebody chose it.
    Chosen,
    /// It is assumed, because most user records of the record belong there.
    Supposed,
}

impl Shards {
    /// What is known after `step`.
    #[must_use]
    pub fn after(&self, step: ShardMove) -> Self {
        match step {
            ShardMove::Forget => Self::default(),
            ShardMove::Even(count) => match count.trim().parse() {
                Ok(number) => self.told(ShardMap::even(number), ShardMove::Even(count)),
                Err(_) => Self { fault: Some(ShardProblem::NotANumber(count)), ..self.clone() },
            },
            ShardMove::Paste(text) => self.told(shard::parse(text.as_bytes()), ShardMove::Paste(text)),
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

    /// Whether records belong to the same shards under `other`.
    #[must_use]
    pub fn places_as(&self, other: &Self) -> bool {
        let same = match (&self.map, &other.map) {
            (Some(one), Some(other)) => Rc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        same && self.chosen == other.chosen && self.overrides == other.overrides
    }

    fn told(&self, map: Result<ShardMap, shard::ShardFault>, by: ShardMove) -> Self {
        match map {
            Ok(map) => Self { map: Some(Rc::new(map)), entered: Some(Rc::new(by)), ..Self::default() },
            Err(fault) => Self { fault: Some(ShardProblem::Said(fault.message())), ..self.clone() },
        }
    }

    /// The shard with this id, or with this number in its id.
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

    /// The shard that a Kinesis record came from, by its place in the map, and how that is known. `captured` is the
    /// id that the capture gives.
    #[must_use]
    pub fn origin(&self, captured: Option<&str>, placement: &Placement) -> Option<(usize, Origin)> {
        let map = self.map.as_ref()?;
        let said = captured.and_then(|id| map.shards().iter().position(|shard| shard.id == id));
        let said = said.map(|place| (place, Origin::Captured));
        let chosen = self.chosen.map(|place| (place, Origin::Chosen));
        let known = if self.overrides { chosen.or(said) } else { said.or(chosen) };
        known.or_else(|| placement.most().map(|place| (place, Origin::Supposed)))
    }

    /// Where a Kinesis record and its user records belong; `None` while no shards are known.
    #[must_use]
    pub fn place(&self, captured: Option<&str>, anatomy: &Anatomy) -> Option<Placed> {
        let map = self.map.as_ref()?;
        let placement = shard::place(anatomy, map);
        let origin = self.origin(captured, &placement);
        Some(Placed { placement, origin })
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The shards to which the user records belong.
    pub placement: Placement,
    /// The shard that the Kinesis record came from, by its place in the map, and how that is known.
    pub origin: Option<(usize, Origin)>,
}

impl Placed {
    /// The hash keys of the shard that the Kinesis record came from.
    #[must_use]
    pub fn range(&self, shards: &Shards) -> Option<HashKeyRange> {
        let (place, _) = self.origin?;
        Some(shards.map.as_ref()?.shard(place)?.range)
    }
}
