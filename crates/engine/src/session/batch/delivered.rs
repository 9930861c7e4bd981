//! Numbers what an application receives: each user record, and each Kinesis record that has none as one.
//!
//! A plain Kinesis record is handed over as it is, so it has a row of its own in the list of user records. The index
//! numbers user records alone; here the Kinesis records without any are counted in.

use kpl_index::Index;
use std::rc::Rc;

/// How many Kinesis records share a count. A count for each would take as much memory as the index has of short records.
const BLOCK: usize = 64;

/// How many of the Kinesis records so far have no user record.
#[derive(Clone, Debug, Default)]
pub(super) struct Delivered {
    /// How many stand before each block of Kinesis records.
    before: Rc<Vec<u32>>,
    /// How many Kinesis records were counted.
    seen: usize,
    /// How many of them have no user record.
    without: u32,
}

impl Delivered {
    /// Counts the Kinesis records that the index has got since the last call.
    pub(super) fn take_in(&mut self, index: &Index) {
        while self.seen < index.len() {
            if self.seen.is_multiple_of(BLOCK) {
                Rc::make_mut(&mut self.before).push(self.without);
            }
            self.without += u32::from(is_without(index, self.seen));
            self.seen += 1;
        }
    }

    /// How many numbers there are.
    pub(super) fn len(&self, index: &Index) -> u64 {
        index.user_records() + u64::from(self.without)
    }

    /// The number of the first that `record` delivers.
    pub(super) fn first(&self, index: &Index, record: usize) -> Option<u64> {
        let block = record / BLOCK;
        let before = *self.before.get(block)?;
        let within = (block * BLOCK..record).filter(|&record| is_without(index, record)).count();
        let users = index.row(record)?.first_user_record;
        Some(users + u64::from(before) + u64::try_from(within).ok()?)
    }

    /// The Kinesis record that delivers this number, and the place in it.
    pub(super) fn at(&self, index: &Index, number: u64) -> Option<(usize, usize)> {
        if number >= self.len(index) {
            return None;
        }
        let (mut low, mut high) = (0, self.seen);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.first(index, middle)? <= number {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let record = low.checked_sub(1)?;
        let place = number.checked_sub(self.first(index, record)?)?;
        Some((record, usize::try_from(place).ok()?))
    }
}

/// How many a Kinesis record with so many user records delivers.
pub(super) fn count(user_records: u32) -> u64 {
    u64::from(user_records.max(1))
}

fn is_without(index: &Index, record: usize) -> bool {
    index.row(record).is_some_and(|row| row.user_records == 0)
}
