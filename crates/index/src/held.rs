//! The index of a capture that was read whole.

use super::{indexer::Limits, sink::Sink, stretch::Stretch, track::Track, view::Index};
use kpl_capture::capture::Capture;

impl Index {
    /// Makes a row for each record of `capture`. These records are opened in the capture, so the index does not know
    /// how to read them again.
    #[must_use]
    pub fn of(capture: &Capture) -> Self {
        let limits = Limits::default();
        let mut sink = Sink::new(Self::new(capture.shape, capture.why, limits.user_records));
        let mut words = vec![Vec::new(); capture.records.len()];
        for finding in &capture.findings {
            if let Some(words) = finding.record.and_then(|record| words.get_mut(record)) {
                words.push(finding.code.word());
            }
        }
        let stretch = Stretch { text: &[], base: 0, track: Track::new() };
        for (record, words) in capture.records.iter().zip(words) {
            sink.record(&stretch, record, words);
        }
        sink.flush();
        sink.index
    }
}
