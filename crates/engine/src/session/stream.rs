//! A capture that is read piece by piece: how much is read at a time, and how far it is.

use kpl_index::Indexer;

/// The sizes, in bytes, by which a capture is read whole or piece by piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// A capture up to this size is read whole, with every shape and every other reading at hand.
    pub small: u64,
    /// The largest capture that is held in memory if its shape cannot be streamed.
    pub held: u64,
    /// How much of a file is read at a time.
    pub chunk: usize,
}

impl Default for Sizes {
    /// 8 MiB, 512 MiB, and chunks of 4 MiB, which take some milliseconds each.
    fn default() -> Self {
        Self { small: 8 << 20, held: 512 << 20, chunk: 4 << 20 }
    }
}

/// The part of a file that will be read next. Whoever holds the file can fetch it in the meantime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ahead {
    pub offset: u64,
    /// How many bytes are needed to go on, if the file has so many.
    pub least: usize,
    /// How many bytes are asked for.
    pub most: usize,
}

/// A capture that is read piece by piece.
#[derive(Debug)]
pub(super) struct Stream {
    pub(super) indexer: Indexer,
    /// How many bytes are read at a time.
    pub(super) chunk: usize,
    /// How many bytes were read.
    pub(super) at: u64,
    /// Whether everything was read that is to be read.
    pub(super) done: bool,
    /// Whether every record also has its row. A helper may still have some after the last byte was read.
    pub(super) over: bool,
    /// Why reading ended before the end of the file.
    pub(super) stopped: Option<String>,
}

impl Stream {
    /// The offset and length of the next chunk of a file of `size` bytes.
    pub(super) fn next(&self, size: u64) -> Option<(u64, usize)> {
        let left = usize::try_from(size.saturating_sub(self.at)).unwrap_or(usize::MAX);
        (!self.done).then_some((self.at, left.min(self.chunk)))
    }

    /// Ends reading; `stopped` says why, where that is before the end.
    pub(super) fn end(&mut self, stopped: Option<String>) {
        if !self.done {
            self.indexer.finish();
            (self.done, self.stopped) = (true, stopped);
        }
        self.rest();
    }

    /// Notes whether everything is over: it is once the helper, if there is one, has answered for every group.
    pub(super) fn rest(&mut self) {
        self.over = !self.indexer.is_waiting();
    }
}
