//! The shards of a stream and which of them has a hash key.

use super::{HashKeyRange, MapNote, ShardFault};
use std::collections::HashSet;

/// The most even shards that are made: ten times what an on-demand stream may grow to.
pub const MOST_SHARDS: u32 = 100_000;

/// A shard as `list-shards` tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shard {
    /// `shardId-000000000000`.
    pub id: String,
    /// Its hash keys.
    pub range: HashKeyRange,
    /// The shard that it was split or merged from.
    pub parent: Option<String>,
    /// The other shard that it was merged from.
    pub adjacent_parent: Option<String>,
    /// The first sequence number that it may have.
    pub starting_sequence_number: Option<String>,
    /// The last one, once the shard is closed.
    pub ending_sequence_number: Option<String>,
}

impl Shard {
    /// Whether records can be put into it.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.ending_sequence_number.is_none()
    }
}

/// The shards of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShardMap {
    shards: Vec<Shard>,
    /// The open ones by the start of their ranges.
    open: Vec<usize>,
    more_pages: bool,
}

impl ShardMap {
    /// A map of these shards; `more_pages`: whether the service had more of them.
    ///
    /// # Errors
    /// Where there are none, or two have the same id.
    pub fn new(shards: Vec<Shard>, more_pages: bool) -> Result<Self, ShardFault> {
        if shards.is_empty() {
            return Err(ShardFault::Empty);
        }
        let mut ids = HashSet::new();
        if let Some(twice) = shards.iter().find(|shard| !ids.insert(shard.id.as_str())) {
            return Err(ShardFault::SameId { id: twice.id.clone() });
        }
        let mut open: Vec<(u128, usize)> = shards
            .iter()
            .enumerate()
            .filter(|(_, shard)| shard.is_open())
            .map(|(place, shard)| (shard.range.start(), place))
            .collect();
        open.sort_unstable();
        let open = open.into_iter().map(|(_, place)| place).collect();
        Ok(Self { shards, open, more_pages })
    }

    /// `count` shards of the same size, as `create-stream` makes them: each has 2^128 / `count` hash keys, rounded down,
    /// and the last what is left.
    ///
    /// # Errors
    /// Where `count` is 0 or more than [`MOST_SHARDS`].
    pub fn even(count: u32) -> Result<Self, ShardFault> {
        if count == 0 || count > MOST_SHARDS {
            return Err(ShardFault::Count { asked: count });
        }
        let many = u128::from(count);
        // 2^128 does not fit: divide 2^128 - 1 and put the remainder right. For one shard the size is not asked for.
        let size = (u128::MAX / many).saturating_add(u128::from(u128::MAX % many == many - 1));
        let shard = |place: u32| {
            let start = size.saturating_mul(u128::from(place));
            let end = if place + 1 == count { u128::MAX } else { start.saturating_add(size - 1) };
            HashKeyRange::new(start, end).map(|range| Shard {
                id: format!("shardId-{place:012}"),
                range,
                parent: None,
                adjacent_parent: None,
                starting_sequence_number: None,
                ending_sequence_number: None,
            })
        };
        Self::new((0..count).filter_map(shard).collect(), false)
    }

    /// All shards, in the order of the list.
    #[must_use]
    pub fn shards(&self) -> &[Shard] {
        &self.shards
    }

    /// The open shards by the start of their ranges: their places in [`Self::shards`].
    #[must_use]
    pub fn open(&self) -> &[usize] {
        &self.open
    }

    /// The shard at that place of [`Self::shards`].
    #[must_use]
    pub fn shard(&self, place: usize) -> Option<&Shard> {
        self.shards.get(place)
    }

    /// The place of the shard that has this hash key: the open one, else the last closed one of the list that had it.
    #[must_use]
    pub fn owner(&self, key: u128) -> Option<usize> {
        let has = |place: &usize| self.shard(*place).is_some_and(|shard| shard.range.contains(key));
        let starts_before =
            |place: &usize| self.shard(*place).is_some_and(|shard| shard.range.start() <= key);
        let after = self.open.partition_point(starts_before);
        // The last that starts before the key has it, unless ranges overlap.
        let open = self.open.get(..after).unwrap_or_default();
        let open =
            open.last().filter(|place| has(place)).or_else(|| open.iter().rev().find(|place| has(place)));
        open.copied().or_else(|| {
            let closed = (0..self.shards.len()).rev();
            closed.filter(|place| self.shard(*place).is_some_and(|shard| !shard.is_open())).find(has)
        })
    }

    /// What is odd about the map: the open shards of a whole list have every hash key, and each once.
    #[must_use]
    pub fn notes(&self) -> Vec<MapNote> {
        let mut notes = Vec::new();
        if self.more_pages {
            notes.push(MapNote::MorePages);
        }
        if self.open.is_empty() {
            notes.push(MapNote::AllClosed);
            return notes;
        }
        // The first hash key that no shard has had so far; none once 2^128 - 1 is had.
        let mut next = Some(0);
        let mut furthest: Option<&Shard> = None;
        for shard in self.open.iter().filter_map(|&place| self.shard(place)) {
            let range = shard.range;
            match next {
                Some(next) if next <= range.start() => {
                    let hole = range.start().checked_sub(1).and_then(|end| HashKeyRange::new(next, end));
                    notes.extend(hole.map(MapNote::Hole));
                }
                _ => notes.extend(
                    furthest
                        .map(|first| MapNote::Overlap { first: first.id.clone(), second: shard.id.clone() }),
                ),
            }
            if furthest.is_none_or(|furthest| furthest.range.end() <= range.end()) {
                furthest = Some(shard);
                next = range.end().checked_add(1);
            }
        }
        notes.extend(next.and_then(|next| HashKeyRange::new(next, u128::MAX)).map(MapNote::Hole));
        notes
    }
}
