//! What a capture is as a whole: when its Kinesis records arrived, and how many user records each consumer loses.
//! Worked out in steps, while nobody waits for anything else.

use crate::{
    consumers::{Consumer, Loss, Unseen, judge_one},
    session::{Inspection, Shards},
};
use std::rc::Rc;

/// How many bytes one step judges. Each is judged for every consumer.
const STEP: usize = 128 << 10;

/// What each Kinesis record counts for in a step beside its bytes.
const RECORD: usize = 64;

/// The most bytes that are judged. Of a larger capture with a flaw in each record the sums are a part of the whole.
const MOST_JUDGED: usize = 16 << 20;

/// The sums, as far as the records were counted.
#[derive(Clone, Debug)]
pub struct Tally {
    of: Rc<Inspection>,
    shards: Rc<Shards>,
    unseen: Vec<(Consumer, Unseen, u64)>,
    done: usize,
    judged: usize,
    arrivals: Option<(i64, i64)>,
}

impl Tally {
    #[must_use]
    pub fn new(of: &Rc<Inspection>, shards: &Rc<Shards>) -> Self {
        let sharded = shards.map.is_some();
        let unseen = Consumer::ALL.iter().map(|&consumer| (consumer, Unseen::of(consumer, sharded), 0));
        let (of, shards) = (of.clone(), shards.clone());
        Self { of, shards, unseen: unseen.collect(), done: 0, judged: 0, arrivals: None }
    }

    /// Whether these are sums of this capture, for these shards.
    #[must_use]
    pub fn is_of(&self, inspection: &Rc<Inspection>, shards: &Rc<Shards>) -> bool {
        Rc::ptr_eq(&self.of, inspection)
            && (Rc::ptr_eq(&self.shards, shards) || self.shards.places_as(shards))
    }

    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.done >= self.of.index().len()
    }

    /// Whether every record that had to be judged was.
    #[must_use]
    pub const fn judged_all(&self) -> bool {
        self.judged < MOST_JUDGED
    }

    /// When the first and the last of the records arrived, in milliseconds since 1970.
    #[must_use]
    pub const fn arrivals(&self) -> Option<(i64, i64)> {
        self.arrivals
    }

    /// The consumers that lose user records, and how many; those that lose most come first.
    #[must_use]
    pub fn losses(&self) -> Vec<(Consumer, u64)> {
        let mut losses: Vec<(Consumer, u64)> = self
            .unseen
            .iter()
            .filter(|(.., lost)| *lost > 0)
            .map(|&(consumer, _, lost)| (consumer, lost))
            .collect();
        losses.sort_by_key(|&(_, lost)| std::cmp::Reverse(lost));
        losses
    }

    /// Counts some more records.
    pub fn step(&mut self) {
        let (of, mut cost) = (self.of.clone(), 0);
        while cost < STEP {
            let Some(row) = of.index().row(self.done) else { break };
            if let Some(arrival) = row.arrival {
                let (first, last) = self.arrivals.unwrap_or((arrival, arrival));
                self.arrivals = Some((first.min(arrival), last.max(arrival)));
            }
            let clean = row.errors == 0 && row.warnings == 0 && row.notes == 0;
            let unknown = |unseen: &Unseen| unseen.loses(row.verdict, clean).is_none();
            if self.judged_all() && self.unseen.iter().any(|(_, unseen, _)| unknown(unseen)) {
                cost += self.judge(unknown);
            }
            self.done += 1;
            cost += RECORD;
        }
    }

    /// Judges the next record for those consumers of which the index cannot tell. Returns its size in bytes.
    fn judge(&mut self, unknown: impl Fn(&Unseen) -> bool) -> usize {
        // A record that cannot be read again counts as nothing. Whoever opens it is told why.
        let Ok(read) = self.of.record(self.done) else { return 0 };
        let anatomy = read.dissect();
        let placed = self.shards.place(read.envelope.shard_id.as_deref(), &anatomy);
        let range = placed.and_then(|placed| placed.range(&self.shards));
        for (consumer, _, lost) in self.unseen.iter_mut().filter(|(_, unseen, _)| unknown(unseen)) {
            let judgement = judge_one(*consumer, &read.data, &anatomy, range);
            let all = anatomy.user_records.len();
            let missing = match judgement.loss(&anatomy) {
                Loss::Nothing | Loss::Raw => 0,
                Loss::Some => all.saturating_sub(judgement.emitted).max(1),
                Loss::All => all,
            };
            *lost += u64::try_from(missing).unwrap_or(u64::MAX);
        }
        self.judged += read.data.len();
        read.data.len()
    }
}
