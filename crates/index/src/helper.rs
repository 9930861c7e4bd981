//! The part of the work that another worker can do: check digests, and list the contents of aggregates without
//! findings. It is sent bytes and sends back numbers.

use super::users::{PackedUser, short};
use kpl_format::{
    bytes::{Span, md5_lanes::md5_many},
    kpl::{
        sealed,
        skim::{SkimmedRecord, skim},
    },
};

/// Another worker, which takes Kinesis records apart in the meantime.
pub trait Helper: std::fmt::Debug {
    /// Hands over a group of Kinesis records: their data, and the offset and length of each in it. Returns the number
    /// of the group, or `None` where the helper cannot take it now. The helper calls [`skim_group`]; its result must
    /// be passed to [`super::Indexer::answer`] with this number.
    fn take(&self, data: &[u8], records: &[[u32; 2]]) -> Option<u32>;
}

/// Takes a group of Kinesis records apart. `data` holds them; `records` has the offset and length of each.
///
/// The result has for each record, one after another: the number of its user records; three numbers for each user
/// record (the offset of its payload in the record's data; the length of the payload, with the highest bit set for an
/// explicit hash key; the index of its key); the number of keys that are used; and the offset and length of each of
/// these keys. A record has a single 0 instead if its digest does not hold, or if [`kpl_format::kpl::dissect`] must
/// say what it is.
#[must_use]
pub fn skim_group(data: &[u8], records: &[[u32; 2]]) -> Vec<u32> {
    let mut numbers = Vec::new();
    skim_into(data, records, &mut numbers);
    numbers
}

/// Does what [`skim_group`] does, but writes into `numbers`, whose memory is used again.
pub(super) fn skim_into(data: &[u8], records: &[[u32; 2]], numbers: &mut Vec<u32>) {
    numbers.clear();
    let records = || records.iter().map(|&record| span(record).of(data));
    let messages: Vec<&[u8]> = records().filter_map(sealed).map(|(message, _)| message).collect();
    let mut digests = md5_many(&messages).into_iter();
    for record in records() {
        let holds = sealed(record).is_some_and(|(_, stored)| digests.next().as_ref() == Some(stored));
        let start = numbers.len();
        numbers.push(0);
        if holds && one(record, numbers).is_none() {
            numbers.truncate(start + 1);
        }
    }
}

/// Adds the numbers of one record. The place for the first of them is there already.
fn one(data: &[u8], numbers: &mut Vec<u32>) -> Option<()> {
    let first = numbers.len();
    let skim = skim(data, |SkimmedRecord { partition_key_index, explicit_hash_key_index, data }| {
        let packed = PackedUser::length(data.len, explicit_hash_key_index.is_some());
        numbers.extend_from_slice(&[short(data.offset), packed, partition_key_index]);
    })?;
    *numbers.get_mut(first - 1)? = u32::try_from(skim.user_records).ok()?;
    // Keys that no user record has are left out, and the others move up.
    let (users, _) = numbers.get_mut(first..)?.as_chunks_mut::<3>();
    let mut places = vec![u32::MAX; skim.partition_keys.len()];
    let place = |[_, _, key]: &[u32; 3]| usize::try_from(*key).unwrap_or(usize::MAX);
    for user in &*users {
        *places.get_mut(place(user))? = 0;
    }
    let mut used = 0;
    for place in places.iter_mut().filter(|place| **place == 0) {
        *place = used;
        used += 1;
    }
    if usize::try_from(used).is_ok_and(|used| used < places.len()) {
        for user in users {
            let moved = *places.get(place(user))?;
            let [_, _, key] = user;
            *key = moved;
        }
    }
    numbers.push(used);
    let keys = skim.partition_keys.iter().zip(&places).filter(|(_, place)| **place != u32::MAX);
    keys.for_each(|(key, _)| numbers.extend_from_slice(&[short(key.offset), short(key.len)]));
    Some(())
}

/// The numbers of the first record, and those of the rest. `None` where the record has a 0, or where nothing is left.
pub(super) fn next(numbers: &[u32]) -> (Option<Numbers<'_>>, &[u32]) {
    let Some((0, rest)) = numbers.split_first() else {
        let found = aggregate(numbers);
        return found.map_or((None, &[]), |(found, rest)| (Some(found), rest));
    };
    (None, rest)
}

fn aggregate(numbers: &[u32]) -> Option<(Numbers<'_>, &[u32])> {
    let (users, rest) = counted::<3>(numbers)?;
    let (keys, rest) = counted::<2>(rest)?;
    Some((Numbers { users, keys }, rest))
}

/// A count, so many groups of `N` numbers, and the numbers that follow.
fn counted<const N: usize>(numbers: &[u32]) -> Option<(&[[u32; N]], &[u32])> {
    let (&count, rest) = numbers.split_first()?;
    let (groups, rest) = rest.split_at_checked(usize::try_from(count).ok()?.checked_mul(N)?)?;
    Some((groups.as_chunks().0, rest))
}

/// The numbers of an aggregate without findings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers<'a> {
    pub(super) users: &'a [[u32; 3]],
    pub(super) keys: &'a [[u32; 2]],
}

/// The span that an offset and a length stand for.
pub(super) fn span([offset, len]: [u32; 2]) -> Span {
    let wide = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    Span::new(wide(offset), wide(len))
}
