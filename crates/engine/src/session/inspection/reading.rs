//! Reads a capture on, piece by piece, alone or with a helper.

use super::{Body, Inspection};
use crate::session::Ahead;
use kpl_index::{Helper, Holder};
use std::rc::Rc;

/// How many bytes are enough to go on reading, where a file does not give a whole chunk at once.
const LEAST: usize = 1 << 20;

fn is_same(holder: &Rc<dyn Holder>, file: &dyn Holder) -> bool {
    std::ptr::addr_eq(&raw const **holder, file)
}

impl Inspection {
    /// From now on a helper does a part of the work, if the capture is read piece by piece.
    pub fn help(&self, helper: Rc<dyn Helper>) {
        if let Body::Streamed { stream, .. } = &self.body {
            stream.borrow_mut().indexer.help(helper);
        }
    }

    /// Takes an answer of the helper; see [`kpl_index::Indexer::answer`].
    pub fn answer(&self, number: u32, numbers: Vec<u32>) {
        if let Body::Streamed { stream, .. } = &self.body {
            stream.borrow_mut().indexer.answer(number, numbers);
        }
    }

    /// Goes on without a helper.
    pub fn do_without(&self) {
        if let Body::Streamed { stream, .. } = &self.body {
            stream.borrow_mut().indexer.do_without();
        }
    }

    /// Whether nothing is left to do but wait for the helper.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        let Body::Streamed { stream, .. } = &self.body else { return false };
        let stream = stream.borrow();
        stream.done && stream.indexer.is_waiting()
    }

    /// Whether there is more to read.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        matches!(&self.body, Body::Streamed { stream, .. } if !stream.borrow().over)
    }

    /// The chunk of `file` that [`Self::read_more`] will read next; `None` where it reads no more of this file.
    #[must_use]
    pub fn wanted(&self, file: &dyn Holder) -> Option<Ahead> {
        match &self.body {
            Body::Streamed { holder, stream, .. } if is_same(holder, file) => {
                let (offset, most) = stream.borrow().next(holder.len())?;
                Some(Ahead { offset, least: most.min(LEAST), most })
            }
            _ => None,
        }
    }

    /// Whether records are read again from `file` itself, not from what is unpacked of it.
    #[must_use]
    pub fn reads_again(&self, file: &dyn Holder) -> bool {
        matches!(&self.body, Body::Streamed { inside, .. } if is_same(inside, file))
    }

    /// Reads one chunk more.
    pub fn read_more(&self) {
        let Body::Streamed { holder, stream, .. } = &self.body else { return };
        let mut stream = stream.borrow_mut();
        let Some((at, len)) = stream.next(holder.len()) else { return stream.rest() };
        match holder.some(at, len) {
            Ok(chunk) => {
                stream.indexer.take(chunk.as_ref());
                stream.at += u64::try_from(chunk.len()).unwrap_or_default();
                if stream.at >= holder.len() || chunk.is_empty() {
                    stream.end(None);
                }
            }
            Err(why) => stream.end(Some(why)),
        }
    }

    /// Reads no further. What was read stays.
    pub fn stop(&self) {
        let Body::Streamed { holder, stream, .. } = &self.body else { return };
        let mut stream = stream.borrow_mut();
        if !stream.over {
            let (at, all) = (stream.at >> 20, holder.len() >> 20);
            stream.indexer.do_without();
            stream.end(Some(format!("Reading was stopped after {at} of {all} MiB.")));
        }
    }

    /// How many bytes were read, and how many there are.
    #[must_use]
    pub fn progress(&self) -> (u64, u64) {
        match &self.body {
            Body::Held { .. } => (self.size(), self.size()),
            Body::Streamed { holder, stream, .. } => (stream.borrow().at, holder.len()),
        }
    }

    /// Why reading ended before the end; `None` where it did not.
    #[must_use]
    pub fn stopped(&self) -> Option<String> {
        match &self.body {
            Body::Held { .. } => None,
            Body::Streamed { stream, .. } => stream.borrow().stopped.clone(),
        }
    }
}
