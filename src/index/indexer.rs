//! From chunks of a file to its index.

use super::{
    json::Json,
    lines::{Lines, Pieces},
    sink::Sink,
    view::Index,
};
use crate::{
    capture::{Shape, Why, part},
    kpl::MAGIC,
};

/// How much memory reading may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A JSON document larger than this many bytes is read as a list; a record or line larger than this is left out.
    pub held: usize,
    /// How many user records have a row; all are counted.
    pub user_records: usize,
}

impl Default for Limits {
    /// 16 MiB: the text of a record of 10 MiB, which is the most that Kinesis takes, and of an answer of get-records.
    /// 16 million user records: 192 MiB.
    fn default() -> Self {
        Self { held: 16 << 20, user_records: 1 << 24 }
    }
}

#[derive(Debug)]
enum Reader {
    Json(Box<Json>),
    Lines(Lines),
    Pieces(Pieces),
}

/// Makes the index of a capture from its chunks.
#[derive(Debug)]
pub struct Indexer {
    reader: Reader,
    sink: Sink,
}

impl Indexer {
    /// Says from its beginning whether a capture of `size` bytes can be read as a stream; `None` where it must be
    /// read as a whole. 64 KiB are enough where records are smaller than that; give it the first chunk.
    /// The beginning is not read: push it as well.
    #[must_use]
    pub fn new(head: &[u8], size: u64) -> Option<Self> {
        Self::with_limits(head, size, Limits::default())
    }

    /// The same with other limits.
    #[must_use]
    pub fn with_limits(head: &[u8], size: u64, limits: Limits) -> Option<Self> {
        let whole = u64::try_from(head.len()).is_ok_and(|len| len >= size);
        if part::is_utf16(head) || part::is_packed(head) {
            return None;
        }
        let (mut shape, mut why) = part::recognise(head, whole);
        if shape == Shape::Binary && !whole && head.starts_with(&MAGIC) {
            (shape, why) = (Shape::Concatenated, Why::OneAfterAnother { records: 0 });
        }
        let reader = match shape {
            Shape::Concatenated => Reader::Pieces(Pieces::new(limits.held)),
            Shape::Base64Lines => Reader::Lines(Lines::new(false, limits.held)),
            Shape::Hex if part::is_hex_lines(head) => Reader::Lines(Lines::new(true, limits.held)),
            // Strings somewhere in JSON are only looked for where nothing else is.
            Shape::JsonStrings => return None,
            _ if matches!(why, Why::Fields { .. }) => Reader::Json(Box::new(Json::new(limits.held))),
            _ => return None,
        };
        Some(Self { reader, sink: Sink::new(Index::new(shape, why, limits.user_records)) })
    }

    /// Reads the next bytes.
    pub fn push(&mut self, chunk: &[u8]) {
        match &mut self.reader {
            Reader::Json(json) => json.push(chunk, &mut self.sink),
            Reader::Lines(lines) => lines.push(chunk, &mut self.sink),
            Reader::Pieces(pieces) => pieces.push(chunk, &mut self.sink),
        }
        self.sink.flush();
        let read = &mut self.sink.index.read;
        *read = read.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
    }

    /// Reads what was left, and says what is only known at the end. There is nothing to push after it.
    pub fn finish(&mut self) {
        let mut documents = 0;
        match &mut self.reader {
            Reader::Json(json) => {
                json.finish(&mut self.sink);
                documents = json.documents();
            }
            Reader::Lines(lines) => lines.finish(&mut self.sink),
            Reader::Pieces(pieces) => pieces.finish(&mut self.sink),
        }
        self.sink.flush();
        let index = &mut self.sink.index;
        index.findings.finish(index.read, documents);
        index.why = match index.why {
            Why::Fields { .. } => Why::Fields { shape: index.shape, records: index.listed },
            Why::OneAfterAnother { .. } => Why::OneAfterAnother { records: index.rows.len() },
            why => why,
        };
    }

    /// What was read so far.
    #[must_use]
    pub const fn index(&self) -> &Index {
        &self.sink.index
    }

    /// The index alone.
    #[must_use]
    pub fn into_index(self) -> Index {
        self.sink.index
    }
}
