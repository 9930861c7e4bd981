//! A capture that the worker reads before anybody gives it one. A browser compiles code well only after it has seen
//! it run, so this makes the first file as fast as the second.

use kpl_format::{
    bytes::base64,
    kpl::{
        self,
        schema::{AggregatedRecord, Record},
    },
};
use kpl_index::{Helper, Indexer};
use std::{hint::black_box, rc::Rc};

/// How many Kinesis records are in it: one group, which is as many as are taken apart together.
const KINESIS_RECORDS: usize = 32;

/// How many user records are in each Kinesis record.
const USER_RECORDS: usize = 64;

/// How often it is read. In Chromium 156, V8 had compiled all of the code anew after 64 times, but not after 24.
const PASSES: usize = 64;

/// How many bytes of memory a capture of a common size needs for its text and for what is decoded of it. A browser
/// hands out memory when it is first written to, and that takes as long as reading the capture does.
const ROOM: usize = 32 << 20;

/// The capture, and how often it is still to be read. Each step takes a millisecond or less, so that nobody who has a
/// file to read must wait.
#[derive(Debug)]
pub struct WarmUp {
    text: String,
    left: usize,
    helper: Option<Rc<dyn Helper>>,
}

impl Default for WarmUp {
    fn default() -> Self {
        Self { text: capture(), left: PASSES, helper: None }
    }
}

impl WarmUp {
    #[must_use]
    pub const fn goes_on(&self) -> bool {
        self.left > 0
    }

    /// Writes to as much memory as a capture of a common size needs, so that the browser has handed it out.
    pub fn make_room() {
        black_box(vec![1u8; ROOM]);
    }

    /// From now on a helper reads it as well, and it is read some more times for that.
    pub fn help(&mut self, helper: Rc<dyn Helper>) {
        self.helper = Some(helper);
        self.left += PASSES / 4;
    }

    /// Reads the capture once. Returns whether all of it was found and found sound, as it must be.
    pub fn step(&mut self) -> bool {
        self.left = self.left.saturating_sub(1);
        let (text, size) = (self.text.as_bytes(), u64::try_from(self.text.len()).unwrap_or(u64::MAX));
        let Some(mut indexer) = Indexer::new(text, size) else { return false };
        self.helper.iter().for_each(|helper| indexer.help(helper.clone()));
        indexer.push(text);
        indexer.finish();
        let index = indexer.into_index();
        (index.len(), index.fast(), index.listed_user_records())
            == (KINESIS_RECORDS, KINESIS_RECORDS, KINESIS_RECORDS * USER_RECORDS)
    }
}

/// The text of the capture, in the form that `get-records` prints.
fn capture() -> String {
    let records: Vec<String> = (0..KINESIS_RECORDS)
        .map(|record| {
            let data = base64::encode(&kpl::encode(&aggregate(record)));
            format!(
                "{{\"SequenceNumber\": \"49{record:054}\", \"Data\": \"{data}\", \"PartitionKey\": \"a\"}}"
            )
        })
        .collect();
    format!("{{\"Records\": [{}]}}", records.join(",\n"))
}

fn aggregate(record: usize) -> AggregatedRecord {
    // The payloads have many lengths, so that some need a varint of one byte and some of two.
    let user = |number: usize| Record {
        partition_key_index: u64::try_from(number / 2).unwrap_or_default(),
        data: b"a payload ".repeat(1 + (number * 7 + record) % 25),
        ..Record::default()
    };
    AggregatedRecord {
        partition_key_table: (0..USER_RECORDS).map(|number| format!("key-{record}-{number}")).collect(),
        records: (0..USER_RECORDS).map(user).collect(),
        ..AggregatedRecord::default()
    }
}

#[cfg(test)]
mod tests {
    use super::WarmUp;

    #[test]
    fn all_of_it_is_found() {
        let (mut warm_up, mut steps) = (WarmUp::default(), 0);
        while warm_up.goes_on() {
            assert!(warm_up.step());
            steps += 1;
        }
        assert_eq!(steps, super::PASSES);
    }
}
