//! The index of a capture that was read whole.

use super::{
    indexer::Limits,
    sink::{Sink, Stretch},
    track::Track,
    view::Index,
    words::SetId,
};
use crate::capture::Capture;

impl Index {
    /// Makes rows of the records of `capture`. They are opened there, not here: nothing of them has to be read again.
    #[must_use]
    pub fn of(capture: &Capture) -> Self {
        let limits = Limits::default();
        let mut sink = Sink::new(Self::new(capture.shape, capture.why, limits.user_records));
        let mut sets = vec![SetId::default(); capture.records.len()];
        for finding in &capture.findings {
            if let Some(set) = finding.record.and_then(|record| sets.get_mut(record)) {
                *set = sink.index.words.with(*set, finding.code.word());
            }
        }
        let stretch = Stretch { text: &[], base: 0, track: Track::new() };
        for (record, set) in capture.records.iter().zip(sets) {
            sink.record(&stretch, record, set);
        }
        sink.flush();
        sink.index
    }
}
