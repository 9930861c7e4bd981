//! What is known of the stream's shards, and where the Kinesis record at hand belongs among them.

use crate::session::{Origin, ShardProblem, State};
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_format::shard::{Shard, ShardMap};
use std::ops::Range;

/// How many shard ids the page offers to choose from. Others can be typed.
const OFFERED: usize = 200;

/// How many shards of an aggregate are named.
const NAMED: usize = 4;

#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ShardsView {
    /// How many shards there are; `None` while none are known.
    pub known: Option<usize>,
    pub open: usize,
    /// What is odd about the shards, in sentences.
    pub notes: Vec<String>,
    /// Why the last input gave no shards.
    pub fault: Option<ShardProblem>,
    /// The shard that records came from if the capture does not say it.
    pub chosen: Option<String>,
    /// Whether that shard also replaces the one that the capture gives.
    pub overrides: bool,
    pub chosen_fault: Option<ShardProblem>,
    /// The ids of the first shards.
    pub ids: Vec<String>,
    /// The partition key that was found and the id of its shard, or why none was found.
    pub key: Option<Result<(String, String), ShardProblem>>,
    /// The shard that the capture gives for the Kinesis record at hand.
    pub captured: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ShardRow {
    pub id: String,
    /// Its lowest hash key.
    pub start: u128,
    /// Its highest hash key.
    pub end: u128,
    /// Whether it takes records.
    pub open: bool,
    /// The shards from which it was split or merged.
    pub parents: Vec<String>,
    /// How many user records of the Kinesis record at hand belong to it.
    pub user_records: usize,
    /// Whether the Kinesis record at hand came from it.
    pub origin: bool,
}

/// Where the Kinesis record at hand belongs.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct PlacedView {
    /// The shards to which most of its user records belong, and how many belong to each.
    pub shards: Vec<(String, usize)>,
    /// How many more shards there are.
    pub more: usize,
    /// How many user records belong to no known shard.
    pub nowhere: usize,
    /// The shard that the Kinesis record came from, and how that is known.
    pub origin: Option<(String, Origin)>,
    /// The shard that the capture gives, if it is not among the known ones.
    pub unknown: Option<String>,
    /// The shard that the capture gives, if the person chose another one.
    pub overruled: Option<String>,
}

#[must_use]
pub fn shards_view(state: &State) -> ShardsView {
    let shards = &state.shards;
    let map = shards.map.as_ref();
    let id = |place: usize| Some(map?.shard(place)?.id.clone());
    ShardsView {
        known: map.map(|map| map.shards().len()),
        open: map.map_or(0, |map| map.open().len()),
        notes: map.map(|map| map.notes().iter().map(|note| note.message()).collect()).unwrap_or_default(),
        fault: shards.fault.clone(),
        chosen: shards.chosen.and_then(id),
        overrides: shards.overrides,
        chosen_fault: shards.chosen_fault.clone(),
        ids: map.map_or_else(Vec::new, |map| {
            map.shards().iter().take(OFFERED).map(|shard| shard.id.clone()).collect()
        }),
        key: shards.key.clone(),
        captured: state.shown.as_ref().and_then(|shown| shown.shard_id.clone()),
    }
}

#[must_use]
pub fn shards_total(state: &State) -> usize {
    state.shards.map.as_ref().map_or(0, |map| map.shards().len())
}

#[must_use]
pub fn shard_rows(state: &State, window: Range<usize>) -> Vec<ShardRow> {
    let Some(map) = &state.shards.map else { return Vec::new() };
    let verdicts = state.shown.as_ref().map(|shown| shown.verdicts(&state.shards));
    let placed = verdicts.as_ref().and_then(|verdicts| verdicts.placed.as_ref());
    let row = |place: usize| {
        let Shard { id, range, parent, adjacent_parent, .. } = map.shard(place)?;
        Some(ShardRow {
            id: id.clone(),
            start: range.start(),
            end: range.end(),
            open: map.shard(place).is_some_and(Shard::is_open),
            parents: parent.iter().chain(adjacent_parent).cloned().collect(),
            user_records: placed
                .and_then(|placed| placed.placement.counts.get(&place))
                .copied()
                .unwrap_or_default(),
            origin: placed.is_some_and(|placed| placed.origin.is_some_and(|(origin, _)| origin == place)),
        })
    };
    window.filter_map(row).collect()
}

/// Where the Kinesis record at hand belongs; `None` while no shards are known.
#[must_use]
pub fn placed(state: &State) -> Option<PlacedView> {
    let (shown, map) = (state.shown.as_ref()?, state.shards.map.as_ref()?);
    let verdicts = shown.verdicts(&state.shards);
    let placed = verdicts.placed.as_ref()?;
    let counts = &placed.placement.counts;
    let mut most: Vec<(usize, usize)> = counts.iter().map(|(&place, &count)| (place, count)).collect();
    most.sort_by_key(|&(place, count)| (std::cmp::Reverse(count), place));
    let id = |place: usize| map.shard(place).map(|shard| shard.id.clone()).unwrap_or_default();
    let captured = shown.shard_id.clone();
    let is_known = |captured: &String| map.shards().iter().any(|shard| shard.id == *captured);
    let (known, unknown) = match captured {
        Some(captured) if is_known(&captured) => (Some(captured), None),
        captured => (None, captured),
    };
    let origin = placed.origin.map(|(place, how)| (id(place), how));
    let overruled = known.filter(|captured| origin.as_ref().is_some_and(|(id, _)| id != captured));
    Some(PlacedView {
        shards: most.iter().take(NAMED).map(|&(place, count)| (id(place), count)).collect(),
        more: most.len().saturating_sub(NAMED),
        nowhere: shown.anatomy.user_records.len().saturating_sub(counts.values().sum()),
        origin,
        unknown,
        overruled,
    })
}

pub(super) fn owner(map: &ShardMap, key: Option<u128>) -> Option<String> {
    map.owner(key?).and_then(|place| map.shard(place)).map(|shard| shard.id.clone())
}
