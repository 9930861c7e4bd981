//! Where the user records of an aggregate belong: each has a hash key of its own, the Kinesis record around it another.

use super::ShardMap;
use crate::kpl::Anatomy;
use std::collections::BTreeMap;

/// The shard of each user record of one aggregate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placement {
    /// For each of the anatomy's user records the place of its shard in [`ShardMap::shards`]; `None` where its hash key
    /// cannot be known, or no shard of the map has it.
    pub shards: Vec<Option<usize>>,
    /// How many user records each shard has.
    pub counts: BTreeMap<usize, usize>,
}

impl Placement {
    /// Whether its user records belong to more than one shard: then the KCL drops all of them.
    #[must_use]
    pub fn is_mixed(&self) -> bool {
        self.counts.len() > 1
    }

    /// The shard that most user records belong to, the first of the map where several are even.
    #[must_use]
    pub fn most(&self) -> Option<usize> {
        self.counts.iter().rev().max_by_key(|(_, count)| **count).map(|(&place, _)| place)
    }
}

/// Finds the shard of each user record.
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
