//! Which Kinesis records a consumer loses user records of. The index can tell for most records; the others are read
//! again and judged, in steps.

use crate::{
    consumers::{Consumer, Unseen, judge_one},
    session::{Inspection, Shards},
};
use kpl_index::Index;
use std::rc::Rc;

/// How many bytes one step judges. It takes some milliseconds: judging a byte takes several times as long as
/// searching it.
const STEP: usize = 1 << 20;

/// What each Kinesis record counts for in a step beside its bytes: `READ` where it is read again, `SEEN` where the
/// index tells.
const READ: usize = 1 << 10;
const SEEN: usize = 1 << 6;

/// A filter that is being applied.
#[derive(Clone, Debug)]
pub struct Sift {
    consumer: Consumer,
    unseen: Unseen,
    shards: Rc<Shards>,
    /// How many of the Kinesis records that pass the other filters were judged.
    pub done: usize,
    /// The Kinesis records of which something is lost.
    pub kept: Rc<Vec<u32>>,
}

impl Sift {
    pub fn new(consumer: Consumer, shards: &Rc<Shards>) -> Self {
        let unseen = Unseen::of(consumer, shards.map.is_some());
        Self { consumer, unseen, shards: shards.clone(), done: 0, kept: Rc::default() }
    }

    /// Judges some more records. `next` gives the record at a place.
    pub fn step(&mut self, inspection: &Inspection, next: impl Fn(usize) -> Option<usize>) {
        let mut cost = 0;
        let kept = Rc::make_mut(&mut self.kept);
        while cost < STEP
            && let Some(record) = next(self.done)
        {
            self.done += 1;
            cost += SEEN;
            let told = told(&inspection.index(), record, self.unseen);
            let lost = told.unwrap_or_else(|| {
                // A record that cannot be read again is left out. Whoever opens it is told why.
                let Ok(read) = inspection.record(record) else { return false };
                cost += read.data.len() + READ;
                let anatomy = read.dissect();
                let placed = self.shards.place(read.envelope.shard_id.as_deref(), &anatomy);
                let range = placed.and_then(|placed| placed.range(&self.shards));
                judge_one(self.consumer, &read.data, &anatomy, range).loss(&anatomy).is_any()
            });
            if lost && let Ok(record) = u32::try_from(record) {
                kept.push(record);
            }
        }
    }
}

/// What the record's row in the index tells without its data; `None` where it does not tell.
fn told(index: &Index, record: usize, unseen: Unseen) -> Option<bool> {
    let row = index.row(record)?;
    unseen.loses(row.verdict, row.errors == 0 && row.warnings == 0 && row.notes == 0)
}
