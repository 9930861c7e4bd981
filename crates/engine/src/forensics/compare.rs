//! Compares two aggregates: pairs up their user records by key and payload, and tells what changed.

use kpl_format::{
    bytes::Span,
    kpl::{Anatomy, UserRecord},
};
use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    hash::Hash,
};

/// What changed in a user record from the first aggregate to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Change {
    /// Nothing: the record has the same keys, payload and order among the unchanged ones.
    Same,
    /// The keys and the payload are the same, but its order among the unchanged ones is not.
    Moved,
    /// The keys are the same, the payload is not.
    OtherPayload,
    /// The payload is the same, a key is not.
    OtherKey,
    /// The record is only in the first aggregate.
    Removed,
    /// The record is only in the second aggregate.
    Added,
}

/// A user record of the first aggregate, of the second, or one of each that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    pub change: Change,
    /// The record's place among the user records of the first aggregate.
    pub before: Option<usize>,
    /// The record's place among the user records of the second aggregate.
    pub after: Option<usize>,
}

/// Pairs up the user records of two aggregates. Each record is in exactly one pair. The pairs are in the order of the
/// second aggregate. A removed record comes after the pair of the record that stood before it in the first.
#[must_use]
pub fn compare(before: (&[u8], &Anatomy), after: (&[u8], &Anatomy)) -> Vec<Pair> {
    align(&records(before), &records(after))
}

/// Like [`compare`], but for two lists of user records, which may come from several aggregates. The places in the
/// pairs are those in the lists.
#[must_use]
pub fn align<'a>(old: &[Compared<'a>], new: &[Compared<'a>]) -> Vec<Pair> {
    let mut open = Unpaired { old: vec![true; old.len()], new: vec![true; new.len()] };
    let same = open.match_up(old, new, |record| Some(*record));
    let payload = open.match_up(old, new, |record| Some((record.key?, record.hash_key)));
    // Empty payloads do not show that two records belong together.
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

/// The parts of a user record that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Compared<'a> {
    /// The partition key.
    pub key: Option<&'a [u8]>,
    /// The explicit hash key.
    pub hash_key: Option<&'a [u8]>,
    /// The payload.
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

/// Which user records are not in a pair yet.
struct Unpaired {
    old: Vec<bool>,
    new: Vec<bool>,
}

impl Unpaired {
    /// Pairs up open records for which `of` returns the same. Of several, the first of one list goes with the first
    /// of the other. The pairs are in the order of the first list.
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

/// Which pairs belong to the longest sequence that has the same order in both lists. The others have moved.
fn in_order(pairs: &[(usize, usize)]) -> Vec<bool> {
    // This is the longest increasing subsequence. `ends` holds, for each length, the pair at which a sequence of that
    // length ends earliest. `follows` holds for each pair the one before it in its sequence.
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

/// Sorts the pairs in the order of the second list, and puts each removed record after the one before it in the
/// first.
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
