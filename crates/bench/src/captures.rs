//! The captures that are measured. They are the same every time, and close to what producers write.

use kpl_format::{
    bytes::base64,
    kpl::{
        self,
        schema::{AggregatedRecord, Record},
    },
};
use std::fmt::Write;

#[derive(Default)]
pub struct Made {
    pub json: String,
    pub kinesis_records: usize,
    pub user_records: usize,
    /// How many bytes all payloads have.
    pub payload: usize,
    /// How many bytes the data of all Kinesis records has.
    pub raw: usize,
}

/// The answers of which the capture with this name consists.
///
/// M: 200 Kinesis records of very different sizes. T: 2,000 aggregates of 1,000 tiny user records. X: one aggregate
/// of nearly 10 MiB, the most that Kinesis takes (`PutRecord` in the API reference). L: ten times M. G: a gibibyte of
/// answers like M, one after another, as a loop over pages writes them. U: five answers like T, with ten million user
/// records.
pub fn make(name: &str) -> Option<Box<dyn Iterator<Item = Made>>> {
    let single = |aggregates: Vec<AggregatedRecord>| -> Option<Box<dyn Iterator<Item = Made>>> {
        Some(Box::new(std::iter::once(capture(&aggregates))))
    };
    let many =
        |seed: u64| (0..2_000).map(|number| aggregate(&mut Random(seed + number), 1_000, tiny)).collect();
    match name {
        "M" => single(ordinary(7, 200, 50_638)),
        "L" => single(ordinary(7, 2_000, 506_380)),
        "T" => single(many(0)),
        "X" => single(vec![aggregate(&mut Random(11), 48_200, event)]),
        "G" => Some(Box::new((0..74).map(|page| capture(&ordinary(1_000 + page, 200, 50_638))))),
        "U" => Some(Box::new((0..5).map(move |page| {
            let many: Vec<_> = many(page * 2_000);
            capture(&many)
        }))),
        _ => None,
    }
}

/// Makes `aggregates` aggregates with some `user_records` user records in all. Each has between half and one and a
/// half times as many as the mean.
fn ordinary(seed: u64, aggregates: usize, user_records: usize) -> Vec<AggregatedRecord> {
    let mut random = Random(seed);
    let mean = user_records / aggregates;
    let mut ends: Vec<usize> =
        (1..aggregates).map(|at| at * user_records / aggregates + random.below(mean / 2)).collect();
    ends.push(user_records);
    let mut start = 0;
    let count = |end: usize| end - std::mem::replace(&mut start, end);
    ends.into_iter().map(count).map(|count| aggregate(&mut random, count, event)).collect()
}

/// An aggregate as the KPL makes it: a key stands in the table once, however many records have it.
fn aggregate(
    random: &mut Random,
    user_records: usize,
    payload: fn(&mut Random) -> String,
) -> AggregatedRecord {
    let keys = user_records.div_ceil(4);
    let hash_keys = if random.below(10) == 0 { 3 } else { 0 };
    let record = |random: &mut Random| Record {
        partition_key_index: random.below(keys) as u64,
        explicit_hash_key_index: (hash_keys > 0).then(|| random.below(hash_keys.max(1)) as u64),
        data: payload(random).into_bytes(),
        tags: Vec::new(),
    };
    AggregatedRecord {
        partition_key_table: (0..keys).map(|_| format!("user-{:09}", random.below(1_000_000_000))).collect(),
        explicit_hash_key_table: (0..hash_keys).map(|at| (u128::MAX / 3 * at as u128).to_string()).collect(),
        records: (0..user_records).map(|_| record(random)).collect(),
    }
}

fn tiny(random: &mut Random) -> String {
    random.below(100_000).to_string()
}

fn event(random: &mut Random) -> String {
    const EVENTS: [&str; 4] = ["page_view", "add_to_cart", "purchase", "search"];
    let (id, event) = (random.next(), EVENTS.get(random.below(EVENTS.len())).copied().unwrap_or_default());
    let (at, page, cents) = (random.below(1_000_000), random.below(90_000), random.below(100_000));
    let note = "abcdefghij klmnop qrstuvw xyz ".repeat(random.below(6));
    format!(
        "{{\"id\":\"{id:016x}\",\"event\":\"{event}\",\"at\":\"2026-11-24T06:31:18.{at:06}Z\",\
         \"page\":\"/products/{page}\",\"cents\":{cents},\"note\":\"{note}\"}}"
    )
}

/// The text of a `get-records` answer as the AWS CLI prints it.
fn capture(aggregates: &[AggregatedRecord]) -> Made {
    let mut made = Made { kinesis_records: aggregates.len(), ..Made::default() };
    made.json.push_str("{\n    \"Records\": [");
    for (number, aggregate) in aggregates.iter().enumerate() {
        let data = kpl::encode(aggregate);
        made.raw += data.len();
        made.user_records += aggregate.records.len();
        made.payload += aggregate.records.iter().map(|record| record.data.len()).sum::<usize>();
        let comma = if number == 0 { "" } else { "," };
        // Writing to a `String` cannot fail.
        let _ = write!(
            made.json,
            "{comma}\n        {{\n            \"SequenceNumber\": \"4966000000000000000000000000000000000000{number:016}\",\n            \
             \"ApproximateArrivalTimestamp\": \"2026-11-24T06:31:18.417000+00:00\",\n            \
             \"Data\": \"{}\",\n            \"PartitionKey\": \"a\"\n        }}",
            base64::encode(&data)
        );
    }
    made.json.push_str(
        "\n    ],\n    \"NextShardIterator\": \"AAAAAAAAAAE=\",\n    \"MillisBehindLatest\": 0\n}\n",
    );
    made
}

/// A generator of random numbers: `SplitMix64`.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which must not be 0.
    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap_or_default()
    }
}
