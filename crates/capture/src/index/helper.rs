//! The part of the work that another worker can do: whether digests hold, and what aggregates that nothing has to be
//! said about hold. Bytes go there, numbers come back.

use super::{batch::short, rows::Packed};
use kpl_format::{
    bytes::{Span, md5_lanes::md5_many},
    kpl::skim::{SkimmedRecord, sealed, skim},
};

/// A worker that takes Kinesis records apart meanwhile.
pub trait Helper: std::fmt::Debug {
    /// Hands over a group of Kinesis records: their data, and where each stands in it. The number under which
    /// [`super::Indexer::answer`] is given what [`skim_group`] says of it; `None` where nobody can take it now.
    fn take(&self, data: &[u8], records: &[[u32; 2]]) -> Option<u32>;
}

/// What is known of a group. `data` holds its Kinesis records, each from an offset on and so many bytes long.
///
/// For each: the number of its user records, of each of them three numbers (where its payload begins in the record's
/// data, its length with the highest bit for an explicit hash key, which key it has), the number of keys that are used,
/// and of each of them where it begins and its length. Or a 0 alone where the digest does not hold, or where
/// [`kpl_format::kpl::dissect`] has to say what the record is.
#[must_use]
pub fn skim_group(data: &[u8], records: &[[u32; 2]]) -> Vec<u32> {
    let mut numbers = Vec::new();
    skim_into(data, records, &mut numbers);
    numbers
}

/// The same into memory that is there.
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

/// Adds one record's numbers behind the place for the first of them.
fn one(data: &[u8], numbers: &mut Vec<u32>) -> Option<()> {
    let first = numbers.len();
    let skim = skim(data, |SkimmedRecord { partition_key_index, explicit_hash_key_index, data }| {
        let packed = Packed::length(data.len, explicit_hash_key_index.is_some());
        numbers.extend_from_slice(&[short(data.offset), packed, partition_key_index]);
    })?;
    *numbers.get_mut(first - 1)? = u32::try_from(skim.user_records).ok()?;
    // Keys that no record has are left out; the others move up.
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

/// What is said of one record, and what is said of the others. `None` where there is nothing, or 0.
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

/// A number and so many groups of numbers; and what follows.
fn counted<const N: usize>(numbers: &[u32]) -> Option<(&[[u32; N]], &[u32])> {
    let (&count, rest) = numbers.split_first()?;
    let (groups, rest) = rest.split_at_checked(usize::try_from(count).ok()?.checked_mul(N)?)?;
    Some((groups.as_chunks().0, rest))
}

/// What is known of an aggregate that nothing has to be said about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers<'a> {
    pub(super) users: &'a [[u32; 3]],
    pub(super) keys: &'a [[u32; 2]],
}

/// Where a record or key stands.
pub(super) fn span([offset, len]: [u32; 2]) -> Span {
    let wide = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    Span::new(wide(offset), wide(len))
}
