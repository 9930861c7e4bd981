//! Two aggregates side by side: user records aligned by key and payload, and what became of each.

use kpl_format::{
    bytes::Span,
    kpl::{Anatomy, UserRecord},
};
use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    hash::Hash,
};

/// What became of a user record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Change {
    /// It is as it was, in its place among those that stay.
    Same,
    /// It is as it was, and stands elsewhere among the others.
    Moved,
    /// It has the same key and another payload.
    OtherPayload,
    /// It has the same payload and another key.
    OtherKey,
    /// It is only in the first.
    Removed,
    /// It is only in the second.
    Added,
}

/// A user record of the first, of the second, or of both: places among their user records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// What became of it.
    pub change: Change,
    /// Its place in the first.
    pub before: Option<usize>,
    /// Its place in the second.
    pub after: Option<usize>,
}

/// Aligns the user records of two aggregates. Each stands in one pair; pairs stand in the order of the second, with
/// what was removed behind what it stood behind.
#[must_use]
pub fn compare(before: (&[u8], &Anatomy), after: (&[u8], &Anatomy)) -> Vec<Pair> {
    align(&records(before), &records(after))
}

/// The same for user records of any number of aggregates; the places are those in the lists.
#[must_use]
pub fn align<'a>(old: &[Compared<'a>], new: &[Compared<'a>]) -> Vec<Pair> {
    let mut open = Open { old: vec![true; old.len()], new: vec![true; new.len()] };
    let same = open.match_up(old, new, |record| Some(*record));
    let payload = open.match_up(old, new, |record| Some((record.key?, record.hash_key)));
    // Empty payloads say nothing about who is who.
    let key = open.match_up(old, new, |record| record.data.filter(|data| !data.is_empty()));
    let stay = in_order(&same);
    let pair = |change: Change, (before, after): (usize, usize)| Pair {
        change,
        before: Some(before),
        after: Some(after),
    };
    let same = same.into_iter().zip(stay);
    let mut pairs: Vec<Pair> = same
        .map(|(both, stays)| pair(if stays { Change::Same } else { Change::Moved }, both))
        .chain(payload.into_iter().map(|both| pair(Change::OtherPayload, both)))
        .chain(key.into_iter().map(|both| pair(Change::OtherKey, both)))
        .collect();
    let added = left(&open.new).map(|at| Pair { change: Change::Added, before: None, after: Some(at) });
    pairs.extend(added);
    with_removed(pairs, left(&open.old))
}

/// A user record as far as it is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Compared<'a> {
    /// Its partition key.
    pub key: Option<&'a [u8]>,
    /// Its explicit hash key.
    pub hash_key: Option<&'a [u8]>,
    /// Its payload.
    pub data: Option<&'a [u8]>,
}

fn records<'a>((data, anatomy): (&'a [u8], &'a Anatomy)) -> Vec<Compared<'a>> {
    let value = |span: Span| span.of(data);
    let record = |user: &UserRecord| Compared {
        key: user.partition_key.and_then(|at| anatomy.partition_keys.get(at)).map(|entry| value(entry.value)),
        hash_key: user
            .explicit_hash_key
            .and_then(|at| anatomy.explicit_hash_keys.get(at))
            .map(|entry| value(entry.value)),
        data: user.data.map(value),
    };
    anatomy.user_records.iter().map(record).collect()
}

/// Which user records have no other half yet.
struct Open {
    old: Vec<bool>,
    new: Vec<bool>,
}

impl Open {
    /// Pairs those that have the same of what `of` gives: the first with the first, in the order of the first aggregate.
    fn match_up<'r, 'a, K: Eq + Hash>(
        &mut self,
        old: &'r [Compared<'a>],
        new: &'r [Compared<'a>],
        of: impl Fn(&'r Compared<'a>) -> Option<K>,
    ) -> Vec<(usize, usize)> {
        let mut waiting: HashMap<K, VecDeque<usize>> = HashMap::new();
        for (at, record) in new.iter().enumerate().filter(|(at, _)| self.new.get(*at) == Some(&true)) {
            if let Some(key) = of(record) {
                waiting.entry(key).or_default().push_back(at);
            }
        }
        let mut pairs = Vec::new();
        for ((at, record), open) in old.iter().enumerate().zip(&mut self.old).filter(|(_, open)| **open) {
            let other = of(record).and_then(|key| waiting.get_mut(&key)?.pop_front());
            let Some(other) = other else { continue };
            *open = false;
            if let Some(open) = self.new.get_mut(other) {
                *open = false;
            }
            pairs.push((at, other));
        }
        pairs
    }
}

fn left(open: &[bool]) -> impl Iterator<Item = usize> {
    open.iter().enumerate().filter(|(_, open)| **open).map(|(at, _)| at)
}

/// Which pairs are of the longest run that stands in the same order in both; the others have moved.
fn in_order(pairs: &[(usize, usize)]) -> Vec<bool> {
    // For each length of a run, the pair that ends one of it earliest; and before each pair the one it follows.
    let mut ends: Vec<usize> = Vec::new();
    let mut follows: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let after = |at: usize| pairs.get(at).map(|pair| pair.1);
    for (at, (_, to)) in pairs.iter().enumerate() {
        let len = ends.partition_point(|&end| after(end) < Some(*to));
        follows.push(len.checked_sub(1).and_then(|before| ends.get(before).copied()));
        match ends.get_mut(len) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut stay = vec![false; pairs.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        if let Some(stays) = stay.get_mut(at) {
            *stays = true;
        }
        next = follows.get(at).copied().flatten();
    }
    stay
}

/// The pairs in the order of the second aggregate, what was removed behind the one before it in the first.
fn with_removed(mut pairs: Vec<Pair>, removed: impl Iterator<Item = usize>) -> Vec<Pair> {
    let place: BTreeMap<usize, usize> =
        pairs.iter().filter_map(|pair| Some((pair.before?, pair.after?))).collect();
    let mut sorted: Vec<(Option<usize>, usize, Pair)> =
        pairs.drain(..).map(|pair| (pair.after, 0, pair)).collect();
    for at in removed {
        let behind = place.range(..at).next_back().map(|(_, &after)| after);
        let pair = Pair { change: Change::Removed, before: Some(at), after: None };
        sorted.push((behind, at + 1, pair));
    }
    sorted.sort_by_key(|&(after, at, _)| (after, at));
    sorted.into_iter().map(|(_, _, pair)| pair).collect()
}
