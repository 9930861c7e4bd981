//! Charts of a capture: how full its aggregates are, which keys carry the bytes, when its records arrived.

use super::Batch;
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_capture::text::legible;
use kpl_index::{Index, KeyId};
use std::collections::HashMap;

/// How many partition keys have a bar of their own; the others share one.
const KEYS: usize = 20;

/// How many bars the chart of arrivals has.
const BUCKETS: i64 = 60;

/// Where each bar of the chart of fillings begins, in user records per aggregate.
const STEPS: [u32; 12] = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000];

#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Bar<L> {
    /// What the bar stands for.
    pub label: L,
    /// The length of the bar.
    pub value: u64,
    /// How many records the bar counts.
    pub records: u64,
}

/// All charts of the records that the filters let through.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Charts {
    /// Kinesis records by how many user records they hold. A label is the fewest and the most; the last bar has no
    /// most.
    pub filling: Vec<Bar<(u32, Option<u32>)>>,
    /// Bytes of payloads by partition key, the largest first.
    pub keys: Vec<Bar<String>>,
    /// All further keys together; the label is how many they are.
    pub other_keys: Option<Bar<usize>>,
    /// Kinesis records by when they arrived. A label is where the bar begins, in milliseconds since 1970.
    pub arrivals: Vec<Bar<i64>>,
    /// How many milliseconds a bar of `arrivals` spans.
    pub arrival_step: i64,
}

#[must_use]
pub fn charts(index: &Index, batch: &Batch) -> Charts {
    let rows = || (0..batch.records_len()).filter_map(|row| index.row(batch.record_at(row)?));
    let ends = STEPS.iter().skip(1).map(|&next| Some(next - 1)).chain([None]);
    let steps = STEPS.iter().copied().zip(ends);
    let mut filling: Vec<_> = steps.map(|label| Bar { label, value: 0, records: 0 }).collect();
    let mut keys: HashMap<KeyId, (u64, u64)> = HashMap::new();
    let (mut first, mut last) = (i64::MAX, i64::MIN);
    for row in rows() {
        let at = STEPS.partition_point(|&step| step <= row.user_records).saturating_sub(1);
        if let Some(bar) = filling.get_mut(at) {
            bar.value += 1;
            bar.records += 1;
        }
        let mut add = |key: KeyId, bytes: u64| {
            let (sum, count) = keys.entry(key).or_default();
            (*sum, *count) = (*sum + bytes, *count + 1);
        };
        if row.user_records == 0 {
            add(row.partition_key, u64::from(row.bytes));
        }
        for number in row.first_user_record..row.first_user_record + u64::from(row.user_records) {
            let Some(user) = index.user_record(number) else { break };
            add(user.partition_key, user.data.map_or(0, |(_, len)| u64::from(len)));
        }
        if let Some(arrival) = row.arrival {
            (first, last) = (first.min(arrival), last.max(arrival));
        }
    }
    filling.retain(|bar| bar.value > 0);
    let (keys, other_keys) = largest(index, keys);
    // One is added so that the last millisecond falls into the last bar.
    let step = ((last.saturating_sub(first)) / BUCKETS + 1).max(1);
    let mut arrivals: Vec<Bar<i64>> = Vec::new();
    if first <= last {
        let count = (last - first) / step + 1;
        arrivals.extend((0..count).map(|at| Bar { label: first + at * step, value: 0, records: 0 }));
        for arrival in rows().filter_map(|row| row.arrival) {
            let at = usize::try_from((arrival - first) / step).unwrap_or(usize::MAX);
            if let Some(bar) = arrivals.get_mut(at) {
                bar.value += 1;
                bar.records += 1;
            }
        }
    }
    Charts { filling, keys, other_keys, arrivals, arrival_step: step }
}

fn largest(index: &Index, keys: HashMap<KeyId, (u64, u64)>) -> (Vec<Bar<String>>, Option<Bar<usize>>) {
    let mut all: Vec<(KeyId, u64, u64)> =
        keys.into_iter().map(|(key, (bytes, count))| (key, bytes, count)).collect();
    all.sort_unstable_by_key(|&(key, bytes, _)| (std::cmp::Reverse(bytes), key));
    let (named, rest): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|&(key, _, _)| index.partition_key(key).is_some());
    let bar = |&(key, value, records): &(KeyId, u64, u64)| Bar {
        label: legible::line(index.partition_key(key).unwrap_or_default()),
        value,
        records,
    };
    let shown = named.iter().take(KEYS).map(bar).collect();
    let rest = named.iter().skip(KEYS).chain(&rest);
    let other = rest.fold(Bar { label: 0, value: 0, records: 0 }, |sum, &(_, bytes, count)| Bar {
        label: sum.label + 1,
        value: sum.value + bytes,
        records: sum.records + count,
    });
    (shown, Some(other).filter(|other| other.label > 0))
}
