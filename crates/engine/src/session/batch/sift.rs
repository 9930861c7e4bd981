//! Which Kinesis records a consumer loses user records of. Most are told by their row; the rest is read again and
//! judged, in steps.

use crate::{
    consumers::{Consumer, Unseen, judge_one},
    session::{Inspection, Shards},
};
use kpl_capture::index::Index;
use kpl_format::kpl;
use std::rc::Rc;

/// Bytes that a step judges, so that it takes some milliseconds: judging takes several times as long as a search.
const STEP: usize = 1 << 20;

/// What a Kinesis record costs beside its bytes: being read again, or only being looked at in the index.
const READ: usize = 1 << 10;
const SEEN: usize = 1 << 6;

/// Asking on its way.
#[derive(Clone, Debug)]
pub struct Sift {
    consumer: Consumer,
    unseen: Unseen,
    shards: Rc<Shards>,
    /// Kinesis records that were asked about, of those that pass the filters before.
    pub done: usize,
    /// Those of which something is lost.
    pub kept: Rc<Vec<u32>>,
}

impl Sift {
    /// Nothing is asked yet.
    pub fn new(consumer: Consumer, shards: &Rc<Shards>) -> Self {
        let unseen = Unseen::of(consumer, shards.map.is_some());
        Self { consumer, unseen, shards: shards.clone(), done: 0, kept: Rc::default() }
    }

    /// Asks about some more of the records that `next` gives by their place.
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
                // What cannot be read any more is not kept; opening the record says why.
                let Ok(read) = inspection.record(record) else { return false };
                cost += read.data.len() + READ;
                let anatomy = kpl::dissect(&read.data);
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

/// What the row alone tells.
fn told(index: &Index, record: usize, unseen: Unseen) -> Option<bool> {
    let row = index.row(record)?;
    unseen.loses(row.verdict, row.errors == 0 && row.warnings == 0 && row.notes == 0)
}
