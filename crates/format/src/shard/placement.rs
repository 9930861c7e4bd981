//! The shards of the user records of an aggregate. Each user record has its own hash key, which can differ from the
//! one by which Kinesis chose the shard for the whole aggregate.

use super::ShardMap;
use crate::kpl::Anatomy;
use std::collections::BTreeMap;

/// The shards in which the user records of one aggregate belong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placement {
    /// For each of [`Anatomy::user_records`], the place of its shard in [`ShardMap::shards`]. `None` where the hash
    /// key is not known, or where no shard of the map owns it.
    pub shards: Vec<Option<usize>>,
    /// The number of user records in each shard, by the shard's place in the map.
    pub counts: BTreeMap<usize, usize>,
}

impl Placement {
    /// Whether the user records belong to more than one shard. In that case the KCL drops the whole aggregate,
    /// without a word in its log (KCL v3 `AggregatorUtil.java:144-150`).
    #[must_use]
    pub fn is_mixed(&self) -> bool {
        self.counts.len() > 1
    }

    /// The place of the shard in which most user records belong. In a tie, the first of the map.
    #[must_use]
    pub fn most(&self) -> Option<usize> {
        self.counts.iter().rev().max_by_key(|(_, count)| **count).map(|(&place, _)| place)
    }
}

/// Finds the shard in which each user record belongs, by its effective hash key.
#[must_use]
pub fn place(anatomy: &Anatomy, map: &ShardMap) -> Placement {
    let mut placement = Placement::default();
    for record in &anatomy.user_records {
        let owner = record.hash_key.and_then(|key| map.owner(key));
        if let Some(owner) = owner {
            *placement.counts.entry(owner).or_insert(0) += 1;
        }
        placement.shards.push(owner);
    }
    placement
}
