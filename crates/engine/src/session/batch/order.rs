//! In which order the user records of a capture are listed.

use super::{Batch, Users, delivered};
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_index::{Index, KeyId};
use std::{collections::HashMap, ops::Range, rc::Rc};

/// The most user records that are sorted. More would take seconds and tens of megabytes.
pub const MOST_SORTED: u64 = 2_000_000;

/// What user records are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum UserColumn {
    /// The order of the capture.
    #[default]
    Place,
    PartitionKey,
    /// The size of the payload.
    Bytes,
    /// When the Kinesis record arrived. Those of which that is not known come first.
    Arrival,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct UserSort {
    pub by: UserColumn,
    /// Whether the largest comes first.
    pub down: bool,
}

/// What one row is sorted by.
#[derive(Clone, Copy)]
struct Sorted {
    row: u32,
    key: KeyId,
    bytes: u64,
    arrival: Option<i64>,
}

impl Batch {
    /// Sorts the user records that show. Returns whether they are few enough to be sorted.
    pub fn sort_users(&mut self, index: &Index, sort: UserSort) -> bool {
        self.user_sort = sort;
        self.order = None;
        // While more is to come nothing is sorted, since it would have to be sorted again.
        if sort == UserSort::default() || self.comes || self.is_searching() {
            return true;
        }
        if self.users_len(index) > MOST_SORTED {
            self.user_sort = UserSort::default();
            return false;
        }
        let mut rows = self.sorted_rows(index);
        match sort.by {
            UserColumn::Place => {}
            UserColumn::Bytes => rows.sort_by_key(|row| row.bytes),
            UserColumn::Arrival => rows.sort_by_key(|row| row.arrival),
            UserColumn::PartitionKey => {
                let ranks = ranks(index, &rows);
                rows.sort_by_cached_key(|row| ranks.get(&row.key).copied().unwrap_or(usize::MAX));
            }
        }
        if sort.down {
            rows.reverse();
        }
        self.order = Some(Rc::new(rows.into_iter().map(|row| row.row).collect()));
        true
    }

    /// Each row that shows, in the order of the capture.
    fn sorted_rows(&self, index: &Index) -> Vec<Sorted> {
        let mut rows = Vec::new();
        let mut add = |record: usize, wanted: Option<u64>| {
            let Some(row) = index.row(record) else { return };
            let mut push = |key, bytes| {
                let number = u32::try_from(rows.len()).unwrap_or(u32::MAX);
                rows.push(Sorted { row: number, key, bytes, arrival: row.arrival });
            };
            if row.user_records == 0 {
                return push(row.partition_key, u64::from(row.bytes));
            }
            let all = u64::from(row.user_records);
            for place in wanted.map_or(0..all, |place| place..place.saturating_add(1).min(all)) {
                let user = index.user_record(row.first_user_record + place);
                let bytes = user.as_ref().and_then(|user| user.data).map_or(0, |(_, len)| u64::from(len));
                push(user.map_or(KeyId::NONE, |user| user.partition_key), bytes);
            }
        };
        match &self.users {
            Users::All | Users::Of(_) => {
                (0..self.candidates_len()).filter_map(|at| self.candidate(at)).for_each(|at| add(at, None));
            }
            Users::Found(found) => {
                // The numbers ascend, so most are of the Kinesis record that the one before was of.
                let mut at = None;
                for &number in found.iter() {
                    let known = at.filter(|(_, span): &(usize, Range<u64>)| span.contains(&number));
                    at = known.or_else(|| {
                        let (record, _) = self.delivered.at(index, number)?;
                        let first = self.delivered.first(index, record)?;
                        let count = delivered::count(index.row(record)?.user_records);
                        Some((record, first..first + count))
                    });
                    if let Some((record, span)) = &at {
                        add(*record, Some(number - span.start));
                    }
                }
            }
        }
        rows
    }
}

/// Numbers the partition keys in the order of their characters.
fn ranks(index: &Index, rows: &[Sorted]) -> HashMap<KeyId, usize> {
    let mut keys: Vec<KeyId> = rows.iter().map(|row| row.key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.retain(|&key| index.partition_key(key).is_some());
    keys.sort_by(|&one, &other| index.partition_key(one).cmp(&index.partition_key(other)));
    keys.into_iter().zip(0..).collect()
}
