//! The shards of a stream, and which of them owns a hash key.

use super::{HashKeyRange, MapNote, ShardFault};
use std::collections::HashSet;

/// The most even shards that [`ShardMap::even`] makes: ten times the limit of an on-demand stream.
pub const MOST_SHARDS: u32 = 100_000;

/// A shard as `aws kinesis list-shards` describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shard {
    /// The id, such as `shardId-000000000000`.
    pub id: String,
    /// The hash keys that the shard owns.
    pub range: HashKeyRange,
    /// The id of the shard that this one was split or merged from.
    pub parent: Option<String>,
    /// The id of the second shard, where this one was merged from two.
    pub adjacent_parent: Option<String>,
    /// The lowest sequence number that a record of the shard can have.
    pub starting_sequence_number: Option<String>,
    /// The highest sequence number. Only a closed shard has it.
    pub ending_sequence_number: Option<String>,
}

impl Shard {
    /// Whether records can still be put into the shard.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.ending_sequence_number.is_none()
    }
}

/// The shards of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShardMap {
    shards: Vec<Shard>,
    /// The places of the open shards in `shards`, sorted by the start of their ranges.
    open: Vec<usize>,
    more_pages: bool,
}

impl ShardMap {
    /// Makes a map of these shards. `more_pages` says whether the stream has more shards than these.
    ///
    /// # Errors
    /// Fails where there is no shard, or where two shards have the same id.
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

    /// Makes `count` shards of the same size, as `aws kinesis create-stream` does. Each has 2^128 / `count` hash
    /// keys, rounded down, and the last has the rest as well.
    ///
    /// # Errors
    /// Fails where `count` is 0 or more than [`MOST_SHARDS`].
    pub fn even(count: u32) -> Result<Self, ShardFault> {
        if count == 0 || count > MOST_SHARDS {
            return Err(ShardFault::Count { asked: count });
        }
        let many = u128::from(count);
        // 2^128 does not fit into a u128. So 2^128 - 1 is divided, and one is added where the missing 1 makes the
        // quotient larger. For a single shard the size is not used.
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

    /// All shards, open and closed, in the order in which they were given.
    #[must_use]
    pub fn shards(&self) -> &[Shard] {
        &self.shards
    }

    /// The places of the open shards in [`Self::shards`], sorted by the start of their ranges.
    #[must_use]
    pub fn open(&self) -> &[usize] {
        &self.open
    }

    /// The shard at this place in [`Self::shards`].
    #[must_use]
    pub fn shard(&self, place: usize) -> Option<&Shard> {
        self.shards.get(place)
    }

    /// The place in [`Self::shards`] of the shard that owns this hash key. That is an open shard, or else the last
    /// closed shard of the list that owned it. `None` where no shard owns it.
    #[must_use]
    pub fn owner(&self, key: u128) -> Option<usize> {
        let has = |place: &usize| self.shard(*place).is_some_and(|shard| shard.range.contains(key));
        let starts_before =
            |place: &usize| self.shard(*place).is_some_and(|shard| shard.range.start() <= key);
        let after = self.open.partition_point(starts_before);
        // Unless ranges overlap, only the last shard that starts at or before the key can own it.
        let open = self.open.get(..after).unwrap_or_default();
        let open =
            open.last().filter(|place| has(place)).or_else(|| open.iter().rev().find(|place| has(place)));
        open.copied().or_else(|| {
            let closed = (0..self.shards.len()).rev();
            closed.filter(|place| self.shard(*place).is_some_and(|shard| !shard.is_open())).find(has)
        })
    }

    /// What is unusual about the map. In a complete list, the open shards own every hash key exactly once.
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
        // The lowest hash key above all ranges so far. None once a range ends at 2^128 - 1.
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
