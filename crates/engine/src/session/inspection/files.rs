//! Which of several files, read as one, a Kinesis record stands in.

use super::{Body, Inspection};

impl Inspection {
    /// The same capture, joined of these files.
    #[must_use]
    pub fn of_files(mut self, files: Vec<(String, u64)>) -> Self {
        self.files = files;
        self
    }

    /// The file that a Kinesis record stands in, by its place among `files`. `None` where there is one file alone, or what
    /// was read is what was unpacked of them.
    #[must_use]
    pub fn file_of(&self, record: usize) -> Option<usize> {
        if self.files.len() < 2 {
            return None;
        }
        let offset = match &self.body {
            Body::Held { capture, .. } => u64::try_from(capture.records.get(record)?.source.offset).ok()?,
            Body::Streamed { .. } if self.index().is_packed() => return None,
            Body::Streamed { .. } => self.index().row(record)?.text.offset,
        };
        self.files.partition_point(|(_, start)| *start <= offset).checked_sub(1)
    }

    /// The name of that file.
    #[must_use]
    pub fn file_name_of(&self, record: usize) -> Option<&str> {
        self.files.get(self.file_of(record)?).map(|(name, _)| name.as_str())
    }
}
